import { describe, expect, it } from 'vitest'

import { narrows, readSearch } from './search-words'

describe('reading a search', () => {
  it('finds no word in a blank search, and none in hyphens', () => {
    expect(readSearch(' \t ')).toEqual([])
    expect(readSearch(' - – ')).toEqual([])
  })

  it('splits words at white space, folded, each once', () => {
    expect(readSearch(' Rémi  acme REMI ')).toEqual([
      { texts: ['remi'], numbers: [] },
      { texts: ['acme'], numbers: [] },
    ])
  })

  it('reads a hyphenated word with its hyphen, with a space, and in one', () => {
    expect(readSearch('Anne-Marie')).toEqual([
      { texts: ['anne-marie', 'anne marie', 'annemarie'], numbers: [] },
    ])
  })

  it.each([
    ['(555) 123-4567', '5551234567'],
    ['555.123.4567', '5551234567'],
    ['+1 555 123 45 67', '15551234567'],
    ['+1 (555) 123‑4567', '15551234567'],
    ['4567', '4567'],
  ])('takes %s for one phone number', (search, digits) => {
    const words = readSearch(search)
    expect(words).toHaveLength(1)
    expect(words[0]?.numbers).toEqual([digits])
  })

  it.each([
    ['0221 4710941', ['02214710941', '2214710941']],
    ['0049 221', ['0049221', '49221']],
    ['+49 (0)221 47', ['49022147', '4922147']],
    ['tel:+15855550820', ['15855550820']],
    ['0221', ['0221']],
    ['00', ['00']],
  ])('takes what is dialled from home or from afar out of %s', (search, numbers) => {
    expect(readSearch(search).map((word) => word.numbers)).toEqual([numbers])
  })

  it('knows nothing of hits before when a number can be read in another way', () => {
    const typed = (text: string) => readSearch(text)
    expect(narrows(typed('02214'), typed('022147'))).toBe(false)
    expect(narrows(typed('022147'), typed('0221471'))).toBe(true)
  })

  it('looks for digits beside a name in phones too', () => {
    expect(readSearch('anna 45-67').map((word) => word.numbers)).toEqual([[], ['4567']])
  })

  it('takes signs without a digit for text', () => {
    expect(readSearch('(+)')).toEqual([{ texts: ['(+)'], numbers: [] }])
  })
})

describe('a search with signs', () => {
  it('excludes what stands behind a hyphen', () => {
    expect(readSearch('anna -Acme')).toEqual([
      { texts: ['anna'], numbers: [] },
      { texts: ['acme'], numbers: [], isExcluded: true },
    ])
    expect(readSearch('-t-mobile')[0]?.texts).toEqual(['t-mobile', 't mobile', 'tmobile'])
    expect(readSearch('anna -4567')[1]).toEqual({ texts: ['4567'], numbers: ['4567'], isExcluded: true })
  })

  it('keeps what stands between quotes together, closed or not yet', () => {
    expect(readSearch('"Acme  Corp" kim')).toEqual([
      { texts: ['acme corp'], numbers: [] },
      { texts: ['kim'], numbers: [] },
    ])
    expect(readSearch('kim “acme cor')).toEqual([
      { texts: ['kim'], numbers: [] },
      { texts: ['acme cor'], numbers: [] },
    ])
    expect(readSearch('-"acme corp"')).toEqual([{ texts: ['acme corp'], numbers: [], isExcluded: true }])
  })

  it('takes signs that mean nothing for text, or for nothing', () => {
    expect(readSearch('5" pipe').map(({ texts }) => texts[0])).toEqual(['5"', 'pipe'])
    expect(readSearch('anna - kim').map(({ texts }) => texts[0])).toEqual(['anna', 'kim'])
    expect(readSearch('"" - "')).toEqual([])
    expect(readSearch('anne-marie')).toHaveLength(1)
    expect(readSearch('555-1234')).toEqual([
      { texts: ['555-1234', '555 1234', '5551234'], numbers: ['5551234'] },
    ])
  })
})

describe('typing on', () => {
  it.each([
    ['an', 'ann'],
    ['ann', 'ann k'],
    ['ann k', 'anna k'],
    ['anne', 'anne-'],
    ['anne-', 'anne-m'],
    ['555', '555 1'],
    ['45', '45a'],
  ])('narrows when %j becomes %j', (last, next) => {
    expect(narrows(readSearch(last), readSearch(next))).toBe(true)
  })

  it.each([
    ['ann', 'an'],
    ['nn', 'ann'],
    ['555 1', '555 1a'],
    ['(', '(5'],
    ['ann k', 'ann'],
  ])('may find other contacts when %j becomes %j', (last, next) => {
    expect(narrows(readSearch(last), readSearch(next))).toBe(false)
  })
})
