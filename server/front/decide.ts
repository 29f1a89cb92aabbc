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
  onlyPost,
  wrongHost,
  wrongMethod,
} from './refusal'

/** What a request may be for. It holds parsed values only: nothing behind the front sees the request's own text. */
export type Target =
  | { kind: 'file'; path: string }
  /** `newerThanMs`: the page must have been read from then on, ms since 1970; null for any. */
  | { kind: 'contacts'; page: number; perPage: number; newerThanMs: number | null }
  /** Whether it is alive. */
  | { kind: 'health' }
  /** Whether it may be sent requests. */
  | { kind: 'readiness' }
  | SignInTarget

/** What there is where people sign in. */
export type SignInTarget =
  /**
   * `view`: the query of the page that is to be opened afterwards, with its `?`, or nothing. `isChoice`: as somebody who
   * is chosen at the provider, although it may know somebody already.
   */
  | { kind: 'sign-in'; view: string; isChoice: boolean }
  /** Somebody comes back from the provider. `query`: its answer, with its `?`, for nobody but the library that reads it. */
  | { kind: 'sign-in-answer'; query: string }
  | { kind: 'session' }
  | { kind: 'sign-out' }
  /** Somebody has exported so many rows; `view` is the query of the page that says which, or as much of it as fits. */
  | { kind: 'export-log'; rows: number; format: string; scope: string; view: string; isCut: boolean }
  | { kind: 'signed-out' }
  /** Where the page leads who may not see the contacts any more. */
  | { kind: 'not-allowed' }

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
  /** The values of `Host` that are ours, such as `127.0.0.1:4173`, and the origins of pages that were opened there. */
  hosts: ReadonlyMap<string, string>
  /** Whether people sign in here. */
  hasSignIn: boolean
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
  const isPost = known.hasSignIn && (url === signOutPath || url.startsWith(exportLogStart))
  if (isPost && method !== 'POST') return onlyPost
  if (!isPost && method !== 'GET' && method !== 'HEAD') return wrongMethod
  if (url.length > longestTarget) return addressTooLong
  const target = readTarget(url, known)
  if (target.kind === 'refusal') return target
  if (method === 'HEAD' && isOfSignIn(target)) return wrongMethod
  if (rawHeaders.length / 2 > mostHeaders) return headersTooLarge
  if (httpVersion !== '1.1' && httpVersion !== '1.0') return badRequest
  const headers = groupHeaders(rawHeaders)
  const refused =
    refuseFraming(headers, isPost) ??
    refuseHost(headers, known.hosts) ??
    refuseSite(headers, target, method ?? '', known.hosts)
  if (refused !== null || target.kind !== 'contacts') return refused ?? target
  const newerThanMs = readNewerThan(headers.get('linq-contacts-newer-than') ?? [])
  return newerThanMs === undefined ? badInstant : { ...target, newerThanMs }
}

const contactsPath = '/api/partner/v2/contacts'

const signOutPath = '/api/sign-out'
const exportLogStart = '/api/export-log?'

function readTarget(url: string, { files, hasSignIn }: Known): Target | Refusal {
  if (url === contactsPath) return readContactsQuery([])
  if (url.startsWith(`${contactsPath}?`))
    return readContactsQuery(url.slice(contactsPath.length + 1).split('&'))
  if (url === '/healthz') return { kind: 'health' }
  if (url === '/readyz') return { kind: 'readiness' }
  const ofSignIn = hasSignIn ? readSignInTarget(url) : null
  if (ofSignIn !== null) return ofSignIn
  // The view lives in the query of the page, which only the browser reads; it is dropped here.
  const path = /^\/\?[\x21\x22\x24-\x7e]*$/.test(url) ? '/' : url
  return files.has(path) ? { kind: 'file', path } : notFound
}

