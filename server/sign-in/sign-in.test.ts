import { describe, expect, it, onTestFinished, vi } from 'vitest'

import type { Limits } from '../front/server'
import type { ExportLog, ExportRecord } from '../operation/export-log'
import { createTestBrowser } from '../testing/browser'
import { hostileHeaders, hostileTargets } from '../testing/hostile'
import { leaksOf, missingHeaders } from '../testing/leaks'
import { clientSecret, sessionSecret, signInAt, startProvider } from '../testing/provider'
import { ask, exchange, requestText } from '../testing/raw'
import { freePort, startTestGateway, startUpstream, token } from '../testing/start'
import { createEndedSessions } from './sessions'

// A provider makes keys when it starts.
vi.setConfig({ testTimeout: 30_000 })

const contacts = '/api/partner/v2/contacts?page=1&per_page=25'

/** A provider, an upstream, and a gateway at an address that the provider knows. */
async function startAll(options: Parameters<typeof signInAt>[2] = {}) {
  const clock = { nowMs: Date.now() }
  const now = () => clock.nowMs
  const port = await freePort()
  const publicUrl = `http://127.0.0.1:${port}`
  const [provider, upstream] = await Promise.all([startProvider(publicUrl), startUpstream()])
  const ended = createEndedSessions(now)
  const start = (over = options, at = port, exportLog?: ExportLog, limits: Partial<Limits> = {}) =>
    startTestGateway(upstream.origin, {
      limits,
      port: at,
      now,
      ended,
      ...(exportLog && { exportLog }),
      signIn: signInAt(provider.issuer, publicUrl, { ...options, ...over }),
    })
  const gateway = await start()
  return { ...gateway, publicUrl, provider, upstream, clock, start, ended }
}

type All = Awaited<ReturnType<typeof startAll>>

async function signIn({ publicUrl }: All, path = '/') {
  const browser = createTestBrowser()
  const opened = await browser.open(publicUrl + path)
  const cookie = browser.cookieHeader(publicUrl)
  return { browser, opened, cookie, headers: [`Cookie: ${cookie}`] }
}

function codeOf(body: string): unknown {
  const json: Record<string, unknown> = JSON.parse(body)
  return json['error_code']
}

describe('who is not signed in', () => {
  it('gets no contact, and Linq sees nothing', async () => {
    const { port, upstream } = await startAll()
    const answer = await ask(port, contacts)
    expect([answer.status, codeOf(answer.body)]).toEqual([401, 'SIGN_IN_NEEDED'])
    expect(missingHeaders(answer)).toEqual([])
    const cookies = ['x', 'Fe26.2*1*x', 'x; linq-contacts-session=y', ' '.repeat(9), 'x'.repeat(5000)]
    for (const cookie of cookies) {
      const refused = await ask(port, contacts, { headers: [`Cookie: linq-contacts-session=${cookie}`] })
      expect(refused.status).toBe(401)
    }
    expect((await ask(port, '/api/session')).status).toBe(401)
    expect(upstream.calls).toEqual([])
  })

  it('is led from the page to the provider, and gets its files and its health', async () => {
    const { port, provider } = await startAll()
    const page = await ask(port, '/?q=wei&owner=!12')
    expect([page.status, page.headers.get('location')]).toEqual([302, '/sign-in?to=%3Fq%3Dwei%26owner%3D!12'])
    expect(missingHeaders(page)).toEqual([])
    expect((await ask(port, '/assets/app-12345678.js')).status).toBe(200)
    for (const target of ['/healthz', '/readyz']) expect((await ask(port, target)).status).toBe(200)
    const long = await ask(port, `/?q=${'x'.repeat(3000)}`)
    expect(long.headers.get('location')).toBe('/sign-in')
    expect(provider.paths).toEqual([])
  })
})

