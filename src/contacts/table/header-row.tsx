import type { Header } from '@tanstack/react-table'
import { ArrowDown, ArrowUp } from 'lucide-react'
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react'

import type { Contact } from '../../linq/contact'
import { classes } from '../../ui/classes'
import type { features } from './columns'

interface HeaderCellProps {
  header: Header<typeof features, Contact>
  /** How many columns decide the order; with several, each shows its place. */
  sortCount: number
  /** Where the header stays when the table is scrolled sideways; null when it goes with the others. */
  leftPx: number | null
  /** What stands before the label. */
  before: ReactNode
}

const ariaSort = { asc: 'ascending', desc: 'descending' } as const

/** A column header: the whole of it is the button that sorts. Shift adds the column to the sort. */
export function HeaderCell({ header, sortCount, leftPx, before }: HeaderCellProps) {
  const column = header.column
  const sorted = column.getIsSorted()
  const label = String(column.columnDef.header)
  const sort = (event: MouseEvent | KeyboardEvent) => column.getToggleSortingHandler()?.(event)
  const Arrow = sorted === 'desc' ? ArrowDown : ArrowUp
  return (
    <th
      scope="col"
      aria-sort={sorted ? ariaSort[sorted] : 'none'}
      aria-label={label}
      className={classes(
        'sticky top-0 h-9 border-b border-line bg-bg p-0 text-left font-medium',
        leftPx === null ? 'z-head' : 'z-corner in-data-scrolled:shadow-[1px_0_0_var(--line-strong)]',
      )}
      data-column={column.id}
      style={leftPx === null ? undefined : { left: leftPx }}
    >
      <span className="flex items-center">
        {before}
        <button
          type="button"
          aria-label={`Sort by ${label.toLowerCase()}`}
          onClick={sort}
          className={classes(
            'flex h-[35px] w-full items-center gap-1 pr-1 text-left text-caption hover:bg-hover hover:text-fg focus-visible:-outline-offset-2',
            before ? 'pl-1.5' : 'pl-3',
            sorted ? 'font-semibold text-fg' : 'font-medium text-fg-3',
          )}
        >
          <span className="truncate">{label}</span>
          {sorted && <Arrow className="size-3.5 flex-none text-accent-text" aria-hidden />}
          {sorted && sortCount > 1 && (
            <span className="text-micro tabular-nums text-accent-text">{column.getSortIndex() + 1}</span>
          )}
        </button>
      </span>
    </th>
  )
}
