import { describe, expect, it } from 'vitest'

import { serialDates } from './serial-date'

describe('serialDates', () => {
  it('counts days of the zone, with the time as a fraction', () => {
    expect(serialDates('UTC')(Date.UTC(2026, 0, 31, 12))).toBe(46_053.5)
    expect(serialDates('America/Chicago')(Date.UTC(2026, 0, 31, 12))).toBe(46_053.25)
  })

  it('heeds the seconds of an offset of long ago', () => {
    const seconds = (serialDates('America/St_Johns')(Date.UTC(1933, 4, 4)) ?? 0) * 86_400
    // Newfoundland was 3 hours, 30 minutes and 52 seconds behind, and one hour less in summer.
    expect(Math.round(seconds) % 60).toBe(8)
  })

  it('gives nothing for what Excel cannot show', () => {
    const serialOf = serialDates('UTC')
    expect(serialOf(Date.UTC(1900, 1, 28))).toBeNull()
    expect(serialOf(Date.UTC(1900, 2, 1))).toBe(61)
    expect(serialOf(Date.UTC(9999, 11, 31))).toBe(2_958_465)
    expect(serialOf(Date.UTC(10_000, 0, 1))).toBeNull()
    // 01:58 comes twice on this day.
    expect(serialDates('America/Chicago')(Date.UTC(2026, 10, 1, 7, 58))).toBeNull()
  })
})
