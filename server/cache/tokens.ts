/** A bound on a rate. */
export interface Tokens {
  /** Takes one, and gives 0; or gives the milliseconds until there is one. */
  take: () => number
}

/**
 * A token bucket: so many a second, and as many at once after a rest.
 *
 * @param now milliseconds since 1970
 */
export function createTokens(perSecond: number, now: () => number): Tokens {
  if (perSecond === Infinity) return { take: () => 0 }
  const most = Math.max(1, perSecond)
  let left = most
  let filledMs = now()
  return {
    take() {
      const nowMs = now()
      // A clock that was set back takes nothing away.
      left = Math.min(most, left + (Math.max(0, nowMs - filledMs) * perSecond) / 1000)
      filledMs = nowMs
      if (left < 1) return Math.ceil(((1 - left) * 1000) / perSecond)
      left -= 1
      return 0
    },
  }
}
