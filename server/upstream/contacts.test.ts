import { createServer as createTcpServer } from 'node:net'
import { gzipSync } from 'node:zlib'

import { describe, expect, it, onTestFinished } from 'vitest'

import { leaksOf, missingHeaders } from '../testing/leaks'
import { type RawAnswer, ask } from '../testing/raw'
import { goodPage, startTestGateway, startUpstream, token } from '../testing/start'
import { defaultBounds } from './contacts'

const contacts = '/api/partner/v2/contacts?page=12&per_page=25'

/** What the gateway makes of an upstream that answers with a status, a body and headers. */
async function through(
  status: number,
  body: string | Buffer,
  headers: Record<string, string | string[]> = {},
) {
  const upstream = await startUpstream((_request, response) => {
    response.writeHead(status, headers).end(body)
  })
  const gateway = await startTestGateway(upstream.origin)
  return { answer: await ask(gateway.port, contacts), log: gateway.log, calls: upstream.calls }
}

/** What the gateway makes of an upstream that writes these bytes, and ends the connection when told so. */
async function throughBytes(written: readonly string[], { ends = true, everyMs = 0, totalMs = 5000 } = {}) {
  const server = createTcpServer((socket) => {
    socket.on('error', () => socket.destroy())
    let timer: NodeJS.Timeout | undefined
    socket.once('data', () => {
      const left = [...written]
      const write = () => {
        const next = left.shift()
        if (next !== undefined) socket.write(next)
        else if (ends) socket.end()
        if (next === undefined) clearInterval(timer)
      }
      timer = setInterval(write, everyMs)
    })
    socket.on('close', () => clearInterval(timer))
  })
  await new Promise<void>((resolve) => server.listen({ port: 0, host: '127.0.0.1' }, resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const gateway = await startTestGateway(`http://127.0.0.1:${port}`, {
    bounds: { totalMs, bodyBytes: 100_000 },
  })
  return { answer: await ask(gateway.port, contacts), log: gateway.log }
}

/** Status and code of the gateway's own error, after a look at its form: every header, the shape of Linq's API. */
function readOwnError(answer: RawAnswer): [status: number, code: unknown] {
  expect(missingHeaders(answer)).toEqual([])
  expect(answer.headers.get('content-type')).toBe('application/json')
  const body: Record<string, unknown> = JSON.parse(answer.body)
  const message = expect.stringMatching(/^[A-Z].*\.$/)
  const trace_id = answer.headers.get('x-request-id')
  expect(body).toEqual({ status: 'error', error_code: body['error_code'], message, errors: [], trace_id })
  return [answer.status, body['error_code']]
}

describe('an error of Linq', () => {
  const shapes = [
    { status: 'error', error_code: 'INTERNAL_ERROR', message: 'Broken', errors: ['It broke'] },
    { errors: [{ status: 401, code: 'UNAUTHORIZED', title: 'Unauthorized', detail: 'Bad token' }] },
    {
      success: false,
      error: { status: 429, code: 1007, message: 'Slow down', retry_after: 12 },
      trace_id: 't',
    },
  ]
  it.each([400, 401, 403, 404, 422, 429, 500, 502, 503, 504])(
    'keeps status %i and its JSON',
    async (status) => {
      for (const shape of shapes) {
        const { answer, calls } = await through(status, JSON.stringify(shape), {
          'Content-Type': 'text/plain',
        })
        expect(answer.status).toBe(status)
        // Only the name of the request is added, where Linq gave none.
        expect(JSON.parse(answer.body)).toEqual({
          trace_id: answer.headers.get('x-request-id'),
          ...shape,
        })
        expect(answer.headers.get('content-type')).toBe('application/json')
        expect(answer.headers.get('cache-control')).toBe('no-store')
        expect(calls).toHaveLength(1)
      }
    },
  )

  it.each(['', '<html>502 Bad Gateway</html>', '[]', 'null', '"text"', '{"status":"err'])(
    'whose body is %j keeps its status and gets a body that can be read',
    async (body) => {
      for (const status of [401, 429, 502]) {
        const { answer } = await through(status, body, { 'Content-Type': 'text/html' })
        expect(readOwnError(answer)).toEqual([status, `UPSTREAM_${status}`])
      }
    },
  )

  it('about the token is in the log once, without the token', async () => {
    const { log } = await through(401, '{"message":"no"}')
    expect(log).toEqual(['Linq rejected the token of this organisation.'])
  })

  it.each(['12', '0', '12 ', 'Wed, 21 Oct 2026 07:28:00 GMT', '31536000'])(
    'passes Retry-After: %s on',
    async (value) => {
      for (const status of [429, 503]) {
        const { answer } = await through(status, '{}', { 'Retry-After': value })
        expect(answer.headers.get('retry-after')).toBe(value.trim())
      }
    },
  )

  it.each(['-1', 'abc', '1.5', '', '1e3', '2026-10-21', '99999999999'])(
    'does not pass on the nonsense Retry-After: %j',
    async (value) => {
      const { answer } = await through(429, '{}', { 'Retry-After': value })
      expect(answer.status).toBe(429)
      expect(answer.headers.get('retry-after')).toBeUndefined()
    },
  )

  it('with several values of Retry-After passes the last on that is one', async () => {
    const { answer } = await through(429, '{}', { 'Retry-After': ['7', '12', 'soon'] })
    expect(answer.headers.get('retry-after')).toBe('12')
  })

  it('passes no other header on', async () => {
    const { answer } = await through(500, '{}', {
      'Set-Cookie': 'a=b',
      Server: 'nginx',
      'X-Powered-By': 'Rails',
      'Access-Control-Allow-Origin': '*',
      'WWW-Authenticate': 'Basic',
      'Cache-Control': 'public, max-age=60',
    })
    for (const name of [
      'set-cookie',
      'server',
      'x-powered-by',
      'access-control-allow-origin',
      'www-authenticate',
    ]) {
      expect(answer.headers.get(name)).toBeUndefined()
    }
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })
})

describe('a success', () => {
  it('is passed on byte by byte, also with ids that a number cannot hold', async () => {
    const body = '{"contacts": [{"id": 9007199254740993, "first_name": "\\ud800Zoë"}],\n "pagination": null}'
    const { answer } = await through(200, body)
    expect(answer.status).toBe(200)
    expect(Buffer.from(answer.body, 'latin1').toString()).toBe(body)
  })

  it.each(['gzip', 'GZip', 'x-gzip', ' X-GZIP '])('in the coding %j is unpacked', async (coding) => {
    const { answer } = await through(200, gzipSync(goodPage), { 'Content-Encoding': coding })
    expect(answer.headers.get('content-encoding')).toBeUndefined()
    expect(Buffer.from(answer.body, 'latin1').toString()).toBe(goodPage)
  })

  it.each(['identity', 'Identity', ''])('in the coding %j is taken as it is', async (coding) => {
    const { answer } = await through(200, goodPage, { 'Content-Encoding': coding })
    expect(Buffer.from(answer.body, 'latin1').toString()).toBe(goodPage)
  })

  it.each(['<html>Sign in</html>', '', '{"contacts":[', 'undefined', '{"contacts":[]} trailing'])(
    'whose body is %j is an error that can be read',
    async (body) => {
      const { answer, log } = await through(200, body, { 'Content-Type': 'text/html' })
      expect(readOwnError(answer)).toEqual([502, 'UPSTREAM_UNREADABLE'])
      expect(log).toEqual(['The answer is not what Linq’s API sends.'])
    },
  )

  it.each([201, 204, 206, 407])('of another kind (%i) is no page', async (status) => {
    const { answer } = await through(status, status === 204 ? '' : goodPage)
    expect(readOwnError(answer)).toEqual([502, 'UPSTREAM_UNEXPECTED'])
  })
})

describe('an answer that was cut', () => {
  const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n'
  const cut = [
    ['before its length', [`${head}Content-Length: 500\r\n\r\n${goodPage}`]],
    ['before its last chunk', [`${head}Transfer-Encoding: chunked\r\n\r\nf\r\n{"contacts":[]}\r\n`]],
    ['within its head', ['HTTP/1.1 200 OK\r\nContent-Ty']],
    ['before it began', []],
  ] as const
  it.each(cut)('%s is an error', async (_where, written) => {
    const { answer } = await throughBytes(written)
    expect(readOwnError(answer)).toEqual([502, 'UPSTREAM_CUT'])
  })

  it('in the middle of gzip is an error', async () => {
    const { answer } = await through(200, gzipSync(goodPage).subarray(0, 40), { 'Content-Encoding': 'gzip' })
    expect(readOwnError(answer)).toEqual([502, 'UPSTREAM_CUT'])
  })

  it('in a coding nobody knows is an error', async () => {
    const { answer } = await through(200, goodPage, { 'Content-Encoding': 'gzip, x-secret' })
    expect(readOwnError(answer)).toEqual([502, 'UPSTREAM_CUT'])
  })

  it('and holds too few rows is passed on for the app to weigh against its pagination', async () => {
    const { answer } = await throughBytes([`${head}\r\n{"contacts":[]}`])
    expect([answer.status, answer.body]).toEqual([200, '{"contacts":[]}'])
  })
})

describe('a redirect', () => {
  it.each([301, 302, 303, 307, 308])('%i is refused, and the token goes nowhere', async (status) => {
    const elsewhere = await startUpstream()
    const { answer, log } = await through(status, goodPage, { Location: `${elsewhere.origin}/api` })
    expect(readOwnError(answer)).toEqual([502, 'UPSTREAM_REDIRECTED'])
    expect(answer.headers.get('location')).toBeUndefined()
    expect(elsewhere.calls).toEqual([])
    expect(log).toHaveLength(1)
  })
})

describe('an answer without bounds', () => {
  const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n'
  it('of size is ended: a head of 40 kB', async () => {
    const { answer } = await throughBytes([`${head}X-Long: ${'a'.repeat(40_000)}\r\n\r\n{}`])
    expect(readOwnError(answer)).toEqual([502, 'UPSTREAM_TOO_LARGE'])
  })

  it('of size is ended: a body without end', async () => {
    const { answer } = await throughBytes([
      `${head}\r\n`,
      ...Array.from({ length: 50 }, () => 'x'.repeat(10_000)),
    ])
    expect(readOwnError(answer)).toEqual([502, 'UPSTREAM_TOO_LARGE'])
  })

  it('of size is ended: a small gzip of a huge body', async () => {
    const body = gzipSync(Buffer.alloc(20_000_000, ' '))
    const { answer } = await through(200, body, { 'Content-Encoding': 'gzip' })
    expect(readOwnError(answer)).toEqual([502, 'UPSTREAM_TOO_LARGE'])
  })

  it('of time is ended: one byte after the other', async () => {
    const drip = [`${head}Content-Length: 1000\r\n\r\n`, ...Array.from({ length: 1000 }, () => ' ')]
    const { answer } = await throughBytes(drip, { everyMs: 10, totalMs: 200 })
    expect(readOwnError(answer)).toEqual([504, 'UPSTREAM_TIMEOUT'])
  })

  it('of time is ended: no answer at all, or none after half of it', async () => {
    for (const written of [[], [`${head}Content-Length: 1000\r\n\r\n{"contacts"`]]) {
      const { answer, log } = await throughBytes(written, { ends: false, totalMs: 100 })
      expect(readOwnError(answer)).toEqual([504, 'UPSTREAM_TIMEOUT'])
      expect(log).toEqual(['Linq did not answer in time.'])
    }
  })
})

it('says so when Linq cannot be reached', async () => {
  const closed = createTcpServer()
  await new Promise<void>((resolve) => closed.listen({ port: 0, host: '127.0.0.1' }, resolve))
  const address = closed.address()
  await new Promise((resolve) => closed.close(resolve))
  const port = typeof address === 'object' ? address?.port : undefined
  const gateway = await startTestGateway(`http://127.0.0.1:${port}`)
  expect(readOwnError(await ask(gateway.port, contacts))).toEqual([502, 'UPSTREAM_UNREACHABLE'])
})

it('is bounded by the numbers that were decided', () => {
  // Below the 30 s that the app waits itself; the API takes more pages at once than a browser asks for.
  expect(defaultBounds).toEqual({
    totalMs: 20_000,
    headerBytes: 16_384,
    bodyBytes: 2_000_000,
    connections: 16,
  })
})

describe('an answer that repeats the token', () => {
  // In which forms it is found stands in echo.test.ts.
  const echoes = [`{"message":${JSON.stringify(token)}}`, `<pre>TOKEN: ${encodeURIComponent(token)}</pre>`]
  it.each(echoes)('is withheld: %s', async (body) => {
    for (const status of [200, 401, 500]) {
      const { answer, log } = await through(status, body, { 'Retry-After': '3' })
      expect(readOwnError(answer)).toEqual([502, 'UPSTREAM_UNSAFE'])
      expect(leaksOf(token, answer.body + [...answer.headers].join('\n') + log.join('\n'))).toEqual([])
    }
  })

  it('in a header does not pass it on', async () => {
    const { answer } = await through(429, '{}', { 'X-Debug': encodeURIComponent(token), 'Retry-After': '3' })
    expect(answer.status).toBe(429)
    expect(leaksOf(token, [...answer.headers].join('\n'))).toEqual([])
  })
})
