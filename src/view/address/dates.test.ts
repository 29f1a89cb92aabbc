import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'

import { DATE_PRESETS, type DateFilter, dayOf, instantsOf, parseDates, startOfDay } from './dates'

const zone = process.env['TZ']

afterEach(() => {
  if (zone === undefined) delete process.env['TZ']
  else process.env['TZ'] = zone
})

/** Node takes a changed zone over at once. */
function inZone(name: string): void {
  process.env['TZ'] = name
}

/** The stretch of a filter as UTC instants. */
function stretch(filter: DateFilter | null, now: string): string {
  const { from, to } = instantsOf(filter ?? 'today', Date.parse(now))
  const text = (instant: number | null) =>
    instant === null ? '' : new Date(instant).toISOString().slice(0, 16)
  return `${text(from)} ${text(to)}`
}

describe('days in Chicago', () => {
  it.each<[DateFilter, string]>([
    ['today', '2026-03-08T06:00 2026-03-09T05:00'],
    ['yesterday', '2026-03-07T06:00 2026-03-08T06:00'],
    ['7d', '2026-03-02T06:00 2026-03-09T05:00'],
    ['30d', '2026-02-07T06:00 2026-03-09T05:00'],
    ['90d', '2025-12-09T06:00 2026-03-09T05:00'],
    ['month', '2026-03-01T06:00 2026-04-01T05:00'],
    ['last-month', '2026-02-01T06:00 2026-03-01T06:00'],
    ['year', '2026-01-01T06:00 2027-01-01T06:00'],
    ['last-year', '2025-01-01T06:00 2026-01-01T06:00'],
  ])('on the day that has 23 hours, %s is %s', (filter, expected) => {
    inZone('America/Chicago')
    expect(stretch(filter, '2026-03-08T18:00:00Z')).toBe(expected)
  })

  it('a range holds both of its days, and the day of a clock change has 25 hours', () => {
    inZone('America/Chicago')
    expect(stretch(parseDates('2026-11-01'), '2026-01-01T12:00:00Z')).toBe(
      '2026-11-01T05:00 2026-11-02T06:00',
    )
    expect(stretch(parseDates('2026-01-01..2026-01-31'), '2026-01-01T12:00:00Z')).toBe(
      '2026-01-01T06:00 2026-02-01T06:00',
    )
    expect(stretch(parseDates('2026-01-01..'), '2026-01-01T12:00:00Z')).toBe('2026-01-01T06:00 ')
    expect(stretch(parseDates('..2026-01-01'), '2026-01-01T12:00:00Z')).toBe(' 2026-01-02T06:00')
  })
})

describe('days elsewhere', () => {
  it('begin when the clocks do, where midnight is skipped', () => {
    inZone('America/Sao_Paulo')
    // Brazil's summer time began at midnight until 2018.
    expect(stretch(parseDates('2018-11-04'), '2018-11-04T12:00:00Z')).toBe(
      '2018-11-04T03:00 2018-11-05T02:00',
    )
  })

  it('are those of the viewer, on whichever side of the date line', () => {
    inZone('Pacific/Auckland')
    expect(stretch('today', '2026-01-31T20:00:00Z')).toBe('2026-01-31T11:00 2026-02-01T11:00')
    inZone('Pacific/Honolulu')
    expect(stretch('today', '2026-01-31T20:00:00Z')).toBe('2026-01-31T10:00 2026-02-01T10:00')
  })

  it('the last month of January is December', () => {
    inZone('UTC')
    expect(stretch('last-month', '2026-01-31T20:00:00Z')).toBe('2025-12-01T00:00 2026-01-01T00:00')
  })
})

it('every moment lies in its own day, and every preset ends after it begins', () => {
  const zones = [
    'UTC',
    'America/Chicago',
    'America/Sao_Paulo',
    'Asia/Kathmandu',
    'Pacific/Apia',
    'Africa/Cairo',
  ]
  const instant = fc.date({
    min: new Date('1980-01-01'),
    max: new Date('2090-01-01'),
    noInvalidDate: true,
  })
  fc.assert(
    fc.property(fc.constantFrom(...zones), instant, (name, date) => {
      inZone(name)
      const now = date.getTime()
      const { from, to } = instantsOf({ from: dayOf(now), to: dayOf(now) }, now)
      expect(startOfDay(dayOf(now))).toBe(from)
      expect(from).toBeLessThanOrEqual(now)
      expect(to).toBeGreaterThan(now)
      for (const preset of DATE_PRESETS) {
        const stretchOf = instantsOf(preset, now)
        expect(stretchOf.to).toBeGreaterThan(stretchOf.from ?? Infinity)
      }
    }),
    { numRuns: 500 },
  )
}, 20_000)
