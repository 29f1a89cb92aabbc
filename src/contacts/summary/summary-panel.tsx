import { X } from 'lucide-react'
import { type ReactNode, type RefObject, useLayoutEffect, useRef } from 'react'

import type { OwnerKey, ViewQuery } from '../../directory/view-query'
import { IconButton } from '../../ui/button'
import { CopyButton } from '../../ui/copy-button'
import { usePhone } from '../../ui/device/use-media'
import { countOf } from '../../ui/text/format'
import { useSnapshot } from '../../view/directory-context'
import { useSummary } from '../../view/use-summary'
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
  onOwners: (owners: OwnerKey[]) => void
  onClose: () => void
}

/** The manager's view: the contacts of the table beside it in figures. What is pressed filters both. */
export function SummaryPanel({ query, nowMs, opener, onOwners, onClose }: SummaryPanelProps) {
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
              onChoose={onOwners}
            />
            <MonthChart counts={summary.months} monthStarts={monthStarts} />
            <ReachLines summary={summary} />
          </>
        ) : (
          <Coming />
        )}
      </div>
    </PanelFrame>
  )
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
