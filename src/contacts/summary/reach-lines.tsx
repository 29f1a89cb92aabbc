import { useId } from 'react'

import type { QualityIssue } from '../../directory/filters'
import type { Summary } from '../../directory/summary'
import { formatCount } from '../../ui/text/format'
import { formatShare } from '../../ui/text/share'
import { Bar } from './owner-table'
import { isReach, withReach } from './reach'

interface ReachLinesProps {
  summary: Summary
  quality: readonly QualityIssue[]
  onQuality: (quality: readonly QualityIssue[]) => void
}

/** How many of the contacts can be reached, and by what; each line is a filter. */
export function ReachLines({ summary, quality, onQuality }: ReachLinesProps) {
  const titleId = useId()
  const { matching, withEmail, withPhone, withNeither } = summary
  const lines = [
    ['Email', withEmail],
    ['Phone', withPhone],
    ['Neither', withNeither],
  ] as const
  return (
    <section aria-labelledby={titleId}>
      <h3 id={titleId} className="mb-2 font-semibold">
        Can be reached
      </h3>
      <ul aria-labelledby={titleId}>
        {lines.map(([label, count]) => (
          <li
            key={label}
            className="grid h-7 grid-cols-[56px_1fr_auto_46px] items-center gap-2 tabular-nums phone:h-11"
          >
            <button
              type="button"
              aria-pressed={isReach(quality, label)}
              onClick={() => onQuality(withReach(quality, label, !isReach(quality, label)))}
              className="-mx-1 rounded-sm px-1 text-left text-accent-text hover:bg-hover aria-pressed:bg-accent-soft phone:min-h-11"
            >
              {label}
            </button>
            <span aria-hidden className="rounded-[2px] bg-hover">
              <Bar
                share={matching > 0 ? count / matching : 0}
                isMuted={label === 'Neither'}
                isEmpty={count === 0}
              />
            </span>
            <span className="min-w-12 text-right font-semibold">{formatCount(count)}</span>
            <span className="text-right text-fg-2">{formatShare(count, matching)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
