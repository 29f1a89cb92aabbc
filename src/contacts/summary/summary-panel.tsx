import { X } from 'lucide-react'
import { type ReactNode, type RefObject, useLayoutEffect, useRef } from 'react'

import type { MonthStarts } from '../../directory/summary'
import type { ViewQuery } from '../../directory/view-query'
import { IconButton } from '../../ui/button'
import { CopyButton } from '../../ui/copy-button'
import { usePhone } from '../../ui/device/use-media'
import { countOf } from '../../ui/text/format'
import { type DateFilter, type DayRange, dayOf } from '../../view/address/dates'
import { useSnapshot } from '../../view/directory-context'
import { useSummary } from '../../view/use-summary'
import type { ChangeView } from '../../view/use-view-state'
import type { ViewState } from '../../view/view-address'
import { PanelFrame, PanelHead } from '../panel/panel-frame'
import { MonthChart } from './month-chart'
import { OwnerTable } from './owner-table'
import { ReachLines } from './reach-lines'
import { summaryText } from './summary-text'

interface SummaryPanelProps {
  query: ViewQuery
  /** Milliseconds since 1970: decides which months are shown. */
  nowMs: number
  /** The button that opened the summary. */
  opener: RefObject<HTMLElement | null>
  state: Pick<ViewState, 'created' | 'quality'>
  onChange: ChangeView
  onClose: () => void
}

/** The manager's view: the contacts of the table beside it in figures. What is pressed filters both. */
export function SummaryPanel({ query, nowMs, opener, state, onChange, onClose }: SummaryPanelProps) {
  const { summary, monthStarts } = useSummary(query, nowMs)
  const { read } = useSnapshot()
  const isReading = read.status === 'reading' || read.status === 'paused'
  const panel = useRef<HTMLElement>(null)
  const isPhone = usePhone()
  const takesFocus = useRef(isPhone)

  // Who opens it goes on in it; when it only comes back behind a contact, or with the page, the focus stays.
  useLayoutEffect(() => {
    if (takesFocus.current || document.activeElement === opener.current)
      panel.current?.focus({ preventScroll: true })
  }, [opener])

  return (
    <PanelFrame label="Summary" panel={panel} onClose={onClose} className="w-[480px]">
      <PanelHead>
        <h2 className="text-search font-semibold phone:text-title">Summary</h2>
        <span role="status" className="ml-2 tabular-nums text-fg-3">
          {summary && `${countOf(summary.matching, 'contact')}${isReading ? ' so far' : ''}`}
        </span>
        <span className="flex-1" />
        {summary && <CopyButton label="Copy figures" value={summaryText(summary, monthStarts)} />}
        <IconButton label="Close" size="small" onClick={onClose}>
          <X className="size-4" aria-hidden />
        </IconButton>
      </PanelHead>
      {/* The focus comes here too, so that the keys scroll it. */}
      <div
        role="region"
        aria-label="Figures"
        tabIndex={0}
        className="scroll-thin flex flex-1 flex-col gap-4 overflow-auto overscroll-contain p-5 focus-visible:-outline-offset-2 phone:p-4"
      >
        {summary ? (
          <>
            <OwnerTable
              owners={summary.owners}
              chosen={query.filters?.ownersMode === 'exclude' ? [] : query.owners}
              onChoose={(values) => onChange({ owners: { values, mode: 'include' } })}
            />
            <MonthChart
              counts={summary.months}
              monthStarts={monthStarts}
              chosen={chosenMonth(state.created, monthStarts)}
              onMonth={(month) => onChange({ created: month && daysOf(month) })}
            />
            <ReachLines
              summary={summary}
              quality={state.quality}
              onQuality={(quality) => onChange({ quality })}
            />
          </>
        ) : (
          <Coming />
        )}
      </div>
    </PanelFrame>
  )
}

/** The month that a filter is, as its beginning; null when it is none of those that are shown. */
function chosenMonth(created: DateFilter | null, monthStarts: MonthStarts): number | null {
  if (created === null || typeof created === 'string') return null
  const at = monthStarts.findIndex((from, month) => {
    const { from: first, to: last } = daysOf({ from, to: monthStarts[month + 1] ?? from })
    return first === created.from && last === created.to
  })
  return monthStarts[at] ?? null
}

/** The days of a month, both included. */
function daysOf({ from, to }: { from: number; to: number }): DayRange {
  return { from: dayOf(from), to: dayOf(to - 1) }
}

/** Stands for the figures until the directory has answered, which takes a moment, or says why it will not. */
function Coming(): ReactNode {
  const { broken } = useSnapshot()
  if (broken) return <p className="text-fg-2">The summary needs all contacts, which cannot be read now.</p>
  return (
    <p role="status" className="sr-only">
      Counting the contacts
    </p>
  )
}
