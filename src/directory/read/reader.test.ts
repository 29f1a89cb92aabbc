import { describe, expect, it } from 'vitest'

import { LinqError, type LinqErrorKind } from '../../linq/linq-error'
import type { ReadState } from '../directory'
import { type Window, endOf, startOf, windowsFor } from './chain/windows'
import { Reader } from './reader'
import { numbers, pageOf, withoutTotal } from './testing/contacts'
import { Reading } from './testing/reading'
import { VirtualClock } from './testing/virtual-clock'

function failure(kind: LinqErrorKind, page: number, retryAfterMs: number | null = null): LinqError {
  return new LinqError({ kind, message: `It is ${kind}.`, page, retryAfterMs })
}

/** A reading of a list that is always the same, where `trouble` may throw. */
function readingOf(count: number, trouble: (page: number, nth: number) => void = () => undefined): Reading {
  const ids = numbers(count)
  let nth = 0
  return new Reading(async (page, perPage) => {
    nth += 1
    trouble(page, nth)
    return pageOf(ids, page, perPage)
  })
}

const nobodyListens = {
  put: () => undefined,
  place: () => undefined,
  remove: () => undefined,
  onChange: () => undefined,
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}

/** Contacts of a list of so many that are not kept. */
function missingOf(reading: Reading, count: number): number[] {
  return numbers(count).filter((id) => !reading.kept.has(id))
}

/** The rows that a state says are missing: the ids of a list that never changed. */
function rowsOf({ failedPages }: ReadState): number[] {
  return failedPages.flatMap(({ rows }) => numbers(rows.last - rows.first + 1, rows.first))
}

/** The page of 100 in which a window begins. */
function pageNumber(window: Window | undefined): number {
  return Math.floor((window ? startOf(window) : 0) / 100) + 1
}

function times(reading: Reading, page: number): number {
  return reading.pages.filter((one) => one === page).length
}

