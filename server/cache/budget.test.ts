import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { type BudgetBounds, type Turn, createBudget, defaultBudget } from './budget'

beforeEach(() => void vi.useFakeTimers({ now: 0 }))
afterEach(() => void vi.useRealTimers())

const forEver = new AbortController().signal

function budgetOf(bounds: Partial<BudgetBounds> = {}) {
  return createBudget({ ...defaultBudget, perSecond: Infinity, ...bounds }, Date.now)
}

/** Asks for a turn, and notes in `order` who got one, or why not. */
function queue(budget: ReturnType<typeof createBudget>, order: string[]) {
  const turns: Turn[] = []
  const askFor = async (name: string, signal: AbortSignal) => {
    const turn = await budget.take(name.slice(0, 1), signal).catch(() => ({ kind: 'gone' as const }))
    if (turn.kind === 'turn') turns.push(turn)
    order.push(turn.kind === 'turn' ? name : `${name} ${turn.kind}`)
  }
  const ask = (name: string, signal = forEver) => void askFor(name, signal)
  const next = async () => {
    turns.shift()?.leave()
    await vi.advanceTimersByTimeAsync(0)
  }
  return { ask, next }
}

describe('the calls of all people', () => {
  it('are so many at a time, and people take turns however many calls each has', async () => {
    const budget = budgetOf({ calls: 1 })
    const order: string[] = []
    const { ask, next } = queue(budget, order)
    for (const name of ['a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'c1']) ask(name)
    for (let times = 0; times < 7; times += 1) await next()
    expect(order).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4'])
    expect(budget.waiting()).toBe(0)
  })

  it('are so many a second, with a quarter of as many at once after a rest', async () => {
    const order: string[] = []
    const { ask } = queue(budgetOf({ perSecond: 8 }), order)
    for (let call = 0; call < 12; call += 1) ask(`a${call}`)
    const counts: number[] = []
    for (let quarter = 0; quarter < 6; quarter += 1) {
      await vi.advanceTimersByTimeAsync(quarter === 0 ? 0 : 250)
      counts.push(order.length)
    }
    expect(counts).toEqual([2, 4, 6, 8, 10, 12])
  })

  it('that find no room are told so: of all, of one person, and after a while', async () => {
    const order: string[] = []
    const { ask } = queue(budgetOf({ calls: 1, waiting: 3, waitingOfOne: 2, longestWaitMs: 1000 }), order)
    for (const name of ['a1', 'a2', 'a3', 'a4', 'b1', 'c1']) ask(name)
    await vi.advanceTimersByTimeAsync(0)
    expect(order).toEqual(['a1', 'a4 full', 'c1 full'])
    await vi.advanceTimersByTimeAsync(1000)
    expect(order.slice(3)).toEqual(['a2 full', 'a3 full', 'b1 full'])
  })

  it('leave no place behind that nobody has: who goes away while waiting, who leaves twice', async () => {
    const order: string[] = []
    const budget = budgetOf({ calls: 1 })
    const { ask } = queue(budget, order)
    const first = await budget.take('x', forEver)
    const gone = new AbortController()
    ask('a1', gone.signal)
    ask('b1')
    ask('b2')
    gone.abort()
    await vi.advanceTimersByTimeAsync(0)
    expect(order).toEqual(['a1 gone'])
    if (first.kind === 'turn') {
      first.leave()
      first.leave()
    }
    await vi.advanceTimersByTimeAsync(0)
    expect(order).toEqual(['a1 gone', 'b1'])
    await expect(budget.take('a', gone.signal)).rejects.toThrow('abort')
    expect(budget.waiting()).toBe(1)
  })

  it('all pause together, those that wait and those that come, until the longest pause is over', async () => {
    const budget = budgetOf({ calls: 1 })
    const order: string[] = []
    const { ask, next } = queue(budget, order)
    ask('a1')
    ask('b1')
    await vi.advanceTimersByTimeAsync(0)
    budget.pause(5000)
    budget.pause(3000)
    ask('c1')
    await next()
    expect(order).toEqual(['a1', 'b1 paused', 'c1 paused'])
    await vi.advanceTimersByTimeAsync(4999)
    expect(budget.pausedUntilMs()).toBe(5000)
    await vi.advanceTimersByTimeAsync(1)
    ask('d1')
    await vi.advanceTimersByTimeAsync(0)
    expect(order.at(-1)).toBe('d1')
    expect(budget.pausedUntilMs()).toBe(0)
  })
})
