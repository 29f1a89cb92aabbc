import { Draw } from '../draw'

const dayMs = 86_400_000
const historyMs = 4 * 365 * dayMs

/**
 * When contact `number` of `total` was created: over four years up to `endMs`, more often lately, and always after
 * the contact before it. Contacts beyond `total` are newcomers, a second apart, after the end.
 *
 * @param jitter 0 to below 1
 * @returns milliseconds since 1970, UTC
 */
export function creationInstant(number: number, total: number, endMs: number, jitter: number): number {
  if (number > total) return endMs + (number - total) * 1000
  const age = (total - number + jitter) / total
  return Math.round(endMs - historyMs * age ** 1.6) - (total - number)
}

/** When a contact was last changed: a third never since its creation, others at any time, more often lately. */
export function updateInstant(createdMs: number, endMs: number, draw: Draw): number {
  const untouched = draw.happens(0.35)
  const age = draw.fraction() ** 2.2
  return untouched || createdMs >= endMs ? createdMs : Math.round(endMs - (endMs - createdMs) * age)
}

/** ISO 8601 with milliseconds and an offset, as Linq writes it: `2025-07-30T10:00:00.000-05:00`. */
export function writeInstant(instantMs: number, offsetMinutes: number): string {
  const local = new Date(instantMs + offsetMinutes * 60_000).toISOString().slice(0, -1)
  const minutes = Math.abs(offsetMinutes)
  const pad = (part: number) => String(part).padStart(2, '0')
  return `${local}${offsetMinutes < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`
}

/** Chicago's minutes east of UTC, with summer time taken as April to October: near enough for made-up people. */
export function chicagoOffset(instantMs: number): number {
  const month = new Date(instantMs).getUTCMonth()
  return month >= 3 && month <= 9 ? -300 : -360
}
