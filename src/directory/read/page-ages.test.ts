import { describe, expect, it } from 'vitest'

import type { ContactsPage } from '../../linq/contacts-page'
import { numbers, pageOf } from './testing/contacts'
import { Reading } from './testing/reading'

/** What a gateway's clock shows when ours shows the first moment. */
const aheadMs = 7_200_000

/** A gateway that keeps every page until somebody asks for a newer one, and whose clock is not ours. */
class KeepingGateway {
  readonly kept = new Map<string, { answer: ContactsPage; readMs: number }>()
  /** What was asked for, and whether it had to be read from Linq. */
  readonly asked: { name: string; newerThanMs: number | null; isRead: boolean }[] = []
  list: readonly number[]
  nowMs: () => number = () => 0

  constructor(list: readonly number[]) {
    this.list = list
  }

  async read(page: number, perPage: number, newerThanMs: number | null): Promise<ContactsPage> {
    const name = `${page}/${perPage}`
    const nowMs = this.nowMs()
    const found = this.kept.get(name)
    const isRead = !found || found.readMs < (newerThanMs ?? -Infinity)
    this.asked.push({ name, newerThanMs, isRead })
    const entry = isRead ? { answer: pageOf(this.list, page, perPage), readMs: nowMs } : found
    this.kept.set(name, entry)
    const ageMs = Math.floor((nowMs - entry.readMs) / 1000) * 1000
    return Promise.resolve({ ...entry.answer, readAtMs: entry.readMs, ageMs })
  }

  get reads(): number {
    return this.asked.filter(({ isRead }) => isRead).length
  }
}

function visit(gateway: KeepingGateway, beganMs = 0): Reading {
  const reading = new Reading((page, perPage, _signal, newerThanMs) =>
    gateway.read(page, perPage, newerThanMs),
  )
  // Every visit has a clock of its own, which begins at the same moment.
  const first = reading.clock.now()
  gateway.nowMs = () => aheadMs + beganMs + reading.clock.now() - first
  return reading
}

describe('where a gateway keeps pages', () => {
  it('a pass that proves is made of pages read after all those of the pass before', async () => {
    const gateway = new KeepingGateway(numbers(950))
    const reading = visit(gateway)
    await reading.read()
    const firstPass = gateway.asked.splice(0)
    const newest = Math.max(...[...gateway.kept.values()].map(({ readMs }) => readMs))
    expect(firstPass.map(({ newerThanMs }) => newerThanMs)).toEqual(firstPass.map(() => null))
    const read = await reading.settle()
    expect(read.status).toBe('verified')
    expect(read.newestMs).toBeGreaterThan(newest)
    expect(new Set(gateway.asked.map(({ newerThanMs }) => newerThanMs))).toEqual(new Set([newest + 1]))
    expect(gateway.asked.every(({ isRead }) => isRead)).toBe(true)
  })

  it('what another person’s proof has read proves as well: the second visit costs Linq nothing', async () => {
    const gateway = new KeepingGateway(numbers(950))
    await visit(gateway).read()
    const alone = gateway.reads
    const first = visit(gateway, 1)
    await first.read()
    await first.settle()
    expect(gateway.reads).toBe(2 * alone)
    const second = visit(gateway, 60_000)
    await second.read()
    expect(gateway.reads).toBe(2 * alone)
    // And the proof of those who came later waits, so that it is one for all of them.
    await second.settle()
    expect(gateway.nowMs()).toBeGreaterThanOrEqual(aheadMs + 150_000)
    expect(gateway.reads).toBe(3 * alone)
  })

  it('“Refresh” gets pages of this moment or later, whatever the clocks show', async () => {
    const gateway = new KeepingGateway(numbers(950))
    const reading = visit(gateway)
    await reading.read()
    await reading.settle()
    gateway.asked.length = 0
    const before = gateway.nowMs()
    reading.reader.refresh()
    await reading.until(() => !reading.reader.state().isReadingAgain)
    const askedFor = gateway.asked[0]?.newerThanMs ?? 0
    expect(askedFor).toBeGreaterThanOrEqual(before)
    expect(askedFor).toBeLessThanOrEqual(before + 2000)
  })

  it('what is read again by itself takes what others have read since', async () => {
    const gateway = new KeepingGateway(numbers(950))
    const reading = visit(gateway)
    await reading.read()
    const read = await reading.settle()
    gateway.asked.length = 0
    reading.reader.renew()
    await reading.until(() => !reading.reader.state().isReadingAgain)
    expect(gateway.asked[0]?.newerThanMs).toBe((read.newestMs ?? 0) + 1)
  })

  it('the read is as of its oldest page, and takes back nobody who came since', async () => {
    const gateway = new KeepingGateway(numbers(950))
    await visit(gateway).read()
    gateway.list = numbers(960)
    const reading = visit(gateway, 80_000)
    const atMs = reading.clock.now()
    const read = await reading.read()
    expect(read).toMatchObject({ status: 'complete', contacts: 950 })
    expect('atMs' in read && read.atMs).toBeLessThanOrEqual(atMs - 79_000)
    expect(await reading.settle()).toMatchObject({ status: 'verified', contacts: 960 })
    const [newestMs, ids] = [reading.reader.state().newestMs, [...reading.kept.keys()]]
    // A copy of this visit is opened while a gateway, started anew, still has the old pages.
    const again = visit(gateway, 90_000)
    for (const entry of gateway.kept.values()) entry.readMs = aheadMs
    for (const [name, entry] of gateway.kept) {
      const [page = 1, perPage = 100] = name.split('/').map(Number)
      entry.answer = pageOf(numbers(950), page, perPage)
    }
    again.reader.adopt({ ...read, status: 'kept', wait: null, problem: null, atMs, newestMs }, ids)
    await again.until(() => again.status !== 'kept')
    expect(again.reader.state()).toMatchObject({ status: 'complete', contacts: 960 })
  })

  it('a window that is asked for once more, because its answer did not do, is read anew', async () => {
    const gateway = new KeepingGateway(numbers(450))
    const whole = pageOf(gateway.list, 1, 100)
    gateway.kept.set('1/100', {
      answer: { ...whole, contacts: whole.contacts.slice(0, 40), missing: 60 },
      readMs: aheadMs,
    })
    const reading = visit(gateway, 5000)
    expect(await reading.read()).toMatchObject({ status: 'complete', contacts: 450 })
    const heads = gateway.asked.filter(({ name }) => name === '1/100')
    expect(heads.map(({ newerThanMs }) => newerThanMs)).toEqual([null, aheadMs + 1])
  })

  it('and nothing is asked of a server that says nothing of ages', async () => {
    const asked: (number | null)[] = []
    const reading = new Reading((page, perPage, _signal, newerThanMs) => {
      asked.push(newerThanMs)
      return Promise.resolve(pageOf(numbers(950), page, perPage))
    })
    await reading.read()
    await reading.settle()
    reading.reader.refresh()
    await reading.until(() => !reading.reader.state().isReadingAgain)
    expect(asked.length).toBeGreaterThan(30)
    expect(asked.filter((one) => one !== null)).toEqual([])
  })
})
