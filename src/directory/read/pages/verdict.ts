import type { Verdict } from '../pass'

/** What a pass over all pages found, as far as it decides what may be said about it. */
export interface PassFacts {
  /** Different ids that were met. */
  unique: number
  /** Records that could not be told apart. */
  unreadable: number
  /** The newest `total_count`, or null when none could be believed. */
  total: number | null
  /** Whether `total_count` differed between two answers. */
  didTotalMove: boolean
  /** Whether an id was met at two different pages: the list shifted between them. */
  didRepeat: boolean
  /** Pages that were given up. */
  failed: number
}

/**
 * Judges a pass of plain pages. A delete and an insert between the same two answers cancel out in `total_count` and
 * can go unseen here, which is why a server that allows it is read in chained windows (`chain/`).
 */
export function judgePass(facts: PassFacts): Verdict {
  if (facts.failed > 0) return 'partial'
  if (facts.total === null) return facts.didRepeat ? 'disturbed' : 'unprovable'
  const isWhole = facts.unique + facts.unreadable === facts.total
  return isWhole && !facts.didTotalMove && !facts.didRepeat ? 'clean' : 'disturbed'
}
