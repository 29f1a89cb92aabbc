import { connect } from 'node:net'

import { describe, expect, it, onTestFinished } from 'vitest'

import { staticFilesOf } from './files/static-files'
import { defaultStopTimes, startGateway } from './gateway'
import { leaksOf, missingHeaders } from './testing/leaks'
import { ask, exchange, requestText } from './testing/raw'
import { goodPage, signalOnce, startTestGateway, startUpstream, token } from './testing/start'

describe('the one call', () => {
  it('reaches Linq with the token, two whole numbers and nothing of the client', async () => {
    const upstream = await startUpstream()
    const { port } = await startTestGateway(upstream.origin)
    const answer = await ask(port, '/api/partner/v2/contacts?per_page=50&page=3', {
      headers: [
        'Cookie: session=1',
        'Authorization: Bearer x',
        'X-Forwarded-For: 10.0.0.1',
        'Accept: text/html',
      ],
    })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('application/json')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(Buffer.from(answer.body, 'latin1').toString()).toBe(goodPage)
    expect(upstream.calls).toHaveLength(1)
    const [call] = upstream.calls
    expect(call?.method).toBe('GET')
    expect(call?.url).toBe('/api/partner/v2/contacts?page=3&per_page=50')
    expect(Object.fromEntries(pairs(call?.rawHeaders ?? []))).toEqual({
      host: upstream.origin.slice('http://'.length),
      connection: 'keep-alive',
      accept: 'application/json',
      'accept-encoding': 'gzip',
      'user-agent': expect.stringMatching(/^linq-contacts\/\d+\.\d+\.\d+$/),
      'x-linq-integration-token': token,
    })
  })

  it('has Linq’s defaults for a parameter that is not given', async () => {
    const upstream = await startUpstream()
    const { port } = await startTestGateway(upstream.origin)
    await ask(port, '/api/partner/v2/contacts')
    await ask(port, '/api/partner/v2/contacts?page=2')
    await ask(port, '/api/partner/v2/contacts?per_page=100')
    expect(upstream.calls.map((call) => call.url)).toEqual([
      '/api/partner/v2/contacts?page=1&per_page=25',
      '/api/partner/v2/contacts?page=2&per_page=25',
      '/api/partner/v2/contacts?page=1&per_page=100',
    ])
  })

  it('says in each answer when the people are made up, and never otherwise', async () => {
    const upstream = await startUpstream()
    const real = await startTestGateway(upstream.origin)
    const madeUp = await startTestGateway(upstream.origin, { isDemonstration: true })
    const headerOf = async (port: number) =>
      (await ask(port, '/api/partner/v2/contacts')).headers.get('linq-contacts-demonstration')
    expect(await headerOf(madeUp.port)).toBe('true')
    expect(await headerOf(real.port)).toBeUndefined()
  })

  it('is ended upstream when the client goes away', async () => {
    const closed = signalOnce()
    const upstream = await startUpstream((_request, response) => response.on('close', () => closed.resolve()))
    const gateway = await startTestGateway(upstream.origin)
    await exchange(gateway.port, requestText(gateway.port, '/api/partner/v2/contacts'), { quietMs: 1000 })
    await closed.promise
    expect(upstream.calls).toHaveLength(1)
    expect(gateway.log).toEqual([])
  })
})

