import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { repeatedHours, zonedInstantWriter, zoneOffsets } from './zoned-instant'

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

describe('an hour that comes twice', () => {
  const isRepeatedIn = (zone: string) => repeatedHours(zoneOffsets(zone))

  it('is that before and that after the clocks are put back, and no other', () => {
    const inChicago = isRepeatedIn('America/Chicago')
    const minutes = [-1, 0, 59, 60, 119, 120].map((minute) => Date.UTC(2026, 10, 1, 6) + minute * 60_000)
    expect(minutes.map(inChicago)).toEqual([false, true, true, true, true, false])
    // In spring an hour is left out.
    for (let hour = 0; hour < 24; hour += 1) expect(inChicago(Date.UTC(2026, 2, 8, hour))).toBe(false)
    // Lord Howe Island puts its clocks back by half an hour, just before the day of UTC ends.
    const onLordHowe = isRepeatedIn('Australia/Lord_Howe')
    const halves = [14, 14.5, 15, 15.5].map((hour) => Date.UTC(2026, 3, 4) + hour * 3_600_000)
    expect(halves.map(onLordHowe)).toEqual([false, true, true, false])
    expect(isRepeatedIn('UTC')(Date.UTC(2026, 10, 1, 6))).toBe(false)
  })

  it('is wherever another instant has the same local time', () => {
    const zones = fc.constantFrom('America/Chicago', 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kolkata')
    const halfHours = fc
      .integer({ min: 0, max: 48 * 365 * 12 })
      .map((step) => Date.UTC(2015) + step * 1_800_000)
    fc.assert(
      fc.property(zones, halfHours, (zone, instant) => {
        const localOf = (at: number) => zonedInstantWriter(zone)(at).slice(0, -6)
        const others = [-2, -1, 1, 2].map((step) => instant + step * 1_800_000)
        expect(isRepeatedIn(zone)(instant)).toBe(others.some((other) => localOf(other) === localOf(instant)))
      }),
      { numRuns: 300 },
    )
  })
})
