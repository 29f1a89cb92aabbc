import { formatCount } from '../../ui/format'
import type { ExportRun } from './use-export-run'

/** How far the file has come. */
export function ExportProgress({ run }: { run: ExportRun & { status: 'running' } }) {
  const { done, of } = run
  const words = `${formatCount(done)} of ${formatCount(of)}`
  return (
    <div className="flex min-w-0 flex-1 items-center gap-3 pl-2.5">
      <span
        role="progressbar"
        aria-label="Exporting contacts"
        aria-valuemin={0}
        aria-valuenow={done}
        aria-valuemax={of}
        aria-valuetext={words}
        className="h-1 min-w-0 flex-1 overflow-hidden rounded-full bg-line"
      >
        <span
          className="forced-fill block h-full bg-accent"
          style={{ width: `${of === 0 ? 0 : (done / of) * 100}%` }}
        />
      </span>
      <span aria-hidden className="text-caption tabular-nums text-fg-3">
        {words}
      </span>
    </div>
  )
}
