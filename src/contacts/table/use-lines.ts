import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect } from 'react'

import { pausePictures } from '../../ui/avatar/picture-pause'

export interface LinesOptions {
  count: number
  lineHeightPx: number
  /** The element that scrolls. */
  scroller: RefObject<HTMLElement | null>
  /** Lines that are drawn beyond each edge of the screen. */
  overscan: number
}

/** Which lines are drawn, from 0, and the height in pixels of those that are not. */
export interface LinesOnScreen {
  first: number
  last: number
  beforePx: number
  afterPx: number
}

/**
 * The tallest list that is drawn as it is: browsers cut an element at 16 to 33 million pixels. Of a longer one, a step
 * of the scroll bar is a larger step of the list, and the lines on screen are put where the scroll bar is.
 */
const TALLEST_PX = 15_000_000

/** The lines that are on screen. Loaded when somebody asks for one continuous list. */
export function useLines({ count, lineHeightPx, scroller, overscan }: LinesOptions): LinesOnScreen {
  const virtual = useVirtualizer({
    count: Math.min(count, Math.ceil(TALLEST_PX / lineHeightPx)),
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeightPx,
    overscan,
    onChange: ({ isScrolling }) => pausePictures(isScrolling),
  })
  useEffect(() => virtual.measure(), [virtual, lineHeightPx])
  useEffect(() => () => pausePictures(false), [])
  const items = virtual.getVirtualItems()
  const seenPx = scroller.current?.clientHeight ?? 0
  const drawn = { first: items[0]?.index ?? 0, last: items.at(-1)?.index ?? -1 }
  return linesAt(virtual.scrollOffset ?? 0, drawn, { count, lineHeightPx, seenPx })
}

interface List {
  count: number
  lineHeightPx: number
  /** The height of what is seen of it. */
  seenPx: number
}

/**
 * The lines that are drawn when the scroll bar stands at an offset, and the room around them.
 *
 * @param drawn the lines that would be drawn in a list that is not longer than it may be tall
 */
export function linesAt(
  offsetPx: number,
  drawn: { first: number; last: number },
  { count, lineHeightPx, seenPx }: List,
): LinesOnScreen {
  const heightPx = count * lineHeightPx
  const tallestPx = Math.min(heightPx, TALLEST_PX)
  // The top of the bar is the top of the list, and its end the end.
  const aheadPx = tallestPx > seenPx ? (offsetPx * (heightPx - tallestPx)) / (tallestPx - seenPx) : 0
  const first = drawn.first + Math.floor(aheadPx / lineHeightPx)
  const last = Math.min(count - 1, drawn.last + Math.ceil(aheadPx / lineHeightPx))
  const beforePx = Math.max(0, Math.round(first * lineHeightPx - aheadPx))
  return {
    first,
    last,
    beforePx,
    afterPx: Math.max(0, tallestPx - beforePx - (last - first + 1) * lineHeightPx),
  }
}
