import { LRUCache } from 'lru-cache'

/** How often somebody may ask: so many in a row, which come back at a steady rate (a token bucket). */
export interface RateBounds {
  inARow: number
  perSecond: number
}

/** Counts one more request of somebody. Returns 0 when they may, else the milliseconds until they may again. */
export type Rate = (person: string) => number

/** Who asked longest ago is forgotten beyond this many; all they gain is a full bucket. */
const knownPeople = 10_000

/**
 * @param now milliseconds since 1970
 */
export function createRate({ inARow, perSecond }: RateBounds, now: () => number): Rate {
  const buckets = new LRUCache<string, { left: number; atMs: number }>({ max: knownPeople })
  return (person) => {
    const atMs = now()
    const former = buckets.get(person)
    // A clock that was set back gives nothing, and takes nothing.
    const passedMs = Math.max(0, atMs - (former?.atMs ?? atMs))
    const left = Math.min(inARow, (former?.left ?? inARow) + (passedMs / 1000) * perSecond)
    const isFree = left >= 1
    buckets.set(person, { left: isFree ? left - 1 : left, atMs })
    return isFree ? 0 : Math.ceil(((1 - left) / perSecond) * 1000)
  }
}
