import { type Contact, readContact } from './contact'
import { LinqError, errorOfAnswer, isRecord } from './linq-error'

/** The most contacts that one answer of the API holds (List Contacts: `per_page`, default 25, at most 100). */
export const MAX_PER_PAGE = 100

/** `pagination` of an answer. What is missing or cannot be true is null. */
export interface Pagination {
  current_page: number | null
  per_page: number | null
  total_pages: number | null
  total_count: number | null
}

/** One answer of List Contacts. */
export interface ContactsPage {
  contacts: readonly Contact[]
  pagination: Pagination
  /** Records of this answer that cannot be shown, because they lack an id or repeat one of the same answer. */
  unreadable: number
  /** Where these records stand in the answer, from 0. */
  unreadableAt: readonly number[]
  /** Rows that its own pagination promises and that did not come: the answer was cut, what is here is usable. */
  missing: number
  /** Whether the gateway serves made-up people. */
  demonstration: boolean
  /** When the gateway read it, by its own clock: ms since 1970; null where it does not say so. */
  readAtMs: number | null
  /** How old it was when it was answered with, in whole seconds: a gateway may keep pages. */
  ageMs: number
}

export interface PageRequest {
  /** The origin that serves `/api/partner/v2/contacts`; empty for our own. */
  baseUrl: string
  /** From 1. */
  page: number
  /** 1 to 100. */
  perPage: number
  signal?: AbortSignal | undefined
  /**
   * A page that the gateway keeps will do only if it was read from this instant of its clock on (`readAtMs` of an
   * earlier answer); any for null. Must be null for a server that does not tell `readAtMs`.
   */
  newerThanMs?: number | null
  /** How long a whole answer may take, 30 s. */
  timeoutMs?: number
  /** Called when a whole answer has come that is no refusal, before it is read: the way is free for the next one. */
  onArrived?: () => void
}

/**
 * Asks for one page of List Contacts: `GET /api/partner/v2/contacts?page=&per_page=`.
 *
 * @throws LinqError for everything that is not such a page; the signal's reason when `signal` was aborted
 */
export async function fetchContactsPage(request: PageRequest): Promise<ContactsPage> {
  const { baseUrl, page, perPage, signal, newerThanMs = null, timeoutMs = 30_000, onArrived } = request
  const timeout = AbortSignal.timeout(timeoutMs)
  /** What a failure on the way means, `kind` being what it means when neither we nor the clock ended the request. */
  const errorOf = (error: unknown, kind: 'network' | 'cut', message: string): LinqError => {
    signal?.throwIfAborted()
    if (timeout.aborted)
      return new LinqError({ kind: 'timeout', message: 'Linq did not answer in time.', page })
    return new LinqError({ kind, message, details: [reasonOf(error)], page })
  }
  const response = await fetch(`${baseUrl}/api/partner/v2/contacts?page=${page}&per_page=${perPage}`, {
    headers: {
      Accept: 'application/json',
      // Another origin would have to allow this header: only who says when it read a page is asked for newer ones.
      ...(newerThanMs !== null && { 'Linq-Contacts-Newer-Than': new Date(newerThanMs).toISOString() }),
    },
    cache: 'no-store',
    // A redirect could lead to a login page, or carry the request to another origin: it is never followed.
    redirect: 'manual',
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
  }).catch((error: unknown) => {
    throw errorOf(error, 'network', 'No answer came.')
  })
  if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
    const status = response.status || null
    throw new LinqError({
      kind: 'refused',
      message: 'The answer leads elsewhere, and is not followed.',
      status,
      page,
    })
  }
  const text = await response.text().catch((error: unknown) => {
    const broken = errorOf(error, 'cut', 'The answer broke off.')
    if (response.ok || broken.kind !== 'cut') throw broken
    return ''
  })
  if (response.ok) onArrived?.()
  const body = parseJson(text)
  if (!response.ok) {
    const retryAfter = response.headers.get('retry-after')
    throw errorOfAnswer({ status: response.status, retryAfter, body, page, nowMs: Date.now() })
  }
  // Node's fetch takes a gzip without its end for whole; what began as JSON and does not end as JSON was cut.
  if (body === undefined && text.trimStart().startsWith('{'))
    throw new LinqError({ kind: 'cut', message: 'The answer broke off.', status: response.status, page })
  const demonstration = response.headers.get('linq-contacts-demonstration') === 'true'
  return {
    ...readContactsPage(body, { page, perPage, status: response.status }),
    demonstration,
    readAtMs: instantIn(response.headers.get('linq-contacts-read-at')),
    ageMs: ageIn(response.headers.get('age')),
  }
}

