import { expect, it } from 'vitest'

import { type LogFormat, createLog } from './log'

function startLog(format: LogFormat) {
  const clock = { nowMs: Date.UTC(2026, 0, 1) }
  const texts = { out: '', err: '' }
  const streams = {
    out: { write: (text: string) => void (texts.out += text) },
    err: { write: (text: string) => void (texts.err += text) },
  }
  const log = createLog(format, () => clock.nowMs, streams)
  const lines = () =>
    texts.out
      .trim()
      .split('\n')
      .map((line): Record<string, unknown> => JSON.parse(line))
  return { log, texts, clock, lines }
}

const error = { requestId: 'an-id', target: 'contacts', status: 502, durationMs: 3 } as const

it('speaks in words to a person: the address on standard output, troubles beside it', () => {
  const { log, texts } = startLog('words')
  log.note('X has no effect.')
  log.started('Linq Contacts is at http://127.0.0.1:1')
  log.problem('Linq cannot be reached.', 'an-id')
  log.problem('Linq cannot be reached.', 'another')
  log.answered(error)
  log.signIn('allowed', 'an-id')
  log.stopping()
  expect(texts).toEqual({
    out: 'Linq Contacts is at http://127.0.0.1:1\n',
    err: 'X has no effect.\n2026-01-01T00:00:00.000Z Linq cannot be reached.\n',
  })
})

it('writes a line of JSON for each event, with level, time and request', () => {
  const { log, texts, lines } = startLog('json')
  log.note('X has no effect.')
  log.started('Linq Contacts is at http://127.0.0.1:1')
  log.problem('Linq cannot be reached.', 'an-id')
  log.problem('Linq cannot be reached.', 'another')
  log.answered({ ...error, code: 'UPSTREAM_CUT' })
  log.answered({ ...error, status: 404, target: 'none' })
  log.signIn('refused', 'an-id')
  log.stopping()
  log.refused('PORT must be a whole number.')
  const told = lines()
  const time: unknown = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
  expect(told).toEqual([
    { level: 'warn', time, event: 'setting', msg: 'X has no effect.' },
    { level: 'info', time, event: 'started', msg: 'Linq Contacts is at http://127.0.0.1:1' },
    { level: 'warn', time, event: 'problem', requestId: 'an-id', msg: 'Linq cannot be reached.' },
    { level: 'error', time, event: 'request', ...error, code: 'UPSTREAM_CUT' },
    { level: 'warn', time, event: 'request', ...error, status: 404, target: 'none' },
    { level: 'info', time, event: 'sign-in', outcome: 'refused', requestId: 'an-id' },
    { level: 'info', time, event: 'stopping' },
    { level: 'fatal', time, event: 'not started', msg: 'PORT must be a whole number.' },
  ])
  expect(texts.err).toBe('')
})

it('is not flooded by requests that are refused, and says how many it left out', () => {
  const { log, lines, clock } = startLog('json')
  for (let times = 0; times < 1000; times += 1) log.answered(error)
  expect(lines()).toHaveLength(600)
  clock.nowMs += 60_000
  log.answered(error)
  expect(lines().slice(600)).toEqual([
    expect.objectContaining({ event: 'requests left out', count: 400 }),
    expect.objectContaining({ event: 'request' }),
  ])
})
