import { useEffect, useRef, useState } from 'react'

import { FIELDS, type FieldKey } from '../directory/fields'
import { isPrivateNow, usePrivacy } from '../ui/device/privacy'
import { Dialog } from '../ui/dialog'
import { downloadFile } from '../ui/download'
import { writeClipboard } from './clipboard/write-clipboard'
import { ChoicesForm, type ExportedView } from './dialog/choices'
import { DialogFoot } from './dialog/dialog-foot'
import { type ExportRun, type ExportTask, cancelExport, startExport, useExportRun } from './dialog/export-run'
import { exportToPlace } from './dialog/export-to-place'
import type { ExportedState } from './dialog/exported-state'
import type { Exporter } from './dialog/exporter'
import { type FailureWords, failureWords } from './dialog/failure-words'
import { FileFacts } from './dialog/file-facts'
import { GroupNote } from './dialog/group-note'
import { IncompleteNote } from './dialog/incomplete-note'
import { PrivacyNote } from './dialog/privacy-note'
import { raiseRunToast, withdrawRunToast } from './dialog/run-toast'
import { recallSeparator, rememberSeparator } from './dialog/separator'
import { shownFileName } from './dialog/shown-file-name'
import { useChoices } from './dialog/use-choices'
import { useSurvey } from './dialog/use-survey'
import { copiedWords, doneWords, whereWords } from './dialog/words'
import type { CopiedTable, ExportRequest, ExportedRows } from './export-request'
import { type NamedFile, fileName } from './file-name'
import { formatOf } from './formats'
import { alteredWords } from './receipt/altered-words'
import { outcomeLines } from './receipt/outcome'
import { receiptOf, receiptText } from './receipt/receipt'

/** What is told when an export has come to its end. */
export interface ExportDone {
  title: string
  /** The file's name, or where the table is, and what was altered. */
  text: string
  /** Everything about the file, to be kept with it. */
  receipt: string
}

export interface ExportDialogProps extends ExportedState {
  open: boolean
  /** Called when the dialog is closed, or hidden while an export goes on, and when an export has come to its end. */
  onClose: () => void
  onReadAgain: () => void
  exporter: Exporter
  /** Is told what was exported, after the file was handed to the browser; the dialog may be gone by then. */
  onDone: (done: ExportDone) => void
  /** Is given whatever prevented the file; nothing of it was saved. */
  onFailed: (words: FailureWords) => void
}

const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone
const nobody: ReadonlySet<number> = new Set()

/**
 * "Export contacts": what the file holds and how it is called are seen before the button is pressed. While an export
 * runs the dialog can be hidden, and a toast tells of it; shown again, the dialog is of what is exported.
 */
export function ExportDialog(props: ExportDialogProps) {
  const run = useExportRun()
  useEffect(() => {
    withdrawRunToast()
    return raiseRunToast
  }, [])
  return <DialogOfState {...props} {...(run.status === 'running' && run.pressed)} run={run} />
}

