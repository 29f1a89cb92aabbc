import * as fc from 'fast-check'
import { expect, it } from 'vitest'

import { mergedOrder } from './merged-order'

it('finds the order of a list from pieces of it', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(60), fc.nat(30)), { maxLength: 12 }),
      fc.integer({ min: 1, max: 60 }),
      (cuts, count) => {
        const order = Array.from({ length: 61 }, (_, at) => (at * 37) % 61).filter((one) => one < count)
        const pieces = [order, ...cuts.map(([start, length]) => order.slice(start, start + length))]
        expect([...(mergedOrder(pieces, count) ?? [])]).toEqual(order)
      },
    ),
  )
})

it('finds none when two pieces contradict each other, however far apart', () => {
  expect(
    mergedOrder(
      [
        [0, 1],
        [1, 0],
      ],
      2,
    ),
  ).toBeNull()
  expect(
    mergedOrder(
      [
        [0, 1, 2],
        [2, 3],
        [3, 4, 0],
      ],
      5,
    ),
  ).toBeNull()
  expect(
    mergedOrder(
      [
        [0, 1, 2],
        [2, 3],
        [3, 4],
      ],
      5,
    ),
  ).toEqual(Uint32Array.of(0, 1, 2, 3, 4))
})
