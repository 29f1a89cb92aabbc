import { proxy } from 'comlink'
import { useMemo, useState } from 'react'

import type { ExportedPart } from './contacts/contacts-page'
import type { WorkerDirectory } from './directory/worker-directory'
import { ExportDialog } from './export/export-dialog'
import { raiseToast } from './ui/toasts/toast-store'
import { useReadState } from './view/directory-context'
import { useViewQuery } from './view/use-view-state'
import type { LinqWorker } from './worker'

interface ExportPartProps extends ExportedPart {
  directory: WorkerDirectory<LinqWorker>
}

/** Joins the export to the page: which view is exported, which worker makes the file, where its end is told. */
export function ExportPart(props: ExportPartProps) {
  const { state, view, selected, isOfSelected, directory, onClose } = props
  const query = useViewQuery(state)
  const [list] = useState(() => (isOfSelected ? directory.keepList(Float64Array.from(selected)) : null))
  const exporter = useMemo(() => exporterOf(directory), [directory])
  const offset = view.isAll ? 0 : (view.page - 1) * view.rowsPerPage
  return (
    <ExportDialog
      open
      onClose={onClose}
      // Selected contacts are selected whatever the filters are; their order is that of the view.
      query={list === null ? query : { search: '', owners: [], sort: query.sort, filters: { list } }}
      view={
        list === null
          ? {
              matching: view.matching,
              offset,
              rowsOnPage: Math.max(0, Math.min(view.rowsPerPage, view.matching - offset)),
            }
          : { matching: selected.size, offset: 0, rowsOnPage: selected.size }
      }
      visibleColumns={state.columns}
      owners={view.owners}
      read={useReadState()}
      onReadAgain={directory.refresh}
      exporter={exporter}
      onDone={(title, text) => raiseToast({ key: 'exported', tone: 'success', title, text })}
      onFailed={(error) =>
        raiseToast({
          key: 'export',
          tone: 'error',
          title: 'The file could not be made',
          text: `Nothing was saved. ${error instanceof Error ? error.message : String(error)}`,
        })
      }
    />
  )
}

/** Every export of this page has a ticket of its own, by which it can be cancelled. */
let lastTicket = 0

/** Exports run in the directory's worker. */
function exporterOf(directory: WorkerDirectory<LinqWorker>) {
  return {
    exportContacts: (
      request: Parameters<LinqWorker['exportContacts']>[1],
      onProgress: (done: number) => void,
      signal: AbortSignal,
    ) => {
      const ticket = ++lastTicket
      const cancel = () => void directory.ask((worker) => worker.cancelExport(ticket)).catch(() => undefined)
      signal.addEventListener('abort', cancel, { once: true })
      return directory
        .ask((worker) => worker.exportContacts(ticket, request, proxy(onProgress)))
        .finally(() => signal.removeEventListener('abort', cancel))
    },
  }
}
