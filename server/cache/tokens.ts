/** A bound on a rate. */
export interface Tokens {
  /** Takes one, and gives 0; or gives the milliseconds until there is one. */
  take: () => number
  /** Another rate from now on. */
  setRate: (perSecond: number) => void
}

/**
 * A token bucket: so many a second, and a quarter of as many at once after a rest, so that no second sees much more.
 *
 * @param now milliseconds since 1970
 */
export function createTokens(perSecond: number, now: () => number): Tokens {
  if (perSecond === Infinity) return { take: () => 0, setRate: () => undefined }
  let rate = perSecond
  const most = () => Math.max(1, rate / 4)
  let left = most()
  let filledMs = now()
  return {
    take() {
      const nowMs = now()
      // A clock that was set back takes nothing away.
      left = Math.min(most(), left + (Math.max(0, nowMs - filledMs) * rate) / 1000)
      filledMs = nowMs
      if (left < 1) return Math.ceil(((1 - left) * 1000) / rate)
      left -= 1
      return 0
    },
    setRate: (next) => void (rate = next),
  }
}
