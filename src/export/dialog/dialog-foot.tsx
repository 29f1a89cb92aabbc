import { ClipboardList } from 'lucide-react'
import { type RefObject, useId } from 'react'

import { Button } from '../../ui/button'
import { formatCount } from '../../ui/text/format'
import type { ExportRun } from './export-run'
import { ExportProgress } from './progress'
import { exportWords } from './words'

/** Contacts that may be copied at once: the browser checks the whole table in the page before it takes it. */
const MOST_COPIED = 20_000

interface DialogFootProps {
  run: ExportRun
  rows: number
  cancelButton: RefObject<HTMLButtonElement | null>
  onCopy: () => void
  /** Ends what runs, or closes. */
  onCancel: () => void
  /** Closes the dialog while the export goes on. */
  onHide: () => void
  onExport: () => void
}

/** The buttons of the dialog; the progress takes the place of the copy. */
export function DialogFoot({ run, rows, cancelButton, onCopy, onCancel, onHide, onExport }: DialogFootProps) {
  const reasonId = useId()
  const isRunning = run.status === 'running'
  const isTooMany = rows > MOST_COPIED
  return (
    <>
      {isRunning && <ExportProgress run={run} />}
      {!isRunning && rows === 0 && (
        <p id={reasonId} className="grow pl-2.5 text-fg-3 phone:w-full phone:pl-0">
          No contact matches, so there is nothing to export.
        </p>
      )}
      {/* A phone has no room for it, nor a table on its clipboard anywhere to go. */}
      {!isRunning && isTooMany && (
        <p className="flex-1 pl-2.5 text-fg-3 phone:hidden">
          {`Up to ${formatCount(MOST_COPIED)} can be copied as a table.`}
        </p>
      )}
      {!isRunning && rows > 0 && !isTooMany && (
        <span className="flex-1 phone:hidden">
          <Button
            variant="ghost"
            icon={<ClipboardList className="size-4 text-fg-3" aria-hidden />}
            onClick={onCopy}
          >
            Copy as a table
          </Button>
        </span>
      )}
      <Button ref={cancelButton} className="phone:flex-1" onClick={onCancel}>
        Cancel
      </Button>
      {isRunning ? (
        <Button variant="primary" onClick={onHide}>
          Hide
        </Button>
      ) : (
        <Button
          variant="primary"
          className="phone:flex-1"
          disabled={rows === 0}
          aria-describedby={rows === 0 ? reasonId : undefined}
          onClick={onExport}
        >
          {exportWords(rows)}
        </Button>
      )}
    </>
  )
}
