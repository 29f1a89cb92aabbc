import { expose } from 'comlink'

import { createCopyStore } from './directory/copy/copy-store'
import { type DirectoryService, createDirectoryService } from './directory/directory-service'
import { VisitIndex } from './directory/index/visit-index'
import { warmUp } from './directory/index/warm-up'
import { createTabs } from './directory/tabs/tabs'
import type { CopiedTable, ExportOutcome, ExportRequest, ExportResult } from './export/export-request'

/** All that the worker offers to the page. */
export interface LinqWorker extends DirectoryService {
  /**
   * Makes a file of a view.
   *
   * @param ticket names this export for `cancelExport`
   * @param place where the file is written; null for one that is given back
   * @param onProgress is told how many rows are done
   */
  exportContacts: (
    ticket: number,
    request: ExportRequest,
    place: FileSystemFileHandle | null,
    onProgress: (done: number) => void,
  ) => Promise<ExportResult>
  /** Makes a table of a view for the clipboard; see `exportContacts`. */
  copyTable: (
    ticket: number,
    request: ExportRequest,
    onProgress: (done: number) => void,
  ) => Promise<CopiedTable>
  /** Tells what a file would hold and alter. */
  surveyExport: (ticket: number, request: ExportRequest) => Promise<ExportOutcome>
  /** Ends an export, a copy or a survey; its promise rejects. */
  cancelExport: (ticket: number) => void
}

const index = new VisitIndex()
/** Exports that run, and whether each was cancelled. */
const running = new Map<number, { isCancelled: boolean }>()

/** Runs a task that can be cancelled by its ticket. What makes files is fetched when it is first needed. */
async function cancellable<Answer>(
  ticket: number,
  task: (make: typeof import('./export/export-contacts'), isCancelled: () => boolean) => Promise<Answer>,
): Promise<Answer> {
  const own = { isCancelled: false }
  running.set(ticket, own)
  try {
    return await task(await import('./export/export-contacts'), () => own.isCancelled)
  } finally {
    running.delete(ticket)
  }
}

const worker: LinqWorker = {
  ...createDirectoryService(index, { tabs: createTabs(), copies: createCopyStore(), warmUp }),
  exportContacts: (ticket, request, place, onProgress) =>
    cancellable(ticket, (make, isCancelled) =>
      make.exportContacts(index, request, place, onProgress, isCancelled),
    ),
  copyTable: (ticket, request, onProgress) =>
    cancellable(ticket, (make, isCancelled) => make.copyTable(index, request, onProgress, isCancelled)),
  surveyExport: (ticket, request) =>
    cancellable(ticket, (make, isCancelled) => make.surveyExport(index, request, isCancelled)),
  cancelExport: (ticket) => {
    const one = running.get(ticket)
    if (one) one.isCancelled = true
  },
}

expose(worker)
