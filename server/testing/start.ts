import { type IncomingMessage, type RequestListener, type ServerResponse, createServer } from 'node:http'
import { type Server as NetServer, type Socket, createServer as createNetServer } from 'node:net'

import { onTestFinished } from 'vitest'

import { type BudgetBounds, createBudget, defaultBudget } from '../cache/budget'
import { createKeptPages } from '../cache/kept-pages'
import { type KeptTimes, createPages, defaultTimes } from '../cache/pages'
import { type StaticFiles, staticFilesOf } from '../files/static-files'
import { type AnsweredRequest, type Limits, defaultLimits } from '../front/server'
import { type StopTimes, defaultStopTimes, startGateway } from '../gateway'
import type { ExportLog } from '../operation/export-log'
import type { SharedPages } from '../shared/shared-pages'
import { type Checks, createChecks } from '../sign-in/checks'
import { type EndedSessions, createEndedSessions } from '../sign-in/sessions'
import { createSignIn } from '../sign-in/sign-in'
import type { SignInSettings } from '../sign-in/sign-in-settings'
import { type UpstreamBounds, createUpstream, defaultBounds } from '../upstream/contacts'

/** Holds every character that encodings treat differently, so that a leak is seen in any of them. */
export const token = 'tok3n/with+odd=signs~and?more&than"enough'

/** A page as Linq's API answers it. */
export const goodPage = JSON.stringify({
  contacts: [{ id: 1, first_name: 'Zoë' }],
  pagination: { current_page: 1, per_page: 25, total_pages: 1, total_count: 1 },
})

/** A request that arrived upstream. */
export interface Call {
  method: string | undefined
  url: string | undefined
  rawHeaders: readonly string[]
  body: string
}

export interface TestUpstream {
  origin: string
  calls: Call[]
}

/** A real HTTP server in the place of Linq that records what it gets; closed with the test. */
export async function startUpstream(answer: RequestListener = answerGoodPage): Promise<TestUpstream> {
  const calls: Call[] = []
  async function record(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, url, rawHeaders } = request
    calls.push({ method, url, rawHeaders, body: await readBody(request) })
    answer(request, response)
  }
  const server = createServer((request, response) => void record(request, response))
  return { origin: `http://127.0.0.1:${await listen(server)}`, calls }
}

export const answerGoodPage: RequestListener = (_request, response) => {
  response.setHeader('Content-Type', 'application/json').end(goodPage)
}

/** Lets a server listen on a free port until the test is over. */
export async function listen(server: NetServer): Promise<number> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen({ port: 0, host: '127.0.0.1' }, resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('listens on no port')
  return address.port
}

/** A port on which nothing listens. */
export async function freePort(): Promise<number> {
  const probe = createNetServer()
  const port = await listen(probe)
  await new Promise((resolve) => probe.close(resolve))
  return port
}

export interface TestGateway {
  port: number
  origin: string
  /** Lines for the log. */
  log: string[]
  /** Requests that were answered with an error. */
  errors: AnsweredRequest[]
  stop: () => Promise<void>
}

/** A gateway in front of `apiUrl`, with a page and a script as its files; stopped with the test. */
export async function startTestGateway(
  apiUrl: string,
  options: {
    bounds?: Partial<UpstreamBounds>
    budget?: Partial<BudgetBounds>
    times?: Partial<KeptTimes>
    /** For kept pages. */
    megabytes?: number
    now?: () => number
    limits?: Partial<Limits>
    isDemonstration?: boolean
    stopTimes?: Partial<StopTimes>
    files?: StaticFiles
    port?: number
    /** How people sign in: settings, and what the clock shows is `now`. */
    signIn?: SignInSettings
    ended?: EndedSessions
    checks?: Checks
    shared?: SharedPages
    exportLog?: ExportLog
  } = {},
): Promise<TestGateway> {
  const log: string[] = []
  const report = (problem: string) => void log.push(problem)
  const errors: AnsweredRequest[] = []
  const upstream = createUpstream({ apiUrl, token, report, bounds: { ...defaultBounds, ...options.bounds } })
  const { megabytes = 10, now = Date.now } = options
  const times = { ...defaultTimes, ...options.times }
  const ended = options.ended ?? createEndedSessions(now)
  const checks = options.checks ?? createChecks(now)
  const entranceOf = (settings: SignInSettings) => ({
    signIn: createSignIn({ settings, ended, checks, report, exportLog: options.exportLog ?? null, now }),
    publicUrl: settings.provider.publicUrl,
    trustedProxies: settings.trustedProxies,
  })
  const pages = createPages({
    readContacts: upstream.readContacts,
    kept: createKeptPages(megabytes, times.onErrorMs, now),
    budget: createBudget({ ...defaultBudget, perSecond: Infinity, ...options.budget }, now),
    shared: options.shared ?? null,
    times,
    now,
  })
  const gateway = await startGateway({
    host: '127.0.0.1',
    port: options.port ?? 0,
    files: options.files ?? testFiles,
    readPage: pages.read,
    isDemonstration: options.isDemonstration ?? false,
    entrance: options.signIn ? entranceOf(options.signIn) : null,
    report,
    onError: (request) => void errors.push(request),
    limits: { ...defaultLimits, ...options.limits },
    stopTimes: { ...defaultStopTimes, drainMs: 0, ...options.stopTimes },
  })
  async function end(): Promise<void> {
    await gateway.stop()
    pages.close()
    await upstream.close()
  }
  let stopped: Promise<void> | null = null
  const stop = () => (stopped ??= end())
  onTestFinished(stop)
  return { port: Number(new URL(gateway.origin).port), origin: gateway.origin, log, errors, stop }
}

const testFiles = staticFilesOf(
  new Map([
    ['/', { bytes: Buffer.from('<!doctype html><title>Contacts</title>'), type: 'text/html; charset=utf-8' }],
    ['/assets/app-12345678.js', { bytes: Buffer.from('export {}'), type: 'text/javascript; charset=utf-8' }],
  ]),
)

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString('latin1')
}

/** A promise with its `resolve`, for one moment that a test waits for (Node 20 has no Promise.withResolvers). */
export function signalOnce(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {}
  const promise = new Promise<void>((resolvePromise) => (resolve = resolvePromise))
  return { promise, resolve }
}
