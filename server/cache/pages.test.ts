import type { RequestListener } from 'node:http'

import { describe, expect, it } from 'vitest'

import { countedOrganisation } from '../testing/counted-organisation'
import { missingHeaders } from '../testing/leaks'
import { type RawAnswer, ask, exchange, requestText } from '../testing/raw'
import { signalOnce, startTestGateway, startUpstream } from '../testing/start'

const target = '/api/partner/v2/contacts?page=1&per_page=100'

/** As of which call an answer is. */
function callOf({ status, body }: RawAnswer): string {
  return status === 200 ? (/asked \d+/.exec(body)?.[0] ?? 'no contacts') : `${status} ${codeOf(body)}`
}

function codeOf(body: string): string {
  const json: Record<string, unknown> = JSON.parse(body)
  return String(json['error_code'] ?? json['message'])
}

/** A gateway with a clock that a test moves, and an upstream whose answers a test changes. */
async function startTeam(options: Parameters<typeof startTestGateway>[1] = {}) {
  const clock = { nowMs: Date.UTC(2026, 0, 31) }
  let listener = countedOrganisation()
  const upstream = await startUpstream((request, response) => listener(request, response))
  const gateway = await startTestGateway(upstream.origin, { now: () => clock.nowMs, ...options })
  return {
    ...gateway,
    clock,
    calls: upstream.calls,
    answer: (next: RequestListener) => void (listener = next),
    read: (headers: readonly string[] = [], path = target) => ask(gateway.port, path, { headers }),
  }
}

const newerThan = (atMs: number) => [`Linq-Contacts-Newer-Than: ${new Date(atMs).toISOString()}`]

const nonsense: RequestListener = (_request, response) => response.end('<h1>Sign in</h1>')
const silent: RequestListener = (_request, response) => response.destroy()
const waiting: RequestListener = (_request, response) => response.writeHead(429).end('{}')
const failing: RequestListener = (_request, response) => response.writeHead(500).end('{"message":"broken"}')

