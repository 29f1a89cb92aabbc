import { describe, expect, it } from 'vitest'

import { narrows, readSearch } from './search-words'

describe('reading a search', () => {
  it('finds no word in a blank search, and none in hyphens', () => {
    expect(readSearch(' \t ')).toEqual([])
    expect(readSearch(' - – ')).toEqual([])
  })

  it('splits words at white space, folded, each once', () => {
    expect(readSearch(' Rémi  acme REMI ')).toEqual([
      { texts: ['remi'], digits: null },
      { texts: ['acme'], digits: null },
    ])
  })

  it('reads a hyphenated word with its hyphen, with a space, and in one', () => {
    expect(readSearch('Anne-Marie')).toEqual([
      { texts: ['anne-marie', 'anne marie', 'annemarie'], digits: null },
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
    expect(words[0]?.digits).toBe(digits)
  })

  it('looks for digits beside a name in phones too', () => {
    expect(readSearch('anna 45-67').map((word) => word.digits)).toEqual([null, '4567'])
  })

  it('takes signs without a digit for text', () => {
    expect(readSearch('(+)')).toEqual([{ texts: ['(+)'], digits: null }])
  })
})

describe('a search with signs', () => {
  it('excludes what stands behind a hyphen', () => {
    expect(readSearch('anna -Acme')).toEqual([
      { texts: ['anna'], digits: null },
      { texts: ['acme'], digits: null, isExcluded: true },
    ])
    expect(readSearch('-t-mobile')[0]?.texts).toEqual(['t-mobile', 't mobile', 'tmobile'])
    expect(readSearch('anna -4567')[1]).toEqual({ texts: ['4567'], digits: '4567', isExcluded: true })
  })

  it('keeps what stands between quotes together, closed or not yet', () => {
    expect(readSearch('"Acme  Corp" kim')).toEqual([
      { texts: ['acme corp'], digits: null },
      { texts: ['kim'], digits: null },
    ])
    expect(readSearch('kim “acme cor')).toEqual([
      { texts: ['kim'], digits: null },
      { texts: ['acme cor'], digits: null },
    ])
    expect(readSearch('-"acme corp"')).toEqual([{ texts: ['acme corp'], digits: null, isExcluded: true }])
  })

  it('takes signs that mean nothing for text, or for nothing', () => {
    expect(readSearch('5" pipe').map(({ texts }) => texts[0])).toEqual(['5"', 'pipe'])
    expect(readSearch('anna - kim').map(({ texts }) => texts[0])).toEqual(['anna', 'kim'])
    expect(readSearch('"" - "')).toEqual([])
    expect(readSearch('anne-marie')).toHaveLength(1)
    expect(readSearch('555-1234')).toEqual([
      { texts: ['555-1234', '555 1234', '5551234'], digits: '5551234' },
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
