import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { createTurns } from './turns'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('come at once to who is alone, and one at a time by rotation to many', async () => {
  const turns = createTurns()
  const done: string[] = []
  for (const name of ['a1', 'a2', 'a3', 'b1', 'c1', 'c2']) turns(name.charAt(0), () => void done.push(name))
  expect(done).toEqual(['a1'])
  for (let count = 2; count <= 6; count += 1) {
    await vi.advanceTimersByTimeAsync(1)
    expect(done).toHaveLength(count)
  }
  expect(done).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'c2'])
  expect(vi.getTimerCount()).toBe(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(vi.getTimerCount()).toBe(0)
  turns('d', () => void done.push('d1'))
  expect(done.at(-1)).toBe('d1')
})

it('are given also to what is asked for meanwhile', async () => {
  const turns = createTurns()
  const done: string[] = []
  turns('a', () => turns('a', () => void done.push('after')))
  expect(done).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(done).toEqual(['after'])
})