function readSignInTarget(url: string): Target | null {
  if (url === '/sign-in') return { kind: 'sign-in', view: '', isChoice: false }
  if (url === '/not-allowed') return { kind: 'not-allowed' }
  if (url === '/api/session') return { kind: 'session' }
  if (url === signOutPath) return { kind: 'sign-out' }
  if (url.startsWith(exportLogStart)) return readExport(url.slice(exportLogStart.length))
  // A provider may add its `state` to the address to which one comes back after signing out.
  if (/^\/signed-out(?:\?[\x21\x22\x24-\x7e]*)?$/.test(url)) return { kind: 'signed-out' }
  if (/^\/sign-in\/callback\?[\x21\x24-\x7e]+$/.test(url))
    return { kind: 'sign-in-answer', query: url.slice('/sign-in/callback'.length) }
  const parts = /^\/sign-in\?(?:to=(.*)|(account=other)(?:&to=(.*))?)$/.exec(url)
  const [, alone, choice, beside] = parts ?? []
  const view = parts === null ? null : readView(alone ?? beside ?? '')
  return view === null ? null : { kind: 'sign-in', view, isChoice: choice !== undefined }
}

function readExport(query: string): Target | null {
  const parts =
    /^rows=(0|[1-9][0-9]{0,7})&format=([a-z-]{1,16})&scope=([a-z]{1,16})&view=([^&]*)(&cut=true)?$/.exec(
      query,
    )
  const [, rows, format = '', scope = '', encoded = '#', cut] = parts ?? []
  const view = readView(encoded)
  return view === null
    ? null
    : { kind: 'export-log', rows: Number(rows), format, scope, view, isCut: cut !== undefined }
}

/**
 * A query of our own page, as `encodeURIComponent` writes it, and nothing else: no address of anybody else can be made
 * of it. Null for anything that is none.
 */
function readView(encoded: string): string | null {
  if (!/^(?:[A-Za-z0-9._~!'()*-]|%[0-9A-F]{2})*$/.test(encoded)) return null
  const view = decoded(encoded)
  return view !== null && /^(?:\?[\x21\x22\x24-\x7e]*)?$/.test(view) ? view : null
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
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
function refuseFraming(headers: Headers, mayBePost: boolean): Refusal | null {
  if (headers.has('expect')) return noExpectations
  // Browsers say of a POST without a body that its length is 0.
  const saysNothing = mayBePost && only(headers, 'content-length') === '0'
  const framing = saysNothing
    ? ['transfer-encoding', 'trailer']
    : ['transfer-encoding', 'content-length', 'trailer']
  const announcesBody = framing.some((name) => headers.has(name))
  const isAmbiguous = [...headers.keys()].some((name) => name.includes('_'))
  return announcesBody || isAmbiguous || headers.has('upgrade') ? badRequest : null
}

/** A foreign name in `Host` is a page that had its name resolved to this machine (DNS rebinding). */
function refuseHost(headers: Headers, hosts: Known['hosts']): Refusal | null {
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
function refuseSite(headers: Headers, target: Target, method: string, hosts: Known['hosts']): Refusal | null {
  const [host = ''] = headers.get('host') ?? []
  const ownOrigin = hosts.get(host.toLowerCase())
  const origins = headers.get('origin') ?? []
  if (origins.some((origin) => origin.toLowerCase() !== ownOrigin)) return foreignSite
  const sites = headers.get('sec-fetch-site') ?? []
  // What changes something is believed to come from our own page only when the browser says so.
  if (method === 'POST' && (origins.length !== 1 || sites.some((site) => site !== 'same-origin')))
    return foreignSite
  if (sites.every((site) => site === 'same-origin' || site === 'none')) return null
  const isPage =
    ((target.kind === 'file' && target.path === '/') || navigable.has(target.kind)) && method === 'GET'
  const isNavigation =
    only(headers, 'sec-fetch-mode') === 'navigate' && only(headers, 'sec-fetch-dest') === 'document'
  const isKnownSite = ['cross-site', 'same-site'].includes(only(headers, 'sec-fetch-site') ?? '')
  return isPage && isNavigation && isKnownSite ? null : foreignSite
}

function isOfSignIn({ kind }: Target): boolean {
  return navigable.has(kind) || kind === 'session' || kind === 'not-allowed'
}

/** What the provider's pages lead to. */
const navigable: ReadonlySet<Target['kind']> = new Set(['sign-in', 'sign-in-answer', 'signed-out'])

function only(headers: Headers, name: string): string | undefined {
  const values = headers.get(name)
  return values?.length === 1 ? values[0] : undefined
}
