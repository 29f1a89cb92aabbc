import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import type { RequestListener } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'

import { createBudget, defaultBudget } from '../cache/budget'
import { defaultTimes } from '../cache/pages'
import { createEndedSessions } from '../sign-in/sessions'
import { countedOrganisation } from '../testing/counted-organisation'
import { type FakeRedis, createFakeRedis } from '../testing/fake-redis'
import { leaksOf } from '../testing/leaks'
import { ask } from '../testing/raw'
import { freePort, startTestGateway, startUpstream, token } from '../testing/start'
import { type Connection, createCommands, isFinal } from './commands'
import { createCommonClock, joinGateways } from './gateways'
import { connectRedis } from './redis'
import { createSealed } from './sealed'
import { createSharedPages } from './shared-pages'
import { createSharedEnded } from './shared-sessions'

vi.setConfig({ testTimeout: 30_000 })

const target = (page = 1) => `/api/partner/v2/contacts?page=${page}&per_page=100`

const asOf = (answer: { status: number; body: string }) =>
  answer.status === 200 ? (/asked \d+/.exec(answer.body)?.[0] ?? '') : String(answer.status)

const newerThan = (atMs: number) => [`Linq-Contacts-Newer-Than: ${new Date(atMs).toISOString()}`]

/** Two gateways on one Redis. @param connect opens a connection to it */
async function startTwo(connect: () => Connection | Promise<Connection>, now: () => number = Date.now) {
  let listener = countedOrganisation()
  const upstream = await startUpstream((request, response) => listener(request, response))
  const log: string[] = []
  const start = async () => {
    const commands = createCommands(await connect(), now, (problem) => void log.push(problem))
    onTestFinished(() => commands.close())
    const shared = createSharedPages(commands, token, defaultTimes.onErrorMs, now)
    const gateway = await startTestGateway(upstream.origin, { shared, now })
    return { ...gateway, shared, commands }
  }
  const [one, two] = await Promise.all([start(), start()])
  return { one, two, log, calls: upstream.calls, answer: (next: RequestListener) => void (listener = next) }
}

/** Asks until what is written in the background is there. */
async function untilShared(two: { shared: { find: (key: string) => Promise<unknown> } }, key = '1/100') {
  await expect.poll(() => two.shared.find(key)).not.toBeNull()
}

const hasRedis = spawnSync('redis-server', ['--version']).status === 0
if (!hasRedis) console.warn('redis-server is not installed: the tests with a real Redis are left out.')

/** A Redis in a process of its own, which keeps nothing on disk; ends with the test. */
async function startRedis(port?: number, settings: readonly string[] = []) {
  const at = port ?? (await freePort())
  const child = spawn(
    'redis-server',
    ['--port', String(at), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', ...settings],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  )
  onTestFinished(() => void child.kill('SIGKILL'))
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (text: Buffer) => String(text).includes('Ready to accept') && resolve())
  })
  const url = `redis://127.0.0.1:${at}`
  const connect = () => connectRedis(url)
  const kill = async () => {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  return { port: at, url, connect, kill }
}

it.skipIf(!hasRedis)(
  'a real Redis refuses for good who lacks its password, has another, or no such database',
  async () => {
    const { port } = await startRedis(undefined, ['--requirepass', 'of+the=redis'])
    const failureOf = async (url: string) => {
      const connection = await connectRedis(url)
      onTestFinished(() => connection.close())
      return { isFinal: isFinal(connection.failure()), isReady: connection.isReady() }
    }
    expect((await failureOf(`redis://127.0.0.1:${port}`)).isFinal).toBe(true)
    expect((await failureOf(`redis://:another@127.0.0.1:${port}`)).isFinal).toBe(true)
    expect((await failureOf(`redis://:of+the=redis@127.0.0.1:${port}/99`)).isFinal).toBe(true)
    const right = await failureOf(`redis://:of+the=redis@127.0.0.1:${port}/3`)
    expect(right).toEqual({ isFinal: false, isReady: true })
  },
)

