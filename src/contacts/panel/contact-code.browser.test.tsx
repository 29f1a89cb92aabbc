import '../../index.css'
import { afterEach, expect, it, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import { page } from 'vitest/browser'

import { contactName, readContact } from '../../linq/contact'
import { ContactCode, cardFileName } from './contact-code'

afterEach(() => vi.restoreAllMocks())

async function show(record: object) {
  const contact = readContact({ id: 7, ...record })
  if (contact) await render(<ContactCode contact={contact} name={contactName(contact)} isHidden={false} />)
}

it('shows the card as a code, and saves it as a file named after the contact', async () => {
  const saved: string[] = []
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push(this.download)
  })
  const made = vi.spyOn(URL, 'createObjectURL')
  await show({ full_name: 'Zoë van der Meer', first_name: 'Zoë', phone_number: '+31205550190' })
  await expect
    .element(page.getByRole('img', { name: 'QR code of the card of Zoë van der Meer' }))
    .toBeVisible()
  await page.getByRole('button', { name: 'Save vCard' }).click()
  expect(saved).toEqual(['contact_Zoë-van-der-Meer.vcf'])
  const [file] = made.mock.lastCall ?? []
  expect(file instanceof Blob && (await file.text())).toContain('TEL:+31205550190\r\n')
})

it('a card that is too long for a code says so, and can still be saved', async () => {
  await show({ full_name: 'x'.repeat(5_000) })
  await expect.element(page.getByText('This card is too long for a code')).toBeVisible()
  await expect.element(page.getByRole('button', { name: 'Save vCard' })).toBeVisible()
  expect(page.getByRole('img').elements()).toEqual([])
})

it.each([
  ['../../etc/passwd', 'contact_etc-passwd.vcf'],
  ['a\u202efcv.exe', 'contact_a-fcv.exe.vcf'],
  ['CON', 'contact_CON.vcf'],
  ['???', 'contact_card.vcf'],
  ['محمد الفارسي', 'contact_محمد-الفارسي.vcf'],
])('saves %j as %s', (name, expected) => expect(cardFileName(name)).toBe(expected))
