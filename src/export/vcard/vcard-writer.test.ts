import { expect, it } from 'vitest'

import { contactWith } from '../testing/nasty-contacts'
import { createVcardPrinter } from './vcard-writer'

it('counts every text that a card does not give back as it is', () => {
  const printer = createVcardPrinter()
  printer.print(contactWith({ full_name: ' Ann ', company: 'two\nlines', title: ' ' }), 0)
  expect(printer.altered.replaced).toBe(0)
  printer.print(contactWith({ company: 'two\r\nlines', title: 'a\u2028b', location: '\u0000' }), 1)
  expect(printer.altered.replaced).toBe(3)
})
