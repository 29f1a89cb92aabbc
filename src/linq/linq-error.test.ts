import { describe, expect, it } from 'vitest'

import { LinqError, errorOfAnswer, readRetryAfter } from './linq-error'

const nowMs = Date.UTC(2026, 0, 31, 12)

function errorOf(status: number, body: unknown, retryAfter: string | null = null): LinqError {
  return errorOfAnswer({ status, body, retryAfter, page: 37, nowMs })
}

describe('an error of Linq', () => {
  it('in the shape of the contacts endpoint gives its message, code and lines', () => {
    const error = errorOf(500, {
      status: 'error',
      error_code: 'INTERNAL_ERROR',
      message: 'Unable to fetch contacts',
      errors: ['Internal server error. Please try again or contact support if the issue persists.'],
    })
    expect(error.toProblem()).toEqual({
      kind: 'server',
      message: 'Unable to fetch contacts',
      status: 500,
      code: 'INTERNAL_ERROR',
      details: ['Internal server error. Please try again or contact support if the issue persists.'],
      retryAfterMs: null,
      traceId: null,
      page: 37,
    })
  })

  it('in the shape of the other v2 endpoints gives title, detail and code', () => {
    const body = {
      errors: [
        { status: 401, code: 'unauthorized', title: 'Invalid token', detail: 'The token has been revoked.' },
        { title: 'Another matter' },
      ],
    }
    expect(errorOf(401, body).toProblem()).toMatchObject({
      kind: 'rejected',
      message: 'Invalid token',
      code: 'unauthorized',
      details: ['The token has been revoked.', 'Another matter'],
    })
  })

  it('in the shape of the newer services gives code, wait and trace', () => {
    const error = { status: 429, code: 1007, message: 'Too many requests', retry_after: 12 }
    expect(errorOf(429, { success: false, error, trace_id: 'abc-1' }).toProblem()).toMatchObject({
      kind: 'rate-limit',
      message: 'Too many requests',
      code: '1007',
      retryAfterMs: 12_000,
      traceId: 'abc-1',
    })
  })

  it('without JSON has a sentence of ours', () => {
    expect(errorOf(502, undefined).toProblem()).toMatchObject({
      kind: 'server',
      message: 'Linq, or something on the way to it, answered with 502.',
      code: null,
      details: [],
    })
    expect(errorOf(403, undefined).message).toBe('Linq rejected the token of this organisation.')
    expect(errorOf(429, null).message).toBe('Linq asked us to wait.')
  })

  it('survives bodies of any other shape', () => {
    const bodies = [null, [], 'text', 5, { errors: null }, { errors: 'x' }, { error: 'x' }, { message: {} }]
    const stranger = [
      { errors: [[], null, 5] },
      { errors: { a: 1 } },
      { error: [], retry_after: {} },
      { message: ' ' },
    ]
    for (const body of [...bodies, ...stranger]) {
      const error = errorOf(500, body)
      expect(error.message.trim()).not.toBe('')
      expect(error.details.every((line) => typeof line === 'string')).toBe(true)
    }
  })

  it('says something even where the documented shapes are mixed', () => {
    expect(errorOf(500, { error: 'database down' }).message).toBe('database down')
    expect(errorOf(400, { errors: ['page is invalid'] }).message).toBe('page is invalid')
    expect(errorOf(400, { errors: { page: ['is invalid'] } }).kind).toBe('refused')
  })

  it('keeps no more than a few lines of a long body', () => {
    const errors = Array.from({ length: 5000 }, () => 'x'.repeat(100_000))
    const { message, details } = errorOf(500, { message: 'y'.repeat(100_000), errors }).toProblem()
    expect(message.length + details.join('').length).toBeLessThan(10_000)
  })

  it('has a kind that says what can be done', () => {
    const kinds = [401, 403, 429, 408, 504, 500, 502, 503, 599, 400, 404, 413, 422].map(
      (status) => errorOf(status, {}).kind,
    )
    const rejected = ['rejected', 'rejected', 'rate-limit', 'timeout', 'timeout']
    const failed = ['server', 'server', 'server', 'server', 'refused', 'refused', 'refused', 'refused']
    expect(kinds).toEqual([...rejected, ...failed])
    expect(errorOf(401, {}).canRetry).toBe(false)
    expect(errorOf(404, {}).canRetry).toBe(false)
    expect(errorOf(500, {}).canRetry).toBe(true)
    expect(errorOf(429, {}).canRetry).toBe(true)
  })
})

describe('the wait that Linq asks for', () => {
  it('comes from the header in seconds or as an HTTP date', () => {
    expect(readRetryAfter('0', nowMs)).toBe(0)
    expect(readRetryAfter(' 12 ', nowMs)).toBe(12_000)
    expect(readRetryAfter('600', nowMs)).toBe(600_000)
    expect(readRetryAfter('Sat, 31 Jan 2026 12:00:30 GMT', nowMs)).toBe(30_000)
    expect(readRetryAfter('Saturday, 31-Jan-26 12:00:30 GMT', nowMs)).toBe(30_000)
    expect(readRetryAfter('Sat Jan 31 12:00:30 2026', nowMs)).toBe(30_000)
  })

  it('is over when the date has passed', () => {
    expect(readRetryAfter('Sat, 31 Jan 2026 11:59:00 GMT', nowMs)).toBe(0)
  })

  it('is unknown when it is missing or nonsense', () => {
    const nonsense = [null, '', '-1', 'abc', '1.5', '1e3', '0x10', '601', '31536000', '99999999999', 'NaN']
    const dates = ['Sun, 31 Jan 2027 12:00:00 GMT', 'Feb', 'Monday, 99 Foo 2026', '2026-01-31T12:00:30Z']
    const values = [...nonsense, ...dates]
    expect(values.filter((value) => readRetryAfter(value, nowMs) !== null)).toEqual([])
  })

  it('comes from the header first, else from the body', () => {
    expect(errorOf(429, { retry_after: 7 }, '3').retryAfterMs).toBe(3000)
    expect(errorOf(429, { retry_after: 7 }, 'abc').retryAfterMs).toBe(7000)
    expect(errorOf(429, { retry_after: '7' }).retryAfterMs).toBe(7000)
    expect(errorOf(429, { error: { retry_after: 1.5 } }).retryAfterMs).toBe(1500)
    const none = [-1, 'abc', 31_536_000, null, [], {}, Number.NaN]
    expect(none.filter((retry_after) => errorOf(429, { retry_after }).retryAfterMs !== null)).toEqual([])
  })
})
