import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { version } from '../package.json'
import { hostileHeaders, hostileMethods, hostileStreams, hostileTargets } from './testing/hostile'
import { leaksOf, missingHeaders } from './testing/leaks'
import { type RawAnswer, ask, exchange, requestText } from './testing/raw'
import { type Call, startTestGateway, startUpstream, token } from './testing/start'

const contacts = '/api/partner/v2/contacts'

/** The gateway under attack, with everything that came upstream. */
async function startAttacked() {
  const upstream = await startUpstream()
  const gateway = await startTestGateway(upstream.origin)
  return { ...gateway, calls: upstream.calls, upstreamHost: upstream.origin.slice('http://'.length) }
}

describe('a hostile request', () => {
  it.each(hostileTargets)('for %j is refused, and Linq sees nothing', async (target) => {
    const { port, calls } = await startAttacked()
    const { answers, text } = await exchange(port, requestText(port, target), { answers: 2 })
    expectRefused(answers, text)
    expect(calls).toEqual([])
  })

  it.each(hostileHeaders)('with the header %j is refused, and Linq sees nothing', async (...headers) => {
    const { port, calls } = await startAttacked()
    const { answers, text } = await exchange(port, requestText(port, contacts, { headers }), { answers: 2 })
    expectRefused(answers, text)
    expect(calls).toEqual([])
  })

  it.each(hostileMethods)('by the method %j is refused, and Linq sees nothing', async (method) => {
    const { port, calls } = await startAttacked()
    for (const target of [contacts, '/', '/healthz']) {
      const { answers, text } = await exchange(port, requestText(port, target, { method }), { answers: 2 })
      expectRefused(answers, text)
    }
    expect(calls).toEqual([])
  })

  it.each(hostileStreams(1).map((_stream, index) => index))(
    'as stream %i is refused with what hides behind it',
    async (index) => {
      const { port, calls } = await startAttacked()
      const { answers, text } = await exchange(port, hostileStreams(port)[index] ?? '', {
        answers: 2,
      })
      expectRefused(answers, text)
      expect(calls).toEqual([])
    },
  )

  it('is told from a good one by the status that fits', async () => {
    const { port } = await startAttacked()
    const statusOf = async (target: string, options = {}) => (await ask(port, target, options)).status
    expect(await statusOf('/nothing')).toBe(404)
    expect(await statusOf(`${contacts}?page=-1`)).toBe(400)
    expect(await statusOf(`/?${'x'.repeat(6200)}`)).toBe(414)
    expect(await statusOf(`/?${'x'.repeat(10_000)}`)).toBe(414)
    expect(await statusOf('/', { headers: [`X-Long: ${'a'.repeat(9000)}`] })).toBe(431)
    expect(await statusOf('/', { headers: hostileHeaders.at(-1) })).toBe(431)
    expect(await statusOf('/', { headers: ['Expect: 100-continue'] })).toBe(417)
    const refused = await ask(port, contacts, { method: 'DELETE' })
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
    expect(JSON.parse(refused.body)).toEqual({
      status: 'error',
      error_code: 'METHOD_NOT_ALLOWED',
      message: 'Only GET and HEAD are answered here.',
      errors: [],
      trace_id: refused.headers.get('x-request-id'),
    })
  })
})

describe('thousands of mutated requests', () => {
  it('get nothing but the one call upstream, every header on every answer, and never the token', async () => {
    const attacked = await startAttacked()
    const { port, calls, log } = attacked
    let answered = 0
    const property = fc.asyncProperty(
      fc.array(mutated(port), { minLength: 16, maxLength: 16 }),
      async (requests) => {
        const exchanges = await Promise.all(requests.map((bytes) => exchange(port, bytes, { quietMs: 200 })))
        for (const { answers, text } of exchanges) {
          answered += answers.length
          expect(answers.flatMap(missingHeaders)).toEqual([])
          expect(answers.every((answer) => answer.status < 500)).toBe(true)
          expect(leaksOf(token, text)).toEqual([])
        }
        for (const call of calls.splice(0)) expectTheOneCall(call, attacked.upstreamHost)
      },
    )
    // On a failure fast-check prints the seed and the smallest request that shows it.
    await fc.assert(property, { numRuns: 200, endOnFailure: true })
    expect(answered).toBeGreaterThan(1000)
    expect(log).toEqual([])
    expect((await ask(port, '/healthz')).status).toBe(200)
  }, 60_000)
})

/** A request out of the lists above, or a good one, with up to four random changes to its bytes. */
function mutated(port: number): fc.Arbitrary<Buffer> {
  const good = [contacts, `${contacts}?page=2&per_page=50`, '/', '/healthz', '/assets/app-12345678.js']
  const texts = [
    ...[...good, ...good, ...good, ...hostileTargets].map((target) => requestText(port, target)),
    ...hostileHeaders.map((headers) => requestText(port, contacts, { headers })),
    ...hostileStreams(port),
  ]
  const place = fc.double({ min: 0, max: 1, noNaN: true })
  const piece = fc.oneof(
    fc.constantFrom(
      '\r\n',
      '\r\n\r\n',
      '\0',
      ' ',
      '\t',
      '/',
      '..',
      '%2e',
      '%0d%0a',
      '#',
      '?',
      '&',
      ':',
      '\\',
      ';',
    ),
    fc.constantFrom('GET ', 'POST ', ' HTTP/1.1', 'Host: a\r\n', 'Content-Length: 3\r\n', 'page=9', '\u00ff'),
    fc.string({ unit: 'binary', maxLength: 4 }),
  )
  const change = fc.record({ place, piece, length: fc.integer({ min: 0, max: 6 }) })
  return fc.tuple(fc.constantFrom(...texts), fc.array(change, { maxLength: 4 })).map(([text, changes]) => {
    let bytes = Buffer.from(text, 'latin1')
    for (const { place: at, piece: added, length } of changes) {
      const start = Math.floor(at * bytes.length)
      bytes = Buffer.concat([bytes.subarray(0, start), Buffer.from(added), bytes.subarray(start + length)])
    }
    return bytes
  })
}

/** Refused means: an answer or an end of the connection, at most one answer, a 4xx of our own with every header. */
function expectRefused(answers: readonly RawAnswer[], text: string): void {
  expect(answers).toHaveLength(1)
  for (const answer of answers) {
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expect(missingHeaders(answer)).toEqual([])
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('connection')).toBe('close')
  }
  expect(leaksOf(token, text)).toEqual([])
}

/** All of what came upstream: two numbers are all that may differ. */
function expectTheOneCall(call: Call, upstreamHost: string): void {
  const ownHeaders = [
    ['accept', 'application/json'],
    ['accept-encoding', 'gzip'],
    ['user-agent', `linq-contacts/${version}`],
    ['x-linq-integration-token', token],
  ]
  expect({ ...call, rawHeaders: call.rawHeaders.map(lowerNames) }).toEqual({
    method: 'GET',
    url: expect.stringMatching(/^\/api\/partner\/v2\/contacts\?page=[1-9]\d{0,7}&per_page=([1-9]\d?|100)$/),
    rawHeaders: ['host', upstreamHost, 'connection', 'keep-alive', ...ownHeaders.flat()],
    body: '',
  })
}

function lowerNames(text: string, index: number): string {
  return index % 2 === 0 ? text.toLowerCase() : text
}