type Prepare = () => Promise<() => Connection | Promise<Connection>>

const onFake: Prepare = () => Promise.resolve(createFakeRedis(Date.now).connect)
const onReal: Prepare = async () => (await startRedis()).connect
const kinds: [string, Prepare][] = [['a fake', onFake]]
if (hasRedis) kinds.push(['a real Redis', onReal])

describe.each(kinds)('two gateways on %s', (_, prepare) => {
  async function start() {
    return startTwo(await prepare())
  }

  it('read a page once, and both say when', async () => {
    const { one, two, calls, log } = await start()
    const first = await ask(one.port, target())
    await untilShared(two)
    const second = await ask(two.port, target())
    expect(second.body).toBe(first.body)
    expect(second.headers.get('linq-contacts-read-at')).toBe(first.headers.get('linq-contacts-read-at'))
    expect(calls).toHaveLength(1)
    expect(log).toEqual([])
  })

  it('ask once when both are asked at the same time, also for newer pages', async () => {
    const { one, two, calls, answer } = await start()
    const own = countedOrganisation()
    answer((request, response) => void setTimeout(() => own(request, response), 200))
    const all = [one, two, one, two].map(({ port }) => ask(port, target()))
    expect(new Set((await Promise.all(all)).map(asOf))).toEqual(new Set(['asked 1']))
    expect(calls).toHaveLength(1)
    const headers = newerThan(Date.now())
    const newer = [one, two].map(({ port }) => ask(port, target(), { headers }))
    expect(new Set((await Promise.all(newer)).map(asOf))).toEqual(new Set(['asked 2']))
    expect(calls).toHaveLength(2)
  })

  it('give whoever joins a wait nothing older than asked for', async () => {
    const { one, two, calls, answer } = await start()
    const own = countedOrganisation()
    answer((request, response) => void setTimeout(() => own(request, response), 400))
    const first = ask(one.port, target())
    await expect.poll(() => calls.length).toBe(1)
    const waiting = ask(two.port, target())
    await sleep(100)
    const joined = ask(two.port, target(), { headers: newerThan(Date.now()) })
    expect((await Promise.all([first, waiting, joined])).map(asOf)[2]).toBe('asked 2')
  })

  it('end no pause before the longest one that one of them was told', async () => {
    const { one, two } = await start()
    one.shared.pause(Date.now() + 60_000)
    await expect.poll(async () => (await two.shared.claim('a')).pausedUntilMs).toBeGreaterThan(Date.now())
    two.shared.pause(Date.now() + 1000)
    await sleep(100)
    expect((await two.shared.claim('b')).pausedUntilMs).toBeGreaterThan(Date.now() + 30_000)
  })

  it('pause together', async () => {
    const { one, two, calls, answer } = await start()
    answer((_request, response) => response.writeHead(429, { 'Retry-After': '30' }).end('{}'))
    expect((await ask(one.port, target())).status).toBe(429)
    await expect.poll(async () => (await two.shared.claim('other')).pausedUntilMs).toBeGreaterThan(Date.now())
    const told = await ask(two.port, target(2))
    expect([told.status, Number(told.headers.get('retry-after')) > 25]).toEqual([429, true])
    expect(calls).toHaveLength(1)
  })

  it('forget everything when Linq rejects the token', async () => {
    const { one, two, answer } = await start()
    await ask(one.port, target(1))
    await untilShared(two)
    answer((_request, response) => response.writeHead(401).end('{}'))
    expect((await ask(one.port, target(2))).status).toBe(401)
    await expect.poll(() => two.shared.find('1/100')).toBeNull()
    expect((await ask(two.port, target(1))).status).toBe(401)
  })

  it('know how many they are, and share the bounds of the budget', async () => {
    const { one, two } = await start()
    await one.shared.count()
    expect(await two.shared.count()).toBe(2)
    const ahead = await one.shared.clockAheadMs()
    expect(Math.abs(ahead ?? Infinity)).toBeLessThan(1000)
  })

  it('end a session on both within a second, also for a cookie that one of them has just believed', async () => {
    const { one, two } = await start()
    const [here, there] = [one, two].map(({ commands }) => createSharedEnded(commands, Date.now))
    expect(await there?.reasonOf('a-session')).toBeNull()
    await here?.end('a-session', Date.now() + 60_000, 'left')
    expect(await here?.reasonOf('a-session')).toBe('left')
    await expect.poll(() => there?.reasonOf('a-session'), { timeout: 1000 }).toBe('left')
    expect(await there?.reasonOf('another-session')).toBeNull()
  })
})