describe('a page', () => {
  it('is read once for all who ask for it within a minute and a half, and says how old it is', async () => {
    const { clock, calls, read } = await startTeam()
    const first = await read()
    expect([first.headers.get('age'), first.headers.get('linq-contacts-stale')]).toEqual(['0', undefined])
    expect(first.headers.get('linq-contacts-read-at')).toBe('2026-01-31T00:00:00.000Z')
    clock.nowMs += 90_000
    const second = await read()
    expect(second.body).toBe(first.body)
    expect([second.headers.get('age'), second.headers.get('linq-contacts-stale')]).toEqual(['90', undefined])
    expect(second.headers.get('linq-contacts-read-at')).toBe('2026-01-31T00:00:00.000Z')
    expect(second.headers.get('cache-control')).toBe('no-store')
    expect(missingHeaders(second)).toEqual([])
    expect(calls).toHaveLength(1)
  })

  it('is another one with another number, or another number of contacts', async () => {
    const { calls, read } = await startTeam()
    await read([], '/api/partner/v2/contacts?page=2&per_page=100')
    await read([], '/api/partner/v2/contacts?page=2&per_page=50')
    await read([], '/api/partner/v2/contacts?per_page=50&page=2')
    expect(calls).toHaveLength(2)
  })

  it('that is older is given at once, with its age, and read again behind that', async () => {
    const { clock, calls, read } = await startTeam()
    await read()
    clock.nowMs += 100_000
    const stale = await read()
    expect(callOf(stale)).toBe('asked 1')
    expect([stale.headers.get('age'), stale.headers.get('linq-contacts-stale')]).toEqual(['100', 'true'])
    await expect.poll(() => calls.length).toBe(2)
    await expect.poll(async () => callOf(await read())).toBe('asked 2')
    expect(calls).toHaveLength(2)
  })

  it('that is much older is read again first', async () => {
    const { clock, read } = await startTeam()
    await read()
    clock.nowMs += 400_000
    expect(callOf(await read())).toBe('asked 2')
  })

  it('is kept no longer than an hour, also when Linq is away', async () => {
    const { clock, answer, read } = await startTeam()
    await read()
    answer(failing)
    clock.nowMs += 3_600_000
    const old = await read()
    expect([callOf(old), old.headers.get('age')]).toEqual(['asked 1', '3600'])
    clock.nowMs += 1001
    expect(callOf(await read())).toBe('500 broken')
  })

  it.each([
    ['errors', failing],
    ['nonsense', nonsense],
    ['silence on the line', silent],
    ['a wish to wait', waiting],
  ])(
    'is given with its age while Linq answers with %s, and one call a second asks for more',
    async (_, listener) => {
      const { clock, calls, answer, read } = await startTeam()
      await read()
      answer(listener)
      clock.nowMs += 1_000_000
      for (let times = 0; times < 5; times += 1) {
        const old = await read()
        expect([callOf(old), old.headers.get('linq-contacts-stale')]).toEqual(['asked 1', 'true'])
      }
      expect(calls).toHaveLength(2)
      clock.nowMs += 120_000
      answer(countedOrganisation())
      await read()
      expect(calls).toHaveLength(3)
    },
  )

  it('is looked for once a second while Linq is away, also when many others are asked for at once', async () => {
    const { clock, calls, answer, read } = await startTeam()
    const pages = Array.from(
      { length: 12 },
      (_, at) => `/api/partner/v2/contacts?page=${at + 1}&per_page=100`,
    )
    for (const page of pages) await read([], page)
    answer(silent)
    clock.nowMs += 1_000_000
    await read()
    expect(calls).toHaveLength(pages.length + 1)
    clock.nowMs += 1_001
    const olds = await Promise.all(pages.map((page) => read([], page)))
    expect(olds.map((old) => old.headers.get('linq-contacts-stale'))).toEqual(pages.map(() => 'true'))
    expect(calls).toHaveLength(pages.length + 2)
  })

  it('is forgotten, with all others, when Linq rejects the token', async () => {
    const { clock, answer, read } = await startTeam()
    const other = '/api/partner/v2/contacts?page=2&per_page=100'
    await read()
    await read([], other)
    answer((_request, response) => response.writeHead(401).end('{"message":"no"}'))
    clock.nowMs += 400_000
    expect(callOf(await read())).toBe('401 no')
    clock.nowMs -= 399_000
    expect(callOf(await read([], other))).toBe('401 no')
  })

  it.each([
    ['is no page', '{"contacts":null}'],
    ['was cut', '{"contacts":[{"id":1}],"pagination":{"current_page":1,"per_page":100,"total_count":500}}'],
    ['is empty where there are some', '{"contacts":[],"pagination":{"current_page":1,"total_count":500}}'],
    ['is another page', '{"contacts":[{"id":1}],"pagination":{"current_page":7,"per_page":100}}'],
  ])('that %s is passed on, and given to nobody else', async (_, body) => {
    const { answer, calls, read } = await startTeam()
    answer((_request, response) => response.end(body))
    expect((await read()).body).toBe(body)
    answer(countedOrganisation())
    expect(callOf(await read())).toBe('asked 1')
    expect(calls).toHaveLength(2)
  })

  it('takes nothing of an answer along but its body', async () => {
    const { answer, read } = await startTeam()
    const own = countedOrganisation()
    answer((request, response) => own(request, response.setHeader('Set-Cookie', 'session=of-somebody-else')))
    await read()
    const kept = await read()
    expect(kept.headers.get('set-cookie')).toBeUndefined()
  })

  it('is not kept where there is no room', async () => {
    const { calls, read } = await startTeam({ megabytes: 0 })
    await read()
    await read()
    expect(calls).toHaveLength(2)
  })
})

