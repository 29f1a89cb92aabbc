import type { Pages } from '../cache/pages'
import type { Upstream } from '../upstream/contacts'
import type { Metrics } from './metrics'

/** The same call, counted by its outcome. A call that ended because nobody waited any more is none. */
export function countCalls(
  readContacts: Upstream['readContacts'],
  metrics: Pick<Metrics, 'upstream'>,
): Upstream['readContacts'] {
  return async (page, perPage, signal) => {
    const answer = await readContacts(page, perPage, signal)
    metrics.upstream(answer.status)
    return answer
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
