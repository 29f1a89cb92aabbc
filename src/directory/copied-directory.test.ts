import { afterEach, describe, expect, it } from 'vitest'

import type { Contact } from '../linq/contact'
import { owner, person } from './index/testing/people'
import { numbers } from './read/testing/contacts'
import { Visits, until } from './testing/visits'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

let visits: Visits | undefined

afterEach(async () => {
  await visits?.close()
  visits = undefined
})

function people(count: number, first = 1): Contact[] {
  return numbers(count, first).map((id) => person(id, { full_name: `Person ${id}` }))
}

async function organisation(contacts = people(250)): Promise<Visits> {
  visits = await Visits.to(contacts)
  return visits
}

describe('a second visit', () => {
  it('shows the contacts of the first one at once, and reads them again behind that', async () => {
    const own = await organisation()
    await own.visitOnce()
    own.clock.move(HOUR_MS)
    const asked = own.asked
    const visit = await own.visit()
    expect(visit.now?.read).toMatchObject({ status: 'kept', contacts: 250, total: 250, isReadingAgain: true })
    expect(visit.ids()).toEqual(numbers(250))
    await visit.until(({ read }) => read.status === 'verified')
    expect(visit.statuses).toEqual(['kept', 'complete', 'verified'])
    expect(own.asked).toBeGreaterThan(asked)
  })

  it('shows them also when Linq does not answer, says so, and renews them on demand', async () => {
    const own = await organisation()
    await own.visitOnce()
    own.clock.move(HOUR_MS)
    own.failing = 500
    const visit = await own.visit()
    await visit.until(({ read }) => read.status === 'kept' && read.problem !== null)
    expect(visit.now?.read).toMatchObject({ problem: { status: 500 }, isReadingAgain: false, contacts: 250 })
    expect(visit.ids({ search: 'person 249' })).toEqual([249])
    own.failing = null
    visit.service.retry()
    await visit.until(({ read }) => read.status === 'complete')
  })

  it('names the page that could not be renewed, and mends it on demand', async () => {
    const own = await organisation()
    await own.visitOnce()
    own.clock.move(HOUR_MS)
    own.failingRow = 120
    const visit = await own.visit()
    await visit.until(({ read }) => read.status === 'kept' && read.problem !== null)
    expect(visit.now?.read.failedPages.map(({ page }) => page)).toEqual([2])
    own.failingRow = null
    visit.service.retry()
    await visit.until(({ read }) => read.status === 'complete')
  })

  it('says what has happened since, and goes on with it when one comes back soon', async () => {
    const own = await organisation()
    await own.visitOnce()
    const endMs = own.clock.now()
    own.clock.move(HOUR_MS)
    own.contacts = [
      person(999),
      ...people(248).map((one) => (one.id === 7 ? { ...one, title: 'CEO' } : one)),
      person(249, { full_name: 'Person 249', contact_owner: owner(1) }),
    ]
    const visit = await own.visit()
    await visit.until(({ read }) => read.status === 'verified')
    expect(visit.now?.since?.counts).toEqual({ new: 1, changed: 2, owner: 1, gone: 1 })
    expect(visit.now?.since?.visitMs).toBeLessThan(endMs)
    expect(visit.ids({ filters: { since: 'gone' } })).toEqual([250])
    const { writes } = own.copies
    await until(() => own.copies.writes > writes || own.copies.writes === 2)
    visit.leave()

    own.clock.move(60_000)
    const soon = await own.visit()
    expect(soon.now?.since).toEqual(visit.now?.since)
    await soon.until(({ read }) => read.status === 'verified')
    soon.leave()

    own.clock.move(HOUR_MS)
    const later = await own.visit()
    expect(later.now?.since?.counts).toEqual({ new: 0, changed: 0, owner: 0, gone: 0 })
  })

  it('waits for a large copy that is there, as long as it takes', async () => {
    const own = await organisation()
    await own.visitOnce()
    own.clock.move(HOUR_MS)
    own.copies.reading = new Promise((resolve) => {
      own.clock.after(20_000, resolve)
    })
    const visit = await own.visit()
    // Until it is there, pages of the list can be shown.
    const [before, after] = visit.told
    expect(before).toMatchObject({ isOpening: false, read: { status: 'idle' } })
    expect(after?.read.status).toBe('kept')
    expect(visit.ids()).toEqual(numbers(250))
  })

  it('begins from nothing where no copy is wanted', async () => {
    const own = await organisation()
    await own.visitOnce()
    const visit = await own.visit({ isKept: false })
    expect(visit.now?.read.status).toBe('reading')
    expect(visit.now?.read.contacts).toBe(0)
  })
})

