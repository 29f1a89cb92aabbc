import { proxy } from 'comlink'
import { useMemo } from 'react'

import { viewWords } from './contacts/filters/view-words'
import type { WorkerDirectory } from './directory/worker-directory'
import type { Exporter } from './export/dialog/use-export-run'
import { ExportDialog } from './export/export-dialog'
import { usePrivacy } from './ui/device/privacy'
import { copyText } from './ui/text/clipboard'
import { dismissToast, raiseToast } from './ui/toasts/toast-store'
import { useReadState } from './view/directory-context'
import type { ContactsView } from './view/use-contacts-view'
import { type ViewState, queryOf } from './view/view-address'
import type { LinqWorker } from './worker'

interface ExportPartProps {
  state: ViewState
  view: ContactsView
  directory: WorkerDirectory<LinqWorker>
  onClose: () => void
}

/** Joins the export to the page: which view is exported, which worker makes the file, where its end is told. */
export function ExportPart({ state, view, directory, onClose }: ExportPartProps) {
  const exporter = useMemo(() => exporterOf(directory), [directory])
  const [isPrivate] = usePrivacy()
  const offset = view.isAll ? 0 : (view.page - 1) * view.rowsPerPage
  return (
    <ExportDialog
      open
      onClose={onClose}
      query={queryOf(state)}
      selectedQuery={null}
      view={{
        matching: view.matching,
        offset,
        rowsOnPage: Math.max(0, Math.min(view.rowsPerPage, view.matching - offset)),
        selected: 0,
      }}
      viewWords={viewWords(state, view.owners)}
      visibleColumns={state.columns}
      owners={view.owners}
      read={useReadState()}
      isPrivate={isPrivate}
      onReadAgain={directory.refresh}
      exporter={exporter}
      onDone={tellDone}
      onFailed={tellFailed}
    />
  )
}

/** The receipt can be copied as long as the message stands. */
function tellDone(title: string, text: string, receipt: string): void {
  const copied = (isCopied: boolean) => {
    dismissToast('exported')
    raiseToast(
      isCopied
        ? { key: 'clipboard', tone: 'success', title: 'Receipt copied' }
        : { key: 'clipboard', tone: 'error', title: 'The browser did not allow copying', details: [receipt] },
    )
  }
  raiseToast({
    key: 'exported',
    tone: 'success',
    title,
    text,
    action: { label: 'Copy receipt', run: () => void copyText(receipt).then(copied) },
  })
}

function tellFailed(title: string, error: unknown): void {
  raiseToast({
    key: 'export',
    tone: 'error',
    title,
    text: `Nothing was saved. ${error instanceof Error ? error.message : String(error)}`,
  })
}

/** Every export of this page has a ticket of its own, by which it can be cancelled. */
let lastTicket = 0

/** Exports run in the directory's worker. */
function exporterOf(directory: WorkerDirectory<LinqWorker>): Exporter {
  return {
    exportContacts: (request, onProgress, signal) =>
      withTicket(directory, signal, (ticket) =>
        directory.ask((worker) => worker.exportContacts(ticket, request, proxy(onProgress))),
      ),
    countRefused: (rows, signal) =>
      withTicket(directory, signal, (ticket) => directory.ask((worker) => worker.countRefused(ticket, rows))),
  }
}

/** Asks the worker for something that can be cancelled meanwhile. */
async function withTicket<Answer>(
  directory: WorkerDirectory<LinqWorker>,
  signal: AbortSignal,
  ask: (ticket: number) => Promise<Answer>,
): Promise<Answer> {
  const ticket = ++lastTicket
  const cancel = () => void directory.ask((worker) => worker.cancelExport(ticket)).catch(() => undefined)
  signal.addEventListener('abort', cancel, { once: true })
  try {
    return await ask(ticket)
  } finally {
    signal.removeEventListener('abort', cancel)
  }
}
