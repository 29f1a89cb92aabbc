import * as fc from 'fast-check'

import { ownerKey } from '../../directory/view-query'
import type { Contact, Owner } from '../../linq/contact'
import type { ExportedIndex } from '../walk-rows'

/** Texts of faults.md A8 and X. */
export const nastyTexts: readonly string[] = [
  '=1+1',
  '+1 (415) 555-0100',
  '-2+3',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '＝1＋1',
  '＋1',
  '－1',
  '＠a',
  ' =1',
  '\u00a0+1',
  '\u200b=1',
  '\ufeff@a',
  "=cmd|' /C calc'!A0",
  "'=1",
  "''",
  '"',
  'say "hello"',
  'a,b;c',
  'two\r\nlines',
  'lone \ud800 half',
  '\udc00',
  '\u202egpj.exe',
  'שלום',
  'Zoe\u0308',
  '👩‍👩‍👧',
  '\u0000',
  '<script>alert(1)</script>',
  '{{constructor}}',
  '__proto__',
  ' ',
  '0012',
  'Björn',
  'Łukasz',
  '李',
]

const text = fc.oneof(
  fc.constantFrom('', ...nastyTexts),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc
    .tuple(fc.constantFrom(' ', "'", '\u200b', '\t', ''), fc.constantFrom(...nastyTexts))
    .map((two) => two.join('')),
)
const phone = fc.oneof(text, fc.stringMatching(/^\+[0-9]{4,17}$/))
const instant = fc.option(fc.integer({ min: Date.UTC(1900, 0), max: Date.UTC(2999, 11) }))

const owner: fc.Arbitrary<Owner> = fc.record({
  id: fc.option(fc.integer({ min: 1, max: 5 })),
  email: text,
  first_name: text,
  last_name: text,
  name: text,
})

/** A contact with anything in it. */
export const nastyContact: fc.Arbitrary<Contact> = fc.record({
  id: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  first_name: text,
  last_name: text,
  full_name: text,
  email: text,
  phone_number: phone,
  company: text,
  title: text,
  location: text,
  image_url: fc.option(fc.webUrl()),
  created_at: instant,
  updated_at: instant,
  contact_owner: fc.option(owner),
})

/** A contact of which only what matters is given. */
export function contactWith(part: Partial<Contact>): Contact {
  return {
    id: 1,
    first_name: '',
    last_name: '',
    full_name: '',
    email: '',
    phone_number: '',
    company: '',
    title: '',
    location: '',
    image_url: null,
    created_at: null,
    updated_at: null,
    contact_owner: null,
    ...part,
  }
}

/** An index over a list: owners and the search are heeded, and of a sort only its direction. */
export function listIndex(contacts: readonly Contact[]): ExportedIndex {
  return {
    scan: ({ owners, search, sort }) => {
      const found = contacts.filter(
        (contact) =>
          (owners.length === 0 || owners.includes(ownerKey(contact.contact_owner))) &&
          contact.company.includes(search),
      )
      return sort[0]?.descending ? found.toReversed() : found
    },
  }
}
