import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { printWord } from './print-words'
import { type FieldWord, WORD_FIELDS, fieldWords, withoutWord } from './read-words'

/** What a text holds, short: `-company=acme corp`. */
function read(text: string): string[] {
  return fieldWords(text).map(({ field, isExcluded, value }) => `${isExcluded ? '-' : ''}${field}=${value}`)
}

describe('words with a field', () => {
  it.each<[string, string[]]>([
    ['owner:jane', ['owner=jane']],
    ['  Owner:Jane nor -company:acme ', ['owner=Jane', '-company=acme']],
    ['company:"acme corp" title:ceo', ['company=acme corp', 'title=ceo']],
    ['company:“acme corp” nor', ['company=acme corp']],
    ['company:"acme co', ['company=acme co']],
    ['company:"12"" disk"', ['company=12" disk']],
    ['company:""', ['company=']],
    ['owner:', ['owner=']],
    ['location:Austin,TX', ['location=Austin,TX']],
    ['created:>2026-01-01 no:email', ['created=>2026-01-01', 'no=email']],
    ['title:a:b', ['title=a:b']],
    ["company:o'neill", ["company=o'neill"]],
    ['owner:יעל', ['owner=יעל']],
  ])('reads %s', (text, words) => {
    expect(read(text)).toEqual(words)
  })

  it.each([
    'color:red',
    'http://owner.example',
    'theowner:jane',
    '"owner:jane"',
    '"the owner:jane"',
    '-"no owner:jane',
    'owner :jane',
    '12:30',
    '--owner:jane',
    'company:"acme"x',
    'anna -nor "two words"',
  ])('takes %s for a text', (text) => {
    expect(read(text)).toEqual([])
  })

  it('reads on behind a quote that is closed within a word', () => {
    expect(read('company:"acme corp"x owner:jane')).toEqual(['owner=jane'])
  })

  it('goes without the space behind it', () => {
    const without = (text: string) => fieldWords(text).reduceRight(withoutWord, text)
    expect(without('anna owner:jane nor')).toBe('anna nor')
    expect(without('owner:jane ')).toBe('')
    expect(without('anna no:email')).toBe('anna ')
    expect(without('no:email no:phone')).toBe('')
    expect(without('  anna   nor ')).toBe('  anna   nor ')
  })
})

const word: fc.Arbitrary<FieldWord> = fc.record({
  field: fc.constantFrom(...WORD_FIELDS),
  isExcluded: fc.boolean(),
  value: fc
    .array(
      fc.oneof(
        fc.constantFrom('"', '“', ' ', ':', '-', 'owner:', 'שלום', '😀', 'é', '\\'),
        fc.string({ unit: 'grapheme' }),
      ),
    )
    .map((signs) => signs.join('')),
  isQuoted: fc.boolean(),
})

it('what is printed is read as the same, whatever stands around it', () => {
  fc.assert(
    fc.property(
      fc.array(word),
      fc.array(fc.constantFrom('anna', '-nor', '"two words"', 'x:y')),
      (words, texts) => {
        const printed = [...texts, ...words.map(printWord)].join(' ')
        expect(
          fieldWords(printed).map(({ field, isExcluded, value }) => ({ field, isExcluded, value })),
        ).toEqual(words.map(({ field, isExcluded, value }) => ({ field, isExcluded, value })))
      },
    ),
  )
}, 20_000)

it('no text is too strange, and words lie in it one after the other', () => {
  const text = fc
    .array(
      fc.oneof(fc.constantFrom('owner:', '-no:', '"', '”', ' ', ':', '-'), fc.string({ unit: 'binary' })),
    )
    .map((pieces) => pieces.join(''))
  fc.assert(
    fc.property(text, (typed) => {
      let before = 0
      for (const { start, end } of fieldWords(typed)) {
        expect(start).toBeGreaterThanOrEqual(before)
        expect(end).toBeGreaterThan(start)
        before = end
      }
      expect(before).toBeLessThanOrEqual(typed.length)
    }),
  )
}, 20_000)
