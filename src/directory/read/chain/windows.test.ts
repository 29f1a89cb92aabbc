import { describe, expect, it } from 'vitest'

import { endOf, startOf, windowAfter, windowAtEnd, windowBefore, windowsFor } from './windows'

const rows = Array.from({ length: 3000 }, (_, index) => 100 + index * 7)

describe('windows', () => {
  it('have 50 to 100 rows, begin inside the last one, and reach on', () => {
    for (const row of rows) {
      const window = windowAfter(row)
      expect(window.perPage).toBeGreaterThanOrEqual(50)
      expect(window.perPage).toBeLessThanOrEqual(100)
      expect(startOf(window)).toBeLessThanOrEqual(row - 2)
      expect(endOf(window)).toBeGreaterThan(row + 40)
    }
  })

  it('can be had backwards, and at the end', () => {
    for (const row of rows) {
      expect(endOf(windowBefore(row))).toBeGreaterThanOrEqual(row + 2)
      expect(startOf(windowBefore(row))).toBeLessThan(row - 40)
      expect(endOf(windowAtEnd(row))).toBeGreaterThanOrEqual(row)
      expect(startOf(windowAtEnd(row))).toBeLessThan(row - 40)
    }
    expect(windowAtEnd(0)).toMatchObject({ page: 1 })
  })

  it('cost a fifth more than plain pages at most, from 1,000 contacts on', () => {
    const totals = Array.from({ length: 2300 }, (_, index) => (index < 2000 ? 1000 + index : index * 10))
    const dear = totals.filter((total) => windowsFor(total) > 1.2 * Math.ceil(total / 100))
    expect(dear).toEqual([])
    expect(windowsFor(100_000)).toBeLessThan(1165)
  })
})
