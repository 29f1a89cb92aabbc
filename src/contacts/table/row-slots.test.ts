import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { createRowSlots } from './row-slots'

describe('the elements of rows', () => {
  it('stay with their contacts, and go to those that take their place', () => {
    const slots = createRowSlots()
    expect(slots.keysOf([10, 20, 30])).toEqual([0, 1, 2])
    expect(slots.keysOf([30, 40, 20])).toEqual([2, 0, 1])
    expect(slots.keysOf([50])).toEqual([2])
    expect(slots.keysOf([undefined, 50, undefined])).toEqual([3, 2, 4])
    expect(slots.keysOf([7, 8, 9])).toEqual([3, 2, 4])
  })

  it('are each used once, and kept by whoever stays', () => {
    const id = fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined })
    const list = fc
      .array(id, { maxLength: 10 })
      .map((ids) => ids.filter((one, at) => one === undefined || ids.indexOf(one) === at))
    fc.assert(
      fc.property(fc.array(list, { maxLength: 6 }), (lists) => {
        const slots = createRowSlots()
        let former: readonly (number | undefined)[] = []
        let formerKeys: readonly number[] = []
        for (const ids of lists) {
          const keys = slots.keysOf(ids)
          expect(new Set(keys).size).toBe(ids.length)
          for (const [at, one] of ids.entries()) {
            const before = one === undefined ? -1 : former.indexOf(one)
            expect(before < 0 || keys[at] === formerKeys[before]).toBe(true)
          }
          former = ids
          formerKeys = keys
        }
      }),
    )
  })
})
