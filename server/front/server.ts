import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'

import { type RawRequest, type Target, longestTarget, mostHeaders } from './decide'
import type { AnswerHeaders } from './headers'
import { type Trust, clientOf, oneOf, plainAddress } from './proxy'
import type { RateBounds } from './rate'
import {
  type Refusal,
  addressTooLong,
  badRequest,
  failed,
  headersTooLarge,
  noExpectations,
  refuse,
  refuseOnSocket,
  setAnswerHeaders,
  tooManyConnections,
  tooManyRequests,
  tooSlow,
  wrongMethod,
} from './refusal'
import { type AnswerNotes, newRequestId, notesOf, requestIdHeader, requestIdOf } from './request-id'

/** Bounds on what one client may take, with the values measured in gateway.md ("The hardened front"). */
export interface Limits {
  /** How long the head of a request may take to arrive. */
  headersTimeoutMs: number
  requestTimeoutMs: number
  /** How often Node looks for requests that are too slow: what came in a second would otherwise be ended in one go. */
  checkIntervalMs: number
  /** Counted per address, so that nobody can lock out everybody else. */
  connectionsPerAddress: number
  /** The same for requests that a trusted proxy forwards on connections of its own; a whole office is one address. */
  requestsPerClient: number
  /** How often one person who is signed in may ask for contacts. */
  person: RateBounds
  /** A reader gets this long for an answer, and more for a long one by the rate below. */
  slowReaderMs: number
  slowReaderBytesPerMs: number
  /** However long an answer is, its reader gets no more. */
  longestReadMs: number
}

export const defaultLimits: Limits = {
  headersTimeoutMs: 8000,
  requestTimeoutMs: 20_000,
  checkIntervalMs: 100,
  connectionsPerAddress: 200,
  requestsPerClient: 256,
  // A read of 100,000 contacts is in a row; what follows is faster than Linq allows, and a tenth of what a gateway can.
  person: { inARow: 2000, perSecond: 200 },
  slowReaderMs: 10_000,
  slowReaderBytesPerMs: 64,
  longestReadMs: 30_000,
}

export interface FrontOptions {
  limits: Limits
  /** What stands on every answer. */
  headers: AnswerHeaders
  trust: Trust
  /** Says what a request is for; everything it refuses is answered here and reaches nobody. */
  decide: (request: RawRequest) => Target | Refusal
  /** Answers what was decided. May throw or reject: the request is then answered with 500. */
  answer: (
    target: Target,
    request: IncomingMessage,
    response: ServerResponse,
    client: string,
  ) => void | Promise<void>
  /** Told of an error that `answer` did not handle. */
  onFailure: (error: unknown, requestId: string) => void
  /** Told of each request that was answered with an error. */
  onError?: (request: AnsweredRequest) => void
}

/** A request that was answered with an error, without anything of what it said. */
export interface AnsweredRequest extends AnswerNotes {
  requestId: string
  /** What it was for; `none` where nothing that exists was asked for. */
  target: Target['kind'] | 'none'
  status: number
  durationMs: number
}

/** What is known of a connection. */
interface Connection {
  /** The answers, to requests that came in (perhaps several at once), that are not complete yet. */
  unanswered: Set<ServerResponse>
  /** A refused connection is heard no further: what follows may not begin where it seems to begin. */
  isRefused: boolean
}

/**
 * Browsers and proxies send one request at a time, perhaps before they have noted the end of the answer to the last;
 * more is only there to fill memory.
 */
const mostUnanswered = 2

/** The HTTP server that stands before everything else, and what a stop needs of its connections. */
export interface Front {
  /** It does not listen yet. */
  server: Server
  /** From now on each answer says that its connection ends with it, also those that are already waited for. */
  endAfterAnswers: () => void
  /** Ends the connections on which nothing is being answered, also those that never asked for anything. */
  closeIdle: () => void
  /** Ends all connections, whatever they do. */
  closeAll: () => void
}