describe('another site', () => {
  const page = '/?q=wei&owner=12'
  const contacts = '/api/partner/v2/contacts'
  const navigation = ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: navigate', 'Sec-Fetch-Dest: document']
  const cases: [string, string, readonly string[], number][] = [
    ['may be linked from for the page', page, navigation, 200],
    ['may not open the contacts', contacts, navigation, 403],
    ['may not open a file', '/assets/app-12345678.js', navigation, 403],
    ['may not frame the page', page, [...navigation.slice(0, 2), 'Sec-Fetch-Dest: iframe'], 403],
    ['may not fetch the page', page, ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: no-cors'], 403],
    ['may not show it as an image', contacts, ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Dest: image'], 403],
    ['on another port is another site', contacts, ['Sec-Fetch-Site: same-site'], 403],
    ['cannot hide in nonsense', contacts, ['Sec-Fetch-Site: '], 403],
    [
      'cannot hide behind a second value',
      contacts,
      ['Sec-Fetch-Site: none', 'Sec-Fetch-Site: cross-site'],
      403,
    ],
    ['is refused by its origin', contacts, ['Origin: https://evil.example'], 403],
    ['is refused by an origin of null', page, ['Origin: null'], 403],
    ['is refused by the origin of another port', contacts, ['Origin: http://127.0.0.1:1'], 403],
    ['is not our own page', contacts, ['Sec-Fetch-Site: same-origin'], 200],
    ['is not a person who types the address', contacts, ['Sec-Fetch-Site: none'], 200],
  ]
  it.each(cases)('%s', async (_name, target, headers, status) => {
    const upstream = await startUpstream()
    const { port } = await startTestGateway(upstream.origin)
    const answer = await ask(port, target, { headers })
    expect(answer.status).toBe(status)
    expect(answer.headers.get('access-control-allow-origin')).toBeUndefined()
    expect(upstream.calls).toHaveLength(status === 200 && target === contacts ? 1 : 0)
  })

  it('whose name was pointed at this machine is refused, and our own names are answered', async () => {
    const upstream = await startUpstream()
    const { port } = await startTestGateway(upstream.origin)
    const statusOf = async (host: string) =>
      (await exchange(port, `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)).answers[0]
        ?.status
    for (const own of ['127.0.0.1', 'localhost', 'LocalHost', '[::1]']) {
      expect(await statusOf(`${own}:${port}`)).toBe(200)
    }
    for (const origin of [`http://127.0.0.1:${port}`, `HTTP://127.0.0.1:${port}`]) {
      expect((await ask(port, '/', { headers: [`Origin: ${origin}`] })).status).toBe(200)
    }
    for (const foreign of [
      'evil.example',
      `evil.example:${port}`,
      'localhost',
      `127.0.0.1:${port + 1}`,
      '',
    ]) {
      expect(await statusOf(foreign)).toBe(421)
    }
  })
})

describe('a request that throws', () => {
  const failing = [
    [
      'at once',
      () => {
        throw new Error(`broken with ${token}`)
      },
    ],
    ['later', () => Promise.reject(new Error(`broken with ${token}`))],
  ] as const
  it.each(failing)(
    '%s is answered with 500, tells nothing, and ends nobody else’s',
    async (_name, readPage) => {
      const log: string[] = []
      const gateway = await startGateway({
        host: '127.0.0.1',
        port: 0,
        files: new Map(),
        readPage,
        isDemonstration: false,
        report: (problem) => void log.push(problem),
        stopTimes: { ...defaultStopTimes, drainMs: 0 },
      })
      onTestFinished(() => gateway.stop())
      const port = Number(new URL(gateway.origin).port)
      const answer = await ask(port, '/api/partner/v2/contacts')
      expect(answer.status).toBe(500)
      expect(missingHeaders(answer)).toEqual([])
      expect(leaksOf(token, answer.body + log.join('\n'))).toEqual([])
      expect(log).toEqual(['A request failed: Error.'])
      expect((await ask(port, '/healthz')).status).toBe(200)
    },
  )

  it('in the part that serves files is answered with 500 too', async () => {
    const files = staticFilesOf(new Map([['/', { bytes: Buffer.from('x'), type: 'bad\nheader' }]]))
    const gateway = await startTestGateway('http://127.0.0.1:9', { files })
    const answer = await ask(gateway.port, '/')
    expect(answer.status).toBe(500)
    expect(missingHeaders(answer)).toEqual([])
    expect(gateway.log).toHaveLength(1)
  })
})

describe('slow and greedy clients', () => {
  it('that never finish their head are told so and let go', async () => {
    const limits = { headersTimeoutMs: 100, checkIntervalMs: 50 }
    const { port } = await startTestGateway('http://127.0.0.1:9', { limits })
    const { answers } = await exchange(port, 'GET / HTTP/1.1\r\nHost: 127', { answers: 2, quietMs: 5000 })
    expect(answers.map((answer) => answer.status)).toEqual([408])
    expect(answers.flatMap(missingHeaders)).toEqual([])
  })

  it('are refused by connection count, and the places of those that left are free again', async () => {
    const { port } = await startTestGateway('http://127.0.0.1:9', { limits: { connectionsPerAddress: 2 } })
    const held = [0, 1].map(() => exchange(port, 'GET /', { quietMs: 800 }))
    await new Promise((resolve) => setTimeout(resolve, 50))
    const { answers } = await exchange(port, '', { answers: 2 })
    expect(answers.map((answer) => answer.status)).toEqual([429])
    expect(answers.flatMap(missingHeaders)).toEqual([])
    await Promise.all(held)
    await expect
      .poll(async () => (await exchange(port, requestText(port, '/'))).answers[0]?.status, { timeout: 4000 })
      .toBe(200)
  })

  it('cannot pile up requests on one connection, and those that were taken end with it', async () => {
    let open = 0
    const upstream = await startUpstream((_request, response) => {
      open += 1
      response.on('close', () => (open -= 1))
    })
    const { port } = await startTestGateway(upstream.origin)
    const { text } = await exchange(port, requestText(port, '/api/partner/v2/contacts').repeat(30))
    expect(text).toBe('')
    expect(upstream.calls.length).toBeLessThanOrEqual(2)
    expect((await ask(port, '/healthz')).status).toBe(200)
    await expect.poll(() => open, { timeout: 4000 }).toBe(0)
  })

  it('may ask for the next thing before they have read the answer to the last', async () => {
    const upstream = await startUpstream()
    const { port } = await startTestGateway(upstream.origin)
    const { answers } = await exchange(port, requestText(port, '/').repeat(2), { answers: 2 })
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
  })

  it('whose request is followed by nonsense get no answer that could be taken for the one to it', async () => {
    const upstream = await startUpstream(() => {})
    const { port } = await startTestGateway(upstream.origin)
    const { text } = await exchange(port, `${requestText(port, '/api/partner/v2/contacts')}nonsense\r\n\r\n`)
    expect(text).toBe('')
  })

  it.each([
    ['a short one', { slowReaderMs: 50, slowReaderBytesPerMs: 1e9 }],
    ['a long one', { slowReaderMs: 50, slowReaderBytesPerMs: 1e-9, longestReadMs: 100 }],
  ])('that do not read their answer are cut: %s', async (_which, limits) => {
    const bytes = Buffer.alloc(30_000_000, 'x')
    const files = staticFilesOf(new Map([['/', { bytes, type: 'text/plain' }]]))
    const gateway = await startTestGateway('http://127.0.0.1:9', { files, limits })
    const socket = connect({ port: gateway.port, host: '127.0.0.1' })
    socket.pause().write(requestText(gateway.port, '/'))
    const cut = new Promise((resolve) => socket.on('close', () => resolve('cut')))
    await gateway.stop()
    socket.on('error', () => socket.destroy()).resume()
    expect(await cut).toBe('cut')
  })
})

describe('the address that the gateway listens on', () => {
  it.each([
    ['127.0.0.1', '127.0.0.1'],
    ['localhost', '127.0.0.1'],
    ['::1', '::1'],
  ] as const)('is of this machine alone for HOST %s', async (host, boundTo) => {
    const gateway = await startGateway({
      host,
      port: 0,
      files: new Map(),
      readPage: () => Promise.reject(new Error('nobody asked')),
      isDemonstration: false,
      report: () => {},
    })
    onTestFinished(() => gateway.stop())
    expect(gateway.boundTo).toBe(boundTo)
    // What listens everywhere answers on every address of the machine, of which this is one on Linux.
    const { port } = new URL(gateway.origin)
    const socket = connect({ port: Number(port), host: '127.0.0.2' })
    onTestFinished(() => void socket.destroy())
    const reached = await new Promise((resolve) => {
      socket.on('connect', () => resolve('reached')).on('error', () => resolve('refused'))
    })
    expect(reached).toBe('refused')
  })
})

function pairs(raw: readonly string[]): [string, string][] {
  const found: [string, string][] = []
  for (let index = 0; index < raw.length; index += 2) {
    found.push([(raw[index] ?? '').toLowerCase(), raw[index + 1] ?? ''])
  }
  return found
}
