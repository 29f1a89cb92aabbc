import { expose } from 'comlink'

import { createCopyStore } from './directory/copy/copy-store'
import { type DirectoryService, createDirectoryService } from './directory/directory-service'
import { VisitIndex } from './directory/index/visit-index'
import { createTabs } from './directory/tabs/tabs'
import type { ExportRequest, ExportResult, ExportedRows } from './export/export-contacts'

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
  /** How many contacts Linq's importer will refuse; `cancelExport` ends that, too. */
  countRefused: (ticket: number, rows: ExportedRows) => Promise<number>
  /** Ends an export; its promise rejects. */
  cancelExport: (ticket: number) => void
}

const index = new VisitIndex()
/** Exports that run, and whether each was cancelled. */
const running = new Map<number, { isCancelled: boolean }>()

// What makes files is fetched when the first file is made.
const loadExport = () => import('./export/export-contacts')

async function run<Result>(
  ticket: number,
  work: (isCancelled: () => boolean) => Promise<Result>,
): Promise<Result> {
  const own = { isCancelled: false }
  running.set(ticket, own)
  try {
    return await work(() => own.isCancelled)
  } finally {
    running.delete(ticket)
  }
}

const worker: LinqWorker = {
  ...createDirectoryService(index, { tabs: createTabs(), copies: createCopyStore() }),
  exportContacts: (ticket, request, onProgress) =>
    run(ticket, async (isCancelled) =>
      (await loadExport()).exportContacts(index, request, onProgress, isCancelled),
    ),
  countRefused: (ticket, rows) =>
    run(ticket, async (isCancelled) => (await loadExport()).countRefused(index, rows, isCancelled)),
  cancelExport: (ticket) => {
    const one = running.get(ticket)
    if (one) one.isCancelled = true
  },
}

expose(worker)
