import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

import { createApi } from './api'
import type { Pages } from './cache/pages'
import { sendFile } from './files/send-file'
import type { StaticFiles } from './files/static-files'
import { createTurns } from './files/turns'
import { type Target, decide } from './front/decide'
import { answerHeaders, answerHeadersOfHttps } from './front/headers'
import { createRate } from './front/rate'
import { refuse, tooOften } from './front/refusal'
import { type AnsweredRequest, type Limits, createFront, defaultLimits } from './front/server'
import { type Report, kindOfError } from './report'
import type { SignIn } from './sign-in/sign-in'

export interface GatewayOptions {
  /** `localhost`, or an address of this machine. */
  host: string
  /** 0 lets the system choose. */
  port: number
  files: StaticFiles
  readPage: Pages['read']
  isDemonstration: boolean
  /** How people sign in, and come here; null where everybody who reaches the gateway may use it. */
  entrance?: Entrance | null
  /** Told one sentence, without personal data, about what whoever runs the gateway should know. */
  report: Report
  /** Told of each request that was answered with an error. */
  onError?: (request: AnsweredRequest) => void
  limits?: Limits
  stopTimes?: StopTimes
}

/** What stands between the gateway and people beyond this machine. */
export interface Entrance {
  signIn: SignIn
  /** The origin at which people open the page. */
  publicUrl: string
  trustedProxies: ReadonlySet<string>
}

/** How long the parts of a stop may take. Together they stay below the 10 s after which supervisors kill. */
export interface StopTimes {
  /** It keeps listening, so that whatever stands in front can notice. */
  drainMs: number
  /** Requests that are still being answered then may go on; at the end of it they are answered with 503. */
  lastRequestsMs: number
  /** For these last answers to be read. */
  lastAnswersMs: number
}

/** The drain is the one measured in gateway.md (fact 7). */
export const defaultStopTimes: StopTimes = { drainMs: 1500, lastRequestsMs: 6000, lastAnswersMs: 500 }

export interface Gateway {
  /** Such as `http://127.0.0.1:4173`. */
  origin: string
  /** The address that the socket is bound to, as the system tells it. */
  boundTo: string
  /** Whether it may be sent requests: not while it stops. */
  isReady: () => boolean
  /** Says that it is stopping, drains, finishes what is being answered, and closes. */
  stop: () => Promise<void>
}

/**
 * Starts to listen.
 *
 * @throws the system's error (`EADDRINUSE`, `EACCES`, …) when it cannot
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { files, entrance = null, limits = defaultLimits, stopTimes = defaultStopTimes } = options
  const hosts = new Map<string, string>()
  if (entrance !== null) hosts.set(new URL(entrance.publicUrl).host, entrance.publicUrl)
  let isStopping = false
  /** Without sign-in nobody knows who asks, and nobody does but this machine. */
  const rate = createRate(limits.person, Date.now)
  const turns = createTurns()
  const onFailure = (error: unknown, requestId: string) =>
    options.report(`A request failed: ${kindOfError(error)}.`, requestId)
  const api = createApi({ ...options, isStopping: () => isStopping, onFailure })

  async function answer(
    target: Target,
    request: IncomingMessage,
    response: ServerResponse,
    client: string,
  ): Promise<void> {
    const session = entrance === null ? null : await entrance.signIn.guard(target, request, response)
    if (session === 'answered') return
    if (target.kind === 'file') {
      const file = files.get(target.path)
      if (file === undefined) throw new Error('a file was decided upon that does not exist')
      sendFile(file, request, response, {
        isForOne: session !== null,
        inTurn: (write) => turns(client, write),
      })
      return
    }
    if (!isOfApi(target)) throw new Error('nobody answers this here')
    const waitMs = session === null ? 0 : rate(session.sub)
    if (waitMs > 0) return refuse(response, tooOften(waitMs))
    request.url = addressOf(target, session?.sub ?? client)
    await api.listener(request, response)
  }

  const front = createFront({
    limits,
    headers: entrance?.publicUrl.startsWith('https:') === true ? answerHeadersOfHttps : answerHeaders,
    trust: { proxies: entrance?.trustedProxies ?? new Set() },
    decide: (request) => decide(request, { files, hosts, hasSignIn: entrance !== null }),
    answer,
    onFailure,
    ...(options.onError && { onError: options.onError }),
  })
  const { server } = front
  // `localhost` is what the person types; which address it means is not left to the machine's host table.
  const address = options.host === 'localhost' ? '127.0.0.1' : options.host
  server.listen({ host: address, port: options.port, backlog: 4096 })
  await once(server, 'listening')
  const { port, address: boundTo } = boundAddress(server.address())
  for (const name of ['127.0.0.1', 'localhost', '[::1]']) {
    hosts.set(`${name}:${port}`, `http://${name}:${port}`)
    if (port === 80) hosts.set(name, `http://${name}`)
  }

  async function stop(): Promise<void> {
    isStopping = true
    front.endAfterAnswers()
    const open = await new Promise<number>((resolve) =>
      server.getConnections((_error, count) => resolve(count)),
    )
    // A proxy need not hold a connection just now, and still send the next person here; whoever runs this alone waits less.
    const mayBeAlone = open === 0 && entrance === null
    await wait(mayBeAlone ? Math.min(stopTimes.drainMs, 100) : stopTimes.drainMs)
    const closed = once(server, 'close')
    server.close()
    front.closeIdle()
    const timers = [
      setTimeout(() => api.endReads(), stopTimes.lastRequestsMs),
      setTimeout(() => front.closeAll(), stopTimes.lastRequestsMs + stopTimes.lastAnswersMs),
    ]
    await closed
    timers.forEach(clearTimeout)
  }

  return {
    origin: `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`,
    boundTo,
    isReady: () => !isStopping,
    stop,
  }
}

type ApiTarget = Extract<Target, { kind: 'health' | 'readiness' | 'contacts' }>

function isOfApi(target: Target): target is ApiTarget {
  return target.kind === 'health' || target.kind === 'readiness' || target.kind === 'contacts'
}

/** The request's address, written anew from what was decided, so that what is acted upon is what was decided. */
function addressOf(target: ApiTarget, person: string): string {
  if (target.kind === 'health') return '/healthz'
  if (target.kind === 'readiness') return '/readyz'
  const { page, perPage, newerThanMs } = target
  const query = new URLSearchParams({
    page: String(page),
    per_page: String(perPage),
    newer_than: String(newerThanMs ?? ''),
    person,
  })
  return `/api/partner/v2/contacts?${query}`
}

function boundAddress(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('the gateway listens on no port')
  return address
}

function wait(forMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, forMs))
}
