import {
  type Refusal,
  addressTooLong,
  badParameters,
  badInstant,
  badRequest,
  foreignSite,
  headersTooLarge,
  noExpectations,
  notFound,
  wrongHost,
  wrongMethod,
} from './refusal'

/** What a request may be for. It holds parsed values only: nothing behind the front sees the request's own text. */
export type Target =
  | { kind: 'file'; path: string }
  /** `newerThanMs`: the page must have been read from then on, ms since 1970; null for any. */
  | { kind: 'contacts'; page: number; perPage: number; newerThanMs: number | null }
  | { kind: 'health' }

/** What of a request is decided upon, as it came over the wire. */
export interface RawRequest {
  method?: string | undefined
  /** The request target, neither decoded nor normalised. */
  url?: string | undefined
  httpVersion: string
  /** Names and values in turn, as Node's `rawHeaders`. */
  rawHeaders: readonly string[]
}

export interface Known {
  /** Exact paths of the files that exist. */
  files: { has(path: string): boolean }
  /** The values of `Host` that are ours, such as `127.0.0.1:4173`. */
  hosts: ReadonlySet<string>
}

/** More pairs than this are refused; Node silently drops what is beyond `maxHeadersCount`, one more than this. */
export const mostHeaders = 100

/** Leaves 2 KiB of the 8 KiB that a request's head may have for the headers of an ordinary browser. */
export const longestTarget = 6144

/**
 * Decides on the raw bytes of a request whether it is one of the few that exist, and which (gateway.md, "The hardened
 * front"). Nothing is decoded, normalised or guessed: what does not match exactly is refused.
 */
export function decide(request: RawRequest, known: Known): Target | Refusal {
  const { method, url = '', httpVersion, rawHeaders } = request
  if (method !== 'GET' && method !== 'HEAD') return wrongMethod
  if (url.length > longestTarget) return addressTooLong
  const target = readTarget(url, known.files)
  if (target.kind === 'refusal') return target
  if (rawHeaders.length / 2 > mostHeaders) return headersTooLarge
  if (httpVersion !== '1.1' && httpVersion !== '1.0') return badRequest
  const headers = groupHeaders(rawHeaders)
  const refused =
    refuseFraming(headers) ?? refuseHost(headers, known.hosts) ?? refuseSite(headers, target, method)
  if (refused !== null || target.kind !== 'contacts') return refused ?? target
  const newerThanMs = readNewerThan(headers.get('linq-contacts-newer-than') ?? [])
  return newerThanMs === undefined ? badInstant : { ...target, newerThanMs }
}

const contactsPath = '/api/partner/v2/contacts'

function readTarget(url: string, files: Known['files']): Target | Refusal {
  if (url === contactsPath) return readContactsQuery([])
  if (url.startsWith(`${contactsPath}?`))
    return readContactsQuery(url.slice(contactsPath.length + 1).split('&'))
  if (url === '/healthz') return { kind: 'health' }
  // The view lives in the query of the page, which only the browser reads; it is dropped here.
  const path = /^\/\?[\x21\x22\x24-\x7e]*$/.test(url) ? '/' : url
  return files.has(path) ? { kind: 'file', path } : notFound
}

/** Linq's defaults are `page=1` and `per_page=25`; each may be given once, in either order, as plain digits. */
function readContactsQuery(parameters: readonly string[]): Target | Refusal {
  const found: { page?: number; per_page?: number } = {}
  for (const parameter of parameters) {
    const parts = /^(?:(page)=([1-9][0-9]{0,7})|(per_page)=([1-9][0-9]?|100))$/.exec(parameter)
    const name = parts?.[1] === undefined ? 'per_page' : 'page'
    if (parts === null || found[name] !== undefined) return badParameters
    found[name] = Number(parts[2] ?? parts[4])
  }
  return { kind: 'contacts', page: found.page ?? 1, perPage: found.per_page ?? 25, newerThanMs: null }
}

/** One instant as `Date.toISOString` writes it, or none (null); undefined for anything else. */
function readNewerThan([value, ...more]: readonly string[]): number | null | undefined {
  if (value === undefined) return null
  const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) ? Date.parse(value) : Number.NaN
  return Number.isNaN(instant) || more.length > 0 ? undefined : instant
}

type Headers = ReadonlyMap<string, readonly string[]>

function groupHeaders(raw: readonly string[]): Headers {
  const grouped = new Map<string, string[]>()
  for (let index = 0; index < raw.length; index += 2) {
    const name = (raw[index] ?? '').toLowerCase()
    const value = raw[index + 1] ?? ''
    const values = grouped.get(name)
    if (values) values.push(value)
    else grouped.set(name, [value])
  }
  return grouped
}

/** No request here has a body, so none may announce one; `_` and `-` are one letter to some servers behind proxies. */
function refuseFraming(headers: Headers): Refusal | null {
  if (headers.has('expect')) return noExpectations
  const announcesBody = ['transfer-encoding', 'content-length', 'trailer'].some((name) => headers.has(name))
  const isAmbiguous = [...headers.keys()].some((name) => name.includes('_'))
  return announcesBody || isAmbiguous || headers.has('upgrade') ? badRequest : null
}

/** A foreign name in `Host` is a page that had its name resolved to this machine (DNS rebinding). */
function refuseHost(headers: Headers, hosts: ReadonlySet<string>): Refusal | null {
  const [host, ...more] = headers.get('host') ?? []
  if (host === undefined || more.length > 0) return badRequest
  // Names of hosts have no case (RFC 9110, 4.2.3).
  return hosts.has(host.toLowerCase()) ? null : wrongHost
}

/**
 * Refuses what another site asks for. Browsers say so by `Origin` and by fetch metadata
 * (https://www.w3.org/TR/fetch-metadata/); a program that says neither has no person's browser to abuse. A link from
 * another site may open the page itself, and nothing else.
 */
function refuseSite(headers: Headers, target: Target, method: string): Refusal | null {
  const [host] = headers.get('host') ?? []
  const origins = headers.get('origin') ?? []
  if (origins.some((origin) => origin.toLowerCase() !== `http://${host}`.toLowerCase())) return foreignSite
  const sites = headers.get('sec-fetch-site') ?? []
  if (sites.every((site) => site === 'same-origin' || site === 'none')) return null
  const isPage = target.kind === 'file' && target.path === '/' && method === 'GET'
  const isNavigation =
    only(headers, 'sec-fetch-mode') === 'navigate' && only(headers, 'sec-fetch-dest') === 'document'
  const isKnownSite = ['cross-site', 'same-site'].includes(only(headers, 'sec-fetch-site') ?? '')
  return isPage && isNavigation && isKnownSite ? null : foreignSite
}

function only(headers: Headers, name: string): string | undefined {
  const values = headers.get(name)
  return values?.length === 1 ? values[0] : undefined
}
