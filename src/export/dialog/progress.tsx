import { formatCount } from '../../ui/text/format'
import type { ExportRun } from './export-run'

/** How far the file has come. */
export function ExportProgress({ run }: { run: ExportRun & { status: 'running' } }) {
  const { done, of } = run
  const words = `${formatCount(done)} of ${formatCount(of)}`
  return (
    <div className="flex min-w-0 grow items-center gap-3 pl-2.5 phone:w-full phone:pl-0">
      <progress
        aria-label="Exporting contacts"
        aria-valuetext={words}
        value={done}
        max={of}
        className="h-1 min-w-0 flex-1 appearance-none overflow-hidden rounded-full border-0 bg-line forced-colors:appearance-auto [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent"
      />
      <span aria-hidden className="text-caption tabular-nums text-fg-3">
        {words}
      </span>
    </div>
  )
}
