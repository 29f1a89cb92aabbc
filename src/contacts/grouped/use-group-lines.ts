import type { RefObject } from 'react'

import { type GroupField, type ViewGroup, type ViewLines, countBelow } from '../../directory/grouping'
import type { ContactsView } from '../../view/use-contacts-view'
import type { ChangeView } from '../../view/use-view-state'
import { type LinesOnScreen, offsetOf, useLines } from '../table/use-lines'
import { toggleGroup } from './collapse'
import { useGroupKeys } from './use-group-keys'

interface Line {
  /** From 0, on the page. */
  line: number
  /** The place of its group among all groups, from 0. */
  group: number
}

/** The head of a group, which is undefined until it comes. */
export interface HeadLine extends Line {
  isHead: true
  head: ViewGroup | undefined
}

/** A contact, by its position in the view. */
interface ContactLine extends Line {
  isHead: false
  position: number
}

/** A line of a grouped list. */
export type GroupLine = HeadLine | ContactLine

export interface GroupLinesOptions {
  view: ContactsView
  lines: ViewLines
  field: GroupField
  lineHeightPx: number
  headHeightPx: number
  scroller: RefObject<HTMLElement | null>
  onChange: ChangeView
}

/** What is drawn of a grouped list. */
interface DrawnLines extends LinesOnScreen {
  /** The head of the group that the first drawn line belongs to, when it is none itself: it stays in sight. */
  stuck: HeadLine | null
  drawn: GroupLine[]
  toggle: (line: HeadLine) => void
}

/** The lines that are on screen of a page with groups, and what collapses and opens a group. */
export function useGroupLines(options: GroupLinesOptions): DrawnLines {
  const { view, lines, field, lineHeightPx, headHeightPx, scroller, onChange } = options
  const heights = { count: lines.count, lineHeightPx, heads: lines.heads, headHeightPx }
  const onScreen = useLines({ ...heights, scroller, overscan: 12 })

  const toggle = (line: HeadLine) => {
    const rows = scroller.current
    if (!rows || !line.head) return
    // The head stays where the hand is: what stands above it does not move, and below it there is less than before.
    const topPx = offsetOf(line.line, rows.clientHeight, heights)
    if (rows.scrollTop > topPx) rows.scrollTo({ top: topPx })
    toggleGroup(field, line.head.key)
    // A head that goes on from the page before stands there alone when it is collapsed.
    const page = Math.floor(line.head.first / view.rowsPerPage) + 1
    if (!view.isAll && page !== view.page) onChange({ page })
  }
  useGroupKeys({ scroller, lineAt: (line) => lineOf(lines, line), toggle, heights })

  const { first, last } = onScreen
  const drawn: GroupLine[] = []
  for (let line = first; line <= last; line++) drawn.push(lineOf(lines, line))
  const [top] = drawn
  const above = top && !top.isHead ? lineOf(lines, lines.heads[top.group - lines.firstGroup] ?? 0) : null
  return { ...onScreen, drawn, stuck: above?.isHead === true ? above : null, toggle }
}

/** What stands on a line of the page. */
function lineOf({ heads, firstGroup, firstNamed, named, start }: ViewLines, line: number): GroupLine {
  const before = countBelow(heads, line)
  if (heads[before] === line) {
    return { line, group: firstGroup + before, isHead: true, head: named[before - firstNamed] }
  }
  return { line, group: firstGroup + before - 1, isHead: false, position: start + line - before }
}

/** The row of a line in the whole list, all pages and the header counted, from 1 (WAI-ARIA, `aria-rowindex`). */
export function rowIndexOf(line: GroupLine, { start }: ViewLines): number {
  const contactsBefore = line.isHead ? (line.head?.first ?? start) : line.position + 1
  return contactsBefore + line.group + 2
}
