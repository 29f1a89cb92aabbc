import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'

import { Pool } from 'undici'

import { version } from '../../package.json'
import { type ContactsAnswer, type UpstreamAnswer, judgeAnswer, ownError } from './answer'
import { createEchoGuard } from './echo'

/** How much time and memory one answer of Linq may take. */
export interface UpstreamBounds {
  /** For everything together: waiting for a connection, the head, the body. Below the app's own 30 s. */
  totalMs: number
  headerBytes: number
  /** Of the body, before and after decompression. A page of 100 contacts has about 60 kB. */
  bodyBytes: number
  /** Who asks for more at once waits here; the budget of `server/cache` allows no more calls than these. */
  connections: number
}

export const defaultBounds: UpstreamBounds = {
  totalMs: 20_000,
  headerBytes: 16_384,
  bodyBytes: 2_000_000,
  connections: 16,
}

export interface UpstreamOptions {
  /** The API's origin. */
  apiUrl: string
  token: string
  bounds?: UpstreamBounds
  /** Told one sentence, without anything of the answer, about what whoever runs the gateway should know. */
  report: (problem: string) => void
}

/** The one call that this product makes. */
export interface Upstream {
  /**
   * Reads one page. Gives an answer for everything that can go wrong upstream.
   *
   * @throws the signal's reason when the client went away
   */
  readContacts: (page: number, perPage: number, signal: AbortSignal) => Promise<ContactsAnswer>
  /** Ends the connections, once the calls in flight are done. */
  close: () => Promise<void>
}

const decompress = promisify(gunzip)

/**
 * Opens the way to Linq's API, or to the demonstration. A call is made once: the app retries, pauses and tells, and a
 * second place that retries would multiply the load on an API that is already in trouble (Google SRE, "Handling
 * overload").
 */
export function createUpstream({ apiUrl, token, bounds = defaultBounds, report }: UpstreamOptions): Upstream {
  const pool = new Pool(apiUrl, {
    connections: bounds.connections,
    pipelining: 1,
    maxHeaderSize: bounds.headerBytes,
    maxResponseSize: bounds.bodyBytes,
    // NODE_TLS_REJECT_UNAUTHORIZED must not be able to hand the token to somebody else.
    connect: { rejectUnauthorized: true },
  })
  // The whole list: nothing of the client's request is ever added.
  const headers = {
    Accept: 'application/json',
    'Accept-Encoding': 'gzip',
    'User-Agent': `linq-contacts/${version}`,
    'X-LINQ-INTEGRATION-TOKEN': token,
  }
  const echoesToken = createEchoGuard(token)

  async function call(page: number, perPage: number, signal: AbortSignal): Promise<UpstreamAnswer> {
    const path = `/api/partner/v2/contacts?page=${page}&per_page=${perPage}`
    // undici follows no redirect unless it is told to; Node's fetch would carry the token to another origin.
    const response = await pool.request({ method: 'GET', path, headers, signal })
    const bytes = Buffer.from(await response.body.arrayBuffer())
    return {
      status: response.statusCode,
      retryAfter: [response.headers['retry-after'] ?? []].flat(),
      text: new TextDecoder().decode(
        await decode(bytes, response.headers['content-encoding'] ?? '', bounds.bodyBytes),
      ),
    }
  }

  return {
    async readContacts(page, perPage, signal) {
      const timeout = AbortSignal.timeout(bounds.totalMs)
      const { answer, problem } = await call(page, perPage, AbortSignal.any([signal, timeout])).then(
        (upstream) => judgeAnswer(upstream, echoesToken),
        (error: unknown) => {
          signal.throwIfAborted()
          if (timeout.aborted) return ownError(504, 'UPSTREAM_TIMEOUT', 'Linq did not answer in time.')
          return errorOfCall(error)
        },
      )
      if (problem !== null) report(problem)
      return answer
    },
    close: () => pool.close(),
  }
}

/** Unpacks what was asked for. Names of codings have no case, and `x-gzip` is gzip (RFC 9110, 8.4.1). */
async function decode(bytes: Buffer, encoding: string | string[], mostBytes: number): Promise<Buffer> {
  const name = String(encoding).trim().toLowerCase()
  if (name === '' || name === 'identity') return bytes
  if (name === 'gzip' || name === 'x-gzip') return decompress(bytes, { maxOutputLength: mostBytes })
  throw Object.assign(new Error('unknown content encoding'), { code: 'Z_UNKNOWN' })
}

const noConnection = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
])
const tooLarge = new Set([
  'UND_ERR_RES_EXCEEDED_MAX_SIZE',
  'UND_ERR_HEADERS_OVERFLOW',
  'ERR_BUFFER_TOO_LARGE',
])

/** The kinds of a failed call by its code. The error's own message may quote the answer, and is dropped. */
function errorOfCall(error: unknown) {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (noConnection.has(code)) return ownError(502, 'UPSTREAM_UNREACHABLE', 'Linq cannot be reached.')
  if (tooLarge.has(code)) return ownError(502, 'UPSTREAM_TOO_LARGE', 'The answer of Linq is too large.')
  return ownError(502, 'UPSTREAM_CUT', 'The answer of Linq was cut, or could not be read.')
}
