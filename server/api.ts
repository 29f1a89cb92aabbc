import { getRequestListener, type HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'

import { isRecord } from '../src/linq/linq-error'
import type { PageAge, Pages } from './cache/pages'
import { type Refusal, failed, notFound, refusalBody, stopping } from './front/refusal'
import { type AnswerNotes, noteAnswer, requestIdOf } from './front/request-id'

export interface ApiOptions {
  readPage: Pages['read']
  /** Whether the contacts are made up; the page says so. */
  isDemonstration: boolean
  isStopping: () => boolean
  /** Told of an error that nobody expected. */
  onFailure: (error: unknown, requestId: string) => void
}

export interface Api {
  listener: ReturnType<typeof getRequestListener>
  /** Ends the reads in flight: each is answered with 503. */
  endReads: () => void
}

/**
 * The answers behind the front, as a listener for Node's server. The front writes the address of each request anew
 * from what it decided (`page` and `per_page` are whole numbers within bounds here, `newer_than` is one or empty,
 * `person` is who is signed in), so Hono routes nothing that a client wrote.
 */
export function createApi({ readPage, isDemonstration, isStopping, onFailure }: ApiOptions): Api {
  const reads = new Set<AbortController>()
  const app = new Hono<{ Bindings: HttpBindings }>()
  app.get('/healthz', () => json(200, JSON.stringify({ status: 'ok' })))
  app.get('/readyz', ({ env }) =>
    isStopping() ? refuse(env, stopping) : json(200, JSON.stringify({ status: 'ready' })),
  )
  app.get('/api/partner/v2/contacts', async (context) => {
    const page = Number(context.req.query('page'))
    const perPage = Number(context.req.query('per_page'))
    const newerThan = context.req.query('newer_than') ?? ''
    const newerThanMs = newerThan === '' ? null : Number(newerThan)
    const person = context.req.query('person') ?? ''
    const read = new AbortController()
    reads.add(read)
    const signal = AbortSignal.any([context.req.raw.signal, read.signal])
    const answer = await readPage({ page, perPage, newerThanMs, person, signal })
      .catch((error: unknown) => {
        if (read.signal.aborted) return null
        throw error
      })
      .finally(() => reads.delete(read))
    if (answer === null) return refuse(context.env, stopping)
    const response = json(answer.status, answer.status < 400 ? answer.body : named(context.env, answer.body))
    if (answer.retryAfter !== null) response.headers.set('Retry-After', answer.retryAfter)
    if (answer.age !== null) setAge(response.headers, answer.age)
    if (isDemonstration) response.headers.set('Linq-Contacts-Demonstration', 'true')
    return response
  })
  app.notFound(({ env }) => refuse(env, notFound))
  app.onError((error, context) => {
    // When the client went away there is nobody to answer, and nothing failed.
    if (!context.req.raw.signal.aborted) onFailure(error, requestIdOf(context.env.outgoing))
    return refuse(context.env, failed)
  })
  return {
    listener: getRequestListener(app.fetch, { overrideGlobalObjects: false }),
    endReads: () => reads.forEach((read) => read.abort()),
  }
}

/** As of when contacts are true: `Age` for all (RFC 9111, 5.1), and the instant for the app, which proves with it. */
function setAge(headers: Headers, { readMs, ageMs, isStale }: PageAge): void {
  // Upwards, so that whoever gets a kept page can tell it from a new one, however short it was kept.
  headers.set('Age', String(Math.ceil(ageMs / 1000)))
  headers.set('Linq-Contacts-Read-At', new Date(readMs).toISOString())
  if (isStale) headers.set('Linq-Contacts-Stale', 'true')
}

function json(status: number, body: string): Response {
  return new Response(body, { status, headers: { 'Content-Type': 'application/json' } })
}

function refuse({ outgoing }: HttpBindings, refused: Refusal): Response {
  noteAnswer(outgoing, { code: refused.code })
  return json(refused.status, refusalBody(refused, requestIdOf(outgoing)))
}

/** An error as it is, with the name of its request where Linq gave it none, so that it can be found in the log. */
function named({ outgoing }: HttpBindings, body: string): string {
  const error: unknown = JSON.parse(body)
  if (!isRecord(error)) return body
  noteAnswer(outgoing, notesOfError(error))
  return 'trace_id' in error ? body : JSON.stringify({ ...error, trace_id: requestIdOf(outgoing) })
}

/** What of an error may stand in the log: codes of the gateway's own, and an id that can be nothing else. */
function notesOfError({ error_code: code, trace_id: trace }: Record<string, unknown>): AnswerNotes {
  return {
    ...(typeof code === 'string' && /^(?:GATEWAY|UPSTREAM)_[A-Z0-9_]{1,40}$/.test(code) && { code }),
    ...(typeof trace === 'string' && /^[0-9a-f-]{16,64}$/i.test(trace) && { linqTraceId: trace }),
  }
}