describe('a read of a quiet list', () => {
  it('asks for overlapping windows from the top on, each once, and is complete', async () => {
    const reading = readingOf(1234)
    const state = await reading.read()
    expect(state).toMatchObject({
      status: 'complete',
      contacts: 1234,
      total: 1234,
      failedPages: [],
      unreadable: 0,
    })
    expect(reading.asked[0]).toMatchObject({ page: 1, perPage: 100 })
    expect(reading.asked).toHaveLength(windowsFor(1234))
    for (const [index, window] of reading.asked.slice(1).entries()) {
      const shared = endOf(reading.asked[index] ?? window) - startOf(window)
      expect(shared).toBeGreaterThanOrEqual(2)
      expect(shared).toBeLessThanOrEqual(20)
    }
    expect(reading.ids).toEqual(numbers(1234))
    expect([...reading.kept.values()].every(({ contact, position }) => contact.id === position + 1)).toBe(
      true,
    )
  })

  it('begins with few requests at a time and has never more than six', async () => {
    const ids = numbers(4000)
    let atSecondPage = 0
    const reading = new Reading(async (page, perPage) => {
      if (page === 2) atSecondPage = reading.inFlight
      await new Promise((resolve) => {
        setImmediate(resolve)
      })
      return pageOf(ids, page, perPage)
    })
    await reading.read()
    expect(atSecondPage).toBeLessThanOrEqual(2)
    expect(reading.mostInFlight).toBe(6)
  })

  it('asks for the next page while one is being taken in, and never for more than may be on their way', async () => {
    const ids = numbers(3000)
    let onTheirWay = 0
    let most = 0
    let beforeTaken = 0
    const reader = new Reader({
      ...nobodyListens,
      clock: new VirtualClock(),
      fetchPage: async (page, perPage, _signal, _newerThanMs, onArrived) => {
        onTheirWay += 1
        most = Math.max(most, onTheirWay)
        await nextTurn()
        onTheirWay -= 1
        const before = onTheirWay
        onArrived()
        if (onTheirWay > before) beforeTaken += 1
        return pageOf(ids, page, perPage)
      },
    })
    reader.start()
    while (reader.state().status === 'reading') await nextTurn()
    expect(reader.state()).toMatchObject({ status: 'complete', contacts: 3000 })
    expect(most).toBe(6)
    expect(beforeTaken).toBeGreaterThan(20)
  })

  it('of nobody, or of less than a page, is one request', async () => {
    for (const count of [0, 1, 99, 100]) {
      const reading = readingOf(count)
      expect(await reading.read()).toMatchObject({ status: 'complete', contacts: count, total: count })
      expect(reading.pages).toEqual([1])
    }
  })

  it('begins once, however often it is told to', async () => {
    const reading = readingOf(300)
    reading.reader.start()
    reading.reader.start()
    await reading.end()
    reading.reader.start()
    expect(reading.status).toBe('complete')
    expect(reading.asked).toHaveLength(windowsFor(300))
  })

  it('follows a server that gives smaller or larger pages than it is asked for, and says that it counts', async () => {
    for (const size of [25, 40, 250]) {
      const ids = numbers(500)
      const reading = new Reading(async (page) => pageOf(ids, page, size))
      expect(await reading.read()).toMatchObject({ status: 'complete', contacts: 500, way: 'pages' })
      expect(reading.pages).toEqual(numbers(Math.ceil(500 / size)))
      expect(reading.ids).toEqual(ids)
    }
  })

  it('follows a server that knows a few page sizes only, by plain pages', async () => {
    const ids = numbers(950)
    for (const isSaid of [true, false]) {
      const reading = new Reading(async (page, perPage) => {
        const answer = pageOf(ids, page, perPage > 50 ? 100 : 50)
        const pagination = { ...answer.pagination, per_page: isSaid ? answer.pagination.per_page : null }
        return { ...answer, pagination }
      })
      expect(await reading.read()).toMatchObject({ status: 'complete', contacts: 950, way: 'pages' })
      expect(reading.ids).toEqual(ids)
      expect(await reading.settle()).toMatchObject({ status: 'complete', way: 'pages' })
    }
  })

  it('counts records that cannot be told apart, and is complete with them', async () => {
    const ids = numbers(150)
    const reading = new Reading(async (page, perPage) => {
      const answer = pageOf(ids, page, perPage)
      const unreadableAt = answer.contacts.flatMap(({ id }, at) => (id >= 98 && id <= 100 ? [at] : []))
      const contacts = answer.contacts.filter((_, at) => !unreadableAt.includes(at))
      return { ...answer, contacts, unreadable: unreadableAt.length, unreadableAt }
    })
    expect(await reading.read()).toMatchObject({
      status: 'complete',
      contacts: 147,
      unreadable: 3,
      total: 150,
    })
  })

  it('tells how long it will take, once it can', async () => {
    const ids = numbers(5000)
    const reading = new Reading(async (page, perPage) => {
      await new Promise<void>((resolve) => {
        reading.clock.after(1000, resolve)
      })
      return pageOf(ids, page, perPage)
    })
    reading.reader.start()
    expect(reading.reader.state()).toMatchObject({ status: 'reading', msLeft: null })
    await reading.clock.until(() => reading.kept.size >= 2500)
    const state = reading.reader.state()
    const msLeft = state.status === 'reading' ? state.msLeft : null
    // About 29 windows are left, 6 at a time, a second each.
    expect(msLeft).toBeGreaterThan(3000)
    expect(msLeft).toBeLessThan(10_000)
  })
})