export function createFront(options: FrontOptions): Front {
  const { limits, headers, trust, onError } = options
  const isBehindProxy = trust.proxies.size > 0
  /** Requests of each client that are being answered. */
  const ofClients = new Map<string, number>()
  const connections = new Map<Duplex, Connection>()
  let isEnding = false
  const server = createServer({
    headersTimeout: limits.headersTimeoutMs,
    requestTimeout: limits.requestTimeoutMs,
    connectionsCheckingInterval: limits.checkIntervalMs,
    keepAliveTimeout: 10_000,
    maxHeaderSize: 8192,
    insecureHTTPParser: false,
    // Node would answer a missing Host itself, without our headers; `decide` does it with them.
    requireHostHeader: false,
  })
  server.maxHeadersCount = mostHeaders + 1

  function connectionOf(socket: Duplex): Connection {
    const known = connections.get(socket)
    if (known !== undefined) return known
    const connection: Connection = { unanswered: new Set(), isRefused: false }
    connections.set(socket, connection)
    // Node tells only the answer whose turn it is that its connection is gone; those that wait behind it end here.
    const endWaiting = () => connection.unanswered.forEach((response) => response.emit('close'))
    socket.once('close', () => {
      connections.delete(socket)
      queueMicrotask(endWaiting)
    })
    return connection
  }

  function take(request: IncomingMessage, response: ServerResponse, refused: Refusal | null): void {
    const connection = connectionOf(request.socket)
    if (connection.isRefused) return
    connection.unanswered.add(response)
    if (connection.unanswered.size > mostUnanswered) {
      request.socket.destroy()
      return
    }
    setAnswerHeaders(response, headers)
    response.setHeader(requestIdHeader, newRequestId())
    const beganMs = performance.now()
    let asked: AnsweredRequest['target'] = 'none'
    response.once('close', () => {
      connection.unanswered.delete(response)
      if (response.statusCode >= 400 && response.headersSent) tellOfError(response, asked, beganMs)
    })
    // A connection that stays would be cut in the end; this one is told to come back on a new one.
    if (isEnding) response.setHeader('Connection', 'close')
    cutSlowReader(response, request.socket, limits)
    const decision = refused ?? options.decide(request)
    if (decision.kind === 'refusal') return refuseRequest(connection, response, decision)
    asked = decision.kind
    // Whether it is alive is asked by what runs the gateway, which does not come through the proxy.
    const isOfOperation = decision.kind === 'health' || decision.kind === 'readiness'
    const client = isOfOperation ? '' : clientOf(request, request.socket.remoteAddress, trust)
    if (typeof client !== 'string') return refuseRequest(connection, response, client)
    if (isBehindProxy && !countClient(client, response))
      return refuseRequest(connection, response, tooManyRequests)
    void answerSafely(options, decision, request, response, client)
  }

  function tellOfError(response: ServerResponse, target: AnsweredRequest['target'], beganMs: number): void {
    onError?.({
      requestId: requestIdOf(response),
      target,
      status: response.statusCode,
      durationMs: Math.round(performance.now() - beganMs),
      ...notesOf(response),
    })
  }

  function refuseRequest(connection: Connection, response: ServerResponse, refusal: Refusal): void {
    connection.isRefused = true
    refuse(response, refusal)
  }

  /** Behind a proxy all connections are its own: what one client may take is counted by requests. */
  function countClient(client: string, response: ServerResponse): boolean {
    const count = (ofClients.get(client) ?? 0) + 1
    if (count > limits.requestsPerClient) return false
    ofClients.set(client, count)
    response.once('close', () => {
      const left = (ofClients.get(client) ?? 1) - 1
      if (left > 0) ofClients.set(client, left)
      else ofClients.delete(client)
    })
    return true
  }

  // Known from its first moment, so that a stop also finds those that never send anything.
  server.on('connection', (socket) => void connectionOf(socket))
  server.on('request', (request, response) => take(request, response, null))
  server.on('checkContinue', (request, response) => take(request, response, noExpectations))
  server.on('checkExpectation', (request, response) => take(request, response, noExpectations))

  function refuseConnection(socket: Duplex, refused: Refusal): void {
    const connection = connectionOf(socket)
    if (connection.isRefused) return
    connection.isRefused = true
    // An answer written now could be taken for the one to an earlier request that is still being worked on.
    if (connection.unanswered.size > 0 || !socket.writable) return void socket.destroy()
    const requestId = newRequestId()
    refuseOnSocket(socket, refused, headers, requestId)
    onError?.({ requestId, target: 'none', status: refused.status, durationMs: 0, code: refused.code })
  }

  server.on('clientError', (error, socket) => refuseConnection(socket, refusalOfParser(error)))
  server.on('connect', (_request, socket) => refuseConnection(socket, wrongMethod))
  countConnections(server, limits.connectionsPerAddress, trust, (socket) =>
    refuseConnection(socket, tooManyConnections),
  )

  return {
    server,
    endAfterAnswers() {
      isEnding = true
      for (const response of [...connections.values()].flatMap(({ unanswered }) => [...unanswered])) {
        if (!response.headersSent) response.setHeader('Connection', 'close')
      }
    },
    closeIdle() {
      // One that was refused is being told so, and ends by itself (`lingerMs`).
      for (const [socket, { unanswered, isRefused }] of connections) {
        if (unanswered.size === 0 && !isRefused) socket.destroy()
      }
    },
    closeAll() {
      for (const socket of connections.keys()) socket.destroy()
    },
  }
}

async function answerSafely(
  options: FrontOptions,
  target: Target,
  request: IncomingMessage,
  response: ServerResponse,
  client: string,
): Promise<void> {
  try {
    await options.answer(target, request, response, client)
  } catch (error) {
    options.onFailure(error, requestIdOf(response))
    if (response.headersSent) response.destroy()
    else refuse(response, failed)
  }
}

/** What Node's parser and its clock complain about, as an answer. */
function refusalOfParser(error: NodeJS.ErrnoException & { rawPacket?: unknown }): Refusal {
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') return tooSlow
  if (error.code !== 'HPE_HEADER_OVERFLOW') return badRequest
  const firstLine = Buffer.isBuffer(error.rawPacket) ? error.rawPacket.indexOf('\n') : 0
  return firstLine < 0 || firstLine > longestTarget ? addressTooLong : headersTooLarge
}

/** Ends a connection that leaves a complete answer lying, so that answers do not pile up in memory. */
function cutSlowReader(response: ServerResponse, socket: Socket, limits: Limits): void {
  response.once('prefinish', () => {
    const waitMs = Math.min(
      limits.slowReaderMs + socket.writableLength / limits.slowReaderBytesPerMs,
      limits.longestReadMs,
    )
    const cut = setTimeout(() => socket.destroy(), waitMs)
    response.once('close', () => clearTimeout(cut))
  })
}

/** Proxies hold the connections of many; who comes past them is counted, though answered with nothing but that. */
function countConnections(
  server: Server,
  most: number,
  { proxies }: Trust,
  refuseSocket: (socket: Socket) => void,
): void {
  const counts = new Map<string, number>()
  server.on('connection', (socket) => {
    const address = plainAddress(socket.remoteAddress ?? '')
    if (proxies.has(address)) return
    const client = oneOf(address)
    const count = (counts.get(client) ?? 0) + 1
    counts.set(client, count)
    socket.once('close', () => {
      const left = (counts.get(client) ?? 1) - 1
      if (left > 0) counts.set(client, left)
      else counts.delete(client)
    })
    if (count > most) refuseSocket(socket)
  })
}
