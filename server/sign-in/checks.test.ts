import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { createCommands } from '../shared/commands'
import { createSharedChecks } from '../shared/shared-checks'
import { createTestBrowser } from '../testing/browser'
import { createFakeRedis } from '../testing/fake-redis'
import { leaksOf } from '../testing/leaks'
import { sessionSecret, signInAt, startProvider } from '../testing/provider'
import { ask } from '../testing/raw'
import { freePort, startTestGateway, startUpstream } from '../testing/start'
import type { Allowed } from './allowed'
import { createChecks, createRechecks, graceMs, longestUncheckedMs } from './checks'
import type { Renewed } from './provider'
import { createEndedSessions, createSessions } from './sessions'

// A provider makes keys when it starts.
vi.setConfig({ testTimeout: 30_000 })

const contacts = '/api/partner/v2/contacts?page=1&per_page=25'
const minute = 60_000

// The provider lives by the same clock.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }))
afterEach(() => void vi.useRealTimers())

function pass(ms: number): void {
  vi.setSystemTime(Date.now() + ms)
}

const ofSales: Partial<Allowed> = { domains: new Set(), groups: new Set(['sales']) }

/** A gateway for people of a group, and somebody of it who has signed in. */
async function startAll({ givesRefreshTokens = true, allowed = ofSales } = {}) {
  const port = await freePort()
  const publicUrl = `http://127.0.0.1:${port}`
  const [provider, upstream] = await Promise.all([startProvider(publicUrl), startUpstream()])
  provider.givesRefreshTokens = givesRefreshTokens
  provider.account['groups'] = ['sales', 'staff']
  const redis = createFakeRedis(Date.now)
  const ended = createEndedSessions(Date.now)
  const start = (at: number) => {
    const commands = createCommands(redis.connect(), Date.now, () => undefined)
    const checks = createSharedChecks(commands, [sessionSecret], Date.now)
    const signIn = signInAt(provider.issuer, publicUrl, { allowed })
    return startTestGateway(upstream.origin, { port: at, signIn, ended, checks })
  }
  const gateway = await start(port)
  const browser = createTestBrowser()
  expect((await browser.open(publicUrl)).status).toBe(200)
  const cookie = () => browser.cookieHeader(publicUrl)
  const before = cookie()
  /** The status for somebody whose browser still has the first cookie, at this gateway or another one. */
  const statusAt = async (at = port) => (await ask(at, contacts, { headers: [`Cookie: ${before}`] })).status
  const asked = () => provider.paths.filter((path) => path === '/token').length
  return { ...gateway, provider, publicUrl, browser, cookie, statusAt, asked, start, redis }
}