describe('signing in', () => {
  it('leads to the provider and back to the view that was asked for, and then to the contacts', async () => {
    const all = await startAll()
    const { opened, headers, browser } = await signIn(all, '/?q=we%C3%AF&owner=!12')
    expect(opened.status).toBe(200)
    expect(opened.url).toBe(`${all.publicUrl}/?q=we%C3%AF&owner=!12`)
    expect(opened.text).toContain('Contacts')
    const answer = await ask(all.port, contacts, { headers })
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(all.upstream.calls).toHaveLength(1)
    expect(all.upstream.calls[0]?.rawHeaders.join('\n').toLowerCase()).not.toContain('cookie')
    const session = await ask(all.port, '/api/session', { headers })
    expect(JSON.parse(Buffer.from(session.body, 'latin1').toString())).toEqual({
      name: 'Zoë Weiß',
      email: 'zoe@example.com',
    })
    expect([...browser.cookies(all.publicUrl).keys()].sort()).toEqual([
      'linq-contacts-person',
      'linq-contacts-session',
    ])
    expect(all.log).toEqual([])
  })

  it('asks for a code with PKCE, state and nonce, another of each every time', async () => {
    const { port, provider } = await startAll()
    const seen = new Set<string>()
    for (const target of ['/sign-in', '/sign-in']) {
      const { headers } = await ask(port, target)
      const url = new URL(headers.get('location') ?? '')
      expect(url.origin).toBe(provider.issuer)
      const { searchParams } = url
      expect([searchParams.get('response_type'), searchParams.get('code_challenge_method')]).toEqual([
        'code',
        'S256',
      ])
      for (const name of ['state', 'nonce', 'code_challenge']) seen.add(searchParams.get(name) ?? '')
      expect(headers.get('set-cookie')).toMatch(
        /^linq-contacts-sign-in=Fe26\.2\S+; Path=\/; Max-Age=600; SameSite=Lax; HttpOnly$/,
      )
    }
    expect(seen.size).toBe(6)
  })

  it.each([
    ['of another domain', { email: 'eve@example.org' }],
    ['of a domain below', { email: 'eve@sub.example.com' }],
    ['with two @', { email: 'eve@evil.example@example.com' }],
    ['whose address is not verified', { email_verified: false }],
    ['of whose address nothing is said', { email_verified: undefined }],
    ['whose address is called verified by a text', { email_verified: 'true' }],
    ['without an address', { email: undefined }],
  ])('is refused to somebody %s', async (_, claims) => {
    const all = await startAll()
    Object.assign(all.provider.account, { ...claims })
    const { opened, browser, headers } = await signIn(all)
    expect([opened.status, opened.headers.get('content-type')]).toEqual([403, 'text/html; charset=utf-8'])
    expect(opened.text).toContain('This account may not see the contacts')
    expect(opened.text).toContain('href="/sign-in?account=other"')
    expect([...browser.cookies(all.publicUrl).keys()]).toEqual([])
    expect((await ask(all.port, contacts, { headers })).status).toBe(401)
    expect(all.log).toEqual(['Somebody signed in who is not allowed to see the contacts.'])
  })

  it('tells that the provider is away, and works when it is back', async () => {
    const port = await freePort()
    const publicUrl = `http://127.0.0.1:${port}`
    const gateway = await startTestGateway('http://127.0.0.1:9', {
      port,
      signIn: signInAt(`http://127.0.0.1:${await freePort()}`, publicUrl),
    })
    const answer = await ask(port, '/sign-in')
    expect(answer.status).toBe(503)
    expect(answer.body).toContain('Signing in is not possible right now')
    expect(missingHeaders(answer)).toEqual([])
    expect(gateway.log).toEqual(['The sign-in provider cannot be reached (TypeError ECONNREFUSED).'])
  })

  it('keeps the view over a failure, and lets who was refused or has signed out choose who to be', async () => {
    const all = await startAll()
    const choice = await ask(all.port, '/sign-in?account=other&to=%3Fq%3Dwei')
    const asked = new URL(choice.headers.get('location') ?? '').searchParams
    expect(asked.get('prompt')).toBe('login')
    const { browser } = await signIn(all)
    all.provider.account['email'] = 'zoe@example.org'
    const refused = await browser.open(`${all.publicUrl}/sign-in?to=${encodeURIComponent('?q="wei"&x=<b>')}`)
    expect(refused.status).toBe(403)
    const link = '/sign-in?account=other&amp;to=%3Fq%3D%22wei%22%26x%3D%3Cb%3E'
    expect(refused.text).toContain(`href="${link}"`)
    all.provider.isAway = true
    const port = await freePort()
    const away = await all.start({}, port)
    const failed = await ask(away.port, '/sign-in?to=%3Fq%3Dwei')
    expect([failed.status, failed.body.includes('href="/sign-in?to=%3Fq%3Dwei"')]).toEqual([503, true])
  })

  it('of somebody who may not see the contacts any more ends what went on until then', async () => {
    const all = await startAll()
    const { browser, headers } = await signIn(all)
    const person = browser.cookies(all.publicUrl).get('linq-contacts-person') ?? 'none'
    all.provider.account['email'] = 'zoe@example.org'
    const refused = await browser.open(`${all.publicUrl}/sign-in`)
    expect(refused.status).toBe(403)
    expect(refused.text).toContain(`data-person="${person}"`)
    expect(refused.text).toContain('src="/forget.js"')
    expect([...browser.cookies(all.publicUrl).keys()]).toEqual([])
    expect((await ask(all.port, contacts, { headers })).status).toBe(403)
  })

  it('cleans no device for another site, nor that of somebody who is signed in, nor one of nobody', async () => {
    const all = await startAll()
    const { headers } = await signIn(all)
    const still = await ask(all.port, '/not-allowed', { headers })
    expect([still.status, still.headers.get('location')]).toEqual([302, '/'])
    expect(still.headers.has('set-cookie')).toBe(false)
    const foreign = ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: navigate', 'Sec-Fetch-Dest: document']
    expect((await ask(all.port, '/signed-out', { headers: foreign })).status).toBe(200)
    const refused = await ask(all.port, '/not-allowed', { headers: foreign })
    expect([refused.status, codeOf(refused.body)]).toEqual([403, 'FOREIGN_SITE'])
    for (const cookie of [[], ['Cookie: linq-contacts-person="><script>']]) {
      const nobody = await ask(all.port, '/not-allowed', { headers: cookie })
      expect(nobody.body).toContain('data-person=""')
    }
  })

  it('that failed is tried again as it was begun', async () => {
    const all = await startAll()
    const begun = await ask(all.port, '/sign-in?account=other&to=%3Fq%3Dwei')
    const cookie = /linq-contacts-sign-in=[^;]+/.exec(begun.headers.get('set-cookie') ?? '')?.[0] ?? ''
    const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state')
    const answer = `/sign-in/callback?error=access_denied&state=${state}&iss=${encodeURIComponent(all.provider.issuer)}`
    const failed = await ask(all.port, answer, { headers: [`Cookie: ${cookie}`] })
    expect(failed.status).toBe(400)
    expect(failed.body).toContain('href="/sign-in?account=other&amp;to=%3Fq%3Dwei"')
  })

  it('of somebody else who may not leaves the one who is signed in alone', async () => {
    const all = await startAll()
    const { browser, headers } = await signIn(all)
    browser.cookies(all.provider.issuer).clear()
    Object.assign(all.provider.account, { sub: 'eve', email: 'eve@example.org' })
    expect((await browser.open(`${all.publicUrl}/sign-in?account=other`)).status).toBe(403)
    expect(browser.cookies(all.publicUrl).has('linq-contacts-session')).toBe(true)
    expect((await ask(all.port, contacts, { headers })).status).toBe(200)
  })

  it.each([
    '/sign-in?to=//evil.example',
    '/sign-in?to=https%3A%2F%2Fevil.example',
    '/sign-in?to=%2F%2Fevil.example',
    '/sign-in?to=%3Fq%0d%0aSet-Cookie%3A%20a',
    '/sign-in?to=%3F%FF',
    '/sign-in?to=x',
    '/sign-in?to=',
    '/sign-in?to=%3Fq%23x',
    '/sign-in?next=/',
    '/sign-in?',
    '/sign-in?account=other&',
    '/sign-in?account=otherto=%3Fq',
    '/sign-in?account=me',
    '/not-allowed?x',
    '/sign-in/',
    '/sign-in/callback',
    '/sign-in/callback/',
    '/sign-out',
    '/signed-out/x',
    '/api/session?x=1',
  ])('leads nowhere else: %s', async (target) => {
    const { port } = await startAll()
    const answer = await ask(port, target)
    expect([answer.status, answer.headers.get('location')].join()).toMatch(
      target === '/sign-in?to=' ? /^302,http:\/\/127/ : /^404,$/,
    )
    expect(missingHeaders(answer)).toEqual([])
  })
})

