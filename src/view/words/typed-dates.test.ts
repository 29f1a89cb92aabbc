import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { DATE_PRESETS, type DateFilter, datesParser, dayOf, dayRange } from '../address/dates'
import { typedDates } from './typed-dates'

const TODAY = '2026-03-01'

/** A range as the address has it. */
function typed(text: string): string | null {
  const filter = typedDates(text, TODAY)
  return filter && datesParser.serialize(filter)
}

describe('typed dates', () => {
  it.each([
    ['2026-01-31', '2026-01-31'],
    ['2026-1-5', '2026-01-05'],
    ['2024-02', '2024-02-01..2024-02-29'],
    ['2026-12', '2026-12-01..2026-12-31'],
    ['2026', '2026-01-01..2026-12-31'],
    ['>2026-01-01', '2026-01-02..'],
    ['>=2026-01-01', '2026-01-01..'],
    ['<2026-01-01', '..2025-12-31'],
    ['<=2026-01-01', '..2026-01-01'],
    ['>2026-01', '2026-02-01..'],
    ['>=2026', '2026-01-01..'],
    ['<2026', '..2025-12-31'],
    ['<=2026-02', '..2026-02-28'],
    ['>yesterday', '2026-03-01..'],
    ['<today', '..2026-02-28'],
    ['2026-01-01..2026-02-01', '2026-01-01..2026-02-01'],
    ['2026-02-01..2026-01-01', '2026-01-01..2026-02-01'],
    ['2026-01..2026-02', '2026-01-01..2026-02-28'],
    ['2026-02..2026-01', '2026-01-01..2026-02-28'],
    ['2025..today', '2025-01-01..2026-03-01'],
    ['2026-01-01..', '2026-01-01..'],
    ['..2026-01', '..2026-01-31'],
    ['today', 'today'],
    ['Yesterday', 'yesterday'],
    ['7d', '7d'],
    ['14d', '2026-02-16..'],
    ['2w', '2026-02-16..'],
    ['1d', '2026-03-01..'],
    ['last-month', 'last-month'],
  ])('%s is %s', (text, expected) => {
    expect(typed(text)).toBe(expected)
  })

  it.each([
    '',
    '>',
    '..',
    '2026-13',
    '2026-00',
    '2026-02-30',
    '2025-02-29',
    '26-01-01',
    '01/02/2026',
    '>7d',
    '0d',
    'd',
    'soon',
    '2026-01-01..soon',
    '2026..2027..2028',
    '>9999-12-31',
    '<0000',
    '><2026',
  ])('"%s" is none', (text) => {
    expect(typed(text)).toBeNull()
  })

  it('what an address prints is read as the same filter', () => {
    const day = fc
      .date({ min: new Date('1900-01-01'), max: new Date('2999-12-31'), noInvalidDate: true })
      .map((date) => dayOf(date.getTime()))
    const range = fc
      .tuple(fc.option(day), fc.option(day))
      .map(([one, other]) => dayRange(one, other) ?? 'today')
    const filters: fc.Arbitrary<DateFilter> = fc.oneof(fc.constantFrom(...DATE_PRESETS), range)
    fc.assert(
      fc.property(filters, (filter) => {
        expect(typedDates(datesParser.serialize(filter), TODAY)).toEqual(filter)
      }),
    )
  })

  it('no text is too strange', () => {
    const text = fc.string({ unit: 'binary' })
    fc.assert(
      fc.property(text, (typedText) => {
        expect(typedDates(`>${typedText}`, TODAY)).not.toBe(undefined)
      }),
    )
  })
})
