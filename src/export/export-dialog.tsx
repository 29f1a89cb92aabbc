import { ClipboardCopy } from 'lucide-react'
import { useId, useRef, useState } from 'react'

import type { ReadState } from '../directory/directory'
import { FIELDS, type FieldKey } from '../directory/fields'
import type { OwnerFacet, ViewQuery } from '../directory/view-query'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { downloadFile } from '../ui/download'
import { formatCount } from '../ui/text/format'
import { type Choices, ChoicesForm, type ExportedView } from './dialog/choices'
import { copyTable } from './dialog/copy-table'
import { lastColumns, lastDates, lastFormat } from './dialog/export-choices'
import { FormatOptions } from './dialog/format-options'
import { IncompleteNote } from './dialog/incomplete-note'
import { ExportProgress } from './dialog/progress'
import { recallSeparator } from './dialog/separator'
import { type Exporter, useExportRun } from './dialog/use-export-run'
import { useRefused } from './dialog/use-refused'
import { WarnNote } from './dialog/warn-note'
import { copiedWords, doneWords, exportWords } from './dialog/words'
import type { ExportRequest, ExportResult } from './export-contacts'
import { type NamedFile, fileName } from './file-name'
import { formatOf } from './formats'
import { type ReceiptLine, alteredLines, receiptOf, receiptText } from './receipt'

export interface ExportDialogProps {
  open: boolean
  onClose: () => void
  query: ViewQuery
  /** The view of the contacts that are selected; null when none is. */
  selectedQuery: ViewQuery | null
  view: ExportedView
  /** Search, filters and order of the view in words, for the receipt. */
  viewWords: readonly ReceiptLine[]
  /** In the order on screen. */
  visibleColumns: readonly FieldKey[]
  /** The owners of the view, for the file's name. */
  owners: readonly OwnerFacet[]
  read: ReadState
  /** Whether emails and phones are masked on screen, which no file is. */
  isPrivate: boolean
  onReadAgain: () => void
  exporter: Exporter
  /** Is told what was exported and what there is to say of it, after the file was handed to the browser. */
  onDone: (title: string, text: string, receipt: string) => void
  /** Is told what could not be made, and why; nothing of it was saved. */
  onFailed: (title: string, error: unknown) => void
}

const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone

