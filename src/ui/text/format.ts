/** Numbers, dates and lists as people write them: the browser's locale, in the viewer's zone. */

const wholeNumber = new Intl.NumberFormat()

/** A count by locale: 4,812. */
export function formatCount(count: number): string {
  return wholeNumber.format(count)
}

/** "1 contact", "231 contacts". */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`
}

// "yesterday" reads better than "1d ago"; "last wk." does not read better than "1w ago".
const ages = {
  short: {
    day: new Intl.RelativeTimeFormat('en', { style: 'narrow', numeric: 'auto' }),
    other: new Intl.RelativeTimeFormat('en', { style: 'narrow' }),
  },
  long: {
    day: new Intl.RelativeTimeFormat('en', { numeric: 'auto' }),
    other: new Intl.RelativeTimeFormat('en'),
  },
}

const units: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['minute', 60_000],
  ['hour', 3_600_000],
  ['day', 86_400_000],
  ['week', 7 * 86_400_000],
  ['month', 30.44 * 86_400_000],
  ['year', 365.25 * 86_400_000],
]

/**
 * How long ago an instant was: "12m ago", "yesterday", "3w ago", "14mo ago", "2y ago"; months are kept up to two
 * years, because "14mo" says more than "1y".
 *
 * @param instant milliseconds since 1970, as is `now`
 */
export function formatAge(instant: number, now: number, style: 'short' | 'long' = 'short'): string {
  const distance = instant - now
  const age = Math.abs(distance)
  if (age < 60_000) return 'just now'
  const [unit, ms] = units.findLast(([name, least]) => age >= (name === 'year' ? 2 * least : least)) ?? [
    'minute',
    60_000,
  ]
  if (unit === 'day') return ages[style].day.format(calendarDays(instant, now), 'day')
  return ages[style].other.format(Math.trunc(distance / ms), unit)
}

/** Whole days between two instants by the viewer's calendar: "yesterday" is the day before, not 24 to 48 hours. */
function calendarDays(instant: number, now: number): number {
  const startOfDay = (moment: number) => new Date(moment).setHours(0, 0, 0, 0)
  // Rounded, because a day of a clock change has 23 or 25 hours.
  return Math.round((startOfDay(instant) - startOfDay(now)) / 86_400_000)
}

const exactInstant = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  timeZoneName: 'short',
})

/** An instant in the viewer's zone, which is named: "9 Jan 2026, 14:05 CST". */
export function formatInstant(instant: number): string {
  return exactInstant.format(instant)
}

const weekday = new Intl.DateTimeFormat('en', { weekday: 'long' })
const dayOfYear = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' })
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' })

/**
 * A day in a sentence: "10:42" for today, "yesterday", "Thursday" within a week, else "9 Jan" or "9 Jan 2025".
 *
 * @param instant milliseconds since 1970, as is `now`
 */
export function formatDay(instant: number, now: number = Date.now()): string {
  const days = -calendarDays(instant, now)
  if (days === 0) return formatTime(instant)
  if (days === 1) return 'yesterday'
  if (days > 1 && days < 7) return weekday.format(instant)
  return new Date(instant).getFullYear() === new Date(now).getFullYear()
    ? dayOfYear.format(instant)
    : day.format(instant)
}

/** A day by itself, with its year: "9 Jan 2026". */
export function formatCalendarDay(instant: number): string {
  return day.format(instant)
}

const shortDay = new Intl.DateTimeFormat(undefined, { dateStyle: 'short' })

/** A day where there is little room, by the locale: "1/9/26". */
export function formatShortDay(instant: number): string {
  return shortDay.format(instant)
}

/** Two days and what lies between them: "1 – 31 Jan 2026". */
export function formatDays(first: number, last: number): string {
  return day.formatRange(first, last)
}

/** A moment in a sentence: "10:42" for today, else the day and the time: "Thursday 10:42". */
export function formatMoment(instant: number, now: number = Date.now()): string {
  return calendarDays(instant, now) === 0
    ? formatTime(instant)
    : `${formatDay(instant, now)} ${formatTime(instant)}`
}

const timeOfDay = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' })

/** The time of day in the viewer's zone: "10:42". */
export function formatTime(instant: number): string {
  return timeOfDay.format(instant)
}
