import { describe, expect, it } from 'vitest'

import { contactWith } from '../testing/nasty-contacts'
import { createLinqImportPrinter } from './linq-import-writer'

describe('a record for Linq’s import', () => {
  it.each([
    '+14155550100',
    '+1 (415) 555-0100',
    '(415) 555-0100',
    '+1 415 555 0100 ext. 24',
    '+48.22.555.01.47',
  ])('has the phone %s as it is', (phone_number) => {
    expect(createLinqImportPrinter().print(contactWith({ phone_number }), 0)).toBe(`,,,${phone_number},,\r\n`)
  })

  it.each(['=1+1', '+cmd|calc', '-5', '@SUM(A1)'])('guards %s, which is no phone', (phone_number) => {
    const printer = createLinqImportPrinter()
    expect(printer.print(contactWith({ phone_number }), 0)).toBe(`,,,'${phone_number},,\r\n`)
    expect(printer.altered.guarded).toBe(1)
  })

  it('keeps a name that is in one piece as the first name', () => {
    const contact = contactWith({ full_name: 'Łukasz Zieliński', email: 'l@z.example' })
    expect(createLinqImportPrinter().print(contact, 0)).toBe('Łukasz Zieliński,,l@z.example,,,\r\n')
  })

  it('guards what looks like a phone and stands elsewhere, because spreadsheets would count with it', () => {
    const printer = createLinqImportPrinter()
    const line = printer.print(contactWith({ first_name: '+1-2', title: '+1/0', phone_number: '+1-2' }), 0)
    expect(line).toBe("'+1-2,,,+1-2,,'+1/0\r\n")
    expect(printer.altered.guarded).toBe(2)
  })

  it('counts whom Linq will refuse', () => {
    const printer = createLinqImportPrinter()
    printer.print(contactWith({ email: ' ' }), 0)
    printer.print(contactWith({ email: 'a@b.example' }), 1)
    printer.print(contactWith({ phone_number: '+4822555' }), 2)
    expect(printer.altered.refused).toBe(1)
  })
})
