import { type ReactNode, useRef } from 'react'

import { useLines } from '../table/use-lines'

interface MatchListProps {
  label: string
  count: number
  lineHeightPx: number
  /** Draws a line, from 0. */
  children: (at: number) => ReactNode
}

const TALLEST_PX = 320

/** How high a list is, with its border. */
export function listHeightPx(count: number, lineHeightPx: number): number {
  return Math.min(TALLEST_PX, count * lineHeightPx + 2)
}

/** Lines of which only those on screen are drawn: a list may have fifty thousand. */
export function MatchList({ label, count, lineHeightPx, children }: MatchListProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const { first, last, beforePx, afterPx } = useLines({ count, lineHeightPx, scroller, overscan: 4 })
  if (count === 0) return <p className="text-fg-3">None</p>
  return (
    <div
      ref={scroller}
      tabIndex={0}
      role="region"
      aria-label={`${label}, lines`}
      style={{ maxHeight: TALLEST_PX }}
      className="scroll-thin relative min-h-0 overflow-auto rounded border border-line focus-visible:-outline-offset-2"
    >
      <ul
        aria-label={label}
        className="relative"
        style={{ height: beforePx + (last - first + 1) * lineHeightPx + afterPx }}
      >
        {Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index).map((at) => (
          <li
            key={at}
            aria-setsize={count}
            aria-posinset={at + 1}
            className="absolute inset-x-0 border-b border-line"
            style={{ top: beforePx + (at - first) * lineHeightPx, height: lineHeightPx }}
          >
            {children(at)}
          </li>
        ))}
      </ul>
    </div>
  )
}
