import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { zonedInstantWriter } from './zoned-instant'

describe('zonedInstantWriter', () => {
  it.each([
    ['America/Chicago', '2026-01-31T16:42:05.120Z', '2026-01-31T10:42:05.120-06:00'],
    ['America/Chicago', '2026-07-31T16:42:05.120Z', '2026-07-31T11:42:05.120-05:00'],
    ['UTC', '2026-01-31T16:42:05.000Z', '2026-01-31T16:42:05.000+00:00'],
    ['Asia/Kolkata', '2026-01-31T20:00:00.001Z', '2026-02-01T01:30:00.001+05:30'],
    ['Asia/Kathmandu', '1999-12-31T23:59:59.999Z', '2000-01-01T05:44:59.999+05:45'],
    ['Pacific/Kiritimati', '2026-01-31T12:00:00.000Z', '2026-02-01T02:00:00.000+14:00'],
    ['America/St_Johns', '2026-01-31T12:00:00.000Z', '2026-01-31T08:30:00.000-03:30'],
  ])('writes the local time of %s with its offset', (zone, utc, local) => {
    expect(zonedInstantWriter(zone)(Date.parse(utc))).toBe(local)
  })

  it('changes the offset at the very moment when the clocks change', () => {
    const write = zonedInstantWriter('Europe/Warsaw')
    expect(write(Date.parse('2026-03-29T00:59:59.999Z'))).toBe('2026-03-29T01:59:59.999+01:00')
    expect(write(Date.parse('2026-03-29T01:00:00.000Z'))).toBe('2026-03-29T03:00:00.000+02:00')
    expect(write(Date.parse('2026-10-25T00:30:00.000Z'))).toBe('2026-10-25T02:30:00.000+02:00')
    expect(write(Date.parse('2026-10-25T01:30:00.000Z'))).toBe('2026-10-25T02:30:00.000+01:00')
  })

  it('writes the same instant in every zone, back to local mean time', () => {
    const zones = [
      'America/New_York',
      'Europe/Amsterdam',
      'Africa/Monrovia',
      'Australia/Lord_Howe',
      'Asia/Tehran',
    ]
    const writers = zones.map(zonedInstantWriter)
    const instants = fc.integer({ min: Date.UTC(1900, 0), max: Date.UTC(2999, 11) })
    fc.assert(
      fc.property(instants, (instant) => {
        for (const write of writers) {
          const text = write(instant)
          expect(text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d$/)
          expect(Date.parse(text)).toBe(instant)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('refuses a zone that does not exist', () => {
    expect(() => zonedInstantWriter('Europe/Atlantis')).toThrow(RangeError)
  })
})