describe('somebody who is signed in', () => {
  it('is asked about again: out of the group means out within a quarter of an hour', async () => {
    const { provider, statusAt, asked, log } = await startAll()
    expect(asked()).toBe(1)
    pass(9 * minute)
    expect(await statusAt()).toBe(200)
    expect(asked()).toBe(1)
    pass(7 * minute)
    expect(await statusAt()).toBe(200)
    expect(asked()).toBe(2)
    provider.account['groups'] = ['staff']
    pass(longestUncheckedMs + 1)
    expect(await statusAt()).toBe(403)
    expect(asked()).toBe(3)
    // It is over for good, and not only until the next time.
    provider.account['groups'] = ['sales']
    expect(await statusAt()).toBe(403)
    expect(log).toEqual(['Somebody who was signed in is not allowed to see the contacts any more.'])
  })

  it('is asked about behind what they do, so that nobody waits; who is out is told so by every gateway', async () => {
    const { provider, statusAt, asked, start } = await startAll()
    const second = await start(0)
    provider.account['groups'] = ['staff']
    pass(11 * minute)
    expect(await statusAt()).toBe(200)
    await expect.poll(asked).toBe(2)
    await expect.poll(() => statusAt()).toBe(403)
    expect(await statusAt(second.port)).toBe(403)
  })

  it.each([
    ['whose account was deleted', 401, { sub: undefined }],
    ['whose address is another one', 403, { email: 'zoe@example.org' }],
    ['whose address is not verified any more', 403, { email_verified: false }],
  ])('and %s is out, also where domains say who is allowed', async (_, status, claims) => {
    const { provider, statusAt } = await startAll({ allowed: {} })
    Object.assign(provider.account, claims)
    pass(longestUncheckedMs + 1)
    expect(await statusAt()).toBe(status)
  })

  it('costs one question, however many ask at once, on however many gateways', async () => {
    const { statusAt, asked, start, port } = await startAll()
    const second = await start(0)
    for (let round = 0; round < 3; round += 1) {
      pass(longestUncheckedMs + 1)
      const ports = [port, second.port, port, second.port, port, second.port]
      expect(await Promise.all(ports.map(statusAt))).toEqual([200, 200, 200, 200, 200, 200])
      expect(asked()).toBe(round + 2)
    }
  })

  it('has a cookie that tells when it was, for a gateway that starts anew', async () => {
    const { browser, publicUrl, cookie, redis, start, asked } = await startAll()
    pass(longestUncheckedMs + 1)
    expect((await browser.open(publicUrl + contacts)).status).toBe(200)
    redis.values.clear()
    const fresh = await start(0)
    pass(9 * minute)
    expect((await ask(fresh.port, contacts, { headers: [`Cookie: ${cookie()}`] })).status).toBe(200)
    expect(asked()).toBe(2)
  })

  it('stays for an hour while the provider is away, and not longer', async () => {
    const { provider, statusAt, log } = await startAll()
    provider.isAway = true
    pass(longestUncheckedMs + 1)
    expect(await statusAt()).toBe(200)
    expect(log).toEqual([
      expect.stringMatching(/^The sign-in provider could not be asked who is allowed \(\w+.*\)\.$/),
    ])
    const times = provider.paths.length
    expect(await statusAt()).toBe(200)
    expect(provider.paths.length).toBe(times)
    pass(graceMs)
    expect(await statusAt()).toBe(401)
    provider.isAway = false
    pass(minute)
    expect(await statusAt()).toBe(200)
  })

  it('can be asked about no more after signing out: the provider forgets the token', async () => {
    const { browser, publicUrl, provider, redis } = await startAll()
    const kept = () => [...redis.values.keys()].filter((name) => name.includes(':check:'))
    expect(kept()).toHaveLength(1)
    const own = { Origin: publicUrl, 'Sec-Fetch-Site': 'same-origin' }
    const out = await browser.open(`${publicUrl}/api/sign-out`, { method: 'POST', headers: own })
    expect(out.status).toBe(200)
    expect(kept()).toEqual([])
    await expect.poll(() => provider.paths).toContain('/token/revocation')
  })

  it('leaves nothing in Redis that can be read', async () => {
    const { redis } = await startAll()
    const text = [...redis.values].map(([name, value]) => name + value.text).join('\n')
    expect(text).toContain(':check:')
    expect(text).not.toMatch(/zoe|sales|example/i)
    expect(leaksOf(sessionSecret, text)).toEqual([])
  })
})

describe('what the provider tells when it is asked again', () => {
  const person = { sub: 'zoe', email: 'zoe@example.com', domain: 'example.com', groups: ['sales'], name: 'Z' }
  const right = { sub: 'zoe', email: 'zoe@example.com', email_verified: true, groups: ['sales'] }
  const allowed = {
    emails: new Set<string>(),
    domains: new Set<string>(),
    groups: new Set(['sales']),
    groupsClaim: 'groups',
  }

  async function standingAfter(renewed: Renewed) {
    const sessions = createSessions([sessionSecret], createEndedSessions(Date.now), Date.now)
    const session = sessions.begin(person, true)
    const checks = createChecks(Date.now)
    await checks.keep(
      session.id,
      { person, checkedMs: Date.now(), refreshToken: 'r', idToken: '' },
      Date.now() + 1e8,
    )
    const end = vi.fn(() => Promise.resolve())
    const provider = { renew: () => Promise.resolve(renewed) }
    pass(longestUncheckedMs + 1)
    const options = { provider, checks, allowed, end, report: () => undefined, now: Date.now }
    const standing = await createRechecks(options).look(session, 'a request')
    return [standing.kind, end.mock.calls.length]
  }

  it('is believed of the same person alone', async () => {
    const told = (...claims: Record<string, unknown>[]): Renewed => ({
      kind: 'told',
      claims,
      refreshToken: 's',
      idToken: null,
    })
    expect(await standingAfter(told(right))).toEqual(['stands', 0])
    expect(await standingAfter(told({ ...right, sub: 'eve' }))).toEqual(['refused', 1])
    expect(await standingAfter(told({ ...right, groups: [] }))).toEqual(['not-allowed', 1])
    // Some tell groups of the person alone, and not in the token.
    expect(await standingAfter(told({ sub: 'zoe' }, right))).toEqual(['stands', 0])
    expect(await standingAfter({ kind: 'refused' })).toEqual(['refused', 1])
    expect(await standingAfter({ kind: 'away', error: new Error('x') })).toEqual(['stands', 0])
  })
})