describe('an answer of the provider', () => {
  it('is taken from nobody who had not gone there, nor from another browser, nor twice, nor late', async () => {
    const all = await startAll()
    const { port, publicUrl } = all
    const away = createTestBrowser((url) => url.pathname === '/sign-in/callback')
    const back = (await away.open(`${publicUrl}/sign-in`)).url
    const target = back.slice(publicUrl.length)
    const cookie = () => away.cookieHeader(publicUrl)
    const own = [`Cookie: ${cookie()}`]
    expect((await ask(port, target)).status).toBe(400)
    const other = createTestBrowser((url) => url.pathname === '/sign-in/callback')
    await other.open(`${publicUrl}/sign-in`)
    const foreign = [...other.cookies(publicUrl)].map(([name, value]) => `Cookie: ${name}=${value}`)
    expect((await ask(port, target, { headers: foreign })).status).toBe(400)
    expect((await ask(port, target.replace('state=', 'state=x'), { headers: own })).status).toBe(400)
    const good = await ask(port, target, { headers: own })
    expect([good.status, good.headers.get('location')]).toEqual([302, '/'])
    expect((await ask(port, target, { headers: own })).status).toBe(400)
    const late = (await away.open(`${publicUrl}/sign-in`)).url
    const kept = [`Cookie: ${cookie()}`]
    all.clock.nowMs += 601_000
    const refused = await ask(port, late.slice(publicUrl.length), { headers: kept })
    expect([refused.status, missingHeaders(refused)]).toEqual([400, []])
    expect(refused.body).toContain('Signing in did not work')
  })

  it('is believed about no other session than the one that it makes', async () => {
    const all = await startAll()
    const first = await signIn(all)
    // Somebody who knew a cookie before the sign-in knows nothing of the session after it.
    const again = await first.browser.open(`${all.publicUrl}/sign-in`)
    expect(again.status).toBe(200)
    expect((await ask(all.port, contacts, { headers: first.headers })).status).toBe(401)
  })
})

