import { expect, test } from 'vitest'

import { createRateLimit } from './rate-limit'

/** A clock that stands still until it is moved. */
function startAt(nowMs: number) {
  const clock = { nowMs }
  return { clock, ask: createRateLimit(() => clock.nowMs) }
}

const startMs = Date.UTC(2026, 10, 23, 12, 0, 0, 400)

test('lets the first requests through, and then asks for a pause of two to three seconds', () => {
  const { ask } = startAt(startMs)
  for (let count = 0; count < 20; count++) expect(ask()).toBeNull()
  expect(ask()).toMatchObject({ status: 429, headers: { 'Retry-After': '3' } })
})

test('says how long in seconds, as an HTTP date and in the body, in turn and all the same', () => {
  const { ask } = startAt(startMs)
  for (let count = 0; count < 20; count++) ask()
  expect(ask()?.headers).toEqual({ 'Retry-After': '3' })
  expect(ask()?.headers).toEqual({ 'Retry-After': 'Mon, 23 Nov 2026 12:00:03 GMT' })
  const inBody = ask()
  expect(inBody?.headers).toBeUndefined()
  expect(JSON.parse(inBody?.body ?? '')).toMatchObject({ error: { status: 429, retry_after: 3 } })
})

test('goes on refusing those who do not wait, and serves a full burst to those who do', () => {
  const { ask, clock } = startAt(startMs)
  for (let count = 0; count < 20; count++) ask()
  ask()
  clock.nowMs += 2_500
  expect(ask()?.status).toBe(429)
  clock.nowMs += 100
  for (let count = 0; count < 20; count++) expect(ask()).toBeNull()
  expect(ask()?.status).toBe(429)
})

test('never refuses somebody who asks four times a second', () => {
  const { ask, clock } = startAt(startMs)
  for (let count = 0; count < 200; count++) {
    expect(ask()).toBeNull()
    clock.nowMs += 250
  }
})