function DialogOfState({ run, ...props }: ExportDialogProps & { run: ExportRun }) {
  const { open, onClose, query, view, visibleColumns, owners, read, exporter, selected = nobody } = props
  const [choices, change] = useChoices(selected.size > 0, props.isOfSelected ?? true)
  const [separator, setSeparator] = useState(recallSeparator)
  const [openedMs] = useState(() => Date.now())
  const cancelButton = useRef<HTMLButtonElement>(null)

  const [isPrivate] = usePrivacy()
  const isRunning = run.status === 'running'
  const format = formatOf(choices.format)
  const columns = choices.columns === 'visible' ? visibleColumns : everyColumn(visibleColumns)
  const { rows, count } = chosenRows(choices.rows, view, selected)
  const page =
    rows.scope === 'page' ? { offset: rows.offset, isOfOpenGroups: view.hidden !== undefined } : null
  const isSelected = rows.scope === 'selected'
  const asked = { query, rows, columns, format: format.key, separator, timeZone }
  const survey = useSurvey(exporter, { ...asked, receipt: [] }, count)
  const file: NamedFile = {
    query,
    owners,
    page,
    isSelected,
    rows: count,
    read,
    atMs: openedMs,
    timeZone,
    format: format.key,
  }

  /** How a file is called on screen. A name that the user chose is theirs; one that we gave is masked as any of ours. */
  const toldName = (name: string, ours: readonly NamedFile[]): string => {
    const own = ours.find((one) => fileName(one) === name)
    return own ? shownFileName(own, isPrivateNow()) : name
  }
  /** What a file or a copy is asked for with; the receipt tells of the moment of the press. */
  const requestOf = (of: ExportRequest['format'] | 'table'): ExportRequest => ({
    ...asked,
    receipt: receiptOf({
      ...asked,
      format: of,
      owners,
      read,
      atMs: Date.now(),
      hidden: view.hidden?.count ?? 0,
    }),
  })
  const start = <Result,>(
    what: 'file' | 'table',
    task: ExportTask<Result>,
    doneOf: (result: Result) => ExportDone,
  ) => {
    // The pressed button is disabled meanwhile, and a disabled one would lose the focus.
    cancelButton.current?.focus()
    const pressed = { query, view, selected, isOfSelected: isSelected, visibleColumns, owners, read }
    void startExport(
      task,
      { what, of: count, pressed },
      {
        onFinished: (result) => {
          onClose()
          // A task of its own: the page behind the dialog is drawn anew first, which takes its time, and the browser
          // that takes the file in would take turns with it.
          setTimeout(() => {
            let done: ExportDone
            try {
              done = doneOf(result)
            } catch (error) {
              return props.onFailed(failureWords(error, what))
            }
            props.onDone(done)
          })
        },
        onFailed: (error) => {
          // Who names no place has changed their mind, and may choose again.
          if (error instanceof DOMException && error.name === 'AbortError') return
          // A modal dialog covers the toasts: it goes first, so that the reason can be read and reached.
          onClose()
          props.onFailed(failureWords(error, what))
        },
      },
    )
  }
  const save = () => {
    const request = requestOf(format.key)
    const make = exportToPlace(exporter, request, count, fileName(file), format)
    start('file', make, ({ result, placeName }) => {
      // The directory may have grown since the press: the name holds what the file holds.
      const made = { ...file, rows: result.rows, atMs: Date.now() }
      const name = placeName ?? fileName(made)
      if (result.bytes) downloadFile(result.bytes, name)
      const lines = [['File', name] as const, ...request.receipt, ...outcomeLines(format.key, result)]
      return {
        title: doneWords(result.rows),
        text: whereWords(toldName(name, [made, file]), alteredWords(format.key, result.altered)),
        receipt: receiptText(lines),
      }
    })
  }
  const copy = () => {
    const request = requestOf('table')
    const make: ExportTask<CopiedTable> = (tell, signal) =>
      writeClipboard(exporter.copyTable(request, tell, signal))
    start('table', make, (table) => ({
      title: copiedWords(table.rows),
      text: whereWords(null, alteredWords('table', table.altered)),
      receipt: receiptText([...request.receipt, ...outcomeLines('table', table)]),
    }))
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Export contacts"
      footer={
        <DialogFoot
          run={run}
          rows={count}
          cancelButton={cancelButton}
          onCopy={copy}
          onCancel={isRunning ? cancelExport : onClose}
          onHide={onClose}
          onExport={save}
        />
      }
    >
      <ChoicesForm
        choices={choices}
        onChange={change}
        view={view}
        selected={selected.size}
        visibleColumns={visibleColumns.length}
        allColumns={FIELDS.length}
        isDisabled={isRunning}
      />
      <IncompleteNote read={read} onReadAgain={props.onReadAgain} />
      <PrivacyNote />
      <GroupNote group={query.group} hidden={view.hidden?.count ?? 0} />
      <FileFacts
        format={format.key}
        separator={separator}
        onSeparator={(chosen) => {
          setSeparator(chosen)
          rememberSeparator(chosen)
        }}
        survey={survey}
        timeZone={timeZone}
        atMs={openedMs}
        fileName={shownFileName(file, isPrivate)}
        isDisabled={isRunning}
      />
    </Dialog>
  )
}

function chosenRows(
  choice: ExportedRows['scope'],
  view: ExportedView,
  selected: ReadonlySet<number>,
): { rows: ExportedRows; count: number } {
  const { matching, offset, rowsOnPage, hidden } = view
  if (choice === 'selected') return { rows: { scope: 'selected', ids: selected }, count: selected.size }
  if (choice === 'page') {
    const page = { scope: 'page' as const, offset, limit: rowsOnPage }
    return { rows: hidden ? { ...page, collapsed: hidden.collapsed } : page, count: rowsOnPage }
  }
  return { rows: { scope: 'all' }, count: matching }
}

/** The visible columns in their order, then the others. */
function everyColumn(visible: readonly FieldKey[]): FieldKey[] {
  const others = FIELDS.map((field) => field.key).filter((key) => !visible.includes(key))
  return [...visible, ...others]
}
