import type { LinqProblem } from '../../../linq/linq-error'
import type { FailedPage } from '../../directory'
import { HEAD, type Window, endOf, startOf } from './windows'

/**
 * Names windows that failed as a person counts: by the rows that no neighbour held either, and by the page of 100
 * in which most of them lie. Windows of one page are one failure.
 *
 * @param seen the windows that were read
 * @param total rows of the list
 */
export function failedPages(
  failures: readonly (readonly [Window, LinqProblem])[],
  seen: readonly Window[],
  total: number,
): FailedPage[] {
  const pages = new Map<number, FailedPage>()
  if (failures.length === 0) return []
  const starts = seen.map(startOf).sort((left, right) => left - right)
  const ends = seen.map(endOf).sort((left, right) => left - right)
  const failed = failures.toSorted(([left], [right]) => startOf(left) - startOf(right))
  for (const [window, problem] of failed) {
    const [start, end] = [startOf(window), Math.min(endOf(window), total)]
    // The end of the window before and the start of the one after, where they reach into this one.
    const first = Math.max(start, ends.findLast((one) => one < end) ?? 0)
    const last = Math.min(end, starts.find((one) => one > start) ?? Infinity)
    const [from, to] = first < last ? [first, last] : [start, end]
    const page = Math.floor((from + to - 1) / 2 / HEAD.perPage) + 1
    const known = pages.get(page)
    if (known)
      known.rows = { first: Math.min(known.rows.first, from + 1), last: Math.max(known.rows.last, to) }
    else pages.set(page, { page, rows: { first: from + 1, last: to }, problem: { ...problem, page } })
  }
  return [...pages.values()]
}
