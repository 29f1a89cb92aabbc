import { describe, expect, it } from 'vitest'

import { numbers } from '../testing/contacts'
import { backOffMs, pauseMs } from './back-off'

describe('a wait of our own', () => {
  it('doubles from half a second up to half a minute', () => {
    expect(numbers(8).map((failures) => backOffMs(failures, 1))).toEqual([
      500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000,
    ])
    expect(backOffMs(1_000_000, 1)).toBe(30_000)
  })

  it('is shortened by chance, to a half at most', () => {
    expect(backOffMs(3, 0)).toBe(1000)
    expect(backOffMs(3, 0.5)).toBe(1500)
  })
})

describe('a pause that Linq asked for', () => {
  it('is never shorter than Linq said, and hardly longer', () => {
    for (const chance of [0, 0.5, 0.99]) {
      expect(pauseMs(12_000, 1, chance)).toBeGreaterThanOrEqual(12_000)
      expect(pauseMs(12_000, 1, chance)).toBeLessThanOrEqual(12_200)
      expect(pauseMs(600_000, 9, chance)).toBeGreaterThanOrEqual(600_000)
    }
  })

  it('without a length is one of our own, with a bound', () => {
    expect(pauseMs(null, 1, 0)).toBe(500)
    expect(pauseMs(null, 50, 0.99)).toBeLessThanOrEqual(30_000)
  })

  it('of nothing is short at first, and grows when it is said again and again', () => {
    expect(pauseMs(0, 1, 0)).toBe(200)
    expect(pauseMs(0, 3, 0)).toBe(2000)
    expect(pauseMs(0, 30, 0)).toBe(30_000)
  })
})
