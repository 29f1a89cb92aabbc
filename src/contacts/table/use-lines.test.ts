import fc from 'fast-check'
import { expect, it } from 'vitest'

import { type LineHeights, linesAt, offsetOf } from './use-lines'

it('draws a list that an element can hold as it is', () => {
  const list = { count: 1_000, lineHeightPx: 40, seenPx: 800, overscan: 2 }
  expect(linesAt(4_000, list)).toEqual({
    first: 98,
    last: 122,
    beforePx: 98 * 40,
    afterPx: (1_000 - 123) * 40,
  })
})

it('draws nothing of an empty list', () => {
  const list = { count: 0, lineHeightPx: 40, seenPx: 800, overscan: 2 }
  expect(linesAt(0, list)).toEqual({ first: 0, last: -1, beforePx: 0, afterPx: 0 })
})

it('draws lines of two heights', () => {
  const heads = Uint32Array.of(0, 1, 5)
  const list = { count: 8, lineHeightPx: 40, heads, headHeightPx: 36, seenPx: 60, overscan: 0 }
  // 0, 36 and 192 are the tops of the heads.
  expect(linesAt(191, list)).toEqual({ first: 4, last: 6, beforePx: 152, afterPx: 40 })
  expect(linesAt(192, list)).toEqual({ first: 5, last: 6, beforePx: 192, afterPx: 40 })
  expect(offsetOf(5, 60, list)).toBe(192)
})

/** Lists with and without heads, also such as no element can hold. */
const lists = fc
  .record({
    count: fc.oneof(fc.integer({ min: 30, max: 5_000 }), fc.integer({ min: 300_000, max: 600_000 })),
    lineHeightPx: fc.constantFrom(32, 40, 48, 89),
    seenPx: fc.integer({ min: 200, max: 1_200 }),
    overscan: fc.integer({ min: 0, max: 12 }),
    every: fc.option(fc.integer({ min: 2, max: 500 })),
    headHeightPx: fc.constantFrom(36, 44),
  })
  .map(({ every, headHeightPx, ...list }) => {
    if (every === null) return list
    const heads = Uint32Array.from({ length: Math.ceil(list.count / every) }, (_, head) => head * every)
    return { ...list, heads, headHeightPx }
  })

/** By adding them up. */
function heightOf({ lineHeightPx, heads, headHeightPx = 0 }: LineHeights, first: number, last: number) {
  const inHeads = heads?.filter((line) => line >= first && line <= last).length ?? 0
  return (last - first + 1 - inHeads) * lineHeightPx + inHeads * headHeightPx
}

it('fills the screen wherever the bar stands, from the first line to the last', () => {
  fc.assert(
    fc.property(lists, fc.double({ min: 0, max: 1, noNaN: true }), (list, share) => {
      const tallPx = Math.min(heightOf(list, 0, list.count - 1), 15_000_000)
      fc.pre(tallPx > list.seenPx)
      const offsetPx = share * (tallPx - list.seenPx)
      const { first, last, beforePx, afterPx } = linesAt(offsetPx, list)
      const endPx = beforePx + heightOf(list, first, last)
      expect(first).toBeGreaterThanOrEqual(0)
      expect(last).toBeLessThan(list.count)
      expect(beforePx).toBeLessThanOrEqual(offsetPx + 1)
      expect(endPx).toBeGreaterThanOrEqual(Math.min(tallPx, offsetPx + list.seenPx) - 1)
      expect(Math.abs(endPx + afterPx - tallPx)).toBeLessThanOrEqual(list.lineHeightPx)
      expect(share > 0 || first === 0).toBe(true)
      expect(share < 1 || last === list.count - 1).toBe(true)
    }),
    {
      examples: [[{ count: 1_000_000, lineHeightPx: 40, seenPx: 700, overscan: 0 }, 1]],
    },
  )
})

it('leads to a line, so that it is the first one seen', () => {
  fc.assert(
    fc.property(lists, fc.double({ min: 0, max: 1, noNaN: true }), (list, share) => {
      const line = Math.floor(share * (list.count - 1))
      const screenPx = heightOf(list, line, list.count - 1)
      fc.pre(screenPx > list.seenPx)
      // Half a pixel, because a scroll bar of a long list stands between two.
      const { first } = linesAt(offsetOf(line, list.seenPx, list) + 0.5, { ...list, overscan: 0 })
      expect(Math.abs(first - line)).toBeLessThanOrEqual(1)
    }),
  )
})
