import { STATUS_CODES, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'

import type { AnswerHeaders } from './headers'
import { noteAnswer, requestIdHeader, requestIdOf } from './request-id'

/** An answer of the gateway's own that is not a success, before it is written. */
export interface Refusal {
  kind: 'refusal'
  status: number
  /** `error_code` in the body. */
  code: string
  /** One plain sentence. It never repeats anything of the request. */
  message: string
  /** `Retry-After`, whole seconds. */
  retryAfterSeconds?: number
}

export const badRequest = refusal(400, 'BAD_REQUEST', 'The request could not be read.')
export const badParameters = refusal(
  400,
  'BAD_PARAMETERS',
  'page must be a whole number from 1, per_page one from 1 to 100, and there is no other parameter.',
)
export const badInstant = refusal(
  400,
  'BAD_INSTANT',
  'Linq-Contacts-Newer-Than must be one instant, such as 2026-01-31T12:00:00.000Z.',
)
export const foreignSite = refusal(403, 'FOREIGN_SITE', 'Only the page of this address may ask for this.')
export const notThroughProxy = refusal(
  403,
  'NOT_THROUGH_PROXY',
  'The gateway is reached through its proxy only.',
)
export const needsHttps = refusal(403, 'NEEDS_HTTPS', 'The gateway is reached by https only.')
export const signInNeeded = refusal(401, 'SIGN_IN_NEEDED', 'Your session has ended. Sign in again.')
export const noLongerAllowed = refusal(403, 'NO_LONGER_ALLOWED', 'You may not see the contacts any more.')
export const notFound = refusal(404, 'NOT_FOUND', 'There is nothing at this address.')
export const wrongMethod = refusal(405, 'METHOD_NOT_ALLOWED', 'Only GET and HEAD are answered here.')
export const onlyPost = refusal(405, 'METHOD_NOT_ALLOWED', 'Only POST is answered here.')
export const tooSlow = refusal(408, 'REQUEST_TIMEOUT', 'The request did not arrive in time.')
export const addressTooLong = refusal(414, 'URI_TOO_LONG', 'The address of the request is too long.')
export const noExpectations = refusal(417, 'EXPECTATION_FAILED', 'The request has no body to wait for.')
export const wrongHost = refusal(421, 'MISDIRECTED_REQUEST', 'The gateway is not known by this name.')
export const tooManyRequests = refusal(429, 'TOO_MANY_REQUESTS', 'Too many requests at the same time.')
export const tooManyConnections = refusal(429, 'TOO_MANY_CONNECTIONS', 'Too many connections are open.')
export const headersTooLarge = refusal(431, 'HEADERS_TOO_LARGE', 'The headers of the request are too large.')
export const failed = refusal(500, 'INTERNAL_ERROR', 'The gateway failed to answer this request.')
export const stopping = refusal(503, 'STOPPING', 'The gateway is stopping.')

/** @param waitMs until they may ask again */
export function tooOften(waitMs: number): Refusal {
  const refused = refusal(429, 'TOO_OFTEN', 'You have asked for too much in too short a time.')
  return { ...refused, retryAfterSeconds: Math.ceil(waitMs / 1000) }
}

function refusal(status: number, code: string, message: string): Refusal {
  return { kind: 'refusal', status, code, message }
}

/**
 * The body of a refusal, in the shape of Linq's contacts endpoint, so that the app reads one kind of error.
 *
 * @param requestId under which the log tells of it; the app shows it where it shows the trace ids of Linq
 */
export function refusalBody(
  { code, message }: Pick<Refusal, 'code' | 'message'>,
  requestId?: string,
): string {
  return JSON.stringify({ status: 'error', error_code: code, message, errors: [], trace_id: requestId })
}

/** Sets the headers of every answer, before anybody else writes to it. */
export function setAnswerHeaders(response: ServerResponse, headers: AnswerHeaders): void {
  for (const [name, value] of headers) response.setHeader(name, value)
}

/**
 * Writes a refusal and ends the connection, because what follows on it may not begin where it seems to begin
 * (request smuggling).
 */
export function refuse(response: ServerResponse, refused: Refusal): void {
  noteAnswer(response, { code: refused.code })
  const body = refusalBody(refused, requestIdOf(response))
  for (const [name, value] of headersOfRefusal(refused, body)) response.setHeader(name, value)
  response.writeHead(refused.status)
  response.end(body)
}

/** How long a refused connection may go on sending before it is cut, so that it can read the answer first. */
const lingerMs = 1000

/** Writes a refusal where no request could be read, with all headers, and ends the connection. */
export function refuseOnSocket(
  socket: Duplex,
  refused: Refusal,
  answerHeaders: AnswerHeaders,
  requestId: string,
): void {
  const body = refusalBody(refused, requestId)
  const lines = [
    ...answerHeaders,
    [requestIdHeader, requestId] as const,
    ...headersOfRefusal(refused, body),
  ].map(([name, value]) => `${name}: ${value}`)
  const status = `HTTP/1.1 ${refused.status} ${STATUS_CODES[refused.status] ?? 'Refused'}`
  // Node takes its own listener away from connections that ask for an upgrade; a reset must not end the process.
  socket.on('error', () => socket.destroy())
  socket.end(`${[status, ...lines].join('\r\n')}\r\n\r\n${body}`)
  // Whatever still comes is read and dropped: closing at once would reset the connection, and the answer with it.
  socket.resume()
  const cut = setTimeout(() => socket.destroy(), lingerMs)
  socket.once('close', () => clearTimeout(cut))
}

function headersOfRefusal(refused: Refusal, body: string): (readonly [string, string])[] {
  const headers: (readonly [string, string])[] = [
    ['Content-Type', 'application/json'],
    ['Content-Length', String(Buffer.byteLength(body))],
    ['Connection', 'close'],
  ]
  if (refused.retryAfterSeconds !== undefined)
    headers.push(['Retry-After', String(refused.retryAfterSeconds)])
  // RFC 9110, 15.5.6: 405 says what is allowed.
  if (refused.status !== 405) return headers
  return [...headers, ['Allow', refused === onlyPost ? 'POST' : 'GET, HEAD']]
}
