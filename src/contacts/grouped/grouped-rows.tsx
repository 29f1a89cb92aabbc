import { type ReactNode, useEffect } from 'react'

import type { RowGroup } from '../table/group-signs'
import { Spacer } from '../table/spacer'
import { GroupHead } from './group-head'
import { useGroupHints } from './group-words'
import { type GroupLinesOptions, type HeadLine, rowIndexOf, useGroupLines } from './use-group-lines'

/** The height of a head (look.md). */
const HEAD_PX = 36

interface GroupedRowsProps extends Omit<GroupLinesOptions, 'headHeightPx'> {
  /** Cells of a row. */
  columns: number
  onRange: (range: { first: number; last: number }) => void
  /** Draws the contact at a position of the view. */
  children: (position: number, rowIndex: number, ends: Partial<RowGroup>) => ReactNode
}

/**
 * The rows of a page with groups: above each group its head, which stays below the header while its contacts are
 * passed. Only the lines on screen are drawn, also of a page: thousands of collapsed groups may be on one.
 */
export function GroupedRows(props: GroupedRowsProps) {
  const { view, lines, field, columns, onRange, children: rowAt } = props
  const { first, last, beforePx, afterPx, stuck, drawn, toggle } = useGroupLines({
    ...props,
    headHeightPx: HEAD_PX,
  })
  const hintOf = useGroupHints(view.owners, field)
  useEffect(() => onRange({ first, last }), [onRange, first, last])
  const abovePx = beforePx - (stuck ? HEAD_PX : 0)

  const headRow = (line: HeadLine, isStuck: boolean) => (
    <tr
      key={`group ${line.group}`}
      aria-rowindex={rowIndexOf(line, lines)}
      data-line={line.line}
      data-stuck={isStuck || undefined}
    >
      <th
        scope="rowgroup"
        colSpan={columns}
        className="sticky top-9 z-corner h-9 border-b border-line bg-subtle p-0 text-left font-normal"
      >
        {line.head && (
          <GroupHead group={line.head} field={field} hint={hintOf(line.head)} onToggle={() => toggle(line)} />
        )}
      </th>
    </tr>
  )
  return (
    <>
      {stuck && headRow(stuck, true)}
      {abovePx > 0 && <Spacer key="above" heightPx={abovePx} />}
      {drawn.map((line, at) =>
        line.isHead
          ? headRow(line, false)
          : rowAt(line.position, rowIndexOf(line, lines), endsBeside(drawn[at - 1], drawn[at + 1])),
      )}
      {afterPx > 0 && <Spacer key="below" heightPx={afterPx} />}
    </>
  )
}

/** What looks alike in two groups is no bracket over the head between them. */
function endsBeside(before: { isHead: boolean } | undefined, after: { isHead: boolean } | undefined) {
  return {
    ...(before?.isHead === true && { isGroupStart: true }),
    ...(after?.isHead === true && { isGroupEnd: true }),
  }
}