describe('a session', () => {
  it('ends when nobody used it for eight hours, and after a day however it is used', async () => {
    const all = await startAll()
    const { browser, headers } = await signIn(all)
    const hour = 3_600_000
    all.clock.nowMs += 8 * hour + 1
    expect((await ask(all.port, contacts, { headers })).status).toBe(401)
    all.clock.nowMs -= 8 * hour
    for (let hours = 0; hours < 23; hours += 1) {
      expect((await browser.open(all.publicUrl + contacts)).status).toBe(200)
      all.clock.nowMs += hour
    }
    all.clock.nowMs += 2 * hour
    expect((await browser.open(all.publicUrl + contacts)).status).toBe(401)
  })

  it('has a cookie that is written anew only now and then', async () => {
    const all = await startAll()
    const { headers } = await signIn(all)
    expect((await ask(all.port, contacts, { headers })).headers.get('set-cookie')).toBeUndefined()
    all.clock.nowMs += 301_000
    const renewed = await ask(all.port, contacts, { headers })
    expect(renewed.headers.get('set-cookie')).toContain('linq-contacts-session=Fe26.2')
    // Nor may a proxy keep the page that brings it.
    const page = await ask(all.port, '/', { headers })
    expect(page.headers.get('set-cookie')).toContain('linq-contacts-session=Fe26.2')
    expect(page.headers.get('cache-control')).toBe('no-store')
  })

  it('ends with signing out, on every gateway, also for whoever copied the cookie', async () => {
    const all = await startAll()
    const { browser, headers } = await signIn(all)
    const second = await all.start({}, 0)
    const own = { Origin: all.publicUrl, 'Sec-Fetch-Site': 'same-origin' }
    const out = await browser.open(`${all.publicUrl}/api/sign-out`, { method: 'POST', headers: own })
    expect(out.status).toBe(200)
    const { location } = JSON.parse(out.text)
    expect(location).toContain(`${all.provider.issuer}/session/end?`)
    // Some providers do not let anybody out who does not show it.
    const hint = new URL(location).searchParams.get('id_token_hint') ?? ''
    expect(JSON.parse(Buffer.from(hint.split('.')[1] ?? '', 'base64url').toString())).toMatchObject({
      sub: 'zoe',
    })
    expect([...browser.cookies(all.publicUrl).keys()]).toEqual([])
    for (const { port } of [all, second]) expect((await ask(port, contacts, { headers })).status).toBe(401)
    const signedOut = await ask(all.port, '/signed-out?state=x')
    expect([signedOut.status, missingHeaders(signedOut)]).toEqual([200, []])
    expect(signedOut.body).toContain('You are signed out')
    expect(signedOut.body).toContain('href="/sign-in?account=other"')
    // Who has signed in again since is not told so.
    const again = await signIn(all)
    expect((await again.browser.open(`${all.publicUrl}/signed-out`)).url).toBe(`${all.publicUrl}/`)
  })

  it.each([
    ['another site', ['Origin: https://evil.example']],
    ['nobody knows whom', []],
    ['a form of another site', ['Origin: null', 'Sec-Fetch-Site: cross-site']],
    ['a page beside it', ['Sec-Fetch-Site: same-site']],
  ])('is not ended by %s', async (_, asker) => {
    const all = await startAll()
    const { headers } = await signIn(all)
    const refused = await ask(all.port, '/api/sign-out', { method: 'POST', headers: [...headers, ...asker] })
    expect(refused.status).toBe(403)
    const own = [...headers, `Origin: ${all.publicUrl}`]
    for (const [method, extra, status] of [
      ['GET', [], 405],
      ['PUT', [], 405],
      ['POST', ['Content-Length: 3'], 400],
      ['POST', ['Transfer-Encoding: chunked'], 400],
    ] as const) {
      const answer = await ask(all.port, '/api/sign-out', { method, headers: [...own, ...extra] })
      expect(answer.status).toBe(status)
    }
    expect((await ask(all.port, contacts, { headers })).status).toBe(200)
    expect((await ask(all.port, '/', { method: 'POST', headers: own })).status).toBe(405)
  })

  it('of somebody who is allowed no longer ends with the settings', async () => {
    const all = await startAll()
    const { headers } = await signIn(all)
    const strict = await all.start({ allowed: { domains: new Set(['example.org']) } }, 0)
    const refused = await ask(strict.port, contacts, { headers })
    expect([refused.status, codeOf(refused.body)]).toEqual([403, 'NO_LONGER_ALLOWED'])
    // The page leads to where the device is cleaned, for which it must be known whose it is.
    expect(refused.headers.has('set-cookie')).toBe(false)
    const cleaned = await ask(strict.port, '/not-allowed', { headers })
    const person = /linq-contacts-person=([^;]+)/.exec(headers.join())?.[1]
    expect([cleaned.status, cleaned.body.includes(`data-person="${person}"`)]).toEqual([403, true])
    expect(cleaned.headers.get('set-cookie')).toContain('linq-contacts-person=; Path=/; Max-Age=0')
    const lenient = await all.start(
      { allowed: { domains: new Set(), emails: new Set(['zoe@example.com']) } },
      0,
    )
    expect((await ask(lenient.port, contacts, { headers })).status).toBe(200)
  })

  it('of somebody who is allowed by a group alone asks the provider again after 15 minutes, without a press', async () => {
    // The provider's clock goes with ours.
    vi.useFakeTimers({ toFake: ['Date'] })
    onTestFinished(() => void vi.useRealTimers())
    const all = await startAll({ allowed: { domains: new Set(), groups: new Set(['sales']) } })
    Object.assign(all.provider.account, { groups: ['sales'] })
    const later = () => {
      vi.setSystemTime(Date.now() + 15 * 60_000 + 1)
      all.clock.nowMs = Date.now()
    }
    const { browser, headers } = await signIn(all)
    expect((await browser.open(all.publicUrl + contacts)).status).toBe(200)
    later()
    expect((await ask(all.port, contacts, { headers })).status).toBe(401)
    const again = await browser.open(`${all.publicUrl}/?q=x`)
    expect([again.status, again.url]).toEqual([200, `${all.publicUrl}/?q=x`])
    expect(again.way.join(' ')).toContain('prompt=none')
    expect(again.way.join(' ')).not.toContain('/interaction/')
    expect((await browser.open(all.publicUrl + contacts)).status).toBe(200)
    // The provider has forgotten the person, and asks: nobody is locked out by having been asked silently.
    later()
    browser.cookies(all.provider.issuer).clear()
    const asked = await browser.open(all.publicUrl)
    expect([asked.status, asked.way.join(' ').includes('/interaction/')]).toEqual([200, true])
    Object.assign(all.provider.account, { groups: ['others'] })
    later()
    expect((await browser.open(all.publicUrl)).status).toBe(403)
    expect((await browser.open(all.publicUrl + contacts)).status).toBe(401)
  })

  it('of somebody who is allowed by their domain asks nobody again', async () => {
    const all = await startAll()
    const { browser } = await signIn(all)
    all.clock.nowMs += 60 * 60_000
    expect((await browser.open(all.publicUrl + contacts)).status).toBe(200)
  })

  it('holds while its secret is being replaced, and ends when the former one is gone', async () => {
    const all = await startAll()
    const { headers } = await signIn(all)
    const fresh = 'another-session-secret-of-forty-characters'
    const both = await all.start({ secrets: [fresh, sessionSecret] }, 0)
    expect((await ask(both.port, contacts, { headers })).status).toBe(200)
    all.clock.nowMs += 301_000
    const renewed = (await ask(both.port, contacts, { headers })).headers.get('set-cookie') ?? ''
    const cookie = /linq-contacts-session=[^;]+/.exec(renewed)?.[0] ?? ''
    const after = await all.start({ secrets: [fresh] }, 0)
    expect((await ask(after.port, contacts, { headers: [`Cookie: ${cookie}`] })).status).toBe(200)
    expect((await ask(after.port, contacts, { headers })).status).toBe(401)
  })

  it('can be begun at one gateway and finished at another while both get a new secret', async () => {
    const all = await startAll()
    const fresh = 'another-session-secret-of-forty-characters'
    // As the README tells it: the new one is known everywhere before it seals anywhere.
    const steps = [[sessionSecret], [sessionSecret, fresh], [fresh, sessionSecret], [fresh]]
    for (const [at, secrets] of steps.entries()) {
      for (const others of [steps[at - 1], steps[at + 1]].filter((one) => one !== undefined)) {
        const [here, there] = [await all.start({ secrets }, 0), await all.start({ secrets: others }, 0)]
        const begun = await ask(here.port, '/sign-in')
        const cookie = /linq-contacts-sign-in=[^;]+/.exec(begun.headers.get('set-cookie') ?? '')?.[0] ?? ''
        const browser = createTestBrowser((url) => url.origin === all.publicUrl)
        const back = new URL((await browser.open(begun.headers.get('location') ?? '')).url)
        const finished = await ask(there.port, back.pathname + back.search, {
          headers: [`Cookie: ${cookie}`],
        })
        expect([secrets, others, finished.status]).toEqual([secrets, others, 302])
      }
    }
  })

  it('cannot be made of a note for signing in, nor be changed', async () => {
    const all = await startAll()
    const { cookie } = await signIn(all)
    const note = (await ask(all.port, '/sign-in')).headers.get('set-cookie') ?? ''
    const sealed = /linq-contacts-sign-in=([^;]+)/.exec(note)?.[1] ?? ''
    const session = /linq-contacts-session=([^;]+)/.exec(cookie)?.[1] ?? ''
    expect(session.length).toBeGreaterThan(100)
    const middle = Math.floor(session.length / 2)
    const changed =
      session.slice(0, middle) + (session[middle] === 'A' ? 'B' : 'A') + session.slice(middle + 1)
    for (const value of [sealed, changed, `${session}x`, session.slice(0, -1), '']) {
      const headers = [`Cookie: linq-contacts-session=${value}`]
      expect((await ask(all.port, contacts, { headers })).status).toBe(401)
    }
    const twice = [`Cookie: linq-contacts-session=${session}; linq-contacts-session=${session}`]
    expect((await ask(all.port, contacts, { headers: twice })).status).toBe(401)
  })
})

