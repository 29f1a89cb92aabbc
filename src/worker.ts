import { expose } from 'comlink'

import { createCopyStore } from './directory/copy/copy-store'
import { type DirectoryService, createDirectoryService } from './directory/directory-service'
import { VisitIndex } from './directory/index/visit-index'
import { createTabs } from './directory/tabs/tabs'
import type { ExportRequest, ExportResult } from './export/export-contacts'

/** All that the worker offers to the page. */
export interface LinqWorker extends DirectoryService {
  /**
   * Makes a file of a view.
   *
   * @param ticket names this export for `cancelExport`
   * @param onProgress is told how many rows are done
   */
  exportContacts: (
    ticket: number,
    request: ExportRequest,
    onProgress: (done: number) => void,
  ) => Promise<ExportResult>
  /** Ends an export; its promise rejects. */
  cancelExport: (ticket: number) => void
}

const index = new VisitIndex()
/** Exports that run, and whether each was cancelled. */
const running = new Map<number, { isCancelled: boolean }>()

const worker: LinqWorker = {
  ...createDirectoryService(index, { tabs: createTabs(), copies: createCopyStore() }),
  exportContacts: async (ticket, request, onProgress) => {
    const own = { isCancelled: false }
    running.set(ticket, own)
    try {
      // What makes files is fetched when the first file is made.
      const { exportContacts } = await import('./export/export-contacts')
      return await exportContacts(index, request, onProgress, () => own.isCancelled)
    } finally {
      running.delete(ticket)
    }
  },
  cancelExport: (ticket) => {
    const one = running.get(ticket)
    if (one) one.isCancelled = true
  },
}

expose(worker)
