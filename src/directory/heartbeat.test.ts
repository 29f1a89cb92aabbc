import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { heartbeat } from './heartbeat'

const options = { everyMs: 5000, withinMs: 30_000 }

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

it('asks again and again while answers come', async () => {
  const ping = vi.fn<() => Promise<void>>(() => Promise.resolve())
  const onSilence = vi.fn<() => void>()
  const end = heartbeat(ping, onSilence, options)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(ping).toHaveBeenCalledTimes(12)
  expect(onSilence).not.toHaveBeenCalled()
  end()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(ping).toHaveBeenCalledTimes(12)
})

it('takes an error for an answer: only silence is death', async () => {
  const onSilence = vi.fn<() => void>()
  heartbeat(() => Promise.reject(new Error('no')), onSilence, options)
  await vi.advanceTimersByTimeAsync(120_000)
  expect(onSilence).not.toHaveBeenCalled()
})

it('says once that no answer came in time, and asks no more', async () => {
  const ping = vi.fn<() => Promise<void>>(() => new Promise(() => undefined))
  const onSilence = vi.fn<() => void>()
  heartbeat(ping, onSilence, options)
  await vi.advanceTimersByTimeAsync(34_000)
  expect(onSilence).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(120_000)
  expect(onSilence).toHaveBeenCalledTimes(1)
  expect(ping).toHaveBeenCalledTimes(1)
})

it('gives an answer that waited while the machine slept its chance to arrive', async () => {
  let answer = () => undefined as void
  const onSilence = vi.fn<() => void>()
  const ping = () =>
    new Promise<void>((resolve) => {
      answer = resolve
    })
  heartbeat(ping, onSilence, options)
  await vi.advanceTimersByTimeAsync(5000)
  // The first timer is due as soon as the machine wakes, before the message that has waited is delivered.
  await vi.advanceTimersByTimeAsync(15_000)
  answer()
  await vi.advanceTimersByTimeAsync(19_000)
  expect(onSilence).not.toHaveBeenCalled()
})
