import { once } from 'node:events'
import { createServer } from 'node:http'

import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'

/** How a page was answered. `kept`: as it was kept. `stale`: kept, and older than it should be. `read`: by a call. */
export type PageKind = 'kept' | 'stale' | 'read' | 'refused'

/** What is counted for whoever runs the gateway. Nothing here knows a person, a contact or a query. */
export interface Metrics {
  /** A call to Linq has ended after so many ms, with a status of its own or with that of the gateway's error. */
  upstream: (status: number, ms: number) => void
  /** A call has waited for its turn, ms; or found none, because too many wait or Linq has asked to. */
  waited: (outcome: 'turn' | 'full' | 'paused', ms: number) => void
  page: (kind: PageKind) => void
  signIn: (outcome: 'allowed' | 'refused' | 'failed') => void
  signOut: () => void
  /** Text in the format of Prometheus. */
  print: () => Promise<string>
}

/** What is looked at when somebody asks, because it is no event. */
export interface Gauges {
  /** Calls that wait for their turn. */
  waiting: () => number
  /** Milliseconds for which Linq has still asked to wait. */
  pausedMs: () => number
  /** Whether gateways can share what they read; null for a gateway alone. */
  isShared: () => boolean | null
}

const prefix = 'linq_contacts_'

/** Up to the 20 s after which a call is given up. */
const longBuckets = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20]

export function createMetrics(gauges: Gauges): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix })
  const registers = [registry]
  const counter = (name: string, help: string, label: string) =>
    new Counter({ name: prefix + name, help, labelNames: [label], registers })
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name: prefix + name,
      help,
      registers,
      collect() {
        this.set(read())
      },
    })
  const seconds = (name: string, help: string, buckets: number[]) =>
    new Histogram({ name: prefix + name, help, buckets, registers })
  const upstreamSeconds = seconds('upstream_seconds', 'How long calls to Linq took', longBuckets)
  const waitSeconds = seconds(
    'queue_wait_seconds',
    'How long calls to Linq waited for their turn',
    longBuckets,
  )
  const turnedAway = counter('queue_turned_away_total', 'Calls that found no turn: full or paused', 'why')
  const signOuts = new Counter({ name: `${prefix}sign_outs_total`, help: 'Sign-outs by hand', registers })
  const upstream = counter('upstream_requests_total', 'Calls to Linq by status', 'status')
  const pages = counter('pages_total', 'Pages answered: kept, stale, read or refused', 'kind')
  const signIns = counter('sign_ins_total', 'Sign-ins by outcome', 'outcome')
  gauge('queue_waiting', 'Calls to Linq that wait for their turn', gauges.waiting)
  gauge('pause_seconds', 'Seconds for which Linq has still asked to wait', () => gauges.pausedMs() / 1000)
  if (gauges.isShared() !== null)
    gauge('shared_up', 'Whether gateways share pages in Redis right now', () => Number(gauges.isShared()))
  return {
    upstream(status, ms) {
      upstream.inc({ status: String(status) })
      upstreamSeconds.observe(ms / 1000)
    },
    waited(outcome, ms) {
      if (outcome === 'turn') waitSeconds.observe(ms / 1000)
      else turnedAway.inc({ why: outcome })
    },
    page: (kind) => pages.inc({ kind }),
    signIn: (outcome) => signIns.inc({ outcome }),
    signOut: () => signOuts.inc(),
    print: () => registry.metrics(),
  }
}

export interface MetricsServer {
  /** Such as `http://127.0.0.1:9464`. */
  origin: string
  stop: () => Promise<void>
}

/** What is asked about readiness beyond yes or no, for whoever runs the gateway. It names no person and no secret. */
export interface Readiness {
  isReady: boolean
  /** `alone`, or whether gateways share in Redis right now. */
  shared: string
  /** Whether the provider could be reached when it was asked last. */
  provider: 'none' | 'not asked' | 'reached' | 'away'
  /** The last answer of Linq; null before the first. */
  upstream: { status: number; secondsAgo: number } | null
  queue: { waiting: number; pausedSeconds: number }
}

/**
 * Serves `GET /metrics`, and the details of `GET /readyz`, on a port of its own, which is not the one that people reach (gateway.md, "Lessons").
 *
 * @throws the system's error when it cannot listen
 */
export async function serveMetrics(
  metrics: Metrics,
  readiness: () => Readiness,
  host: string,
  port: number,
): Promise<MetricsServer> {
  const server = createServer({ headersTimeout: 5000, requestTimeout: 5000 }, (request, response) => {
    response.setHeader('Cache-Control', 'no-store').setHeader('X-Content-Type-Options', 'nosniff')
    if (request.method === 'GET' && request.url === '/readyz') {
      const details = readiness()
      const body = JSON.stringify(details)
      response
        .setHeader('Content-Type', 'application/json')
        .setHeader('Content-Length', Buffer.byteLength(body))
      response.writeHead(details.isReady ? 200 : 503).end(body)
      return
    }
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end()
      return
    }
    metrics.print().then(
      (text) => response.setHeader('Content-Type', 'text/plain; version=0.0.4; charset=utf-8').end(text),
      () => response.writeHead(500).end(),
    )
  })
  server.listen({ host, port })
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the metrics have no port')
  return {
    origin: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    async stop() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
