import { useId } from 'react'

import type { MonthStarts } from '../../directory/summary'
import { classes } from '../../ui/classes'
import { countOf, formatCount } from '../../ui/text/format'

interface MonthChartProps {
  counts: readonly number[]
  monthStarts: MonthStarts
  /** The month whose contacts alone are shown, as its beginning; null for none. */
  chosen: number | null
  /** Shows the contacts of a month alone, from its beginning to the next one's; null for all again. */
  onMonth: (range: { from: number; to: number } | null) => void
}

/** The height of the highest bar. */
const TALLEST_PX = 56

const shortMonth = new Intl.DateTimeFormat('en', { month: 'short' })
const wholeMonth = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric' })
/** Above a bar there is room for five signs. */
const compact = new Intl.NumberFormat('en', { notation: 'compact' })

/** New contacts per month, as bars. The last month is hatched, because it is not over. */
export function MonthChart({ counts, monthStarts, chosen, onMonth }: MonthChartProps) {
  const titleId = useId()
  const most = Math.max(1, ...counts)
  const sum = counts.reduce((total, count) => total + count, 0)
  return (
    <section aria-labelledby={titleId}>
      <h3 id={titleId} className="mb-2 flex justify-between font-semibold">
        New per month
        <span className="font-normal tabular-nums text-fg-3">
          <span className="sr-only">, </span>
          {formatCount(sum)} in {counts.length} months
        </span>
      </h3>
      <ul aria-labelledby={titleId} className="-mt-1 grid h-[92px] auto-cols-fr grid-flow-col gap-1">
        {counts.map((count, month) => {
          const [from = 0, to = 0] = monthStarts.slice(month, month + 2)
          const isLast = month === counts.length - 1
          const words = `${wholeMonth.format(from)}: ${countOf(count, 'new contact')}${isLast ? ' so far' : ''}`
          const bar = <MonthBar from={from} count={count} share={count / most} isLast={isLast} />
          return (
            <li key={from} title={words} className="min-w-0">
              <button
                type="button"
                aria-label={words}
                aria-pressed={from === chosen}
                onClick={() => onMonth(from === chosen ? null : { from, to })}
                className="block size-full rounded-sm hover:bg-hover focus-visible:-outline-offset-2 aria-pressed:bg-accent-soft"
              >
                {bar}
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

interface MonthBarProps {
  from: number
  count: number
  /** Of the highest bar, from 0 to 1. */
  share: number
  isLast: boolean
}

function MonthBar({ from, count, share, isLast }: MonthBarProps) {
  return (
    <span
      aria-hidden
      className="flex size-full flex-col justify-end text-center text-micro tabular-nums text-fg-3"
    >
      <span className="text-fg-2">{count < 10_000 ? formatCount(count) : compact.format(count)}</span>
      <span
        className={classes(
          'mt-0.5 mb-1 block rounded-t-[2px]',
          count === 0 && 'bg-line-strong',
          count > 0 && !isLast && 'forced-fill bg-accent',
          count > 0 &&
            isLast &&
            'border border-b-0 border-accent bg-[repeating-linear-gradient(135deg,var(--accent)_0_2px,var(--accent-soft)_2px_5px)]',
        )}
        style={{ height: count === 0 ? 1 : Math.max(2, Math.round(share * TALLEST_PX)) }}
      />
      {shortMonth.format(from)}
    </span>
  )
}
