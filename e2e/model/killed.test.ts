import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

import { windowsFor } from '../../src/directory/read/chain/windows'
import { randomNumbers } from '../../src/directory/read/testing/simulated-list'
import { KINDS, PLAIN } from './answers'
import { ModelClock } from './clock'
import { type World, drive } from './drive'
import { Organisation } from './organisation'
import { type Bundle, bundleGateway, startProcessGateway } from './process-gateway'
import { runModel } from './run'
import { startModelUpstream } from './upstream'
import { Wire } from './wire'
import { ModelWorker } from './worker'

// Processes start here, on machines that may be busy with other tests.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let bundle: Bundle

beforeAll(async () => {
  bundle = await bundleGateway()
})

afterAll(() => {
  bundle.remove()
})

const contacts = 3000

/** How many requests arrive before all that follow are left unanswered. */
const answered = 12

/** How long it is away, on the clock of the model. */
const awayMs = 5000

/** A read through the gateway's own process, which ends while all that is under way waits for an answer. */
async function readWithEnd(how: 'kill' | 'endGently') {
  const random = randomNumbers(1)
  const clock = new ModelClock(random)
  const wire = new Wire(clock)
  const uninstall = wire.install()
  const silence =
    KINDS.find(({ name }) => name === (how === 'kill' ? 'no answer' : 'good: after 3 s')) ?? PLAIN
  let isHeld = true
  const upstream = await startModelUpstream({
    organisation: new Organisation(contacts, 0, random),
    clock,
    random,
    next: () => (isHeld && upstream.arrivals.length >= answered ? silence : PLAIN),
    beyond: PLAIN.answer,
  })
  const gateway = await startProcessGateway(bundle, upstream.origin)
  const worker = new ModelWorker(wire, clock, gateway.origin, () => undefined)
  const world: World = { clock, wire, upstream, actions: [] }
  try {
    await worker.service.start()
    await drive(world, () => upstream.stalled > 1)
    const held = upstream.stalled
    isHeld = false
    const ended = gateway[how]()
    if (how === 'endGently') {
      // What was held is answered while the gateway waits for it; nothing new comes in between.
      worker.service.pause()
      await drive(world, () => wire.inFlight === 0)
      await ended
      worker.service.resume()
    }
    await ended
    const before = upstream.arrivals.slice()
    const untilMs = clock.now() + awayMs
    await drive(world, () => clock.now() >= untilMs)
    const { read } = worker
    await gateway.comeBack()
    await drive(world, () => worker.read.status === 'complete')
    const seen = new Set(before.map(({ page, perPage }) => `${page}/${perPage}`))
    const again = upstream.arrivals
      .slice(before.length)
      .map(({ page, perPage }) => `${page}/${perPage}`)
      .filter((window) => seen.has(window) && window !== '1/100')
    return {
      held,
      again,
      whileAway: read,
      read: worker.read,
      requests: upstream.arrivals.length,
      size: worker.index.size,
    }
  } finally {
    worker.drop()
    uninstall()
    await gateway.kill()
    await upstream.close()
  }
}

describe('a gateway that ends in the middle of a read', () => {
  it('by SIGKILL costs the windows in flight, and the read goes on where it was', async () => {
    const { held, again, whileAway, read, requests, size } = await readWithEnd('kill')
    expect(held).toBeGreaterThan(1)
    expect(whileAway).toMatchObject({ status: 'reading', failedPages: [] })
    expect(whileAway.contacts).toBeGreaterThan(900)
    expect(again.length).toBeLessThanOrEqual(held)
    expect(read).toMatchObject({ status: 'complete', contacts, total: contacts, failedPages: [] })
    expect(size).toBe(contacts)
    // Each window once, those in flight twice, and the top to learn whether anybody answers.
    expect(requests).toBeLessThanOrEqual(windowsFor(contacts) + held + 3)
  })

  it('by SIGTERM costs nothing: what is in flight is answered first', async () => {
    const { held, again, read, requests } = await readWithEnd('endGently')
    expect(held).toBeGreaterThan(1)
    expect(again).toEqual([])
    expect(read).toMatchObject({ status: 'complete', contacts, total: contacts, failedPages: [] })
    expect(requests).toBeLessThanOrEqual(windowsFor(contacts) + 3)
  })

  it.each([1, 2])('among all other kinds of trouble leaves what is told right (seed %i)', async (seed) => {
    const report = await runModel(seed, {
      startGateway: (apiUrl) => startProcessGateway(bundle, apiUrl),
      hasLimits: false,
    })
    expect(report.requests).toBeGreaterThan(60)
  })
})
