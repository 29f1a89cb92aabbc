import { expect, it } from 'vitest'

import { createRate } from './rate'

it('lets a person ask so often in a row, then at a steady rate, and nobody else wait for it', () => {
  let nowMs = 1000
  const rate = createRate({ inARow: 3, perSecond: 2 }, () => nowMs)
  expect([1, 2, 3].map(() => rate('zoe'))).toEqual([0, 0, 0])
  expect(rate('zoe')).toBe(500)
  expect(rate('li')).toBe(0)
  nowMs += 400
  expect(rate('zoe')).toBe(100)
  nowMs += 100
  expect(rate('zoe')).toBe(0)
  expect(rate('zoe')).toBe(500)
  nowMs += 3_600_000
  expect([1, 2, 3, 4].map(() => rate('zoe'))).toEqual([0, 0, 0, 500])
})

it('gives nothing, and takes nothing, where the clock is set back', () => {
  let nowMs = 10_000
  const rate = createRate({ inARow: 2, perSecond: 1 }, () => nowMs)
  rate('zoe')
  nowMs = 0
  expect(rate('zoe')).toBe(0)
  expect(rate('zoe')).toBe(1000)
  nowMs = 1000
  expect(rate('zoe')).toBe(0)
})
