import { type Virtualizer, observeElementOffset, useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useMemo } from 'react'

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
  const heightPx = count * lineHeightPx
  const seenPx = scroller.current?.clientHeight ?? 0
  const tallestPx = Math.min(heightPx, TALLEST_PX)
  // Both ends are reached by both.
  const ratio = tallestPx > seenPx ? Math.max(1, (heightPx - seenPx) / (tallestPx - seenPx)) : 1
  const observe = useMemo(
    () =>
      (instance: Virtualizer<HTMLElement, Element>, tell: (offset: number, isScrolling: boolean) => void) =>
        observeElementOffset(instance, (offset, isScrolling) => tell(offset * ratio, isScrolling)),
    [ratio],
  )
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeightPx,
    overscan,
    observeElementOffset: observe,
    onChange: ({ isScrolling }) => pausePictures(isScrolling),
  })
  useEffect(() => virtual.measure(), [virtual, lineHeightPx])
  useEffect(() => () => pausePictures(false), [])
  const items = virtual.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? -1
  const offsetPx = virtual.scrollOffset ?? 0
  const beforePx = Math.max(0, Math.round(first * lineHeightPx - offsetPx + offsetPx / ratio))
  return {
    first,
    last,
    beforePx,
    afterPx: Math.max(0, tallestPx - beforePx - (last - first + 1) * lineHeightPx),
  }
}
