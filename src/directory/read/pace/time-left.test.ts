import { expect, it } from 'vitest'

import { TimeLeft } from './time-left'

it('tells nothing before a few pages have come, or while nobody knows how many are left', () => {
  const left = new TimeLeft()
  for (const atMs of [0, 100, 200]) left.note(atMs)
  expect(left.estimateMs(10, 200)).toBeNull()
  left.note(300)
  expect(left.estimateMs(null, 300)).toBeNull()
  expect(left.estimateMs(10, 300)).toBe(1000)
})

it('counts the pauses that Linq asks for, also right after one of them', () => {
  const left = new TimeLeft()
  let nowMs = 0
  for (let burst = 0; burst < 10; burst++) {
    for (let page = 0; page < 16; page++) left.note((nowMs += 60))
    left.notePause()
    nowMs += 3000
  }
  for (let page = 0; page < 6; page++) left.note((nowMs += 60))
  // Sixteen pages take 3.96 s, with the pause behind them.
  expect(left.estimateMs(160, nowMs)).toBeGreaterThan(30_000)
  expect(left.estimateMs(160, nowMs)).toBeLessThan(45_000)
})

it('follows a rate that has changed for good', () => {
  const left = new TimeLeft()
  let nowMs = 0
  for (let page = 0; page < 200; page++) left.note((nowMs += 1000))
  for (let page = 0; page < 200; page++) left.note((nowMs += 50))
  expect(left.estimateMs(100, nowMs)).toBe(5000)
})
