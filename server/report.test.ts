import { expect, it } from 'vitest'

import { createFailureGuard, createReport, kindOfError } from './report'

it('writes a problem once a minute, with its time', () => {
  const lines: string[] = []
  let now = Date.UTC(2026, 0, 1)
  const report = createReport(
    (problem, atMs) => lines.push(`${new Date(atMs).toISOString()} ${problem}`),
    () => now,
  )
  report('Linq cannot be reached.')
  report('Linq cannot be reached.')
  report('Linq did not answer in time.')
  now += 60_000
  report('Linq cannot be reached.')
  expect(lines).toEqual([
    '2026-01-01T00:00:00.000Z Linq cannot be reached.',
    '2026-01-01T00:00:00.000Z Linq did not answer in time.',
    '2026-01-01T00:01:00.000Z Linq cannot be reached.',
  ])
})

it('tells errors apart by their codes and by names of standards, and quotes nothing else', () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED 10.0.0.9:443'), { code: 'ECONNREFUSED' })
  expect(kindOfError(new TypeError('fetch failed', { cause: refused }))).toBe('TypeError ECONNREFUSED')
  expect(kindOfError(Object.assign(new Error('x'), { error: 'invalid_client' }))).toBe('Error invalid_client')
  const foreign = Object.assign(new Error('zoe@example.com'), { code: 'zoe@example.com', error: 'zoe' })
  expect(kindOfError(foreign)).toBe('Error')
  const circle = new Error('x')
  circle.cause = circle
  expect(kindOfError(circle)).toBe('Error')
})

it('survives single failures, tells their kind and not their message, and ends when they do not stop', () => {
  const lines: string[] = []
  let now = 0
  let ended = 0
  const onFailure = createFailureGuard({
    report: (line) => lines.push(line),
    nowMs: () => now,
    end: () => (ended += 1),
  })
  for (let count = 0; count < 100; count += 1) {
    onFailure(Object.assign(new TypeError('with the token'), { code: 'ERR_X' }))
    now += 6000
  }
  expect(ended).toBe(0)
  for (let count = 0; count < 20; count += 1) onFailure('a string')
  expect(ended).toBeGreaterThan(0)
  expect(new Set(lines)).toEqual(
    new Set([
      'Something failed outside of a request: TypeError ERR_X.',
      'Something failed outside of a request: string.',
    ]),
  )
})
