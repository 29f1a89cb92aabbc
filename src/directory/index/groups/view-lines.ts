import { type LineWindow, type ViewGroup, type ViewLines, countBelow } from '../../grouping'
import type { RowWindow } from '../../view-query'
import type { OpenRows, RowGroups } from './row-groups'

/** The lines of a page, and the open places of the rows that come with them. */
interface PageLines {
  lines: ViewLines
  from: number
  to: number
}

/**
 * The lines of a page, see `ViewLines`. Costs as much as the page has groups.
 *
 * @param page lies inside the view, in open places
 * @param describe says who a group is
 */
export function viewLines(
  groups: RowGroups,
  open: OpenRows,
  { offset: start, limit }: RowWindow,
  wanted: LineWindow,
  describe: (value: number) => Pick<ViewGroup, 'key' | 'label' | 'owner'>,
): PageLines {
  const { values } = groups
  const { firsts } = open
  const openEnd = firsts.at(-1) ?? 0
  const end = Math.min(openEnd, start + limit)
  const firstGroup = firstOnPage(open, start, values.length)
  const endGroup = end < openEnd ? countBelow(firsts, end) : values.length
  const heads = Uint32Array.from(
    { length: endGroup - firstGroup },
    (_, head) => head + Math.max(firsts[firstGroup + head] ?? 0, start) - start,
  )
  const count = heads.length + end - start
  const first = Math.min(Math.max(0, wanted.offset), Math.max(0, count - 1))
  const last = Math.min(count, first + wanted.limit)
  const firstNamed = Math.max(0, countBelow(heads, first + 1) - 1)
  const named: ViewGroup[] = []
  for (let head = firstNamed; head < countBelow(heads, last); head++) {
    const group = firstGroup + head
    named.push({
      ...describe(values[group] ?? 0),
      count: (groups.firsts[group + 1] ?? 0) - (groups.firsts[group] ?? 0),
      isCollapsed: open.isCollapsed[group] === 1,
      first: firsts[group] ?? 0,
    })
  }
  const isShort = end - start <= wanted.limit
  const placeAt = (line: number) => start + line - countBelow(heads, line)
  return {
    lines: { groups: values.length, open: openEnd, start, count, heads, firstGroup, named, firstNamed },
    from: isShort ? start : placeAt(first),
    to: isShort ? end : placeAt(last),
  }
}

/** The first group that has rows from an open place on, or would begin behind it if it were open. */
function firstOnPage({ firsts }: OpenRows, start: number, groups: number): number {
  const beginning = Math.min(countBelow(firsts, start), groups)
  // The one before goes on when it ends behind the start.
  return beginning > 0 && (firsts[beginning] ?? 0) > start ? beginning - 1 : beginning
}
