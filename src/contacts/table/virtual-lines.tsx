import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, type RefObject, useEffect } from 'react'

export interface VirtualLinesProps {
  count: number
  lineHeightPx: number
  /** The element that scrolls. */
  scroller: RefObject<HTMLElement | null>
  /** Draws the lines from `first` to `last`, with so much room before and after them. */
  children: (lines: LinesOnScreen) => ReactNode
}

/** Which lines are drawn, from 0, and the height in pixels of those that are not. */
export interface LinesOnScreen {
  first: number
  last: number
  beforePx: number
  afterPx: number
}

/** Draws only the lines on screen and a few around them. Loaded when somebody asks for one continuous list. */
export function VirtualLines({ count, lineHeightPx, scroller, children }: VirtualLinesProps) {
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeightPx,
    overscan: 12,
  })
  useEffect(() => virtual.measure(), [virtual, lineHeightPx])
  const items = virtual.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? -1
  return children({
    first,
    last,
    beforePx: first * lineHeightPx,
    afterPx: Math.max(0, count - last - 1) * lineHeightPx,
  })
}
