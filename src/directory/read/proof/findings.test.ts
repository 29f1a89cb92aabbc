import { describe, expect, it } from 'vitest'

import type { Pass, Verdict } from '../pass'
import { contactOf, numbers } from '../testing/contacts'
import { Findings } from './findings'

/** A pass that has ended, as far as it is judged. */
function passOf(ids: readonly number[], verdict: Verdict, facts: Partial<Pass> = {}): Pass {
  const met = new Set(ids)
  return {
    way: 'windows',
    isMisplanned: false,
    size: met.size,
    unreadable: 0,
    total: met.size,
    didTotalMove: false,
    inOrder: met.size,
    nextPage: 1,
    requestsLeft: 0,
    has: (id) => met.has(id),
    ids: () => met,
    next: () => ({ kind: 'end' }),
    answered: () => null,
    salvaged: () => ({ contacts: [], positions: [] }),
    failed: () => undefined,
    putOff: () => undefined,
    unanswered: () => undefined,
    retryFailed: () => undefined,
    failedPages: () => [],
    verdict: () => verdict,
    corrections: () => ({ ids: [], positions: [] }),
    ...facts,
  }
}

/** Judges passes one after the other, each with what it met. */
function judged(...passes: Pass[]) {
  const findings = new Findings()
  return passes.map((pass) => {
    findings.add([...pass.ids()].map(contactOf))
    return findings.judge(pass)
  })
}

describe('several passes', () => {
  it('are complete after one that was clean, verified after two in a row', () => {
    const clean = passOf(numbers(10), 'clean')
    const disturbed = passOf(numbers(10), 'disturbed', { didTotalMove: true })
    expect(judged(clean, clean).map(({ outcome }) => outcome)).toEqual(['complete', 'verified'])
    const broken = judged(clean, disturbed, clean, clean).map(({ outcome }) => outcome)
    expect(broken).toEqual(['complete', 'disturbed', 'complete', 'verified'])
  })

  it('are never verified where contacts could only be counted', () => {
    const counted = passOf(numbers(10), 'clean', { way: 'pages' })
    expect(judged(counted, counted).map(({ outcome }) => outcome)).toEqual(['complete', 'complete'])
  })

  it('believe a contact gone after a clean pass whose count is right', () => {
    const [, second] = judged(passOf(numbers(10), 'clean'), passOf(numbers(9), 'clean'))
    expect(second?.gone).toEqual([10])
  })

  it('believe nobody gone after a pass that was not clean', () => {
    for (const verdict of ['disturbed', 'moved', 'unprovable', 'partial'] as const) {
      const few = passOf(numbers(3), verdict, { total: 10 })
      expect(judged(passOf(numbers(10), 'clean'), few)[1]?.gone).toEqual([])
    }
  })

  it('believe a contact gone while the total moves only when two clean passes did not meet it', () => {
    const moving = passOf(numbers(9), 'clean', { didTotalMove: true })
    const [, second, third] = judged(passOf(numbers(10), 'clean'), moving, moving)
    expect(second?.gone).toEqual([])
    expect(third?.gone).toEqual([10])
  })

  it('are complete by their union where contacts moved and every answer promised the same number', () => {
    const half = passOf(numbers(9), 'moved', { total: 10 })
    const other = passOf(numbers(9, 2), 'moved', { total: 10 })
    expect(judged(half, other).map(({ outcome }) => outcome)).toEqual(['disturbed', 'complete'])
    const grown = passOf(numbers(9, 2), 'moved', { total: 11 })
    expect(judged(half, grown).map(({ outcome }) => outcome)).toEqual(['disturbed', 'disturbed'])
    const torn = passOf(numbers(9, 2), 'disturbed', { total: 10 })
    expect(judged(half, torn).map(({ outcome }) => outcome)).toEqual(['disturbed', 'disturbed'])
  })
})
