import { useId, useRef, useState } from 'react'

import type { ReadState } from '../directory/directory'
import { FIELDS, type FieldKey } from '../directory/fields'
import type { OwnerFacet, ViewQuery } from '../directory/view-query'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { downloadFile } from '../ui/download'
import { Select } from '../ui/select'
import type { Separator } from './csv/csv-writer'
import { type Choices, ChoicesForm, type ExportedView } from './dialog/choices'
import { IncompleteNote } from './dialog/incomplete-note'
import { ExportProgress } from './dialog/progress'
import { recallSeparator, rememberSeparator } from './dialog/separator'
import { type Exporter, useExportRun } from './dialog/use-export-run'
import { doneWords, exportWords, zoneWords } from './dialog/words'
import type { ExportRequest } from './export-contacts'
import { type NamedFile, fileName } from './file-name'
import { FORMATS } from './formats'

export interface ExportDialogProps {
  open: boolean
  onClose: () => void
  query: ViewQuery
  view: ExportedView
  /** In the order on screen. */
  visibleColumns: readonly FieldKey[]
  /** The owners of the view, for the file's name. */
  owners: readonly OwnerFacet[]
  read: ReadState
  onReadAgain: () => void
  exporter: Exporter
  /** Is told what was exported, after the file was handed to the browser. */
  onDone: (message: string, fileName: string) => void
  /** Is given whatever prevented the file; nothing of it was saved. */
  onFailed: (error: unknown) => void
}

const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone

/** "Export contacts": what the file holds and how it is called are seen before the button is pressed. */
export function ExportDialog(props: ExportDialogProps) {
  const { open, onClose, query, view, visibleColumns, owners, read, exporter } = props
  const [choices, setChoices] = useState<Choices>({ rows: 'all', columns: 'visible', format: FORMATS[0].key })
  const [separator, setSeparator] = useState(recallSeparator)
  const [openedMs] = useState(() => Date.now())
  const { run, start, cancel } = useExportRun(exporter)
  const reasonId = useId()
  const cancelButton = useRef<HTMLButtonElement>(null)

  const isRunning = run.status === 'running'
  const rows = choices.rows === 'all' ? view.matching : view.rowsOnPage
  const format = FORMATS.find(({ key }) => key === choices.format) ?? FORMATS[0]
  const columns = choices.columns === 'visible' ? visibleColumns : everyColumn(visibleColumns)
  const page = choices.rows === 'page' ? { offset: view.offset, limit: view.rowsOnPage } : null
  const file = { query, owners, page, rows, read, atMs: openedMs, timeZone, extension: format.extension }

  const close = () => {
    cancel()
    onClose()
  }
  const save = () => {
    const request: ExportRequest = {
      query,
      rows: page ? { scope: 'page', ...page } : { scope: 'all' },
      columns,
      format: format.key,
      separator,
      timeZone,
    }
    // The pressed button is disabled while the file is made, and a disabled one would lose the focus.
    cancelButton.current?.focus()
    void start(request, rows, {
      onFinished: (result) => {
        // The directory may have grown since the press: the name holds what the file holds.
        const written: NamedFile = { ...file, rows: result.rows, atMs: Date.now() }
        const name = fileName(written)
        downloadFile(result.bytes, name)
        onClose()
        props.onDone(doneWords(result.rows), name)
      },
      onFailed: (error) => {
        // A modal dialog covers the toasts: it goes first, so that the reason can be read and reached.
        onClose()
        props.onFailed(error)
      },
    })
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(isOpen) => !isOpen && close()}
      title="Export contacts"
      footer={
        <>
          {isRunning ? (
            <ExportProgress run={run} />
          ) : (
            <p id={reasonId} className="flex-1 pl-2.5 text-fg-3 phone:pl-0 phone:empty:hidden">
              {rows === 0 && 'No contact matches, so there is nothing to export.'}
            </p>
          )}
          <Button ref={cancelButton} className="phone:flex-1" onClick={isRunning ? cancel : close}>
            Cancel
          </Button>
          <Button
            variant="primary"
            className={isRunning ? 'phone:hidden' : 'phone:flex-1'}
            disabled={rows === 0 || isRunning}
            aria-describedby={rows === 0 ? reasonId : undefined}
            onClick={save}
          >
            {exportWords(rows)}
          </Button>
        </>
      }
    >
      <ChoicesForm
        choices={choices}
        onChange={(part) => setChoices({ ...choices, ...part })}
        view={view}
        visibleColumns={visibleColumns.length}
        allColumns={FIELDS.length}
        isDisabled={isRunning}
      />
      <IncompleteNote read={read} onReadAgain={props.onReadAgain} />
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-3 gap-y-2 text-fg-2 [&_dt]:text-fg-3">
        <dt>Separator</dt>
        <dd>
          <Select
            label="Separator"
            value={separator}
            onChange={(value) => {
              const chosen: Separator = value === ';' ? ';' : ','
              setSeparator(chosen)
              rememberSeparator(chosen)
            }}
            options={separatorOptions}
          />
        </dd>
        <dt>Dates</dt>
        <dd>{zoneWords(timeZone, openedMs)}</dd>
        <dt>File</dt>
        <dd className="wrap-anywhere font-mono text-caption leading-[18px]">{fileName(file)}</dd>
      </dl>
    </Dialog>
  )
}

const separatorOptions = [
  [',', 'Comma'],
  [';', 'Semicolon'],
] as const

/** The visible columns in their order, then the others. */
function everyColumn(visible: readonly FieldKey[]): FieldKey[] {
  const others = FIELDS.map((field) => field.key).filter((key) => !visible.includes(key))
  return [...visible, ...others]
}
