import { describe, expect, it, onTestFinished, vi } from 'vitest'

import { createBudget, defaultBudget } from '../../server/cache/budget'
import { createKeptPages } from '../../server/cache/kept-pages'
import { createPages, defaultTimes } from '../../server/cache/pages'
import { startDemonstration } from '../../server/demonstration/demonstration'
import { startGateway } from '../../server/gateway'
import { createCommands } from '../../server/shared/commands'
import { createSharedPages } from '../../server/shared/shared-pages'
import { createFakeRedis } from '../../server/testing/fake-redis'
import { createUpstream } from '../../server/upstream/contacts'
import { systemClock } from '../../src/directory/read/clock'
import { Reader } from '../../src/directory/read/reader'
import { fetchContactsPage } from '../../src/linq/contacts-page'

// Many people, each with the real reader, through real gateways.
vi.setConfig({ testTimeout: 240_000 })

const contacts = 3000
const people = 50

/** So long they take to come, one after the other: several times as long as a read. */
const comingMs = 12_000

/** Gateways in front of one made-up organisation, which counts what it is asked. */
async function startTeam(gateways: number) {
  const demonstration = await startDemonstration({ contacts, trouble: [] })
  onTestFinished(() => demonstration.close())
  const { origin: apiUrl, token } = demonstration
  const asked = { count: 0 }
  const redis = createFakeRedis(Date.now)
  const started = Array.from({ length: gateways }, async () => {
    const upstream = createUpstream({ apiUrl, token, report: () => undefined })
    const commands = createCommands(redis.connect(), Date.now, () => undefined)
    const pages = createPages({
      readContacts: (...request) => {
        asked.count += 1
        return upstream.readContacts(...request)
      },
      kept: createKeptPages(100, defaultTimes.onErrorMs, Date.now),
      budget: createBudget({ ...defaultBudget, perSecond: Infinity }, Date.now),
      shared: gateways > 1 ? createSharedPages(commands, token, defaultTimes.onErrorMs, Date.now) : null,
      now: Date.now,
    })
    const gateway = await startGateway({
      host: '127.0.0.1',
      port: 0,
      files: new Map(),
      readPage: pages.read,
      isDemonstration: true,
      report: () => undefined,
      stopTimes: { drainMs: 0, lastRequestsMs: 0, lastAnswersMs: 0 },
    })
    onTestFinished(async () => {
      await gateway.stop()
      pages.close()
      await upstream.close()
    })
    return gateway.origin
  })
  return { origins: await Promise.all(started), asked }
}

/** Opens the page: resolves when everything has been read in this way. */
function open(baseUrl: string, until: 'complete' | 'verified'): Promise<Set<number>> {
  return new Promise((resolve) => {
    const ids = new Set<number>()
    const reader = new Reader({
      fetchPage: (page, perPage, signal, newerThanMs) =>
        fetchContactsPage({ baseUrl, page, perPage, signal, newerThanMs, timeoutMs: 60_000 }),
      put: (put) => put.forEach(({ id }) => ids.add(id)),
      place: () => undefined,
      remove: () => undefined,
      clock: systemClock,
      onChange: () => {
        const { status } = reader.state()
        if (status === 'verified' || status === until) resolve(ids)
      },
    })
    onTestFinished(() => reader.pause())
    reader.start()
  })
}

describe('fifty people who come one after the other', () => {
  it.each([1, 2])('cost Linq hardly more than one, with gateways: %i', async (gateways) => {
    const alone = await startTeam(1)
    await open(alone.origins[0] ?? '', 'verified')
    const ofOne = alone.asked.count
    expect(ofOne).toBeGreaterThan(60)

    const team = await startTeam(gateways)
    const reads = Array.from({ length: people }, async (_, person) => {
      await new Promise((resolve) => {
        setTimeout(resolve, (comingMs * person) / people)
      })
      return open(team.origins[person % gateways] ?? '', 'complete')
    })
    const all = await Promise.all(reads)
    expect(all.filter((ids) => ids.size !== contacts)).toEqual([])
    expect(team.asked.count).toBeLessThanOrEqual(1.1 * ofOne)
  })
})
