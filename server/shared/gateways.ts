import type { Budget } from '../cache/budget'
import type { SharedPages } from './shared-pages'

/** How often a gateway says that it is alive, and looks how many there are. */
const everyMs = 3000

/** The clock that all gateways go by, so that instants of one mean the same to the others. */
export interface CommonClock {
  /** Milliseconds since 1970. */
  now: () => number
  set: (aheadMs: number) => void
}

export function createCommonClock(): CommonClock {
  let aheadMs = 0
  return { now: () => Date.now() + aheadMs, set: (ahead) => void (aheadMs = ahead) }
}

/**
 * Keeps this gateway's part of the budget to what the number of gateways allows, and its clock to the common one. While
 * nobody can tell, both stay as they were.
 *
 * @returns what ends it
 */
export function joinGateways(shared: SharedPages, budget: Budget, clock: CommonClock): () => void {
  async function look(): Promise<void> {
    const [count, aheadMs] = [await shared.count(), await shared.clockAheadMs()]
    if (count !== null) budget.shareWith(count)
    if (aheadMs !== null) clock.set(aheadMs)
  }
  const timer = setInterval(() => void look(), everyMs)
  timer.unref()
  // A connection takes a moment after the start.
  const first = setTimeout(() => void look(), 200)
  first.unref()
  return () => {
    clearInterval(timer)
    clearTimeout(first)
  }
}
