import { createServer } from 'node:net'

import { expect, it, onTestFinished } from 'vitest'

import { createBudget, defaultBudget } from '../cache/budget'
import { leaksOf } from '../testing/leaks'
import { ask } from '../testing/raw'
import { listen, startTestGateway, startUpstream, token } from '../testing/start'
import { countCalls, countPages, countWaits } from './counted'
import { type Gauges, type Readiness, createMetrics, serveMetrics } from './metrics'

const quiet: Gauges = { waiting: () => 0, pausedMs: () => 0, isShared: () => null }

const ready: Readiness = {
  isReady: true,
  shared: 'alone',
  provider: 'none',
  upstream: null,
  queue: { waiting: 0, pausedSeconds: 0 },
}

async function startMetrics(gauges: Partial<Gauges> = {}, readiness: () => Readiness = () => ready) {
  const metrics = createMetrics({ ...quiet, ...gauges })
  const server = await serveMetrics(metrics, readiness, '127.0.0.1', 0)
  onTestFinished(() => server.stop())
  const read = async (path = '/metrics', method = 'GET') => fetch(server.origin + path, { method })
  const valueOf = async (line: string) => {
    const text = await (await read()).text()
    const found = text.split('\n').find((each) => each.startsWith(`linq_contacts_${line} `))
    return found === undefined ? null : Number(found.slice(found.lastIndexOf(' ')))
  }
  return { metrics, read, valueOf }
}

it('tells on a port of its own what was asked, kept, refused and waited for', async () => {
  const { metrics, valueOf } = await startMetrics({
    waiting: () => 3,
    pausedMs: () => 2500,
    isShared: () => false,
  })
  const answer = { status: 200, body: '{}', retryAfter: null }
  const forEver = new AbortController().signal
  let nowMs = 0
  const calls: (() => Promise<typeof answer>)[] = [
    () => Promise.resolve(answer),
    () => Promise.resolve({ ...answer, status: 429 }),
    () => Promise.reject(new Error('gone')),
  ]
  for (const call of calls) {
    const counted = countCalls(
      () => {
        nowMs += 400
        return call()
      },
      metrics.upstream,
      () => nowMs,
    )
    await counted(1, 100, forEver).catch(() => undefined)
  }
  const budget = createBudget({ ...defaultBudget, perSecond: Infinity }, () => nowMs)
  const countedBudget = countWaits(budget, metrics.waited, () => nowMs)
  await countedBudget.take('zoe', forEver)
  budget.pause(nowMs + 1000)
  expect((await countedBudget.take('zoe', forEver)).kind).toBe('paused')
  const request = { page: 1, perPage: 100, newerThanMs: null, person: 'zoe', signal: forEver }
  const ages = [
    { readMs: 0, ageMs: 0, isStale: false },
    { readMs: 0, ageMs: 5, isStale: false },
    { readMs: 0, ageMs: 9e5, isStale: true },
    null,
  ]
  for (const age of ages) await countPages(() => Promise.resolve({ ...answer, age }), metrics)(request)
  metrics.signIn('refused')
  metrics.signOut()
  const expected = {
    'upstream_requests_total{status="200"}': 1,
    'upstream_requests_total{status="429"}': 1,
    'pages_total{kind="read"}': 1,
    'pages_total{kind="kept"}': 1,
    'pages_total{kind="stale"}': 1,
    'pages_total{kind="refused"}': 1,
    'sign_ins_total{outcome="refused"}': 1,
    'upstream_seconds_bucket{le="0.25"}': 0,
    'upstream_seconds_bucket{le="0.5"}': 2,
    upstream_seconds_sum: 0.8,
    queue_wait_seconds_count: 1,
    'queue_turned_away_total{why="paused"}': 1,
    sign_outs_total: 1,
    queue_waiting: 3,
    pause_seconds: 2.5,
    shared_up: 0,
  }
  for (const [line, value] of Object.entries(expected))
    expect([line, await valueOf(line)]).toEqual([line, value])
})

it('answers nothing else, and nobody on the port that people reach', async () => {
  const { read, valueOf } = await startMetrics()
  expect((await read('/')).status).toBe(404)
  expect((await read('/metrics?x=1')).status).toBe(404)
  expect((await read('/metrics', 'POST')).status).toBe(404)
  expect(await valueOf('shared_up')).toBeNull()
  const upstream = await startUpstream()
  const gateway = await startTestGateway(upstream.origin)
  expect((await ask(gateway.port, '/metrics')).status).toBe(404)
  const text = await (await read()).text()
  expect(text).toContain('linq_contacts_process_resident_memory_bytes')
  expect(leaksOf(token, text)).toEqual([])
})

it('tells on that port whether it is ready, and of what that is made', async () => {
  let now = ready
  const { read } = await startMetrics({}, () => now)
  const answer = await read('/readyz')
  expect([answer.status, await answer.json()]).toEqual([200, ready])
  now = { ...ready, isReady: false, shared: 'away', upstream: { status: 502, secondsAgo: 4 } }
  const later = await read('/readyz')
  expect([later.status, await later.json()]).toEqual([503, now])
})

it('does not listen on a port that is taken', async () => {
  const port = await listen(createServer())
  await expect(serveMetrics(createMetrics(quiet), () => ready, '127.0.0.1', port)).rejects.toThrow(
    'EADDRINUSE',
  )
})
