import type { CopiedTable, ExportOutcome, ExportRequest, ExportResult } from '../export-request'

/** Makes files of views; the one of the app lives in the worker. Each throws the signal's reason when it was aborted. */
export interface Exporter {
  /** @param place where the file is written; null for one that is given back */
  exportContacts: (
    request: ExportRequest,
    place: FileSystemFileHandle | null,
    onProgress: (done: number) => void,
    signal: AbortSignal,
  ) => Promise<ExportResult>
  copyTable: (
    request: ExportRequest,
    onProgress: (done: number) => void,
    signal: AbortSignal,
  ) => Promise<CopiedTable>
  /** Tells what a file would hold and alter. */
  surveyExport: (request: ExportRequest, signal: AbortSignal) => Promise<ExportOutcome>
}
