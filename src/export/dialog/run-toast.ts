import { formatCount } from '../../ui/text/format'
import { dismissToast, raiseToast } from '../../ui/toasts/toast-store'
import { cancelExport, exportRunNow, onExportRun } from './export-run'
import { runningWords } from './words'

const key = 'exporting'

/** Between two figures, in milliseconds: a screen reader says each of them. */
const TOLD_MS = 500

let stop: (() => void) | null = null

/** Tells in a toast how far an export is, until it ends; nothing when none runs. */
export function raiseRunToast(): void {
  if (exportRunNow().status !== 'running') return
  let toldMs = -Infinity
  const tell = () => {
    const run = exportRunNow()
    if (run.status !== 'running') return withdrawRunToast()
    if (performance.now() - toldMs < TOLD_MS) return
    toldMs = performance.now()
    raiseToast({
      key,
      // Others leave by themselves, or look like trouble.
      tone: 'question',
      title: runningWords(run.what, run.of),
      text: `${formatCount(run.done)} of ${formatCount(run.of)}`,
      action: { label: 'Cancel', run: cancelExport },
      // The export goes on, and its end is told.
      onDismiss: withdrawRunToast,
    })
  }
  stop?.()
  stop = onExportRun(tell)
  tell()
}

/** Takes that toast away; the export goes on. */
export function withdrawRunToast(): void {
  stop?.()
  stop = null
  dismissToast(key)
}