/**
 * Reads the JSON of a page.
 *
 * @throws LinqError of kind `unreadable` for another shape, `cut` for no rows where its pagination promises some
 */
export function readContactsPage(
  body: unknown,
  asked: { page: number; perPage: number; status: number },
): Omit<ContactsPage, 'demonstration' | 'readAtMs' | 'ageMs'> {
  const records = isRecord(body) ? body['contacts'] : undefined
  if (!isRecord(body) || !Array.isArray(records)) {
    throw new LinqError({
      kind: 'unreadable',
      message: 'The answer is not what Linq’s API sends.',
      status: asked.status,
      page: asked.page,
    })
  }
  const pagination = readPagination(body['pagination'], records.length)
  // A cut body can still be valid JSON: nothing at all, without a word on how many there are, is no organisation.
  const isSilent = records.length === 0 && asked.page === 1 && pagination.total_count === null
  const promised = isSilent ? 1 : promisedRows(pagination, asked)
  if (records.length === 0 && promised > 0) {
    throw new LinqError({
      kind: 'cut',
      message: isSilent ? 'The answer was cut: it holds no contact and no total.' : cutWords(0, promised),
      status: asked.status,
      page: asked.page,
    })
  }
  const contacts = new Map<number, Contact>()
  const unreadableAt: number[] = []
  for (const [index, record] of records.entries()) {
    const contact = readContact(record)
    // Two records of one answer with the same id cannot be told apart: the first stays, the other is counted.
    if (contact && !contacts.has(contact.id)) contacts.set(contact.id, contact)
    else unreadableAt.push(index)
  }
  return {
    contacts: [...contacts.values()],
    pagination,
    unreadable: unreadableAt.length,
    unreadableAt,
    missing: Math.max(0, promised - records.length),
  }
}

/** "The answer was cut: it holds 2 of 25 contacts." */
export function cutWords(rows: number, promised: number): string {
  return `The answer was cut: it holds ${rows} of ${promised} contacts.`
}

/** Totals beyond this are taken as nonsense: ten times the largest organisation this product is made for. */
const largestBelievableTotal = 10_000_000

function readPagination(value: unknown, rows: number): Pagination {
  const given = isRecord(value) ? value : {}
  const per_page = wholeNumber(given['per_page'], 1)
  const total_count = wholeNumber(given['total_count'], rows)
  const total_pages = wholeNumber(given['total_pages'], rows > 0 ? 1 : 0)
  return {
    current_page: wholeNumber(given['current_page'] ?? given['page'], 1),
    per_page,
    total_pages,
    total_count,
  }
}

function wholeNumber(value: unknown, least: number): number | null {
  const isWhole = typeof value === 'number' && Number.isSafeInteger(value)
  return isWhole && value >= least && value <= largestBelievableTotal ? value : null
}

/** How many rows the answer must hold by its own words; 0 where its pagination does not say so. */
function promisedRows(pagination: Pagination, asked: { page: number; perPage: number }): number {
  const { total_count, current_page, per_page } = pagination
  if (total_count === null || (current_page !== null && current_page !== asked.page)) return 0
  const perPage = Math.min(per_page ?? asked.perPage, asked.perPage)
  return Math.max(0, Math.min(perPage, total_count - (asked.page - 1) * (per_page ?? asked.perPage)))
}

/** An instant as the gateway writes it, in ms since 1970; null for none. */
function instantIn(value: string | null): number | null {
  const instant = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value ?? '') ? Date.parse(value ?? '') : Number.NaN
  return Number.isNaN(instant) ? null : instant
}

/** `Age` (RFC 9111, 5.1: whole seconds) in milliseconds. */
function ageIn(value: string | null): number {
  return /^\d{1,7}$/.test(value ?? '') ? Number(value) * 1000 : 0
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
