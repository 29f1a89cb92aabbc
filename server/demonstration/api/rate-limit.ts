import { type Answer, listedError, nestedError, standardError } from './answer'

/** Requests that go through one after another before Linq would like a pause. */
const burst = 20
/** How many of them come back in a second when nobody hurries. */
const refillPerSecond = 4

/**
 * A token bucket that asks for pauses of two to three seconds (`DEMO_TROUBLE=rate-limit`), and says so in turn in
 * seconds, as an HTTP date, and in the body alone. After a pause the bucket is full again. Gives null for a request
 * that may pass.
 *
 * @param now the clock, milliseconds since 1970
 */
export function createRateLimit(now: () => number): () => Answer | null {
  let left = burst
  let refilledMs = now()
  let pausedUntilMs = 0
  let refusals = 0

  return () => {
    const nowMs = now()
    if (nowMs < pausedUntilMs) return refusal(refusals++, pausedUntilMs, nowMs)
    if (pausedUntilMs > refilledMs) left = burst
    else left = Math.min(burst, left + ((nowMs - refilledMs) * refillPerSecond) / 1000)
    refilledMs = nowMs
    if (left >= 1) {
      left -= 1
      return null
    }
    // An HTTP date has whole seconds: the pause ends with one, so that all three ways say the same.
    pausedUntilMs = Math.ceil(nowMs / 1000) * 1000 + 2000
    return refusal(refusals++, pausedUntilMs, nowMs)
  }
}

function refusal(turn: number, untilMs: number, nowMs: number): Answer {
  const seconds = Math.ceil((untilMs - nowMs) / 1000)
  if (turn % 3 === 0) {
    const answer = standardError(429, 'RATE_LIMITED', 'Too many requests')
    return { ...answer, headers: { 'Retry-After': String(seconds) } }
  }
  if (turn % 3 === 1) {
    const answer = listedError(429, 'rate_limited', 'Too many requests', 'Please slow down.')
    return { ...answer, headers: { 'Retry-After': new Date(untilMs).toUTCString() } }
  }
  return nestedError(429, 1007, 'Too many requests', { retry_after: seconds })
}
