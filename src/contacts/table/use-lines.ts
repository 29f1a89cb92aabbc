import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect } from 'react'

import { countBelow } from '../../directory/grouping'
import { pausePictures } from '../../ui/avatar/picture-pause'

/** What the height of a list comes of. */
export interface LineHeights {
  count: number
  lineHeightPx: number
  /** Lines of another height, ascending; none by default. */
  heads?: Uint32Array
  headHeightPx?: number
}

export interface LinesOptions extends LineHeights {
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

const NO_HEADS = new Uint32Array(0)

/** The lines that are on screen. Loaded when somebody asks for one continuous list, or for groups. */
export function useLines({ scroller, overscan, ...heights }: LinesOptions): LinesOnScreen {
  const { lineHeightPx, headHeightPx = lineHeightPx } = heights
  // It is asked for nothing but where the list stands, and tells that with every step of the least height.
  const stepPx = Math.min(lineHeightPx, headHeightPx)
  const virtual = useVirtualizer({
    count: Math.ceil(Math.min(topOf(heights, heights.count), TALLEST_PX) / stepPx),
    getScrollElement: () => scroller.current,
    estimateSize: () => stepPx,
    overscan: 0,
    onChange: ({ isScrolling }) => pausePictures(isScrolling),
  })
  useEffect(() => virtual.measure(), [virtual, stepPx])
  useEffect(() => () => pausePictures(false), [])
  const seenPx = scroller.current?.clientHeight ?? 0
  return linesAt(virtual.scrollOffset ?? 0, { ...heights, seenPx, overscan })
}

interface List extends LineHeights {
  /** The height of what is seen of it. */
  seenPx: number
  overscan: number
}

/** The lines that are drawn when the scroll bar stands at an offset, and the room around them. */
export function linesAt(offsetPx: number, { seenPx, overscan, ...heights }: List): LinesOnScreen {
  const heightPx = topOf(heights, heights.count)
  const tallestPx = Math.min(heightPx, TALLEST_PX)
  // The top of the bar is the top of the list, and its end the end.
  const aheadPx = tallestPx > seenPx ? (offsetPx * (heightPx - tallestPx)) / (tallestPx - seenPx) : 0
  const topPx = offsetPx + aheadPx
  const first = Math.max(0, lineAt(heights, topPx) - overscan)
  const last = Math.min(heights.count - 1, lineAt(heights, topPx + seenPx) + overscan)
  const beforePx = Math.max(0, Math.round(topOf(heights, first) - aheadPx))
  return {
    first,
    last,
    beforePx,
    afterPx: Math.max(0, tallestPx - beforePx - topOf(heights, last + 1) + topOf(heights, first)),
  }
}

/** Where the scroll bar stands when a line is the first on screen, as far as there is a screen of lines behind it. */
export function offsetOf(line: number, seenPx: number, heights: LineHeights): number {
  const heightPx = topOf(heights, heights.count)
  const tallestPx = Math.min(heightPx, TALLEST_PX)
  const topPx = topOf(heights, line)
  return heightPx > tallestPx ? (topPx * (tallestPx - seenPx)) / (heightPx - seenPx) : topPx
}

/** The height of the lines before a line. */
function topOf({ lineHeightPx, heads = NO_HEADS, headHeightPx = 0 }: LineHeights, line: number): number {
  return line * lineHeightPx + countBelow(heads, line) * (headHeightPx - lineHeightPx)
}

/** The line at a height from the top of the list, or the nearest one. */
function lineAt(heights: LineHeights, px: number): number {
  let low = 0
  let high = heights.count - 1
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if (topOf(heights, middle) <= px) low = middle
    else high = middle - 1
  }
  return Math.max(0, low)
}