describe('a copy', () => {
  it('is shown for as many days as was chosen, and removed then', async () => {
    const own = await organisation()
    await own.visitOnce()
    own.clock.move(6.9 * DAY_MS)
    const within = await own.visit()
    expect(within.now?.read.status).toBe('kept')
    within.leave()
    own.clock.move(0.2 * DAY_MS)
    own.failing = 500
    const after = await own.visit()
    expect(after.now?.read.status).toBe('reading')
    expect(own.copies.kept.size).toBe(0)
  })

  it('is not written again when nothing has changed, but for its time', async () => {
    const own = await organisation()
    await own.visitOnce()
    const { writes } = own.copies
    own.clock.move(60_000)
    const visit = await own.visit()
    await visit.until(({ read }) => read.status === 'verified')
    const { read } = visit.now ?? {}
    await until(
      () =>
        JSON.stringify(own.copies.kept.get(own.url)?.['facts']) === JSON.stringify({ read, visitMs: null }),
    )
    expect(own.copies.writes).toBe(writes)
  })

  it.each<[string, (parts: Record<string, unknown>) => unknown]>([
    ['damaged', (parts) => Object.assign(parts['numbers'] ?? {}, { ids: Float64Array.of(5) })],
    ['cut', (parts) => Reflect.deleteProperty(parts, 'imageUrl')],
    ['of nonsense', (parts) => (parts['facts'] = 'nonsense')],
    ['of another digest', (parts) => (parts['digest'] = 1)],
  ])('that is %s is dropped, which is said, and everything is read anew', async (_, spoil) => {
    const own = await organisation()
    await own.visitOnce()
    spoil(own.copies.kept.get(own.url) ?? {})
    const visit = await own.visit()
    expect(visit.told.map(({ read }) => read.status)).not.toContain('kept')
    await visit.until(({ copyTrouble }) => copyTrouble === 'untrusted')
    await visit.until(({ read }) => read.status === 'verified')
    expect(visit.ids()).toEqual(numbers(250))
    expect(visit.now?.since).toBeNull()
  })

  it.each([
    ['small', 200],
    ['large', 1500],
  ])('of another, %s organisation is dropped, which is said, and shown no longer', async (_, count) => {
    const own = await organisation(people(300))
    await own.visitOnce()
    own.contacts = people(count, 10_000)
    own.clock.move(HOUR_MS)
    const visit = await own.visit()
    await visit.until(({ copyTrouble }) => copyTrouble === 'other')
    await visit.until(({ read }) => read.status === 'verified')
    expect(visit.ids()).toEqual(numbers(count, 10_000))
    expect(visit.now).toMatchObject({ since: null, read: { contacts: count } })
  })

  it('of a small organisation is not taken for another one when many were imported on top', async () => {
    const own = await organisation(people(300))
    await own.visitOnce()
    own.clock.move(HOUR_MS)
    own.contacts = [...people(2000, 10_000), ...people(300)]
    const visit = await own.visit()
    await visit.until(({ read }) => read.status === 'verified')
    expect(visit.now).toMatchObject({ copyTrouble: null, since: { counts: { new: 2000, gone: 0 } } })
  })

  it('that was left although none is wanted is removed at the next visit', async () => {
    const own = await organisation()
    await own.visitOnce()
    const visit = await own.visit({ isKept: false })
    await until(() => own.copies.kept.size === 0)
    expect(visit.now?.copyMs).toBeNull()
  })

  it('that storage never gives keeps nobody from reading', async () => {
    const own = await organisation()
    await own.visitOnce()
    own.copies.read = () => new Promise(() => undefined)
    const visit = await own.visit()
    await visit.until(({ read }) => read.status === 'verified')
    expect(visit.ids()).toEqual(numbers(250))
  })

  it('tells as of when contacts lie on the device, and nothing before they do', async () => {
    const own = await organisation()
    const visit = await own.visit()
    expect(visit.now?.copyMs).toBeNull()
    // After the last read nothing else is told that could bring it along.
    await visit.until(({ copyMs, read }) => read.status === 'verified' && copyMs === read.atMs)
    expect(own.copies.kept.has(own.url)).toBe(true)
  })

  it('of the demonstration is none of an organisation, though the same ids are in both', async () => {
    const own = await organisation()
    own.isDemonstration = true
    await own.visitOnce()
    own.isDemonstration = false
    const visit = await own.visit()
    await visit.until(({ copyTrouble }) => copyTrouble === 'other')
    expect(visit.now?.since).toBeNull()
  })

  it('that lacks nothing is not given up for one that does', async () => {
    const own = await organisation()
    await own.visitOnce()
    const before = own.copies.kept.get(own.url)?.['facts']
    own.contacts = [...own.contacts, ...people(50, 900)]
    own.failingRow = 120
    const visit = await own.visit()
    await visit.until(({ read }) => read.status === 'kept' && read.problem !== null)
    await new Promise((resolve) => {
      setTimeout(resolve, 150)
    })
    expect(own.copies.kept.get(own.url)?.['facts']).toEqual(before)
  })

  it('that cannot be kept or found is said, and costs nothing else', async () => {
    const own = await organisation()
    own.copies.failure = new DOMException('no', 'SecurityError')
    const denied = await own.visit()
    await denied.until(({ copyTrouble }) => copyTrouble === 'denied')
    await denied.until(({ read }) => read.status === 'verified')
    denied.leave()
    own.copies.failure = null
    const visit = await own.visit()
    own.copies.failure = new DOMException('full', 'QuotaExceededError')
    await visit.until(({ copyTrouble }) => copyTrouble === 'full')
    await visit.until(({ read }) => read.status === 'verified')
    expect(visit.ids()).toEqual(numbers(250))
  })

  it('is removed when none is wanted any more, and kept when one is', async () => {
    const own = await organisation()
    await own.visitOnce()
    const visit = await own.visit()
    await visit.until(({ read }) => read.status === 'verified')
    await visit.service.keepCopy({ isKept: false, days: 7 })
    expect(own.copies.kept.size).toBe(0)
    await visit.service.keepCopy({ isKept: true, days: 7 })
    await until(() => own.copies.kept.size === 1)
  })

  it('is forgotten on demand, and not kept again', async () => {
    const own = await organisation()
    await own.visitOnce()
    const visit = await own.visit()
    await visit.service.forget()
    expect(own.copies.kept.size).toBe(0)
    await visit.until(({ read }) => read.status === 'verified')
    await new Promise((resolve) => {
      setTimeout(resolve, 150)
    })
    expect(own.copies.kept.size).toBe(0)
    own.copies.failure = new Error('locked')
    await expect(visit.service.forget()).rejects.toThrow('locked')
  })
})