/** "Export contacts": what the file holds and how it is called are seen before the button is pressed. */
export function ExportDialog(props: ExportDialogProps) {
  const { open, onClose, query, selectedQuery, view, visibleColumns, owners, read, exporter } = props
  const [rowsChoice, setRowsChoice] = useState<Choices['rows']>('all')
  const choices: Choices = { rows: rowsChoice, columns: lastColumns.use(), format: lastFormat.use() }
  const timeZone = lastDates.use() === 'utc' ? 'UTC' : ownZone
  const [separator, setSeparator] = useState(recallSeparator)
  const [openedMs] = useState(() => Date.now())
  const { run, start, cancel } = useExportRun(exporter)
  const reasonId = useId()
  const cancelButton = useRef<HTMLButtonElement>(null)
  const isRunning = run.status === 'running'
  const rows = { all: view.matching, page: view.rowsOnPage, selected: view.selected }[rowsChoice]
  const format = formatOf(choices.format)
  const columns = choices.columns === 'visible' ? visibleColumns : everyColumn(visibleColumns)
  const page = rowsChoice === 'page' ? { offset: view.offset, limit: view.rowsOnPage } : null
  const exported = {
    query: rowsChoice === 'selected' && selectedQuery ? selectedQuery : query,
    rows: page ? { scope: 'page' as const, ...page } : { scope: 'all' as const },
  }
  const refused = useRefused(exporter, exported, choices.format === 'linq')
  const file: NamedFile = {
    query: exported.query,
    owners,
    page,
    rows,
    read,
    atMs: openedMs,
    timeZone: ownZone,
    extension: format.extension,
  }
  const close = () => {
    cancel()
    onClose()
  }
  const onChoice = (part: Partial<Choices>) => {
    if (part.rows) setRowsChoice(part.rows)
    if (part.columns) lastColumns.set(part.columns)
    if (part.format) lastFormat.set(part.format)
  }

  /** Makes what is asked for, hands it over, and tells how it ended; `fail` is the title when it fails. */
  const make = async (
    what: ExportRequest['format'],
    fail: string,
    hand: (made: Promise<ExportResult>) => Promise<{ title: string; text: string }>,
  ) => {
    const ownColumns = what === 'table' || format.has.columns ? columns : null
    const about = receiptOf({
      view: props.viewWords,
      rows: rowsWords(rowsChoice, view),
      columns: ownColumns,
      read,
      timeZone,
      atMs: Date.now(),
    })
    const request: ExportRequest = { ...exported, columns, format: what, separator, timeZone, about }
    // The pressed button is disabled while the file is made, and a disabled one would lose the focus.
    cancelButton.current?.focus()
    const made = start(request, rows)
    try {
      const { title, text } = await hand(made)
      const { altered, rows: written } = await made
      const changes = alteredLines(altered)
      const receipt = receiptText([
        ...about,
        ['Contacts', formatCount(written)],
        ...changes,
        ...(what === 'table' ? [] : [['File', text] as const]),
      ])
      onClose()
      props.onDone(title, [text, ...changes.map(([, words]) => `${words}.`)].join(' '), receipt)
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return
      cancel()
      // A modal dialog covers the toasts: it goes first, so that the reason can be read and reached.
      onClose()
      props.onFailed(fail, error)
    }
  }
  const save = () =>
    make(format.key, 'The file could not be made', async (made) => {
      const result = await made
      // The directory may have grown since the press: the name holds what the file holds.
      const name = fileName({ ...file, rows: result.rows, atMs: Date.now() })
      downloadFile(result.bytes, name)
      return { title: doneWords(result.rows), text: name }
    })
  const copy = () =>
    make('table', 'The table could not be copied', async (made) => {
      await copyTable(made)
      return { title: copiedWords((await made).rows), text: 'Paste it into a spreadsheet or a mail.' }
    })

  return (
    <Dialog
      open={open}
      onOpenChange={(isOpen) => !isOpen && close()}
      title="Export contacts"
      footer={
        <>
          {isRunning ? (
            <ExportProgress run={run} />
          ) : rows === 0 ? (
            <p id={reasonId} className="flex-1 pl-2.5 text-fg-3 phone:pl-0">
              No contact matches, so there is nothing to export.
            </p>
          ) : (
            <span className="flex-1 phone:flex-none">
              <Button
                variant="ghost"
                icon={<ClipboardCopy className="size-4" aria-hidden />}
                onClick={() => void copy()}
              >
                <span className="phone:sr-only">Copy as a table</span>
              </Button>
            </span>
          )}
          <Button ref={cancelButton} className="phone:flex-1" onClick={isRunning ? cancel : close}>
            Cancel
          </Button>
          <Button
            variant="primary"
            className={isRunning ? 'phone:hidden' : 'phone:flex-1'}
            disabled={rows === 0 || isRunning}
            aria-describedby={rows === 0 ? reasonId : undefined}
            onClick={() => void save()}
          >
            {exportWords(rows)}
          </Button>
        </>
      }
    >
      <ChoicesForm
        choices={choices}
        onChange={onChoice}
        view={view}
        visibleColumns={visibleColumns.length}
        allColumns={FIELDS.length}
        isDisabled={isRunning}
      />
      <IncompleteNote read={read} onReadAgain={props.onReadAgain} />
      {props.isPrivate && (
        <WarnNote words="Emails and phones are hidden on screen. The file and a copied table hold the real values." />
      )}
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-3 gap-y-2 text-fg-2 [&_dt]:text-fg-3">
        <FormatOptions
          format={format}
          separator={separator}
          onSeparator={setSeparator}
          ownZone={ownZone}
          atMs={openedMs}
          refused={refused}
        />
        <dt>File</dt>
        <dd className="wrap-anywhere font-mono text-caption leading-[18px]">{fileName(file)}</dd>
      </dl>
    </Dialog>
  )
}

/** Which rows of the view are exported, for the receipt. */
function rowsWords(rows: Choices['rows'], { offset, rowsOnPage }: ExportedView): string {
  if (rows === 'all') return 'All that match'
  return rows === 'page'
    ? `Rows ${formatCount(offset + 1)} to ${formatCount(offset + rowsOnPage)}`
    : 'Selected contacts, whether they match or not'
}

/** The visible columns in their order, then the others. */
function everyColumn(visible: readonly FieldKey[]): FieldKey[] {
  const others = FIELDS.map((field) => field.key).filter((key) => !visible.includes(key))
  return [...visible, ...others]
}
