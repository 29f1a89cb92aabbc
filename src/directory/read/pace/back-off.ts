/** The first wait after a failure. */
const firstWaitMs = 500

/** The longest wait of our own choice, whatever failed and however often. */
const longestWaitMs = 30_000

/** The shortest wait after a 429: `Retry-After: 0` must not become a storm. */
const shortestPauseMs = 200

/**
 * How long to wait after a number of failures in a row: doubling from half a second up to half a minute, of which
 * chance takes up to a half, so that many browsers do not come back in the same moment.
 *
 * @param failures from 1
 * @param random from 0, less than 1
 */
export function backOffMs(failures: number, random: number): number {
  const full = Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(failures - 1, 16))
  return full * (0.5 + random / 2)
}

/**
 * How long all requests pause after a 429. What Linq says is kept to, never undercut; when it says nothing that can
 * be believed, or says "now" again and again, the pause doubles.
 *
 * @param pauses how many pauses came in a row with no answer between them, this one included
 */
export function pauseMs(retryAfterMs: number | null, pauses: number, random: number): number {
  const own = 2 * backOffMs(pauses, random)
  if (retryAfterMs === null) return Math.min(own, longestWaitMs)
  const insisting = pauses > 2 ? Math.min(own, longestWaitMs) : shortestPauseMs
  return Math.max(retryAfterMs + random * shortestPauseMs, insisting)
}
