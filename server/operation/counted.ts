import type { Budget } from '../cache/budget'
import type { Pages } from '../cache/pages'
import type { Upstream } from '../upstream/contacts'
import type { Metrics } from './metrics'

/**
 * The same call, counted by its outcome. A call that ended because nobody waited any more is none.
 *
 * @param nowMs of a clock that is never set back
 */
export function countCalls(
  readContacts: Upstream['readContacts'],
  count: Metrics['upstream'],
  nowMs: () => number,
): Upstream['readContacts'] {
  return async (page, perPage, signal) => {
    const beganMs = nowMs()
    const answer = await readContacts(page, perPage, signal)
    count(answer.status, nowMs() - beganMs)
    return answer
  }
}

/** The same budget, of which it is counted how long turns were waited for. @param nowMs of a clock never set back */
export function countWaits(budget: Budget, count: Metrics['waited'], nowMs: () => number): Budget {
  return {
    ...budget,
    async take(person, signal) {
      const beganMs = nowMs()
      const turn = await budget.take(person, signal)
      count(turn.kind, nowMs() - beganMs)
      return turn
    },
  }
}

/** The same pages, counted by how they were answered. */
export function countPages(read: Pages['read'], metrics: Pick<Metrics, 'page'>): Pages['read'] {
  return async (request) => {
    const answer = await read(request)
    const { age } = answer
    if (age === null) metrics.page('refused')
    else if (age.isStale) metrics.page('stale')
    else metrics.page(age.ageMs > 0 ? 'kept' : 'read')
    return answer
  }
}
