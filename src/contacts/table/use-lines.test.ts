import fc from 'fast-check'
import { expect, it } from 'vitest'

import { linesAt } from './use-lines'

/** What a virtualiser draws of a list that is as tall as an element may be. */
function drawnAt(offsetPx: number, count: number, lineHeightPx: number, seenPx: number) {
  const slots = Math.min(count, Math.ceil(15_000_000 / lineHeightPx))
  return {
    first: Math.max(0, Math.floor(offsetPx / lineHeightPx) - 2),
    last: Math.min(slots - 1, Math.ceil((offsetPx + seenPx) / lineHeightPx) + 2),
  }
}

it('draws a list that an element can hold as it is', () => {
  expect(linesAt(4_000, { first: 98, last: 124 }, { count: 1_000, lineHeightPx: 40, seenPx: 800 })).toEqual({
    first: 98,
    last: 124,
    beforePx: 98 * 40,
    afterPx: (1_000 - 125) * 40,
  })
})

it('fills the screen wherever the bar stands, from the first line to the last', () => {
  const list = fc.record({
    count: fc.integer({ min: 30, max: 3_000_000 }),
    lineHeightPx: fc.constantFrom(32, 40, 48, 89),
    seenPx: fc.integer({ min: 200, max: 1_200 }),
  })
  fc.assert(
    fc.property(
      list,
      fc.double({ min: 0, max: 1, noNaN: true }),
      ({ count, lineHeightPx, seenPx }, share) => {
        const tallPx = Math.min(count * lineHeightPx, 15_000_000)
        fc.pre(tallPx > seenPx)
        const offsetPx = share * (tallPx - seenPx)
        const drawn = drawnAt(offsetPx, count, lineHeightPx, seenPx)
        const { first, last, beforePx, afterPx } = linesAt(offsetPx, drawn, { count, lineHeightPx, seenPx })
        const endPx = beforePx + (last - first + 1) * lineHeightPx
        expect(first).toBeGreaterThanOrEqual(0)
        expect(last).toBeLessThan(count)
        expect(beforePx).toBeLessThanOrEqual(offsetPx + 1)
        expect(endPx).toBeGreaterThanOrEqual(Math.min(tallPx, offsetPx + seenPx) - 1)
        expect(Math.abs(endPx + afterPx - tallPx)).toBeLessThanOrEqual(lineHeightPx)
        expect(share > 0 || first === 0).toBe(true)
        expect(share < 1 || last === count - 1).toBe(true)
      },
    ),
    { examples: [[{ count: 1_000_000, lineHeightPx: 40, seenPx: 700 }, 1]] },
  )
})
