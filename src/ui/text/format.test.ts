import { describe, expect, it } from 'vitest'

import { countOf, formatAge } from './format'

/** In the zone of whoever runs this: noon, so that hours lead to the days that they say. */
const now = new Date(2026, 0, 31, 12).getTime()
const ago = (ms: number) => formatAge(now - ms, now)
const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]

describe('an age', () => {
  it.each([
    [10_000, 'just now'],
    [12 * minute, '12m ago'],
    [5 * hour, '5h ago'],
    [30 * hour, 'yesterday'],
    [47 * hour, '2d ago'],
    [3 * day, '3d ago'],
    [8 * day, '1w ago'],
    [24 * day, '3w ago'],
    [250 * day, '8mo ago'],
    [430 * day, '14mo ago'],
    [800 * day, '2y ago'],
  ])('of %d ms is "%s"', (ms, expected) => expect(ago(ms)).toBe(expected))

  it('in the future says so', () => expect(formatAge(now + 3 * day, now)).toBe('in 3d'))

  it('in a panel has whole words', () => expect(formatAge(now - 24 * day, now, 'long')).toBe('3 weeks ago'))
})

describe('a count', () => {
  it('has one and many', () => {
    expect(countOf(1, 'contact')).toBe('1 contact')
    expect(countOf(0, 'contact')).toBe('0 contacts')
    expect(countOf(2, 'person', 'people')).toBe('2 people')
  })
})