describe('an export', () => {
  it('is recorded with who, what and how much; only of somebody who is signed in, and from our own page', async () => {
    const records: ExportRecord[] = []
    const all = await startAll()
    const exportLog = { add: (record: ExportRecord) => Promise.resolve(void records.push(record)) }
    const recording = await all.start({}, 0, exportLog)
    const { headers } = await signIn(all)
    const target = '/api/export-log?rows=231&format=csv&scope=all&view=%3Fq%3Dwei%26owner%3D!12'
    const own = [`Origin: http://127.0.0.1:${recording.port}`, 'Content-Length: 0']
    const post = (path: string, lines: readonly string[]) =>
      ask(recording.port, path, { method: 'POST', headers: lines })
    expect((await post(target, own)).status).toBe(401)
    expect((await post(target, headers)).status).toBe(403)
    expect((await ask(recording.port, target, { headers })).status).toBe(405)
    for (const bad of [
      'rows=1',
      'rows=1&format=csv&view=',
      'rows=1e3&format=csv&scope=all&view=',
      'rows=1&format=CSV&scope=all&view=',
      'rows=1&format=csv&scope=all&view=x',
      'rows=1&format=csv&scope=all&view=%3Fq%0a',
      'rows=1&format=csv&scope=all&view=&cut=yes',
    ]) {
      expect((await post(`/api/export-log?${bad}`, [...headers, ...own])).status).toBe(404)
    }
    expect(records).toEqual([])
    const answer = await post(target, [...headers, ...own])
    expect([answer.status, missingHeaders(answer)]).toEqual([200, []])
    expect(records).toEqual([
      {
        person: 'zoe@example.com',
        view: '?q=wei&owner=!12',
        isCut: false,
        scope: 'all',
        format: 'csv',
        rows: 231,
      },
    ])
    expect((await post(`${target}&cut=true`, [...headers, ...own])).status).toBe(200)
    expect(records.at(-1)?.isCut).toBe(true)
    expect((await post(target.replace('csv', 'linq-import'), [...headers, ...own])).status).toBe(200)
    expect(records.at(-1)?.format).toBe('linq-import')
    expect(recording.log).toEqual([])
  })

  it('cannot flood the record: beyond sixty in a row a person waits', async () => {
    const all = await startAll()
    let records = 0
    const exportLog = { add: () => Promise.resolve(void (records += 1)) }
    const recording = await all.start({}, 0, exportLog)
    const { headers } = await signIn(all)
    const own = [`Origin: http://127.0.0.1:${recording.port}`, 'Content-Length: 0']
    const target = '/api/export-log?rows=1&format=csv&scope=all&view='
    const post = () => ask(recording.port, target, { method: 'POST', headers: [...headers, ...own] })
    for (let times = 0; times < 60; times += 1) expect((await post()).status).toBe(200)
    const refused = await post()
    expect([refused.status, codeOf(refused.body), missingHeaders(refused)]).toEqual([429, 'TOO_OFTEN', []])
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(records).toBe(60)
  })

  it('that cannot be recorded is told to whoever runs the gateway', async () => {
    const all = await startAll()
    const exportLog = { add: () => Promise.reject(new Error('zoe@example.com cannot be written')) }
    const recording = await all.start({}, 0, exportLog)
    const { headers } = await signIn(all)
    const own = [`Origin: http://127.0.0.1:${recording.port}`]
    const target = '/api/export-log?rows=1&format=csv&scope=all&view='
    expect(
      (await ask(recording.port, target, { method: 'POST', headers: [...headers, ...own] })).status,
    ).toBe(200)
    expect(recording.log).toEqual(['An export could not be recorded (Error).'])
  })
})

