import { useEffect, useRef, useState } from 'react'

import type { ListMatch } from '../../directory/list-match'
import { useDirectory } from '../../view/directory-context'

/** How far a list is looked up. */
export type MatchRun =
  | { status: 'ready' }
  /** The share that is done, from 0 to 1. */
  | { status: 'running'; share: number }
  | { status: 'done'; match: ListMatch }
  | { status: 'failed'; message: string }

/** Looks up one list at a time; it ends when the component goes. */
export function useListMatch() {
  const directory = useDirectory()
  const [run, setRun] = useState<MatchRun>({ status: 'ready' })
  const current = useRef<AbortController | null>(null)

  const stop = () => {
    current.current?.abort()
    current.current = null
  }
  useEffect(() => stop, [])

  const start = async (text: string): Promise<void> => {
    stop()
    const controller = new AbortController()
    current.current = controller
    const { signal } = controller
    let isOver = false
    const tell = (next: MatchRun) => {
      if (signal.aborted || isOver) return
      // Progress comes on a way of its own from the worker, and may come after the result.
      isOver = next.status !== 'running'
      setRun(next)
    }
    tell({ status: 'running', share: 0 })
    try {
      const match = await directory.match(text, (share) => tell({ status: 'running', share }), signal)
      tell({ status: 'done', match })
    } catch (error) {
      tell({ status: 'failed', message: error instanceof Error ? error.message : String(error) })
    }
  }
  const cancel = () => {
    stop()
    setRun({ status: 'ready' })
  }
  return { run, start, cancel }
}
