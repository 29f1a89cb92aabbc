import { describe, expect, it } from 'vitest'

import { Pace } from './pace'

function paceAfter(answersMs: readonly number[]): Pace {
  const pace = new Pace()
  for (const tookMs of answersMs) pace.answered(tookMs)
  return pace
}

const many = (tookMs: number, count = 40) => Array.from({ length: count }, () => tookMs)

describe('the number of requests at a time', () => {
  it('begins with two and grows to six, one by one, while answers are quick', () => {
    expect(new Pace().limit).toBe(2)
    expect(paceAfter(many(80, 4)).limit).toBe(3)
    expect(paceAfter(many(80)).limit).toBe(6)
  })

  it('falls while answers take much longer than they can, down to one', () => {
    expect(paceAfter([...many(80), ...many(900, 4)]).limit).toBe(5)
    expect(paceAfter([...many(80), ...many(900)]).limit).toBe(1)
  })

  it('does not mind answers that were always slow, or a bit slower than before', () => {
    expect(paceAfter(many(2000)).limit).toBe(6)
    expect(paceAfter([...many(80), ...many(160)]).limit).toBe(6)
  })

  it('is halved by a rate limit, by silence, and by an answer that never came', () => {
    for (const trouble of ['rateLimited', 'silent', 'timedOut'] as const) {
      const pace = paceAfter(many(80))
      if (trouble === 'rateLimited') pace.rateLimited(1000, 0, 0)
      else if (trouble === 'silent') pace.silent(0, 0)
      else pace.timedOut()
      expect(pace.limit).toBe(3)
    }
  })

  it('is two at most behind what is shown', () => {
    const pace = paceAfter(many(80))
    pace.isBehind = true
    expect(pace.limit).toBe(2)
  })
})

it('makes one pause of several rate limits, the longest one', () => {
  const pace = new Pace()
  pace.rateLimited(5000, 0, 0)
  pace.rateLimited(2000, 10, 0)
  expect(pace.waitAt(10)).toEqual({ reason: 'rate-limit', untilMs: 5000 })
  expect(pace.waitAt(5000)).toBeNull()
})

it('tells that the network is away until something comes, also while it is tried', () => {
  const pace = new Pace()
  pace.silent(0, 0)
  const wait = pace.waitAt(0)
  expect(wait).toMatchObject({ reason: 'network' })
  const laterMs = 60_000
  expect(pace.waitAt(laterMs)).toBeNull()
  expect(pace.waitToTellAt(laterMs)).toEqual(wait)
  pace.heard()
  expect(pace.waitToTellAt(laterMs)).toBeNull()
  pace.silent(laterMs, 0)
  pace.answered(80)
  expect(pace.waitToTellAt(laterMs + 60_000)).toBeNull()
})
