import { proxy } from 'comlink'

import type { WorkerDirectory } from './directory/worker-directory'
import type { ExportRequest, ExportResult } from './export/export-contacts'
import type { LinqWorker } from './worker'

/** Makes files of views. */
export interface WorkerExporter {
  /** @throws the signal's reason when it was aborted; a LinqError when the worker has died */
  exportContacts: (
    request: ExportRequest,
    onProgress: (done: number) => void,
    signal: AbortSignal,
  ) => Promise<ExportResult>
}

/** The exporter of the worker that holds the directory, where the rows are. */
export function createWorkerExporter(directory: WorkerDirectory<LinqWorker>): WorkerExporter {
  let lastTicket = 0
  return {
    exportContacts: async (request, onProgress, signal) => {
      signal.throwIfAborted()
      lastTicket += 1
      const ticket = lastTicket
      const cancel = () => {
        directory.ask((worker) => worker.cancelExport(ticket)).catch(() => undefined)
      }
      signal.addEventListener('abort', cancel, { once: true })
      const tell = proxy((done: number) => {
        if (!signal.aborted) onProgress(done)
      })
      try {
        const result = await directory.ask((worker) => worker.exportContacts(ticket, request, tell))
        signal.throwIfAborted()
        return result
      } catch (error) {
        signal.throwIfAborted()
        throw error
      } finally {
        signal.removeEventListener('abort', cancel)
      }
    },
  }
}