it('a person who asks too often waits, and nobody else does', async () => {
  const all = await startAll()
  const { port } = await all.start({}, 0, undefined, { person: { inARow: 3, perSecond: 0.5 } })
  const zoe = await signIn(all)
  all.provider.account = { sub: 'li', email: 'li@example.com', email_verified: true, name: '李' }
  const li = await signIn(all)
  const askAs = ({ headers }: typeof zoe) => ask(port, contacts, { headers })
  for (let times = 0; times < 3; times += 1) expect((await askAs(zoe)).status).toBe(200)
  const refused = await askAs(zoe)
  expect([refused.status, codeOf(refused.body), missingHeaders(refused)]).toEqual([429, 'TOO_OFTEN', []])
  expect(refused.headers.get('retry-after')).toBe('2')
  expect((await askAs(li)).status).toBe(200)
})

describe('behind a proxy that speaks https', () => {
  const publicHost = 'contacts.example.com'
  const proxied = ['X-Forwarded-Proto: https', 'X-Forwarded-For: 203.0.113.7']

  async function startBehindProxy(
    proxies = ['127.0.0.1'],
    limits: Partial<Limits> = { requestsPerClient: 2 },
  ) {
    const upstream = await startUpstream()
    const provider = await startProvider(`https://${publicHost}`)
    const signInSettings = signInAt(provider.issuer, `https://${publicHost}`, { proxies })
    const gateway = await startTestGateway(upstream.origin, {
      signIn: signInSettings,
      limits,
    })
    const get = async (target: string, headers: readonly string[], host = publicHost) => {
      const lines = [`GET ${target} HTTP/1.1`, `Host: ${host}`, ...headers, 'Connection: close']
      const { answers } = await exchange(gateway.port, `${lines.join('\r\n')}\r\n\r\n`)
      if (!answers[0]) throw new Error('no answer')
      return answers[0]
    }
    return { ...gateway, get }
  }

  it('cookies are of this host and of https alone, and browsers are told to come by https', async () => {
    const { get } = await startBehindProxy()
    const answer = await get('/sign-in', proxied)
    expect(answer.status).toBe(302)
    expect(answer.headers.get('set-cookie')).toMatch(
      /^__Host-linq-contacts-sign-in=\S+; Path=\/; Max-Age=600; SameSite=Lax; Secure; HttpOnly$/,
    )
    expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000')
    expect((await get('/nothing', proxied)).headers.get('strict-transport-security')).toBe('max-age=31536000')
    const { searchParams } = new URL(answer.headers.get('location') ?? '')
    expect(searchParams.get('redirect_uri')).toBe(`https://${publicHost}/sign-in/callback`)
  })

  it('nobody is answered who comes by http, or past the proxy', async () => {
    const { get } = await startBehindProxy()
    const codeFor = async (headers: readonly string[]) => codeOf((await get(contacts, headers)).body)
    expect(await codeFor(proxied)).toBe('SIGN_IN_NEEDED')
    expect(await codeFor([])).toBe('NEEDS_HTTPS')
    expect(await codeFor(['X-Forwarded-Proto: http'])).toBe('NEEDS_HTTPS')
    expect(await codeFor(['X-Forwarded-Proto: http, https'])).toBe('NEEDS_HTTPS')
    expect(await codeFor(['X-Forwarded-Proto: https', 'X-Forwarded-Proto: http'])).toBe('NEEDS_HTTPS')
    const elsewhere = await startBehindProxy(['10.0.0.1'])
    expect(codeOf((await elsewhere.get(contacts, proxied)).body)).toBe('NOT_THROUGH_PROXY')
    expect((await elsewhere.get('/healthz', [])).status).toBe(200)
  })

  it('who comes past the proxy is counted by connections, and the proxy is not', async () => {
    const held = async (proxies: string[]) => {
      const { port } = await startBehindProxy(proxies, { connectionsPerAddress: 1 })
      const first = exchange(port, 'GET /', { quietMs: 300 })
      await new Promise((resolve) => setTimeout(resolve, 50))
      const { answers } = await exchange(port, '', { answers: 2, quietMs: 100 })
      await first
      return answers.map(({ body }) => codeOf(body))
    }
    expect(await held(['10.0.0.1'])).toEqual(['TOO_MANY_CONNECTIONS'])
    expect(await held(['127.0.0.1'])).toEqual([])
  })

  it('the gateway is known by its public name, and pages of that origin may ask', async () => {
    const { get } = await startBehindProxy()
    expect((await get(contacts, proxied, 'evil.example')).status).toBe(421)
    const origin = (value: string) => get(contacts, [...proxied, `Origin: ${value}`])
    expect((await origin(`https://${publicHost}`)).status).toBe(401)
    expect((await origin(`http://${publicHost}`)).status).toBe(403)
  })

  it('what one client may ask at once is counted by the address that the proxy names', async () => {
    let held = 0
    const upstream = await startUpstream(() => void (held += 1))
    const publicUrl = `https://${publicHost}`
    const provider = await startProvider(publicUrl)
    const settings = signInAt(provider.issuer, publicUrl, { proxies: ['127.0.0.1', '10.0.0.9'] })
    const { port } = await startTestGateway(upstream.origin, {
      signIn: { ...settings, provider: { ...settings.provider, issuer: 'http://127.0.0.1:9' } },
      limits: { requestsPerClient: 0 },
    })
    const statusFor = async (from: string) => {
      const lines = [
        `GET /sign-in HTTP/1.1`,
        `Host: ${publicHost}`,
        'X-Forwarded-Proto: https',
        `X-Forwarded-For: ${from}`,
      ]
      return (await exchange(port, `${lines.join('\r\n')}\r\n\r\n`)).answers[0]?.status
    }
    expect(await statusFor('203.0.113.7')).toBe(429)
    expect(held).toBe(0)
  })
})

