import { repeatedHours, zoneOffsets } from '../csv/zoned-instant'

const dayMs = 86_400_000
const minuteMs = 60_000

/** Day 0 of Excel's calendar, which is right from March 1900 on: it takes 1900 for a leap year. */
const epochMs = Date.UTC(1899, 11, 30)
const firstDay = 61
/** 31 December 9999, the last day that Excel knows. */
const lastDay = 2_958_465

/**
 * Gives an instant (milliseconds since 1970, UTC) as Excel counts: days since the end of 1899 in local time, with the
 * time of the day as a fraction that is exact to the millisecond. Null for what Excel cannot show as a date: instants
 * before March 1900 and after 9999, and those of an hour that comes twice, which only an offset tells apart.
 *
 * @param timeZone an IANA name
 * @throws RangeError for a zone that the browser does not know
 */
export function serialDates(timeZone: string): (instant: number) => number | null {
  const offsetAt = zoneOffsets(timeZone)
  const isRepeated = repeatedHours(offsetAt)
  return (instant) => {
    if (isRepeated(instant)) return null
    const serial = (instant + Math.round(offsetAt(instant) * minuteMs) - epochMs) / dayMs
    return serial >= firstDay && serial < lastDay + 1 ? serial : null
  }
}
