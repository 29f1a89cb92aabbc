import { expose } from 'comlink'

import { type DirectoryService, createDirectoryService } from './directory/directory-service'
import { ContactIndex } from './directory/index/contact-index'
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

const index = new ContactIndex()
const cancelled = new Set<number>()

const worker: LinqWorker = {
  ...createDirectoryService(index),
  exportContacts: async (ticket, request, onProgress) => {
    try {
      // What makes files is fetched when the first file is made.
      const { exportContacts } = await import('./export/export-contacts')
      return await exportContacts(index, request, onProgress, () => cancelled.has(ticket))
    } finally {
      cancelled.delete(ticket)
    }
  },
  cancelExport: (ticket) => {
    cancelled.add(ticket)
  },
}

expose(worker)
