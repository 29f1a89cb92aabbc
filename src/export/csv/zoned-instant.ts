const minuteMs = 60_000
const dayMs = 86_400_000

/**
 * Writes instants (milliseconds since 1970, UTC) as ISO 8601 with milliseconds and the offset that a zone had then:
 * `2026-01-31T10:42:05.120-06:00`. It is the same instant in every zone.
 *
 * @param timeZone an IANA name, such as `America/Chicago`
 * @throws RangeError for a zone that the browser does not know
 */
export function zonedInstantWriter(timeZone: string): (instant: number) => string {
  const offsetAt = zoneOffsets(timeZone)
  return (instant) => {
    // ISO 8601 has no seconds in an offset: the local time is written with the rounded one.
    const exact = offsetAt(instant)
    const offset = Math.sign(exact) * Math.round(Math.abs(exact))
    const local = new Date(instant + offset * minuteMs).toISOString().slice(0, -1)
    const sign = offset < 0 ? '-' : '+'
    const minutes = Math.abs(offset)
    return `${local}${sign}${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`
  }
}

type OffsetAt = (instant: number) => number

/** By zone, for all who ask: a printer asks for the offset, for repeated hours and for its date. */
const known = new Map<string, OffsetAt>()

/**
 * Gives the offset of a zone at an instant in minutes, east of Greenwich positive. Asking Intl is slow: a day
 * without a change is asked about once.
 *
 * @throws RangeError for a zone that the browser does not know
 */
export function zoneOffsets(timeZone: string): OffsetAt {
  const offsetAt = known.get(timeZone) ?? askedOffsets(timeZone)
  known.set(timeZone, offsetAt)
  return offsetAt
}

function askedOffsets(timeZone: string): OffsetAt {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
  const ask = (instant: number): number => {
    const name = format.formatToParts(instant).find((part) => part.type === 'timeZoneName')?.value ?? ''
    return readOffset(name)
  }
  /** By day since 1970; null for a day on which the clocks changed. */
  const byDay = new Map<number, number | null>()
  return (instant) => {
    const day = Math.floor(instant / dayMs)
    let offset = byDay.get(day)
    if (offset === undefined) {
      const first = ask(day * dayMs)
      offset = first === ask((day + 1) * dayMs - 1) ? first : null
      byDay.set(day, offset)
    }
    return offset ?? ask(instant)
  }
}

/** How far from a change of the clocks an hour can be that comes twice. */
const nearMs = 3 * 3_600_000

/**
 * Tells whether an instant lies in an hour that the clocks of a zone repeat, when they are put back: its local time is
 * that of another instant, too, and needs its offset to be told from it.
 *
 * @param offsetAt of `zoneOffsets`
 */
export function repeatedHours(offsetAt: OffsetAt): (instant: number) => boolean {
  return (instant) => {
    const own = offsetAt(instant)
    for (const near of [instant - nearMs, instant + nearMs]) {
      const other = offsetAt(near)
      if (other !== own && offsetAt(instant + (own - other) * minuteMs) === other) return true
    }
    return false
  }
}

/**
 * Reads `GMT`, `GMT+05:30` and `GMT-05:50:36` (local mean time, before there were zones) as minutes.
 */
function readOffset(name: string): number {
  const parts = /([+\-−])(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(name)
  if (!parts) return 0
  const [, sign, hours, minutes, seconds] = parts
  const size = Number(hours) * 60 + Number(minutes) + Number(seconds ?? 0) / 60
  return sign === '+' ? size : -size
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0')
}
