import type { SinceVisit } from '../../directory/directory'
import { VISIT_NEWS, type VisitNewsKind } from '../../directory/filters'
import { TextButton } from '../../ui/button'
import { classes } from '../../ui/classes'
import { formatCount, formatDay } from '../../ui/text/format'
import type { ChangeView } from '../../view/use-view-state'

interface SinceFilterProps {
  since: SinceVisit
  chosen: VisitNewsKind | null
  onChange: ChangeView
  className?: string
}

const words: Record<VisitNewsKind, string> = {
  new: 'new',
  changed: 'changed',
  owner: 'with another owner',
  gone: 'gone',
}

/** "Since Thursday 12 new 31 changed 4 gone": what has happened since the last visit, each a filter. */
export function SinceFilter({ since, chosen, onChange, className }: SinceFilterProps) {
  const { visitMs, counts } = since
  // A chosen one stays although it has become empty, so that it can be taken back.
  const shown = VISIT_NEWS.filter((kind) => counts[kind] > 0 || kind === chosen)
  if (shown.length === 0) return null
  return (
    <span
      role="group"
      aria-label="Since your last visit"
      className={classes('flex flex-none items-center gap-0.5', className)}
    >
      <span className="mr-1 text-fg-3">Since {formatDay(visitMs)}</span>
      {shown.map((kind) => (
        <TextButton
          key={kind}
          aria-pressed={kind === chosen}
          className="tabular-nums aria-pressed:bg-accent-soft"
          onClick={() => onChange({ since: kind === chosen ? null : kind })}
        >
          {formatCount(counts[kind])} {words[kind]}
        </TextButton>
      ))}
    </span>
  )
}
