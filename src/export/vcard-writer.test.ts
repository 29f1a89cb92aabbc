import * as fc from 'fast-check'
import { parse } from 'vcard4'
import { expect, it } from 'vitest'

import type { Contact } from '../linq/contact'
import { contactWith, nastyContact } from './testing/nasty-contacts'
import { createVcardWriter } from './vcard-writer'

async function written(contacts: readonly Contact[]): Promise<string> {
  const writer = createVcardWriter()
  return new Blob(contacts.length === 0 ? [writer.begin()] : [writer.begin(), writer.add(contacts)]).text()
}

/** The cards of a file, read by a library that knows nothing of ours. */
async function read(contacts: readonly Contact[]) {
  const cards = [parse(await written(contacts))].flat()
  return cards.map((card) => {
    const valueOf = (property: string): unknown => card.getProperty(property)[0]?.value
    return { name: valueOf('FN'), phone: valueOf('TEL'), email: valueOf('EMAIL'), photo: valueOf('PHOTO') }
  })
}

it('is a file of cards that a reader that is not ours can read, one for each contact in their order', async () => {
  const contacts = [
    contactWith({ id: 1, full_name: 'Björn Łukasz', phone_number: '+48225550147', email: 'b@x.example' }),
    contactWith({
      id: 2,
      full_name: `李, 小明; ${'long '.repeat(40)}`.trim(),
      image_url: 'https://x.example/a.png',
    }),
    contactWith({ id: 3, full_name: 'Own picture', image_url: '/demonstration/1.svg' }),
  ]
  expect(await read(contacts)).toMatchObject([
    { name: 'Björn Łukasz', phone: '+48225550147', email: 'b@x.example' },
    { name: contacts[1]?.full_name, photo: 'https://x.example/a.png' },
    { name: 'Own picture', photo: undefined },
  ])
})

it('gives back names, phones and emails in any script', async () => {
  const text = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
    .filter((given) => given.trim() === given && !/[\p{Cc}\u2028\u2029]/u.test(given))
  const contact = fc
    .record({ full_name: text, phone_number: text, email: text })
    .map((part) => contactWith(part))
  await fc.assert(
    fc.asyncProperty(fc.array(contact, { minLength: 1, maxLength: 4 }), async (contacts) => {
      expect(await read(contacts)).toMatchObject(
        contacts.map(({ full_name, phone_number, email }) => ({
          name: full_name,
          phone: phone_number,
          email,
        })),
      )
    }),
    { numRuns: 100 },
  )
}, 60_000)

it('has as many cards as contacts, in lines of 75 bytes, whatever the contacts are', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(nastyContact, { maxLength: 6 }), async (contacts) => {
      const text = await written(contacts)
      const lines = text.split('\r\n')
      expect(lines.filter((line) => line === 'BEGIN:VCARD')).toHaveLength(contacts.length)
      expect(lines.filter((line) => line === 'END:VCARD')).toHaveLength(contacts.length)
      expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
    }),
    { numRuns: 200 },
  )
}, 60_000)
