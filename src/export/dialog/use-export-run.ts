import { useCallback, useEffect, useRef, useState } from 'react'

/** Either nothing is made, or a file or a copy is, of which `done` of `of` contacts are ready. */
export type ExportRun = { status: 'ready' } | { status: 'running'; done: number; of: number }

/** Makes a file or a copy; rejects when the signal is aborted. */
type Task<Result> = (onProgress: (done: number) => void, signal: AbortSignal) => Promise<Result>

interface RunEnd<Result> {
  /** Is given what was made; what it throws counts as a failure of the export. */
  onFinished: (result: Result) => void
  onFailed: (error: unknown) => void
}

/** One export at a time, with its progress. It ends when the component goes. */
export function useExportRun() {
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

  const start = async <Result>(task: Task<Result>, rows: number, end: RunEnd<Result>): Promise<void> => {
    if (current.current) return
    const controller = new AbortController()
    current.current = controller
    const { signal } = controller
    setRun({ status: 'running', done: 0, of: rows })
    const tell = (done: number) => {
      if (!signal.aborted) setRun({ status: 'running', done, of: Math.max(rows, done) })
    }
    try {
      // Called at once, in the press of the button: what the browser allows then, it does not allow later.
      const result = await task(tell, signal)
      if (!signal.aborted) end.onFinished(result)
    } catch (error) {
      if (signal.aborted) return
      // A copy that the browser refused is of no use when it is made.
      controller.abort()
      end.onFailed(error)
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
