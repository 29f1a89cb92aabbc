import { describe, expect, it, vi } from 'vitest'

import { windowsFor } from './chain/windows'
import { type DriftOptions, type DriftRun, drift } from './testing/drift'
import { STABLE_MODELS, UNSTABLE_MODELS } from './testing/simulated-list'

// Thousands of reads, on machines that may be busy with other tests.
vi.setConfig({ testTimeout: 60_000 })

/** Runs with the seeds from 1 on; a run that fails can be repeated with what is printed. */
function runs(
  count: number,
  options: Omit<DriftOptions, 'seed'>,
): { options: DriftOptions; run: DriftRun }[] {
  return Array.from({ length: count }, (_, index) => {
    const seeded = { ...options, seed: index + 1 }
    return { options: seeded, run: drift(seeded) }
  })
}

/** Runs that were called complete, or better, although somebody who was there all the time is missing. */
function wrong(all: ReturnType<typeof runs>) {
  return all.filter(({ run }) => run.outcome !== 'disturbed' && run.lost > 0)
}

function share(all: ReturnType<typeof runs>, isMeant: (run: DriftRun) => boolean): number {
  return all.filter(({ run }) => isMeant(run)).length / all.length
}

/** What one pass may cost: the plan for twice the contacts of its first answer and half of that to repair it. */
function mostRequests(contacts: number): number {
  const planned = 2 * windowsFor(contacts) + 20
  return planned + 12 + Math.floor(planned / 2)
}

// 20,420 reads, half of one pass, half of as many as it takes; `bench/drift.mjs` does as many as one has time for.
describe('a list whose order is stable, read in windows', () => {
  for (const model of STABLE_MODELS) {
    for (const [contacts, changes, count] of [
      [150, 0.3, 1300],
      [1000, 0.05, 400],
      [1000, 1, 250],
      [3000, 0.2, 80],
      [10_000, 0.05, 12],
    ] as const) {
      it(`is never wrongly called complete (${model}, ${contacts} contacts, ${changes} changes a request)`, () => {
        const once = runs(count, { way: 'chained', model, contacts, changes, passes: 1 })
        expect(wrong(once)).toEqual([])
        expect(Math.max(...once.map(({ run }) => run.requests))).toBeLessThanOrEqual(mostRequests(contacts))
        const twice = runs(count, { way: 'verified', model, contacts, changes, passes: 4 })
        expect(wrong(twice)).toEqual([])
        if (model === 'bulk' || changes > 0.5) return
        expect(share(once, ({ outcome }) => outcome === 'complete')).toBeGreaterThanOrEqual(0.99)
        expect(share(twice, ({ outcome }) => outcome === 'verified')).toBeGreaterThanOrEqual(0.99)
      })
    }
  }

  it('loses contacts by plain pages all the same: the simulation is one of the real trouble', () => {
    const all = runs(60, { way: 'plain', model: 'anywhere', contacts: 10_000, changes: 0.05, passes: 1 })
    expect(share(all, ({ lost }) => lost > 0)).toBeGreaterThan(0.8)
  })

  it('costs nothing more when nothing happens', () => {
    for (const contacts of [1000, 1234, 5000, 20_000]) {
      const [quiet] = runs(1, { way: 'chained', model: 'top', contacts, changes: 0, passes: 1 })
      expect(quiet?.run).toMatchObject({ outcome: 'complete', lost: 0, requests: windowsFor(contacts) })
    }
  })

  it('costs a quarter more than plain pages with a change every twenty requests', () => {
    const all = runs(40, { way: 'chained', model: 'anywhere', contacts: 5000, changes: 0.05, passes: 1 })
    const requests = all.reduce((sum, { run }) => sum + run.requests, 0) / all.length
    expect(requests).toBeLessThan(1.25 * 50)
  })
})

describe('a list in which contacts change their places', () => {
  it('is not called complete after one pass with somebody missing, where the joints can tell (renames)', () => {
    for (const [contacts, count] of [
      [1000, 300],
      [10_000, 40],
    ] as const) {
      const all = runs(count, { way: 'chained', model: 'renames', contacts, changes: 0.05, passes: 1 })
      // The trouble is real: many passes lose somebody, and a good part of the others can still be called complete.
      expect(share(all, ({ lost }) => lost > 0)).toBeGreaterThan(contacts / 50_000)
      expect(share(all, ({ outcome }) => outcome === 'complete')).toBeGreaterThan(0.25)
      expect(wrong(all).length).toBeLessThanOrEqual(count * 0.005)
    }
  })

  for (const model of UNSTABLE_MODELS) {
    it(`is hardly ever called verified with somebody missing (${model})`, () => {
      const all = runs(400, { way: 'verified', model, contacts: 1000, changes: 0.05, passes: 4 })
      expect(share(all, ({ outcome, lost }) => outcome === 'verified' && lost > 0)).toBeLessThan(0.005)
      expect(share(all, ({ outcome, lost }) => outcome !== 'disturbed' && lost > 0)).toBeLessThan(0.01)
    })
  }
})
