import { ChevronLeft, ChevronRight, ChevronsLeft, ChevronsRight } from 'lucide-react'
import { useCallback } from 'react'

import { IconButton } from '../ui/button'
import { lazyPart } from '../ui/lazy-part'
import { Select } from '../ui/select'
import { formatCount } from '../ui/text/format'
import type { ContactsView } from '../view/use-contacts-view'
import type { ChangeView } from '../view/use-view-state'
import { ROWS_PER_PAGE, type RowsPerPage } from '../view/view-address'

const NumberBox = lazyPart(() => import('./number-box'), 'NumberBox')

interface PagerProps {
  view: ContactsView
  /** The page that was asked for last, while another one may still be shown. */
  wanted: number
  rows: RowsPerPage
  /** Whether more contacts are still being read. */
  isReading: boolean
  onChange: ChangeView
}

const rowOptions = ROWS_PER_PAGE.map((rows) => [rows, rows === 'all' ? 'All' : rows] as const)

/** Rows per page, the range on screen, and the ways to other pages. */
export function Pager({ view, wanted, rows, isReading, onChange }: PagerProps) {
  const { pages, source } = view
  const page = Math.min(wanted, pages)
  const goTo = useCallback((next: number) => onChange({ page: next }), [onChange])
  return (
    <nav
      aria-label="Pages"
      className="flex h-12 flex-none items-center gap-4 border-t border-line px-4 text-fg-2 phone:h-14 phone:gap-2 phone:pr-2"
    >
      <span className="inline-flex items-center gap-2">
        <span aria-hidden className="phone:hidden">
          Rows per page
        </span>
        <Select
          label="Rows per page"
          value={rows}
          options={rowOptions}
          onChange={(value) => {
            const chosen = ROWS_PER_PAGE.find((one) => one === value)
            if (chosen) onChange({ rows: chosen })
          }}
        />
      </span>
      <span className="flex-1" />
      {source !== 'none' && <span className="tabular-nums">{rangeOf(view, isReading)}</span>}
      {!view.isAll && view.rowCount > 0 && <NumberBox page={page} pages={pages} onChange={goTo} />}
      {!view.isAll && (
        <span className="-mr-1.5 inline-flex gap-0.5 phone:mr-0">
          <IconButton
            label="First page"
            className="phone:hidden"
            disabled={page <= 1}
            onClick={() => goTo(1)}
          >
            <ChevronsLeft className="size-4" aria-hidden />
          </IconButton>
          <IconButton label="Previous page" disabled={page <= 1} onClick={() => goTo(page - 1)}>
            <ChevronLeft className="size-4" aria-hidden />
          </IconButton>
          <IconButton label="Next page" disabled={page >= pages} onClick={() => goTo(page + 1)}>
            <ChevronRight className="size-4" aria-hidden />
          </IconButton>
          <IconButton
            label="Last page"
            className="phone:hidden"
            disabled={page >= pages}
            onClick={() => goTo(pages)}
          >
            <ChevronsRight className="size-4" aria-hidden />
          </IconButton>
        </span>
      )}
    </nav>
  )
}

/** "1–25 of 4,812", with "so far" while more are coming, or "in open groups" when not all groups are. */
function rangeOf({ rowCount, matching, page, rowsPerPage, lines }: ContactsView, isReading: boolean): string {
  const soFar = isReading && rowCount === matching ? ' so far' : ''
  const count = lines?.open ?? rowCount
  const of = `of ${formatCount(count)}${count < rowCount ? ' in open groups' : ''}${soFar}`
  if (count === 0) return rowCount > 0 ? 'All groups are collapsed' : `0 ${of}`
  return `${formatCount((page - 1) * rowsPerPage + 1)}–${formatCount(Math.min(count, page * rowsPerPage))} ${of}`
}
