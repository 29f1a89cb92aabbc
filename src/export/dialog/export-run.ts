import { pageStore } from '../../ui/page-store'
import type { ExportedState } from './exported-state'

/** Either nothing is made, or a file or a copy is, of which `done` of `of` contacts are ready. */
export type ExportRun = { status: 'ready' } | ({ status: 'running'; done: number } & BegunExport)

interface BegunExport {
  what: 'file' | 'table'
  of: number
  /** What the page showed at the press of the button, which is what is exported. */
  pressed: ExportedState
}

/** Makes a file or a copy; rejects when the signal is aborted. */
export type ExportTask<Result> = (onProgress: (done: number) => void, signal: AbortSignal) => Promise<Result>

interface RunEnd<Result> {
  /** Is given what was made. */
  onFinished: (result: Result) => void
  onFailed: (error: unknown) => void
}

// The run is the page's and not the dialog's: it goes on while the dialog is hidden.
const store = pageStore<ExportRun>({ status: 'ready' })
let current: AbortController | null = null

/** What is made now, kept up with its changes. */
export const useExportRun = store.use
/** What is made now. */
export const exportRunNow = store.now
/** Calls the listener after every change of what is made; gives the function that ends it. */
export const onExportRun = store.subscribe

/** Starts an export, with its progress; does nothing while another one runs. */
export async function startExport<Result>(
  task: ExportTask<Result>,
  begun: BegunExport,
  end: RunEnd<Result>,
): Promise<void> {
  if (current) return
  const controller = new AbortController()
  current = controller
  const { signal } = controller
  const tell = (done: number) => {
    // Progress comes on a way of its own from the worker, and may arrive when this export is over.
    if (current !== controller) return
    store.set({ status: 'running', ...begun, done, of: Math.max(begun.of, done) })
  }
  tell(0)
  addEventListener('beforeunload', askToStay)
  try {
    // Called at once, in the press of the button: what the browser allows then, it does not allow later.
    const result = await task(tell, signal)
    if (signal.aborted) return
    settle()
    end.onFinished(result)
  } catch (error) {
    // After a cancel another export may already be under way.
    if (signal.aborted) return
    // A copy that the browser refused is of no use when it is made.
    controller.abort()
    settle()
    end.onFailed(error)
  }
}

/** Ends what runs, and nothing of it stays. */
export function cancelExport(): void {
  current?.abort()
  settle()
}

function settle(): void {
  current = null
  removeEventListener('beforeunload', askToStay)
  if (store.now().status === 'running') store.set({ status: 'ready' })
}

/** The file is lost with the tab. */
function askToStay(event: BeforeUnloadEvent): void {
  event.preventDefault()
}
