import { useCallback, useEffect, useRef, useState } from 'react'

import type { ExportRequest, ExportResult, ExportedRows } from '../export-contacts'

/** Makes files of views; the one of the app lives in the worker. */
export interface Exporter {
  /** @throws the signal's reason when it was aborted */
  exportContacts: (
    request: ExportRequest,
    onProgress: (done: number) => void,
    signal: AbortSignal,
  ) => Promise<ExportResult>
  /** How many of these contacts Linq's importer will refuse. @throws the signal's reason when it was aborted */
  countRefused: (rows: ExportedRows, signal: AbortSignal) => Promise<number>
}

/** Either nothing is written, or a file is, of which `done` of `of` contacts are ready. */
export type ExportRun = { status: 'ready' } | { status: 'running'; done: number; of: number }

/** One export at a time, with its progress. It ends when the component goes. */
export function useExportRun(exporter: Exporter) {
  const [run, setRun] = useState<ExportRun>({ status: 'ready' })
  const current = useRef<AbortController | null>(null)

  const cancel = useCallback(() => {
    current.current?.abort()
    current.current = null
    setRun({ status: 'ready' })
  }, [])

  useEffect(
    () => () => {
      current.current?.abort()
      current.current = null
    },
    [],
  )

  /** @throws DOMException `AbortError` when it was cancelled, or another one runs; and what the exporter throws */
  const start = async (request: ExportRequest, rows: number): Promise<ExportResult> => {
    if (current.current) throw new DOMException('Another export runs.', 'AbortError')
    const controller = new AbortController()
    current.current = controller
    const { signal } = controller
    setRun({ status: 'running', done: 0, of: rows })
    const tell = (done: number) => {
      if (!signal.aborted) setRun({ status: 'running', done, of: Math.max(rows, done) })
    }
    try {
      const result = await exporter.exportContacts(request, tell, signal)
      signal.throwIfAborted()
      return result
    } catch (error) {
      // Whatever a cancelled export ends with, it was cancelled.
      signal.throwIfAborted()
      throw error
    } finally {
      // After a cancel another export may already be under way.
      if (current.current === controller) {
        current.current = null
        setRun({ status: 'ready' })
      }
    }
  }

  return { run, start, cancel }
}