describe('whoever asks for newer pages', () => {
  it('gets none that was asked for before that instant', async () => {
    const { clock, calls, read } = await startTeam()
    await read()
    const { nowMs } = clock
    clock.nowMs += 10_000
    expect(callOf(await read(newerThan(nowMs)))).toBe('asked 1')
    expect(callOf(await read(newerThan(nowMs + 1)))).toBe('asked 2')
    expect(callOf(await read(newerThan(nowMs + 10_000)))).toBe('asked 2')
    expect(callOf(await read())).toBe('asked 2')
    expect(calls).toHaveLength(2)
  })

  it('is given what there is now by a clock that goes ahead', async () => {
    const { clock, calls, read } = await startTeam()
    await read()
    clock.nowMs += 1
    expect(callOf(await read(newerThan(clock.nowMs + 3_600_000)))).toBe('asked 2')
    expect(calls).toHaveLength(2)
  })

  it('is told of an error, and given no older page instead', async () => {
    const { clock, answer, read } = await startTeam()
    await read()
    answer(failing)
    clock.nowMs += 1000
    expect(callOf(await read(newerThan(clock.nowMs)))).toBe('500 broken')
    expect(callOf(await read())).toBe('asked 1')
  })

  it('shares a call that waits, and none that was under way before', async () => {
    const goOn = signalOnce()
    const { clock, calls, answer, read } = await startTeam()
    const own = countedOrganisation()
    answer((request, response) => void goOn.promise.then(() => own(request, response)))
    const before = read()
    await expect.poll(() => calls.length).toBe(1)
    const askedMs = clock.nowMs
    clock.nowMs += 1
    const shared = read(newerThan(askedMs))
    const newer = [read(newerThan(clock.nowMs)), read(newerThan(clock.nowMs))]
    await expect.poll(() => calls.length).toBe(2)
    goOn.resolve()
    const answers = await Promise.all([before, shared, ...newer])
    expect(new Set(answers.map(callOf)).size).toBe(2)
    expect(callOf(answers[1] ?? answers[0])).toBe(callOf(answers[0]))
    expect(calls).toHaveLength(2)
  })

  it.each([
    '',
    'now',
    '2026-01-31',
    '2026-13-31T00:00:00.000Z',
    '1769817600000',
    '2026-01-31T00:00:00.000Z, x',
  ])('must name one instant: %j', async (value) => {
    const { calls, read } = await startTeam()
    const answer = await read([`Linq-Contacts-Newer-Than: ${value}`])
    expect(callOf(answer)).toBe('400 BAD_INSTANT')
    const twice = await read([...newerThan(0), ...newerThan(0)])
    expect(twice.status).toBe(400)
    expect(calls).toEqual([])
  })
})

describe('equal questions at the same time', () => {
  it('are one call, also when the first who asked goes away: 200 of them', async () => {
    const goOn = signalOnce()
    const { port, calls, answer } = await startTeam()
    const own = countedOrganisation()
    answer((request, response) => void goOn.promise.then(() => own(request, response)))
    const gone = await exchange(port, requestText(port, target), { quietMs: 300 })
    expect(gone.answers).toEqual([])
    const first = exchange(port, requestText(port, target), { quietMs: 400 })
    await expect.poll(() => calls.length).toBe(2)
    const others = Array.from({ length: 199 }, () => ask(port, target))
    await first
    goOn.resolve()
    expect(new Set((await Promise.all(others)).map(callOf)).size).toBe(1)
    expect(calls).toHaveLength(2)
  })

  it('end upstream when the last has gone, and the next begins anew', async () => {
    let closed = 0
    const { port, calls, answer, read } = await startTeam()
    answer((_request, response) => void response.on('close', () => (closed += 1)))
    await Promise.all([300, 500].map((quietMs) => exchange(port, requestText(port, target), { quietMs })))
    await expect.poll(() => closed).toBe(1)
    answer(countedOrganisation())
    expect(callOf(await read())).toBe('asked 1')
    expect(calls).toHaveLength(2)
  })
})

describe('a wish of Linq to wait', () => {
  const limited =
    (headers: Record<string, string>, body = '{}'): RequestListener =>
    (_request, response) =>
      response.writeHead(429, headers).end(body)

  it.each([
    ['by seconds', limited({ 'Retry-After': '7' }), 7],
    ['in the body', limited({}, '{"success":false,"error":{"status":429,"retry_after":9}}'), 9],
    ['that cannot be believed', limited({ 'Retry-After': '31536000' }), 1],
    ['without a number', limited({}), 1],
  ])('%s holds for everybody', async (_, listener, seconds) => {
    const { clock, calls, answer, read } = await startTeam()
    answer(listener)
    expect((await read()).status).toBe(429)
    answer(countedOrganisation())
    const told = await read([], '/api/partner/v2/contacts?page=2&per_page=100')
    expect([callOf(told), told.headers.get('retry-after')]).toEqual(['429 LINQ_PAUSED', String(seconds)])
    clock.nowMs += seconds * 1000 - 1
    expect((await read()).status).toBe(429)
    expect(calls).toHaveLength(1)
    clock.nowMs += 1
    expect((await read()).status).toBe(200)
  })

  it('that comes again and again without a number is longer each time', async () => {
    const { clock, answer, read } = await startTeam()
    answer(limited({}))
    const waits: string[] = []
    for (let times = 0; times < 8; times += 1) {
      await read()
      const wait = (await read()).headers.get('retry-after') ?? ''
      waits.push(wait)
      clock.nowMs += Number(wait) * 1000
    }
    expect(waits).toEqual(['1', '2', '4', '8', '16', '32', '60', '60'])
  })
})