describe('what lies in Redis', () => {
  let redis: FakeRedis

  beforeEach(() => void (redis = createFakeRedis(Date.now)))

  const pageName = () => [...redis.values.keys()].find((name) => name.includes(':page:')) ?? ''

  it('tells nobody a contact, a token or a session, and goes by itself', async () => {
    const { one, two } = await startTwo(redis.connect)
    await ask(one.port, target())
    await untilShared(two)
    await createSharedEnded(one.commands, Date.now).end('the-id-of-a-session', Date.now() + 1000, 'left')
    const all = JSON.stringify([...redis.values])
    expect(leaksOf('secret.person@example.com', all)).toEqual([])
    expect(leaksOf(token, all)).toEqual([])
    expect(leaksOf('the-id-of-a-session', all)).toEqual([])
    expect(
      Math.max(...[...redis.values.values()].map(({ untilMs }) => untilMs - Date.now())),
    ).toBeLessThanOrEqual(defaultTimes.onErrorMs)
  })

  it.each<[string, (text: string, other: string) => string]>([
    ['cut', (text) => text.slice(0, -20)],
    ['changed', (text) => text.slice(0, 200) + (text[200] === 'A' ? 'B' : 'A') + text.slice(201)],
    ['of another page', (_text, other) => other],
    ['of another version', (text) => text.replace('1.', '2.')],
    [
      'in the clear',
      () => JSON.stringify({ body: '{"contacts":[]}', askedMs: Date.now(), readMs: Date.now() }),
    ],
    [
      'of another organisation',
      () => createSealed('another-token', 'linq-contacts pages').seal(pageName(), '{}'),
    ],
    [
      'sealed rightly, and no page',
      () => createSealed(token, 'linq-contacts pages').seal(pageName(), '{"body":1}'),
    ],
    ['empty', () => ''],
    ['huge', () => 'x'.repeat(5_000_000)],
  ])('is not used when it is %s', async (_, change) => {
    const { one, two, calls } = await startTwo(redis.connect)
    await ask(one.port, target())
    await untilShared(two)
    const name = pageName()
    const kept = redis.values.get(name)
    await ask(one.port, target(2))
    await untilShared(two, '2/100')
    const other = [...redis.values].find(([each]) => each.endsWith('page:2/100'))?.[1].text ?? ''
    redis.values.set(name, { text: change(kept?.text ?? '', other), untilMs: kept?.untilMs ?? 0 })
    expect(asOf(await ask(two.port, target()))).toBe('asked 3')
    expect(calls).toHaveLength(3)
  })

  it('of one organisation is nothing to another', async () => {
    const commands = createCommands(redis.connect(), Date.now, () => undefined)
    const [mine, theirs] = ['a-token-of-ours', 'a-token-of-theirs'].map((own) =>
      createSharedPages(commands, own, 60_000, Date.now),
    )
    mine?.keep('1/100', { body: '{}', askedMs: Date.now(), readMs: Date.now() })
    await expect.poll(() => mine?.find('1/100')).not.toBeNull()
    expect(await theirs?.find('1/100')).toBeNull()
  })
})

