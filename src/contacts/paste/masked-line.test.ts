import fc from 'fast-check'
import { expect, it } from 'vitest'

import { maskedLine } from './masked-line'

it.each([
  ['jane@acme.example', '••••@••••'],
  ['Łukasz Zieliński <lukasz@baltic.example>', 'Łukasz Zieliński <••••@••••>'],
  ['"Doe, Jane";jane@acme.example;+1 (415) 555-0132', '"Doe, Jane";••••@••••;••• ••• ••••'],
  ['Jane Doe\t+48 22 555 01 47\tAcme', 'Jane Doe\t••• ••• ••••\tAcme'],
  ['415·555·0132', '••• ••• ••••'],
  ['٠١٢٣٤٥٦٧', '••• ••• ••••'],
  ['jane＠acme.example', '••••@••••'],
  ['mailto:jane@acme.example?subject=x', '••••@••••'],
  ['Ward 7, Anne-Marie Smith-Jones 3rd', 'Ward 7, Anne-Marie Smith-Jones 3rd'],
  ['', ''],
])('shows %j as %j', (line, shown) => expect(maskedLine(line)).toBe(shown))

it('leaves nothing of an email, nor four digits in a row, of whatever stands around them', () => {
  const around = fc.constantFrom(' ', '\t', ', ', ';', ' <', '> ', '"', ' · ', '/', 'tel:')
  const part = fc.oneof(
    fc.emailAddress().map((email) => email.replaceAll(/[{}|']/g, 'x')),
    fc.stringMatching(/^\+?\d{3,4}[ ./-]\d{3,4}[ ./-]\d{4}$/),
    fc.constantFrom('Jane', 'Łukasz Zieliński', '山田 太郎'),
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(part, around), { maxLength: 6 }), (parts) => {
      const shown = maskedLine(parts.flat().join(''))
      expect(shown.replaceAll('••••@••••', '')).not.toMatch(/@/)
      expect(shown).not.toMatch(/\d{4}/)
    }),
  )
})
