import { type Remote, proxy } from 'comlink'
import { useMemo } from 'react'

import type { ExportedPart } from './contacts/contacts-page'
import type { WorkerDirectory } from './directory/worker-directory'
import type { Exporter } from './export/dialog/exporter'
import { ExportDialog } from './export/export-dialog'
import type { ExportRequest } from './export/export-request'
import { copyText } from './ui/text/clipboard'
import { raiseToast } from './ui/toasts/toast-store'
import { useCollapsedGroups } from './view/collapsed-groups'
import { useReadState } from './view/directory-context'
import { logExport } from './view/export-log'
import { useViewQuery } from './view/use-view-state'
import type { LinqWorker } from './worker'

interface ExportPartProps extends ExportedPart {
  directory: WorkerDirectory<LinqWorker>
}

/** Joins the export to the page: which view is exported, which worker makes the file, where its end is told. */
export function ExportPart(props: ExportPartProps) {
  const { state, view, selected, isOfSelected, directory, onClose } = props
  const query = useViewQuery(state)
  const exporter = useMemo(() => exporterOf(directory), [directory])
  const offset = view.isAll ? 0 : (view.page - 1) * view.rowsPerPage
  const open = view.lines?.open ?? view.matching
  const collapsed = useCollapsedGroups(query.group)
  return (
    <ExportDialog
      open
      onClose={onClose}
      query={query}
      view={{
        matching: view.matching,
        offset,
        rowsOnPage: Math.max(0, Math.min(view.rowsPerPage, open - offset)),
        ...(open < view.matching && { hidden: { count: view.matching - open, collapsed } }),
      }}
      selected={selected}
      isOfSelected={isOfSelected}
      visibleColumns={state.columns}
      owners={view.owners}
      read={useReadState()}
      onReadAgain={directory.refresh}
      exporter={exporter}
      onDone={({ title, text, receipt }) =>
        raiseToast({
          key: 'exported',
          tone: 'success',
          title,
          text,
          action: { label: 'Copy receipt', run: () => void copyReceipt(receipt) },
        })
      }
      onFailed={(words) => raiseToast({ key: 'export', tone: 'error', ...words })}
    />
  )
}

/** Every export of this page has a ticket of its own, by which it can be cancelled. */
let lastTicket = 0

/** Exports run in the directory's worker. */
function exporterOf(directory: WorkerDirectory<LinqWorker>): Exporter {
  /** Asks for something that the signal ends, under a ticket of its own. */
  const cancellable = <Answer,>(
    signal: AbortSignal,
    question: (worker: Remote<LinqWorker>, ticket: number) => Promise<Answer>,
  ): Promise<Answer> => {
    const ticket = ++lastTicket
    const cancel = () => void directory.ask((worker) => worker.cancelExport(ticket)).catch(() => undefined)
    signal.addEventListener('abort', cancel, { once: true })
    return directory
      .ask((worker) => question(worker, ticket))
      .finally(() => signal.removeEventListener('abort', cancel))
  }
  return {
    exportContacts: async (request, place, onProgress, signal) => {
      const exported = whatIsExported(request)
      const result = await cancellable(signal, (worker, ticket) =>
        worker.exportContacts(ticket, request, place, proxy(onProgress)),
      )
      logExport({ ...exported, rows: result.rows })
      return result
    },
    copyTable: async (request, onProgress, signal) => {
      const exported = whatIsExported(request)
      const table = await cancellable(signal, (worker, ticket) =>
        worker.copyTable(ticket, request, proxy(onProgress)),
      )
      logExport({ ...exported, format: 'table', rows: table.rows })
      return table
    },
    surveyExport: (request, signal) =>
      cancellable(signal, (worker, ticket) => worker.surveyExport(ticket, request)),
  }
}

function whatIsExported({ format, rows }: Pick<ExportRequest, 'format' | 'rows'>) {
  return { format, scope: rows.scope, view: location.search }
}

/** Puts a receipt on the clipboard and says so, or that it could not be. */
async function copyReceipt(receipt: string): Promise<void> {
  const isCopied = await copyText(receipt)
  raiseToast(
    isCopied
      ? { key: 'exported', tone: 'success', title: 'Receipt copied' }
      : {
          key: 'exported',
          tone: 'error',
          title: 'The browser did not allow copying',
          text: 'Allow this page to use the clipboard, or copy the receipt from here by hand.',
          details: receipt.split('\n'),
        },
  )
}
