import { ChevronLeft, ChevronRight, ChevronsLeft, ChevronsRight } from 'lucide-react'
import { type FormEvent, memo, useCallback, useState } from 'react'

import { IconButton } from '../ui/button'
import { Select } from '../ui/select'
import { formatCount } from '../ui/text/format'
import type { ContactsView } from '../view/use-contacts-view'
import type { ChangeView } from '../view/use-view-state'
import { ROWS_PER_PAGE, type RowsPerPage } from '../view/view-address'

interface PagerProps {
  view: ContactsView
  rows: RowsPerPage
  /** Whether more contacts are still being read. */
  isReading: boolean
  onChange: ChangeView
}

const rowOptions = ROWS_PER_PAGE.map((rows) => [rows, rows === 'all' ? 'All' : rows] as const)

/** Rows per page, the range on screen, and the ways to other pages. */
export function Pager({ view, rows, isReading, onChange }: PagerProps) {
  const { page, pages, source } = view
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
      {!view.isAll && view.rowCount > 0 && <PageBox page={page} pages={pages} onChange={goTo} />}
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

/** "1–25 of 4,812", with "so far" while more are coming. */
function rangeOf({ rowCount, matching, page, rowsPerPage }: ContactsView, isReading: boolean): string {
  const soFar = isReading && rowCount === matching ? ' so far' : ''
  if (rowCount === 0) return `0 of 0${soFar}`
  const first = (page - 1) * rowsPerPage + 1
  const last = Math.min(rowCount, page * rowsPerPage)
  return `${formatCount(first)}–${formatCount(last)} of ${formatCount(rowCount)}${soFar}`
}

interface PageBoxProps {
  page: number
  pages: number
  onChange: (page: number) => void
}

/** A number typed here leads to that page with Enter, or to the last one when there are not so many. */
const PageBox = memo(function PageBox({ page, pages, onChange }: PageBoxProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const go = (event: FormEvent) => {
    event.preventDefault()
    const wanted = Number.parseInt(typed ?? '', 10)
    setTyped(null)
    if (!Number.isNaN(wanted) && wanted !== page) onChange(Math.max(1, Math.min(pages, wanted)))
  }
  return (
    <form onSubmit={go} className="inline-flex items-center gap-1.5 phone:hidden">
      <label className="inline-flex items-center gap-1.5">
        Page
        <input
          inputMode="numeric"
          value={typed ?? String(page)}
          maxLength={7}
          onChange={(event) => setTyped(event.target.value.replace(/\D/g, ''))}
          onFocus={(event) => event.target.select()}
          onBlur={() => setTyped(null)}
          className="h-7 w-12 rounded border border-line-strong bg-bg text-center tabular-nums text-fg hover:border-line-check"
        />
      </label>
      <span className="tabular-nums">of {formatCount(pages)}</span>
    </form>
  )
})
