import { expect, test } from './gateway'
import { figures, openAll } from './testing/parts'

test('a manager compares owners, looks into one, opens a contact, and comes back to the summary', async ({
  page,
  gateway,
}) => {
  await openAll(page, `${gateway.url}/?sort=-updated`)
  const button = page.getByRole('button', { name: 'Summary' })
  await button.click()
  const summary = page.getByRole('complementary', { name: 'Summary' })
  await expect(summary).toBeFocused()
  await expect(button).toHaveAttribute('aria-pressed', 'true')
  await expect(summary.getByRole('status').first()).toHaveText('5,000 contacts')
  const lines = summary.getByRole('table', { name: 'Contacts per owner' }).getByRole('row')
  const count = Number((await lines.nth(2).getByRole('cell').first().innerText()).replace(',', ''))
  await lines.nth(2).getByRole('button').press('Enter')
  await expect.poll(() => figures(page)).toEqual([count, 5_000])
  const month = summary.getByRole('button', { name: /: [1-9]\d* new contacts?$/ }).last()
  const inMonth = Number(/: (\d+) new/.exec((await month.getAttribute('aria-label')) ?? '')?.[1])
  await month.click()
  await expect.poll(() => figures(page)).toEqual([inMonth, 5_000])
  await expect(month).toHaveAttribute('aria-pressed', 'true')
  await month.click()
  await expect.poll(() => figures(page)).toEqual([count, 5_000])
  const line = summary.getByRole('listitem').filter({ hasText: /^Email/ })
  const email = line.getByRole('button')
  await email.click()
  await expect(page.getByRole('button', { name: 'Quality is Has email' })).toBeVisible()
  await expect(line).toContainText('100%')
  await email.click()
  await expect.poll(() => figures(page)).toEqual([count, 5_000])
  // The other owners stay, to be compared with.
  await expect(lines.nth(1).getByRole('cell').first()).toHaveText(/1,\d{3}/)
  await expect(page).toHaveURL(/summary=1/)
  await page.reload()
  await expect(summary.getByRole('status').first()).toContainText(`${count} contacts`)

  await page.getByRole('rowheader').first().getByRole('link').click()
  await expect(page.getByRole('button', { name: 'Next contact' })).toBeVisible()
  await expect(summary).toBeHidden()
  await page.keyboard.press('Escape')
  await expect(summary).toBeVisible()
  await expect(page.getByRole('rowheader').first().getByRole('link')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(summary).toBeHidden()
  await expect(button).toBeFocused()
  await expect(page).not.toHaveURL(/summary/)
})
