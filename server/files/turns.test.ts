import { setImmediate as turnOfLoop } from 'node:timers/promises'

import { expect, it } from 'vitest'

import { createTurns } from './turns'

it('come at once to who is alone, and one at a time by rotation to many', async () => {
  const turns = createTurns()
  const done: string[] = []
  for (const name of ['a1', 'a2', 'a3', 'b1', 'c1', 'c2']) turns(name.charAt(0), () => void done.push(name))
  expect(done).toEqual(['a1'])
  const steps: number[] = []
  while (done.length < 6) {
    const before = done.length
    await turnOfLoop()
    steps.push(done.length - before)
  }
  expect(Math.max(...steps)).toBeLessThanOrEqual(1)
  expect(done).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'c2'])
  await turnOfLoop()
  await turnOfLoop()
  turns('d', () => void done.push('d1'))
  expect(done.at(-1)).toBe('d1')
})

it('leave as much time to all else as they take', async () => {
  const turns = createTurns()
  const times: number[] = []
  const act = () => {
    const beganMs = performance.now()
    while (performance.now() < beganMs + 20) continue
    times.push(beganMs, performance.now())
  }
  turns('a', act)
  turns('b', act)
  while (times.length < 4) await turnOfLoop()
  expect((times[2] ?? 0) - (times[1] ?? 0)).toBeGreaterThanOrEqual(20)
})

it('are given also to what is asked for meanwhile', async () => {
  const turns = createTurns()
  const done: string[] = []
  turns('a', () => turns('a', () => void done.push('after')))
  expect(done).toEqual([])
  while (done.length === 0) await turnOfLoop()
  expect(done).toEqual(['after'])
})

it('are taken back by who has gone', async () => {
  const turns = createTurns()
  const done: string[] = []
  turns('a', () => void done.push('a1'))
  const gone = Array.from({ length: 1000 }, (_, number) => turns('b', () => void done.push(`b${number}`)))
  for (const withdraw of gone) withdraw()
  turns('c', () => void done.push('c1'))
  for (let turn = 0; turn < 5; turn += 1) await turnOfLoop()
  expect(done).toEqual(['a1', 'c1'])
})

it('go on after one that fails', async () => {
  const turns = createTurns()
  const done: string[] = []
  const fail = () => {
    throw new Error('broken')
  }
  expect(() => turns('a', fail)).toThrow('broken')
  turns('b', () => void done.push('b1'))
  while (done.length === 0) await turnOfLoop()
  expect(done).toEqual(['b1'])
})