describe('a rate limit', () => {
  it('pauses every request as long as Linq says, and the read goes on where it stopped', async () => {
    const reading = readingOf(2000, (page, nth) => {
      if (nth === 6) throw failure('rate-limit', page, 12_000)
    })
    await reading.read()
    expect(reading.status).toBe('complete')
    const limited = reading.asked[5]
    const next = reading.asked.find(({ atMs }) => limited && atMs > limited.atMs)
    expect((next?.atMs ?? 0) - (limited?.atMs ?? 0)).toBeGreaterThanOrEqual(12_000)
    expect(next).toMatchObject({ page: limited?.page, perPage: limited?.perPage })
    expect(reading.pages).toHaveLength(windowsFor(2000) + 1)
    const waits = reading.states.flatMap((state) =>
      state.status === 'reading' && state.wait ? [state.wait] : [],
    )
    expect(waits[0]).toMatchObject({ reason: 'rate-limit', page: pageNumber(limited) })
    expect((waits[0]?.untilMs ?? 0) - (limited?.atMs ?? 0)).toBeGreaterThanOrEqual(12_000)
    expect(reading.states.at(-2)).toMatchObject({ status: 'reading', wait: null })
  })

  it('keeps the answers that were on their way', async () => {
    const ids = numbers(1000)
    const late: (() => void)[] = []
    const reading = new Reading(async (page, perPage) => {
      if (page === 2) await new Promise<void>((resolve) => late.push(resolve))
      if (page === 3 && times(reading, 3) === 1) throw failure('rate-limit', 3, 5000)
      return pageOf(ids, page, perPage)
    })
    reading.reader.start()
    await reading.clock.until(
      () => late.length > 0 && times(reading, 3) > 0,
      () => true,
    )
    late[0]?.()
    await reading.end()
    expect(reading.status).toBe('complete')
    expect(times(reading, 2)).toBe(1)
    expect(times(reading, 3)).toBe(2)
  })

  it('without a time backs off within a bound, and never gives up', async () => {
    const reading = readingOf(300, (page, nth) => {
      if (nth >= 2 && nth <= 40) throw failure('rate-limit', page)
    })
    const state = await reading.read()
    expect(state).toMatchObject({ status: 'complete', failedPages: [] })
    const pauses = reading.asked.slice(1).map(({ atMs }, index) => atMs - (reading.asked[index]?.atMs ?? 0))
    expect(Math.max(...pauses)).toBeLessThanOrEqual(30_001)
    expect(Math.max(...pauses)).toBeGreaterThan(10_000)
  })

  it('that says "now" again and again does not become a storm', async () => {
    const reading = readingOf(200, (page, nth) => {
      if (nth >= 2 && nth <= 20) throw failure('rate-limit', page, 0)
    })
    await reading.read()
    const [first] = reading.asked
    expect((reading.asked[19]?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThan(60_000)
  })
})

describe('a page that fails', () => {
  it('is asked for again, later each time, and costs nothing when it comes', async () => {
    const reading = readingOf(500, (page) => {
      if (page === 3 && times(reading, 3) < 3) throw failure('server', 3)
    })
    expect(await reading.read()).toMatchObject({ status: 'complete', contacts: 500 })
    const at = reading.asked.flatMap(({ page, atMs }) => (page === 3 ? [atMs] : []))
    expect(at).toHaveLength(3)
    expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(250)
    expect((at[2] ?? 0) - (at[1] ?? 0)).toBeGreaterThanOrEqual(500)
  })

  it('three times costs its own contacts and no others', async () => {
    for (const kind of ['server', 'timeout', 'unreadable', 'cut'] as const) {
      const reading = readingOf(1000, (page) => {
        if (page === 4) throw failure(kind, 4)
      })
      const state = await reading.read()
      expect(state).toMatchObject({ status: 'partial', total: 1000 })
      expect(state.failedPages).toMatchObject([{ page: 4, problem: { kind, page: 4 } }])
      expect(times(reading, 4)).toBe(3)
      expect(missingOf(reading, 1000)).toEqual(rowsOf(state))
    }
  })

  it('is the only one that a retry asks for, and the read is complete then', async () => {
    let isWell = false
    const reading = readingOf(1000, (page) => {
      if ((page === 4 || page === 7) && !isWell) throw failure('server', page)
    })
    await reading.read()
    expect(reading.status).toBe('partial')
    const before = reading.pages.length
    isWell = true
    reading.reader.retry()
    expect(await reading.end()).toMatchObject({ status: 'complete', contacts: 1000, failedPages: [] })
    expect(reading.pages.slice(before)).toEqual([4, 7])
    expect(missingOf(reading, 1000)).toEqual([])
  })

  it('can be tried again while others are still being read', async () => {
    let isWell = false
    const reading = readingOf(1000, (page) => {
      if (page === 2 && !isWell) throw failure('refused', 2)
      if (page === 5 && !isWell) {
        isWell = true
        reading.reader.retry()
      }
    })
    expect(await reading.read()).toMatchObject({ status: 'complete', contacts: 1000, failedPages: [] })
    expect(times(reading, 2)).toBe(2)
  })

  it('that was cut gives what came of it, and is still named as failed', async () => {
    const ids = numbers(300)
    const reading = new Reading(async (page, perPage) => {
      const whole = pageOf(ids, page, perPage)
      return page === 2 ? { ...whole, contacts: whole.contacts.slice(0, 40), missing: 60 } : whole
    })
    const state = await reading.read()
    const missing = missingOf(reading, 300)
    expect(state).toMatchObject({ status: 'partial', contacts: 300 - missing.length })
    // Of the rows that no other window held, the first ones came.
    const [first = 0] = rowsOf(state)
    expect(reading.kept.get(first)).toMatchObject({ position: first - 1 })
    expect(missing.length).toBeGreaterThan(0)
    expect(rowsOf(state)).toEqual(expect.arrayContaining(missing))
    expect(state.failedPages).toMatchObject([{ page: 2, problem: { kind: 'cut' } }])
  })

  it('is none where all of its contacts came in other answers, or in cut ones', async () => {
    const ids = numbers(950)
    let isWell = false
    const reading = new Reading(async (page, perPage) => {
      const whole = pageOf(ids, page, perPage)
      // The first row is the last of the window before; then one half comes, and after it the other.
      if (page === 3) return { ...whole, contacts: whole.contacts.slice(1), missing: 1 }
      if (page !== 5) return whole
      const contacts = isWell ? whole.contacts.slice(40) : whole.contacts.slice(0, 40)
      return { ...whole, contacts, missing: perPage - contacts.length }
    })
    const state = await reading.read()
    expect(state).toMatchObject({ status: 'partial', failedPages: [{ page: 3 }, { page: 5 }] })
    isWell = true
    reading.reader.retry()
    expect(await reading.end()).toMatchObject({ status: 'complete', contacts: 950, failedPages: [] })
  })

  it('at the very first stops the read, and a retry begins again', async () => {
    let isWell = false
    const reading = readingOf(300, () => {
      if (!isWell) throw failure('server', 1)
    })
    expect(await reading.read()).toMatchObject({ status: 'stopped', problem: { kind: 'server' } })
    expect(reading.pages).toEqual([1, 1, 1])
    isWell = true
    reading.reader.retry()
    expect(await reading.end()).toMatchObject({ status: 'complete', contacts: 300 })
  })

  it('is not asked for again when that cannot help', async () => {
    const reading = readingOf(1000, (page) => {
      if (page === 4) throw failure('refused', 4)
    })
    const state = await reading.read()
    expect(state.status).toBe('partial')
    expect(missingOf(reading, 1000)).toEqual(rowsOf(state))
    expect(times(reading, 4)).toBe(1)
  })

  it('like all pages after it does not lead to thousands of requests', async () => {
    const reading = readingOf(100_000, (page) => {
      if (page > 10) throw failure('server', page)
    })
    const state = await reading.read()
    expect(state).toMatchObject({ status: 'partial', contacts: 990 })
    expect(state.failedPages).toHaveLength(990)
    expect(reading.pages.length).toBeLessThan(100)
  })
})

describe('retries', () => {
  it('are a tenth of all requests at most, and ten, however much fails', async () => {
    const reading = readingOf(50_000, (page, nth) => {
      if (nth > 1 && nth % 3 === 0) throw failure('server', page)
    })
    const state = await reading.read()
    const asked = new Set(reading.asked.map(({ page, perPage }) => `${page}/${perPage}`))
    // The top is read twice, which is no retry.
    const retries = reading.asked.length - asked.size - 1
    expect(retries).toBeLessThanOrEqual(11 + reading.asked.length / 10)
    expect(state.status).toBe('partial')
    expect(missingOf(reading, 50_000)).toEqual(rowsOf(state))
  })
})

describe('the figures of a read', () => {
  it('say how far the list is here without a gap', async () => {
    const reading = readingOf(500, (page) => {
      if (page === 2) throw failure('refused', 2)
    })
    const state = await reading.read()
    expect(state).toMatchObject({ status: 'partial', inOrder: 100, met: 500 - rowsOf(state).length })
  })

  it('never call more rows gapless than stand in order from the first on', async () => {
    const reading = readingOf(3000, (page) => {
      if (page === 9 && times(reading, 9) < 3) throw failure('server', 9)
    })
    await reading.read()
    const figures = reading.states.map(({ inOrder }) => inOrder)
    expect(figures).toEqual(figures.toSorted((left, right) => left - right))
    expect(new Set(figures).size).toBeGreaterThan(10)
    expect(figures.at(-1)).toBe(3000)
  })

  it('stay as they were at the end of a pass, while nothing is read', async () => {
    const reading = readingOf(500)
    expect(await reading.read()).toMatchObject({ status: 'complete', inOrder: 500, met: 500 })
    expect(await reading.settle()).toMatchObject({ status: 'verified', inOrder: 500, met: 500 })
  })

  it('tell a first read from one that renews what is here', async () => {
    const reading = readingOf(300)
    await reading.read()
    expect(
      reading.states.filter(({ status }) => status === 'reading').some((state) => state.wasReadBefore),
    ).toBe(false)
    reading.reader.refresh()
    expect(reading.reader.state()).toMatchObject({
      status: 'complete',
      wasReadBefore: true,
      isReadingAgain: true,
      contacts: 300,
      met: 0,
    })
  })
})

describe('a rejected token', () => {
  it('stops everything at once, without a second attempt', async () => {
    const reading = readingOf(5000, (page, nth) => {
      if (nth === 10) throw failure('rejected', page)
    })
    const state = await reading.read()
    expect(state).toMatchObject({ status: 'stopped', problem: { kind: 'rejected' }, total: 5000 })
    const asked = reading.pages.length
    expect(asked).toBeLessThanOrEqual(15)
    expect(state.contacts).toBe(reading.kept.size)
    expect(reading.kept.size).toBeGreaterThan(0)
  })
})

describe('a network that is away', () => {
  it('is waited for without giving a page up, and the read goes on', async () => {
    let nth = 0
    const reading = readingOf(1000, (page) => {
      nth += 1
      if (nth > 4 && nth < 60) throw failure('network', page)
    })
    const state = await reading.read()
    expect(state).toMatchObject({ status: 'complete', contacts: 1000 })
    const waits = reading.states.flatMap((one) => (one.status === 'reading' && one.wait ? [one.wait] : []))
    expect(waits.every((wait) => wait.reason === 'network')).toBe(true)
    // What is told does not flicker with every attempt.
    const isAway = reading.states.map((one) => one.status === 'reading' && one.wait !== null)
    expect(isAway.filter((is, index) => is !== (isAway[index - 1] ?? false))).toEqual([true, false])
    const pauses = reading.asked.slice(1).map(({ atMs }, index) => atMs - (reading.asked[index]?.atMs ?? 0))
    expect(Math.max(...pauses)).toBeLessThanOrEqual(30_001)
    expect(Math.max(...pauses)).toBeGreaterThan(20_000)
  })

  it('is waited for at the first page too', async () => {
    const reading = readingOf(200, (page, nth) => {
      if (nth < 12) throw failure('network', page)
    })
    expect(await reading.read()).toMatchObject({ status: 'complete', contacts: 200 })
  })

  it('is asked for at once when the browser says it is back', async () => {
    let isAway = true
    const reading = readingOf(500, (page, nth) => {
      if (nth > 2 && isAway) throw failure('network', page)
    })
    reading.reader.start()
    await reading.until(() => reading.asked.length > 12)
    await reading.until(() => reading.inFlight === 0 && reading.states.at(-1)?.status === 'reading')
    isAway = false
    const atMs = reading.clock.now()
    reading.reader.online()
    expect(reading.asked.at(-1)?.atMs).toBe(atMs)
    expect(await reading.end()).toMatchObject({ status: 'complete', contacts: 500 })
  })

  it('is not to blame when one page alone is never answered', async () => {
    for (const silent of [3, 5]) {
      const reading = readingOf(500, (page) => {
        if (page === silent) throw failure('network', page)
      })
      const state = await reading.read()
      expect(state.status).toBe('partial')
      expect(state.failedPages).toMatchObject([{ page: silent, problem: { kind: 'network' } }])
      expect(missingOf(reading, 500)).toEqual(rowsOf(state))
    }
  })
})

describe('pause, resume and refresh', () => {
  it('asks for nothing while it is paused, keeps what comes, and repeats nothing', async () => {
    const reading = readingOf(2000)
    reading.reader.start()
    await reading.until(() => reading.kept.size >= 500)
    reading.reader.pause()
    const asked = reading.pages.length
    for (let turn = 0; turn < 20; turn += 1)
      await new Promise((resolve) => {
        setImmediate(resolve)
      })
    expect(reading.status).toBe('paused')
    expect(reading.pages).toHaveLength(asked)
    expect(reading.inFlight).toBe(0)
    expect(reading.reader.state().contacts).toBe(reading.kept.size)
    reading.reader.resume()
    expect(await reading.end()).toMatchObject({ status: 'complete', contacts: 2000 })
    expect(reading.pages).toHaveLength(windowsFor(2000))
  })

  it('keeps contacts while it reads again, and believes in a removal after a clean pass only', async () => {
    let ids = numbers(300)
    const reading = new Reading(async (page, perPage) => pageOf(ids, page, perPage))
    await reading.read()
    ids = [...numbers(250, 51), 1000]
    reading.reader.refresh()
    expect(reading.reader.state()).toMatchObject({ status: 'complete', contacts: 300, isReadingAgain: true })
    expect(await reading.settle()).toMatchObject({ status: 'verified', contacts: 251, total: 251 })
    expect(reading.ids).toEqual(ids)
  })

  it('removes nobody whose record could not be told apart this time', async () => {
    const ids = numbers(300)
    let isSpoiled = false
    const reading = new Reading(async (page, perPage) => {
      const answer = pageOf(ids, page, perPage)
      const at = answer.contacts.findIndex(({ id }) => id === 150)
      if (!isSpoiled || at < 0) return answer
      return { ...answer, contacts: answer.contacts.toSpliced(at, 1), unreadable: 1, unreadableAt: [at] }
    })
    await reading.read()
    await reading.settle()
    for (const unreadable of [1, 0]) {
      isSpoiled = unreadable > 0
      reading.reader.refresh()
      await reading.until(() => !reading.reader.state().isReadingAgain)
      expect(reading.reader.state()).toMatchObject({ status: 'verified', contacts: 300, unreadable })
    }
  })

  it('removes nobody after a pass with failed pages', async () => {
    let isIll = false
    const reading = readingOf(300, (page) => {
      if (isIll && page === 2) throw failure('server', page)
    })
    await reading.read()
    isIll = true
    reading.reader.refresh()
    expect(await reading.settle()).toMatchObject({ status: 'complete', contacts: 300, failedPages: [] })
    expect(reading.kept.size).toBe(300)
  })

  it('tells whoever asked for it why nothing could be renewed, until something can be', async () => {
    let trouble: LinqError | null = null
    const reading = readingOf(300, () => {
      if (trouble) throw trouble
    })
    await reading.read()
    trouble = failure('server', 1)
    // The second pass is nobody's wish: it is tried again by itself.
    expect(await reading.settle()).toMatchObject({ status: 'complete', problem: null })
    reading.reader.refresh()
    expect(await reading.settle()).toMatchObject({
      status: 'complete',
      contacts: 300,
      problem: { kind: 'server' },
    })
    trouble = null
    reading.reader.refresh()
    expect(reading.reader.state().problem).toBeNull()
    expect(await reading.settle()).toMatchObject({ status: 'verified', problem: null })
  })

  it('drops answers of a read that was begun anew', async () => {
    const release: (() => void)[] = []
    let ids = numbers(100)
    const reading = new Reading(async (page, perPage) => {
      const answer = pageOf(ids, page, perPage)
      if (release.length === 0) await new Promise<void>((resolve) => release.push(resolve))
      return answer
    })
    reading.reader.start()
    ids = numbers(50, 500)
    reading.reader.refresh()
    await reading.clock.until(() => reading.status === 'complete')
    release[0]?.()
    await reading.clock.until(() => reading.inFlight === 0)
    expect(reading.ids).toEqual(ids)
  })
})

describe('reading again', () => {
  it('behind a complete read makes it verified, two requests at a time', async () => {
    const reading = readingOf(2000)
    await reading.read()
    const { length } = reading.asked
    reading.mostInFlight = 0
    expect(await reading.settle()).toMatchObject({
      status: 'verified',
      contacts: 2000,
      isReadingAgain: false,
    })
    expect(reading.asked).toHaveLength(2 * length)
    expect(reading.mostInFlight).toBe(2)
  })

  it('keeps what is shown as it was while it fails, pauses or is called off', async () => {
    let trouble: LinqError | null = null
    const reading = readingOf(2000, () => {
      if (trouble) throw trouble
    })
    await reading.read()
    trouble = failure('server', 1)
    const state = await reading.settle()
    expect(state).toMatchObject({
      status: 'complete',
      contacts: 2000,
      failedPages: [],
      isReadingAgain: false,
    })
    trouble = failure('rate-limit', 1, 1000)
    reading.reader.refresh()
    await reading.until(() => reading.clock.waitsMs.length > 5)
    expect(reading.reader.state()).toMatchObject({ status: 'complete', isReadingAgain: true })
    reading.reader.pause()
    expect(reading.reader.state()).toMatchObject({ status: 'complete', isReadingAgain: false })
  })

  it('stops everything when the token is rejected meanwhile', async () => {
    let isRejected = false
    const reading = readingOf(500, () => {
      if (isRejected) throw failure('rejected', 1)
    })
    await reading.read()
    isRejected = true
    reading.reader.refresh()
    await reading.until(() => reading.status === 'stopped')
    expect(reading.kept.size).toBe(500)
  })

  it('is given up after a few passes when the list never holds still', async () => {
    let ids = numbers(2000)
    const reading = new Reading(async (page, perPage) => {
      // The contact in the middle is always the one that was written to last, and somebody comes at the end.
      ids = [...ids.splice(1000, 1), ...ids, 5000 + ids.length]
      return pageOf(ids, page, perPage)
    })
    expect((await reading.read()).status).toBe('disturbed')
    expect(reading.reader.state()).toMatchObject({ status: 'disturbed', isReadingAgain: false })
    expect(await reading.settle()).toMatchObject({ status: 'disturbed', isReadingAgain: false })
    expect(missingOf(reading, 2000)).toEqual([])
    expect(reading.asked.length).toBeLessThan(4 * (1.75 * 20 + 13))
  })
})

describe('Linq’s order', () => {
  it('is kept where the list moved between two windows', async () => {
    let ids = numbers(2000)
    let nth = 0
    const reading = new Reading(async (page, perPage) => {
      nth += 1
      if (nth === 12) ids = ids.toSpliced(5, 1)
      if (nth === 15) ids = [3000, ...ids].toSpliced(500, 2)
      return pageOf(ids, page, perPage)
    })
    expect(await reading.read()).toMatchObject({ status: 'complete' })
    expect(reading.ids.filter((id) => ids.includes(id))).toEqual(ids)
  })
})

describe('what cannot be kept', () => {
  it('stops the read: contacts that came and were lost are never called complete', async () => {
    const reading = readingOf(300)
    reading.kept.set = () => {
      throw new Error('No more memory.')
    }
    expect(await reading.read()).toMatchObject({ status: 'stopped', problem: { message: 'No more memory.' } })
  })
})

describe('a list without a total', () => {
  const ways: [string, (page: number, ids: number[]) => ReturnType<typeof pageOf>][] = [
    ['an empty page', (page, ids) => pageOf(ids, page, 100)],
    ['the last page again', (_, ids) => pageOf(ids, Math.ceil(ids.length / 100), 100)],
    [
      '404',
      (page) => {
        throw failure('refused', page)
      },
    ],
    [
      '500',
      (page) => {
        throw failure('server', page)
      },
    ],
  ]
  for (const [name, afterLast] of ways) {
    it(`is read to its end, where the server answers with ${name}, and is not called complete`, async () => {
      for (const count of [37, 100, 700, 730]) {
        const ids = numbers(count)
        const reading = new Reading(async (page) =>
          withoutTotal(page > Math.ceil(count / 100) ? afterLast(page, ids) : pageOf(ids, page, 100)),
        )
        const state = await reading.read()
        expect(state).toMatchObject({ status: 'disturbed', contacts: count, total: null, failedPages: [] })
        expect(reading.ids).toEqual(ids)
        expect(Math.max(...reading.pages)).toBeLessThanOrEqual(Math.ceil(count / 100) + 10)
      }
    })
  }

  it('still tells of a page in the middle that failed', async () => {
    const reading = new Reading(async (page) => {
      if (page === 3) throw failure('server', 3)
      return withoutTotal(pageOf(numbers(950), page, 100))
    })
    const state = await reading.read()
    expect(state).toMatchObject({ status: 'partial', contacts: 850 })
    expect(state.failedPages.map(({ page }) => page)).toEqual([3])
  })
})