it('hostile requests reach nobody, also with the cookie of somebody who is signed in', async () => {
  const all = await startAll()
  const { headers } = await signIn(all)
  const own = [
    ...['/sign-in', '/signed-out', '/api/session', '/api/sign-out', '/api/export-log'].flatMap((path) => [
      `${path}/`,
      `${path}%2f`,
      `/x/..${path}`,
      `/${path}`,
      `${path}#`,
      `http://127.0.0.1${path}`,
    ]),
    '/sign-in?to=%3Fq&to=%3Fq',
    '/sign-in/callback?code=\u00e9',
    `/sign-in/callback?${'x'.repeat(7000)}`,
    '/api/export-log?view=&rows=1&format=csv&scope=all',
  ]
  for (const target of [...hostileTargets, ...own]) {
    const { answers, text } = await exchange(all.port, requestText(all.port, target, { headers }), {
      answers: 2,
    })
    expect([target, answers.map(({ status }) => status >= 400 && status < 500)]).toEqual([target, [true]])
    expect(answers.flatMap(missingHeaders)).toEqual([])
    expect(leaksOf(token, text)).toEqual([])
  }
  for (const lines of hostileHeaders) {
    const text = requestText(all.port, contacts, { headers: [...headers, ...lines] })
    const { answers } = await exchange(all.port, text, { answers: 2 })
    expect(answers.map(({ status }) => status >= 400 && status < 500)).toEqual([true])
  }
  expect(all.upstream.calls).toEqual([])
  expect((await ask(all.port, contacts, { headers })).status).toBe(200)
})

it('no secret is in an answer, a cookie or the log', async () => {
  const all = await startAll()
  const { opened, cookie, browser } = await signIn(all)
  Object.assign(all.provider.account, { sub: 'eve', email: 'eve@example.org' })
  const eve = await signIn(all)
  await browser.open(`${all.publicUrl}/sign-in/callback?code=x&state=y`)
  const texts = [
    opened.text,
    cookie,
    eve.opened.text,
    [...opened.headers].join('\n'),
    all.log.join('\n'),
    eve.opened.way.join('\n'),
  ]
  for (const secret of [token, clientSecret, sessionSecret])
    expect(leaksOf(secret, texts.join('\n'))).toEqual([])
  expect(all.log.join('\n')).not.toMatch(/eve|zoe|example/i)
})
