import { createParser } from 'nuqs'

import type { InstantRange } from '../../directory/filters'

/** Stretches of days that move with the present day; the address keeps their names. */
export const DATE_PRESETS = [
  'today',
  'yesterday',
  '7d',
  '30d',
  '90d',
  'month',
  'last-month',
  'year',
  'last-year',
] as const
export type DatePreset = (typeof DATE_PRESETS)[number]

/** A day of the viewer's calendar as `2026-01-31`. */
export type Day = string

/** From the beginning of one day to the end of another; null is open, and one of the two is set. */
export interface DayRange {
  from: Day | null
  to: Day | null
}

export type DateFilter = DatePreset | DayRange

/** `created=30d`, `created=2026-01-31`, `created=2026-01-01..2026-01-31`, and open: `created=2026-01-01..`. */
export const datesParser = createParser<DateFilter>({ parse: parseDates, serialize: printDates })

/** The filter that a text stands for; a day that no calendar has is left out, and days in the wrong order change places. */
export function parseDates(text: string): DateFilter | null {
  const preset = DATE_PRESETS.find((one) => one === text)
  if (preset) return preset
  const [first = '', last = first] = text.split('..')
  return dayRange(dayOrNull(first), dayOrNull(last))
}

/** What `parseDates` reads as the same filter. */
function printDates(filter: DateFilter): string {
  if (typeof filter === 'string') return filter
  const { from, to } = filter
  return from === to ? (from ?? '') : `${from ?? ''}..${to ?? ''}`
}

/** The stretch between two days in whatever order, or null when both are open. */
export function dayRange(one: Day | null, other: Day | null): DayRange | null {
  if (one === null && other === null) return null
  return one !== null && other !== null && one > other ? { from: other, to: one } : { from: one, to: other }
}

/** The day of an instant (milliseconds since 1970) in the viewer's zone. */
export function dayOf(instant: number): Day {
  const date = new Date(instant)
  const part = (number: number, digits: number) => String(number).padStart(digits, '0')
  return `${part(date.getFullYear(), 4)}-${part(date.getMonth() + 1, 2)}-${part(date.getDate(), 2)}`
}

/** The instant at which a day begins in the viewer's zone, which is not midnight where clocks skip it. */
export function startOfDay(day: Day): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return midnight(year, month - 1, date)
}

/**
 * The instants of a filter in the viewer's zone, whatever the clocks do in between: equal on all moments of a day.
 *
 * @param now milliseconds since 1970
 */
export function instantsOf(filter: DateFilter, now: number): InstantRange {
  if (typeof filter !== 'string') {
    return {
      from: filter.from === null ? null : startOfDay(filter.from),
      to: filter.to === null ? null : dayAfter(filter.to),
    }
  }
  const today = new Date(now)
  const [year, month, date] = [today.getFullYear(), today.getMonth(), today.getDate()]
  const days = (first: number, end: number) => ({
    from: midnight(year, month, date + first),
    to: midnight(year, month, date + end),
  })
  switch (filter) {
    case 'today':
      return days(0, 1)
    case 'yesterday':
      return days(-1, 0)
    case '7d':
      return days(-6, 1)
    case '30d':
      return days(-29, 1)
    case '90d':
      return days(-89, 1)
    case 'month':
      return { from: midnight(year, month, 1), to: midnight(year, month + 1, 1) }
    case 'last-month':
      return { from: midnight(year, month - 1, 1), to: midnight(year, month, 1) }
    case 'year':
      return { from: midnight(year, 0, 1), to: midnight(year + 1, 0, 1) }
    case 'last-year':
      return { from: midnight(year - 1, 0, 1), to: midnight(year, 0, 1) }
  }
}

function dayOrNull(text: string): Day | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return null
  // A day that no calendar has, such as 30 February, becomes another one.
  const start = startOfDay(text)
  return dayOf(start) === text ? text : null
}

function dayAfter(day: Day): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return midnight(year, month - 1, date + 1)
}

/** Months and dates beyond their ends count on, as in `Date`; years before 100 are what they say. */
function midnight(year: number, month: number, date: number): number {
  const start = new Date(2000, 0, 1)
  start.setFullYear(year, month, date)
  return start.getTime()
}
