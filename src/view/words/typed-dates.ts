import {
  DATE_PRESETS,
  type DateFilter,
  type Day,
  type DayRange,
  dayRange,
  parseDates,
} from '../address/dates'

/** A stretch whose ends are known. */
interface Days {
  from: Day
  to: Day
}

/**
 * The filter that a typed text stands for; null when it is none. A day (`2026-01-31`), a month (`2026-01`), a year
 * (`2026`), `today` and `yesterday`, alone, behind `>`, `>=`, `<` or `<=`, and two of them around `..`, of which one may
 * be left out; `14d` and `2w` for the last days; and the names of all presets. After a month is after its last day.
 *
 * @param today the day of who types, in the viewer's zone
 */
export function typedDates(text: string, today: Day): DateFilter | null {
  const typed = text.trim().toLowerCase()
  const preset = DATE_PRESETS.find((one) => one === typed)
  return preset ?? real(lastDays(typed, today) ?? compared(typed, today) ?? between(typed, today))
}

function lastDays(typed: string, today: Day): DayRange | null {
  const [, count = '', unit = ''] = /^(\d{1,4})([dw])$/.exec(typed) ?? []
  const days = Number(count) * (unit === 'w' ? 7 : 1)
  return days > 0 ? { from: shifted(today, 1 - days), to: null } : null
}

function compared(typed: string, today: Day): DayRange | null {
  const [, sign = '', than = ''] = /^([<>]=?)(.+)$/.exec(typed) ?? []
  const days = period(than, today)
  if (!days) return null
  switch (sign) {
    case '>':
      return { from: shifted(days.to, 1), to: null }
    case '>=':
      return { from: days.from, to: null }
    case '<':
      return { from: null, to: shifted(days.from, -1) }
    default:
      return { from: null, to: days.to }
  }
}

function between(typed: string, today: Day): DayRange | null {
  const [first = '', last = first, ...others] = typed.split('..')
  const [one, other] = [period(first, today), period(last, today)]
  const isReadable = others.length === 0 && (first === '' || one) && (last === '' || other)
  if (!isReadable) return null
  if (!one || !other) return dayRange(one?.from ?? null, other?.to ?? null)
  return one.from <= other.from ? { from: one.from, to: other.to } : { from: other.from, to: one.to }
}

function period(text: string, today: Day): Days | null {
  if (text === 'today') return { from: today, to: today }
  if (text === 'yesterday') return { from: shifted(today, -1), to: shifted(today, -1) }
  const [, year, month, date] = /^(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?$/.exec(text) ?? []
  if (year === undefined) return null
  if (month === undefined) return { from: `${year}-01-01`, to: `${year}-12-31` }
  const named = `${year}-${month.padStart(2, '0')}`
  if (Number(month) < 1 || Number(month) > 12) return null
  if (date === undefined) return { from: `${named}-01`, to: shifted(`${year}-${Number(month) + 1}-01`, -1) }
  const day = `${named}-${date.padStart(2, '0')}`
  return shifted(day, 0) === day ? { from: day, to: day } : null
}

/** The day so many days later; months and dates beyond their ends count on. Counted at UTC, where each day has 24 hours. */
function shifted(day: Day, days: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const moment = new Date(0)
  moment.setUTCFullYear(year, month - 1, date + days)
  return moment.toISOString().slice(0, 10)
}

/** Only days that an address can hold. */
function real(range: DayRange | null): DateFilter | null {
  if (!range) return null
  const read = parseDates(`${range.from ?? ''}..${range.to ?? ''}`)
  return typeof read === 'object' && read?.from === range.from && read.to === range.to ? read : null
}
