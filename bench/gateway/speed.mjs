// @ts-check
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

import autocannon from 'autocannon'
import { sealData } from 'iron-session'

import { median } from '../report/statistics.mjs'
import { freePort, readFigures, startGateway, startProcess, wait } from './processes.mjs'

const path = '/api/partner/v2/contacts?page=1&per_page=100'
const connections = 200

/** Signed in, so that no one of them asks more often than one person may. */
const signedInPeople = 50

const secret = 'a-session-secret-of-forty-characters-xyz'

/**
 * @typedef {object} Speed of answering one page of 100 contacts that is kept, over 200 connections
 * @property {number} perSecond
 * @property {number} medianMs
 * @property {number} p99Ms
 */

/** @typedef {'bare' | 'open' | 'signedIn'} Contender */

/**
 * @typedef {object} Speeds
 * @property {Speed} bare a handler that gives the same bytes
 * @property {Speed} open the gateway on this machine, without sign-in
 * @property {Speed} signedIn the gateway with somebody signed in
 * @property {number} bytes of the page
 */

/**
 * Measures the three in turn, a few times, and gives the median of each figure.
 *
 * @param {{ rounds: number, seconds: number, tell: (line: string) => void }} options
 * @returns {Promise<Speeds>}
 */
export async function measureSpeed({ rounds, seconds, tell }) {
  const folder = await mkdtemp(join(tmpdir(), 'linq-contacts-bench-'))
  const open = await startGateway()
  // No connection of its own stays: with it there would be more than one address may have.
  const [answer] = await once(get(open.origin + path, { agent: false }), 'response')
  const body = await text(answer)
  const file = join(folder, 'page.json')
  await writeFile(file, body)
  const bare = await startProcess(['bench/gateway/bare.mjs', file])
  const signedIn = await startGateway({
    PUBLIC_URL: 'http://localhost:4173',
    OIDC_ISSUER: 'http://127.0.0.1:9',
    OIDC_CLIENT_ID: 'contacts',
    OIDC_CLIENT_SECRET: 'the-secret-of-the-client',
    SESSION_SECRET: secret,
    ALLOWED_DOMAINS: 'example.com',
  })
  const sessions = await Promise.all(
    Array.from({ length: signedInPeople }, (_, number) => sealedSession(number)),
  )
  const asPeople = sessions.map((sealed) => ({ cookie: `linq-contacts-session=${sealed}` }))
  /** @type {readonly { name: Contender, origin: string, people: readonly Record<string, string>[] }[]} */
  const contenders = [
    { name: 'bare', origin: bare.origin, people: [{}] },
    { name: 'open', origin: open.origin, people: [{}] },
    { name: 'signedIn', origin: signedIn.origin, people: asPeople },
  ]
  /** @type {Record<Contender, Speed[]>} */
  const found = { bare: [], open: [], signedIn: [] }
  try {
    for (const { origin, people } of contenders) await load(origin, people, 2)
    for (let round = 0; round < rounds; round += 1) {
      for (const { name, origin, people } of contenders) {
        const speed = await load(origin, people, seconds)
        tell(`${name}: ${Math.round(speed.perSecond)} a second, 99th percentile ${speed.p99Ms} ms`)
        found[name].push(speed)
      }
    }
  } finally {
    await Promise.all([open.stop(), bare.stop(), signedIn.stop()])
    await rm(folder, { recursive: true })
  }
  return {
    bare: middle(found.bare),
    open: middle(found.open),
    signedIn: middle(found.signedIn),
    bytes: Buffer.byteLength(body),
  }
}

/** @param {readonly Speed[]} speeds @returns {Speed} */
function middle(speeds) {
  return {
    perSecond: median(speeds.map((one) => one.perSecond)),
    medianMs: median(speeds.map((one) => one.medianMs)),
    p99Ms: median(speeds.map((one) => one.p99Ms)),
  }
}

/**
 * @param {string} origin
 * @param {readonly Record<string, string>[]} people the headers of each, who ask in turn
 * @param {number} seconds
 * @returns {Promise<Speed>}
 * @throws Error when anything but the page was answered
 */
async function load(origin, people, seconds) {
  const requests = people.map((headers) => ({ method: /** @type {const} */ ('GET'), path, headers }))
  const result = await autocannon({ url: origin, connections, duration: seconds, requests })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(
      `${result.non2xx} wrong answers and ${result.errors} errors at ${origin}: ${JSON.stringify(result.statusCodeStats)}`,
    )
  return {
    perSecond: result.requests.average,
    medianMs: result.latency.p50,
    p99Ms: result.latency.p99,
  }
}

/**
 * A session as the gateway makes it: without a provider here, nobody can sign in.
 *
 * @param {number} number of the person
 */
function sealedSession(number) {
  const data = {
    sub: `zoe-${number}`,
    email: 'zoe@example.com',
    domain: 'example.com',
    groups: [],
    name: 'Zoë Weiß',
    id: 'a-session-of-the-benchmark',
    startedMs: Date.now(),
    seenMs: Date.now(),
    checkedMs: Date.now(),
    canBeAsked: false,
  }
  return sealData({ kind: 'session', data }, { password: secret, ttl: 0 })
}

/**
 * @typedef {object} Memory megabytes
 * @property {number} residentEarly after 20,000 requests
 * @property {number} residentLate after 100,000
 * @property {number} heapEarly
 * @property {number} heapLate
 */

/** Node collects garbage when it is told to. */
const collecting = ['--expose-gc', '--import', 'data:text/javascript,process.on("SIGUSR2", () => gc())']

/**
 * What the process holds after 20,000 and after 100,000 requests, each after a rest and a collection of garbage.
 *
 * @returns {Promise<Memory>}
 */
export async function measureMemory() {
  const metricsPort = await freePort()
  const gateway = await startGateway({ METRICS_PORT: String(metricsPort) }, collecting)
  async function after(/** @type {number} */ amount) {
    await autocannon({ url: gateway.origin + path, connections, amount })
    // What nobody holds any more lies about for as long as there is room: 40 MB or 100, as it happens.
    gateway.signal('SIGUSR2')
    await wait(3000)
    const figure = await readFigures(metricsPort)
    return ['process_resident_memory_bytes', 'nodejs_heap_size_used_bytes'].map((name) => figure(name) / 1e6)
  }
  try {
    const [residentEarly = 0, heapEarly = 0] = await after(20_000)
    const [residentLate = 0, heapLate = 0] = await after(80_000)
    return { residentEarly, residentLate, heapEarly, heapLate }
  } finally {
    await gateway.stop()
  }
}