describe('several tabs', () => {
  it('read once: the second one follows the first, and has what it has', async () => {
    const own = await organisation()
    const first = await own.visit({ isKept: false })
    await first.until(({ read }) => read.status === 'verified')
    const { asked } = own
    const second = await own.visit({ isKept: false })
    await second.until(({ read }) => read.status === 'verified')
    expect(second.ids()).toEqual(numbers(250))
    expect(own.asked).toBe(asked)
  })

  it('show what the reading one finds, and it does what another asks', async () => {
    const own = await organisation()
    const first = await own.visit({ isKept: false })
    const second = await own.visit({ isKept: false })
    await second.until(({ read }) => read.status === 'verified')
    own.contacts = [person(999), ...people(249)]
    second.service.refresh()
    await until(() => second.ids().includes(999) && !second.ids().includes(250))
    expect(second.ids()).toEqual([999, ...numbers(249)])
    expect(first.ids()).toEqual([999, ...numbers(249)])
  })

  it.each([
    ['has read everything', 'verified'],
    ['is in the middle of it', 'reading'],
  ])('go on when the reading one is closed that %s', async (_, status) => {
    const own = await organisation(people(3000))
    const first = await own.visit({ isKept: false })
    const second = await own.visit({ isKept: false })
    await second.until(({ read }) => read.status === status)
    first.leave()
    second.service.refresh()
    await second.until(({ read }) => read.status === 'verified' && !read.isReadingAgain)
    expect(second.ids()).toEqual(numbers(3000))
    own.contacts = [person(9999), ...own.contacts]
    await until(() => {
      second.service.refresh()
      return second.ids().includes(9999)
    })
  })

  it('leave nobody behind whom Linq no longer has, when a tab goes on alone', async () => {
    const own = await organisation()
    const first = await own.visit({ isKept: false })
    // The next tab in line will lead and answer nobody.
    const mute = own.hub.tab()
    await mute.join(
      '',
      () => undefined,
      () => mute.tell({ kind: 'lead' }),
    )
    const second = await own.visit({ isKept: false })
    await second.until(({ read }) => read.status === 'verified')
    own.contacts = people(249)
    first.leave()
    await second.until(({ read }) => read.status === 'verified' && read.contacts === 249)
    expect(second.ids()).toEqual(numbers(249))
  })

  it('do not wait for ever: where the reading one is mute, another reads for itself', async () => {
    const own = await organisation()
    const mute = own.hub.tab()
    await mute.join(
      '',
      () => undefined,
      () => undefined,
    )
    const visit = await own.visit({ isKept: false })
    await visit.until(({ read }) => read.status === 'verified')
    expect(visit.ids()).toEqual(numbers(250))
  })

  it('tell nobody anything while there is only one', async () => {
    const own = await organisation()
    const visit = await own.visit({ isKept: false })
    await visit.until(({ read }) => read.status === 'verified')
    expect(own.hub.told).toEqual([])
  })
})
