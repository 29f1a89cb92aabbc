import { Draw } from '../draw'
import { type Answer, listedError, nestedError, proxyError, standardError } from './answer'

export interface PageRequest {
  /** From 1. */
  page: number
  /** 1 to 100. */
  perPage: number
}

/** Share of the pages that fail, once or twice, before they answer. */
const failingShare = 0.14
/** How often the stubborn page fails: more often than a client repeats by itself. */
const stubbornFailures = 4
/** The stubborn page is the first large one asked for that holds this row: page 12 of 100 a page. */
const stubbornRow = 1_150

/**
 * Makes pages fail (`DEMO_TROUBLE=errors`): by the seed some fail once or twice, and exactly one fails four times,
 * so that it takes a person's retry. The first page never fails. Gives null for a page that answers.
 */
export function createFailingPages(seed: number): (request: PageRequest, total: number) => Answer | null {
  /** How often each page that fails at all has failed already. */
  const failures = new Map<string, number>()
  let stubborn: string | null = null

  return ({ page, perPage }, total) => {
    const firstRow = (page - 1) * perPage
    if (page === 1 || firstRow >= total) return null
    const key = `${page}/${perPage}`
    const hardRow = total > stubbornRow ? stubbornRow : Math.floor(total * 0.6)
    if (perPage >= 50 && firstRow <= hardRow && hardRow < firstRow + perPage) stubborn ??= key
    const draw = new Draw(seed, page, perPage, 7)
    const isFailing = draw.happens(failingShare)
    const planned = key === stubborn ? stubbornFailures : isFailing ? 1 + draw.below(2) : 0
    const failed = failures.get(key) ?? 0
    if (failed >= planned) return null
    failures.set(key, failed + 1)
    return failure(draw.below(4) + failed)
  }
}

/** The shapes in which Linq's services, or a proxy in between, say that something broke. */
function failure(turn: number): Answer {
  switch (turn % 4) {
    case 0:
      return standardError(500, 'INTERNAL_ERROR', 'Unable to fetch contacts')
    case 1:
      return listedError(500, 'internal_error', 'Internal server error', 'Contacts could not be read.')
    case 2:
      return nestedError(500, 1500, 'Contact service failed')
    default:
      return proxyError()
  }
}