describe('a Redis that is', () => {
  it.each(['away', 'slow', 'full'] as const)('%s costs nobody an answer, and is told once', async (fault) => {
    const redis = createFakeRedis(Date.now)
    const { one, two, calls, log } = await startTwo(redis.connect)
    redis.fault = fault
    for (const page of [1, 2, 3]) expect((await ask(one.port, target(page))).status).toBe(200)
    expect(asOf(await ask(one.port, target(1)))).toBe('asked 1')
    expect((await ask(two.port, target(1))).status).toBe(200)
    expect(calls).toHaveLength(4)
    const told = fault === 'full' ? 'full (Error)' : fault
    expect(new Set(log)).toEqual(
      new Set([`What gateways share in Redis is ${told}; this one goes on alone.`]),
    )
    expect(log.length).toBeLessThanOrEqual(2)
    expect(one.commands.trouble()).toBe(fault)
    const ended = createSharedEnded(one.commands, Date.now)
    await ended.end('here', Date.now() + 60_000, 'left')
    expect([await ended.reasonOf('here'), await ended.reasonOf('elsewhere')]).toEqual(['left', null])
    redis.fault = null
    await expect.poll(() => one.shared.count(), { timeout: 5000 }).not.toBeNull()
    // What could not be said is said again.
    const there = createSharedEnded(two.commands, Date.now)
    await expect.poll(() => there.reasonOf('here'), { timeout: 5000 }).toBe('left')
    one.shared.keep('another', { body: '{}', askedMs: 0, readMs: 0 })
    await expect.poll(() => one.commands.trouble()).toBeNull()
    expect(log).toContain('Gateways share in Redis again.')
  })

  it.runIf(hasRedis)(
    'killed and started again is used again, and nothing is lost meanwhile',
    async () => {
      const redis = await startRedis()
      const { one, two, calls } = await startTwo(redis.connect)
      await expect.poll(() => one.shared.count(), { timeout: 5000 }).not.toBeNull()
      await ask(one.port, target())
      await redis.kill()
      expect(asOf(await ask(one.port, target()))).toBe('asked 1')
      expect(asOf(await ask(two.port, target()))).toBe('asked 2')
      await startRedis(redis.port)
      // A busy machine is slow to start a Redis, and who waits longer tries again less often.
      await expect.poll(() => one.shared.count(), { timeout: 45_000 }).not.toBeNull()
      await expect.poll(() => two.shared.count(), { timeout: 45_000 }).not.toBeNull()
      await ask(one.port, target(5))
      await untilShared(two, '5/100')
      await ask(two.port, target(5))
      expect(calls).toHaveLength(3)
    },
    120_000,
  )
})

describe('among gateways', () => {
  it('each takes its part of rate and calls, and goes by one clock', async () => {
    vi.useFakeTimers({ now: 0 })
    onTestFinished(() => void vi.useRealTimers())
    const budget = createBudget({ ...defaultBudget, calls: 4, perSecond: Infinity }, Date.now)
    const clock = createCommonClock()
    const shared = createSharedPages(
      createCommands(createFakeRedis(Date.now).connect(), Date.now, () => undefined),
      token,
      1000,
      Date.now,
    )
    const counted = { ...shared, count: () => Promise.resolve(2), clockAheadMs: () => Promise.resolve(5000) }
    const leave = joinGateways(counted, budget, clock)
    await vi.advanceTimersByTimeAsync(300)
    leave()
    expect(clock.now() - Date.now()).toBe(5000)
    const forEver = new AbortController().signal
    const order: string[] = []
    for (const person of ['a', 'b', 'c'])
      void budget.take(person, forEver).then(({ kind }) => order.push(`${person} ${kind}`))
    await vi.advanceTimersByTimeAsync(0)
    expect(order).toEqual(['a turn', 'b turn'])
    budget.shareWith(1)
    await vi.advanceTimersByTimeAsync(0)
    expect(order).toEqual(['a turn', 'b turn', 'c turn'])
  })

  it('sessions that were ended are remembered as long as they would have lasted', async () => {
    let nowMs = 0
    const ended = createEndedSessions(() => nowMs)
    await ended.end('a', 1000, 'left')
    nowMs = 1001
    await ended.end('b', 2000, 'not-allowed')
    expect([await ended.reasonOf('a'), await ended.reasonOf('b')]).toEqual([null, 'not-allowed'])
  })
})
