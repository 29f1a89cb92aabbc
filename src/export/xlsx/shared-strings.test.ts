import { describe, expect, it } from 'vitest'

import { createSharedStrings } from './shared-strings'

describe('shared strings', () => {
  it('number each text once, and list them in that order as XML', () => {
    const strings = createSharedStrings()
    expect([strings.add('Acme & Co'), strings.add(' two  blanks')]).toEqual([0, 1])
    expect([strings.numberOf('Acme & Co'), strings.numberOf('Nobody')]).toEqual([0, null])
    const part = [...strings.part()].flat().join('')
    expect(part).toContain(
      '<si><t>Acme &amp; Co</t></si><si><t xml:space="preserve"> two  blanks</t></si></sst>',
    )
  })

  it('have a bound of texts, and still know those that found a place', () => {
    const strings = createSharedStrings()
    const numbers = Array.from({ length: 65_537 }, (_, index) => strings.add(`Company ${index}`))
    expect(numbers.slice(-2)).toEqual([65_535, null])
    expect(strings.numberOf('Company 65535')).toBe(65_535)
    expect([...strings.part()].flat().join('').match(/<si>/g)).toHaveLength(65_536)
  })

  it('have a bound of characters', () => {
    const strings = createSharedStrings()
    const long = Array.from({ length: 130 }, (_, index) => `${index}${'x'.repeat(32_760)}`)
    expect(long.map(strings.add).indexOf(null)).toBe(128)
    expect(strings.add('x'.repeat(1_000))).toBeNull()
  })
})
