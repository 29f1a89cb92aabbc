import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'

import { createApi } from './api'
import { sendFile } from './files/send-file'
import type { StaticFiles } from './files/static-files'
import { type Target, decide } from './front/decide'
import { type Limits, createFront, defaultLimits } from './front/server'
import { kindOfError } from './report'
import type { Upstream } from './upstream/contacts'

export interface GatewayOptions {
  host: 'localhost' | '127.0.0.1' | '::1'
  /** 0 lets the system choose. */
  port: number
  files: StaticFiles
  readContacts: Upstream['readContacts']
  isDemonstration: boolean
  /** Told one sentence, without personal data, about what whoever runs the gateway should know. */
  report: (problem: string) => void
  limits?: Limits
  /** How long a stop keeps listening, so that whatever stands in front can notice; 1.5 s (gateway.md, fact 7). */
  drainMs?: number
}

export interface Gateway {
  /** Such as `http://127.0.0.1:4173`. */
  origin: string
  /** Says that it is stopping, drains, finishes what is being answered, and closes. */
  stop: () => Promise<void>
}

/** Requests that are still being answered when the drain is over get this long. */
const lastRequestsMs = 10_000

/**
 * Starts to listen.
 *
 * @throws the system's error (`EADDRINUSE`, `EACCES`, …) when it cannot
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { files, limits = defaultLimits, drainMs = 1500 } = options
  const hosts = new Set<string>()
  let isStopping = false
  const onFailure = (error: unknown) => options.report(`A request failed: ${kindOfError(error)}.`)
  const api = createApi({ ...options, isStopping: () => isStopping, onFailure })

  function answer(target: Target, request: IncomingMessage, response: ServerResponse): void | Promise<void> {
    // A connection that stays would be cut in the end; this one is told to come back on a new one.
    if (isStopping) response.setHeader('Connection', 'close')
    if (target.kind === 'file') {
      const file = files.get(target.path)
      if (file === undefined) throw new Error('a file was decided upon that does not exist')
      sendFile(file, request, response)
      return
    }
    request.url = addressOf(target)
    return api(request, response)
  }

  const server = createFront({
    limits,
    decide: (request) => decide(request, { files, hosts }),
    answer,
    onFailure,
  })
  // `localhost` is what the person types; which address it means is not left to the machine's host table.
  const address = options.host === 'localhost' ? '127.0.0.1' : options.host
  server.listen({ host: address, port: options.port, backlog: 4096 })
  await once(server, 'listening')
  const port = portOf(server.address())
  for (const name of ['127.0.0.1', 'localhost', '[::1]']) {
    hosts.add(`${name}:${port}`)
    if (port === 80) hosts.add(name)
  }

  async function stop(): Promise<void> {
    isStopping = true
    const open = await new Promise<number>((resolve) =>
      server.getConnections((_error, count) => resolve(count)),
    )
    await wait(open > 0 ? drainMs : Math.min(drainMs, 100))
    const closed = once(server, 'close')
    server.close()
    const cut = setTimeout(() => server.closeAllConnections(), lastRequestsMs)
    await closed
    clearTimeout(cut)
  }

  return { origin: `http://${options.host === '::1' ? '[::1]' : options.host}:${port}`, stop }
}

/** The request's address, written anew from what was decided, so that what is acted upon is what was decided. */
function addressOf(target: Exclude<Target, { kind: 'file' }>): string {
  if (target.kind === 'health') return '/healthz'
  return `/api/partner/v2/contacts?page=${target.page}&per_page=${target.perPage}`
}

function portOf(address: ReturnType<ReturnType<typeof createFront>['address']>): number {
  if (address === null || typeof address === 'string') throw new Error('the gateway listens on no port')
  return address.port
}

function wait(forMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, forMs))
}
