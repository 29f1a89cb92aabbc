/** What went wrong, as far as it decides what a person can do about it. */
export type LinqErrorKind =
  /** No answer: no network, a refused connection. */
  | 'network'
  /** No complete answer in time. */
  | 'timeout'
  /** 401 or 403: the token, or the person, was rejected. */
  | 'rejected'
  /** 429: asked to wait. */
  | 'rate-limit'
  /** 5xx: the API, or something in between, failed. */
  | 'server'
  /** Any other answer that is not a success, a redirect among them: none is followed. */
  | 'refused'
  /** A success that is not what Linq's API sends: HTML, no JSON, another shape. */
  | 'unreadable'
  /** A success that broke off, or with fewer contacts than its own pagination promises: the answer was cut. */
  | 'cut'

/** The plain data of an error: what crosses from the worker to the page. */
export interface LinqProblem {
  kind: LinqErrorKind
  /** One plain sentence about what happened. */
  message: string
  /** HTTP status, or null when there was no answer. */
  status: number | null
  /** The API's own code, as text. */
  code: string | null
  /** What else the API said, one line each. */
  details: readonly string[]
  /** How long the API asked to wait, or null when it did not say so in a way that can be believed. */
  retryAfterMs: number | null
  /** The API's id of the request, when it gave one. */
  traceId: string | null
  /** The page that was asked for, from 1. */
  page: number | null
}

/** The one error type of Linq's API, of everything between, and of answers that are not its own. */
export class LinqError extends Error implements LinqProblem {
  override readonly name = 'LinqError'
  readonly kind: LinqErrorKind
  readonly status: number | null
  readonly code: string | null
  readonly details: readonly string[]
  readonly retryAfterMs: number | null
  readonly traceId: string | null
  readonly page: number | null

  constructor(problem: Pick<LinqProblem, 'kind' | 'message'> & Partial<LinqProblem>) {
    super(problem.message)
    this.kind = problem.kind
    this.status = problem.status ?? null
    this.code = problem.code ?? null
    this.details = problem.details ?? []
    this.retryAfterMs = problem.retryAfterMs ?? null
    this.traceId = problem.traceId ?? null
    this.page = problem.page ?? null
  }

  /** The error as plain data, for the way through a message channel. */
  toProblem(): LinqProblem {
    const { kind, message, status, code, details, retryAfterMs, traceId, page } = this
    return { kind, message, status, code, details, retryAfterMs, traceId, page }
  }

  /** Whether asking again may help without anybody doing something first. */
  get canRetry(): boolean {
    return this.kind !== 'rejected' && this.kind !== 'refused'
  }
}

/** The longest wait that is believed: ten minutes. A longer one is a mistake, and back-off is used instead. */
const longestWaitMs = 600_000

/**
 * Reads `Retry-After` (RFC 9110, 10.2.3: whole seconds, or an HTTP date) into milliseconds from `nowMs`.
 * Gives null for nonsense: negative, no number and no date, or longer than ten minutes.
 */
export function readRetryAfter(value: string | null, nowMs: number): number | null {
  if (value === null) return null
  const text = value.trim()
  if (/^\d{1,9}$/.test(text)) return believable(Number(text) * 1000)
  if (!/^[A-Z][a-z]{2,8},? /.test(text)) return null
  // The oldest of the three forms of an HTTP date (asctime) names no zone; all of them mean GMT.
  const instant = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`)
  return Number.isNaN(instant) ? null : believable(Math.max(0, instant - nowMs))
}

function believable(waitMs: number): number | null {
  return waitMs >= 0 && waitMs <= longestWaitMs ? waitMs : null
}

/**
 * Makes the one error out of an answer that is not a success: from the four shapes that `errors` and `error` have
 * in Linq's services, or from a body that is no JSON (an empty one, or a proxy's page).
 *
 * @param body the parsed JSON, or undefined when there is none
 */
export function errorOfAnswer(answer: {
  status: number
  retryAfter: string | null
  body: unknown
  page: number | null
  nowMs: number
}): LinqError {
  const said = readErrorBody(answer.body)
  // The gateway's own queue is full: it asks to wait, and nothing has failed.
  const kind = said.code === 'GATEWAY_BUSY' ? 'rate-limit' : kindOfStatus(answer.status)
  const fromBody = said.retryAfterSeconds === null ? null : believable(said.retryAfterSeconds * 1000)
  return new LinqError({
    kind,
    message: said.message ?? sentenceOf(kind, answer.status),
    status: answer.status,
    code: said.code,
    details: said.details,
    retryAfterMs: readRetryAfter(answer.retryAfter, answer.nowMs) ?? fromBody,
    traceId: said.traceId,
    page: answer.page,
  })
}

function kindOfStatus(status: number): LinqErrorKind {
  if (status === 401 || status === 403) return 'rejected'
  if (status === 429) return 'rate-limit'
  if (status === 408 || status === 504) return 'timeout'
  return status >= 500 ? 'server' : 'refused'
}

function sentenceOf(kind: LinqErrorKind, status: number): string {
  if (kind === 'rejected') return 'Linq rejected the token of this organisation.'
  if (kind === 'rate-limit') return 'Linq asked us to wait.'
  if (kind === 'timeout') return 'Linq did not answer in time.'
  return `Linq, or something on the way to it, answered with ${status}.`
}

interface ErrorBody {
  message: string | null
  code: string | null
  details: string[]
  traceId: string | null
  retryAfterSeconds: number | null
}

/** The longest part of an error body that is kept; an error text is for reading, not for storage. */
const longestText = 500

function readErrorBody(body: unknown): ErrorBody {
  const found: ErrorBody = { message: null, code: null, details: [], traceId: null, retryAfterSeconds: null }
  if (!isRecord(body)) return found
  found.message = textOf(body['message'])
  found.code = textOf(body['error_code']) ?? textOf(body['code'])
  found.traceId = textOf(body['trace_id'])
  found.retryAfterSeconds = secondsOf(body['retry_after'])
  if (isRecord(body['error'])) takeErrorObject(found, body['error'])
  else found.message ??= textOf(body['error'])
  const errors = Array.isArray(body['errors']) ? body['errors'] : []
  for (const entry of errors.slice(0, 10)) {
    if (isRecord(entry)) takeErrorObject(found, entry)
    else found.details.push(...listOf(textOf(entry)))
  }
  found.message ??= found.details[0] ?? null
  return found
}

function takeErrorObject(found: ErrorBody, error: Record<string, unknown>): void {
  const title = textOf(error['message']) ?? textOf(error['title'])
  const detail = textOf(error['detail'])
  found.message ??= title ?? detail
  found.code ??= textOf(error['code'])
  found.retryAfterSeconds ??= secondsOf(error['retry_after'])
  found.details.push(...listOf(detail ?? (title === found.message ? null : title)))
}

function listOf(text: string | null): string[] {
  return text === null ? [] : [text]
}

function textOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, longestText) : null
}

function secondsOf(value: unknown): number | null {
  const seconds = typeof value === 'string' && /^\d{1,9}(\.\d+)?$/.test(value) ? Number(value) : value
  return typeof seconds === 'number' && Number.isFinite(seconds) && seconds >= 0 ? seconds : null
}

/** Whether a value is a JSON object (no list, not null). */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
