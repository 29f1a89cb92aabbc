import { type KeyObject, createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { createServer } from 'node:http'

import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'

import { missingHeaders } from '../testing/leaks'
import { clientSecret, signInAt } from '../testing/provider'
import { ask } from '../testing/raw'
import { listen, startTestGateway } from '../testing/start'
import { longestUncheckedMs } from './checks'

interface Keys {
  publicKey: KeyObject
  privateKey: KeyObject
}

let own: Keys
let foreign: Keys

beforeAll(() => {
  own = generateKeyPairSync('rsa', { modulusLength: 2048 })
  foreign = generateKeyPairSync('rsa', { modulusLength: 2048 })
})

const encode = (value: object | string) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')

type Json = Record<string, unknown>

/** What a provider that lies changes of a right answer. */
interface Lie {
  header?: Json
  claims?: (right: Json) => Json
  /** The signature over the first two parts. */
  signature?: (signed: string) => string
  /** The whole answer of the token endpoint. */
  answer?: (right: Json, idToken: string) => { status?: number; body: Json | string }
  /** The answer that somebody comes back with, by the state that belongs to it. */
  query?: (state: string, issuer: string) => string
  /** What its description says. */
  metadata?: (right: Json) => Json
  keys?: () => Json[]
}

const rightKey = (): Json => ({
  ...own.publicKey.export({ format: 'jwk' }),
  kid: 'own',
  alg: 'RS256',
  use: 'sig',
})
const bySha256 = (key: KeyObject) => (signed: string) =>
  sign('sha256', Buffer.from(signed), key).toString('base64url')
const byMac = (secret: string | Buffer) => (signed: string) =>
  createHmac('sha256', secret).update(signed).digest('base64url')

/**
 * Signs in at a provider that tells this lie; gives what the gateway made of it.
 *
 * @param later what it tells when it is asked again, a quarter of an hour later
 */
async function signInWith(first: Lie, later: Lie | null = null) {
  let lie = first
  const server = createServer()
  const issuer = `http://127.0.0.1:${await listen(server)}`
  let nonce = ''
  const right = (): Json => {
    const nowSeconds = Math.floor(Date.now() / 1000)
    return {
      iss: issuer,
      aud: 'contacts',
      sub: 'zoe',
      email: 'zoe@example.com',
      email_verified: true,
      nonce,
      iat: nowSeconds,
      exp: nowSeconds + 300,
    }
  }
  const idToken = () => {
    const head = lie.header ?? { alg: 'RS256', kid: 'own' }
    const signed = `${encode(head)}.${encode(lie.claims?.(right()) ?? right())}`
    return `${signed}.${(lie.signature ?? bySha256(own.privateKey))(signed)}`
  }
  server.on('request', (request, response) => {
    const send = (body: Json | string, status = 200) =>
      response
        .writeHead(status, { 'Content-Type': 'application/json' })
        .end(typeof body === 'string' ? body : JSON.stringify(body))
    const path = (request.url ?? '').replace(/\?.*$/, '')
    const metadata = {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
      response_types_supported: ['code'],
      id_token_signing_alg_values_supported: ['RS256'],
    }
    if (path === '/.well-known/openid-configuration') send(lie.metadata?.(metadata) ?? metadata)
    else if (path === '/keys') send({ keys: lie.keys?.() ?? [rightKey()] })
    else if (path === '/token') {
      const again = later !== null && { refresh_token: 'again' }
      const answer = { access_token: 'x', token_type: 'Bearer', id_token: idToken(), ...again }
      const told: { status?: number; body: Json | string } = lie.answer?.(answer, idToken()) ?? {
        body: answer,
      }
      send(told.body, told.status)
    } else send({}, 404)
  })
  const publicUrl = 'http://127.0.0.1:1'
  const settings = signInAt(issuer, publicUrl)
  const gateway = await startTestGateway('http://127.0.0.1:9', { signIn: settings })
  const begun = await ask(gateway.port, '/sign-in')
  if (begun.status !== 302) return { status: begun.status, cookie: '', log: gateway.log }
  const asked = new URL(begun.headers.get('location') ?? '').searchParams
  nonce = asked.get('nonce') ?? ''
  const state = asked.get('state') ?? ''
  const query = lie.query?.(state, issuer) ?? `?code=a-code&state=${state}`
  const cookie = (begun.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const back = await ask(gateway.port, `/sign-in/callback${query}`, { headers: [`Cookie: ${cookie}`] })
  expect(missingHeaders(back)).toEqual([])
  const kept = back.headers.get('set-cookie') ?? ''
  const location = back.headers.get('location') ?? ''
  if (later === null)
    return { status: back.status, cookie: kept, location, log: gateway.log, port: gateway.port }
  expect(back.status).toBe(302)
  lie = later
  vi.setSystemTime(Date.now() + longestUncheckedMs + 1)
  const session = /linq-contacts-session=[^;]+/.exec(kept)?.[0] ?? ''
  const answer = await ask(gateway.port, '/api/session', { headers: [`Cookie: ${session}`] })
  return { status: answer.status, cookie: answer.headers.get('set-cookie') ?? '', log: gateway.log }
}

const withClaims = (changes: Json): Lie => ({ claims: (right) => ({ ...right, ...changes }) })
const seconds = (offset: number) => Math.floor(Date.now() / 1000) + offset

const lies: [string, Lie][] = [
  ['a foreign key signs', { signature: (signed) => bySha256(foreign.privateKey)(signed) }],
  [
    'a foreign key signs under an unknown name',
    { header: { alg: 'RS256', kid: 'other' }, signature: (signed) => bySha256(foreign.privateKey)(signed) },
  ],
  ['the name of the key is unknown', { header: { alg: 'RS256', kid: 'other' } }],
  ['nobody signs', { header: { alg: 'none' }, signature: () => '' }],
  ['nobody signs, in capitals', { header: { alg: 'NONE' }, signature: () => '' }],
  ['the signature is empty', { signature: () => '' }],
  ['the signature is of something else', { signature: () => bySha256(own.privateKey)('x.y') }],
  ['the secret of the client signs', { header: { alg: 'HS256' }, signature: byMac(clientSecret) }],
  [
    'the public key signs as if it were a secret',
    {
      header: { alg: 'HS256', kid: 'own' },
      signature: (signed) => byMac(own.publicKey.export({ format: 'pem', type: 'spki' }))(signed),
    },
  ],
  ['another algorithm is named than the one that signed', { header: { alg: 'PS256', kid: 'own' } }],
  [
    'the key comes with the token',
    {
      header: { alg: 'RS256', jwk: { kty: 'RSA' } },
      signature: (signed) => bySha256(foreign.privateKey)(signed),
      keys: () => [],
    },
  ],
  [
    'something critical is in it that nobody knows',
    { header: { alg: 'RS256', kid: 'own', crit: ['x'], x: 1 } },
  ],
  ['it is of another issuer', withClaims({ iss: 'https://accounts.google.com' })],
  [
    'it is of an issuer with a slash more',
    { claims: (right) => ({ ...right, iss: `${String(right['iss'])}/` }) },
  ],
  ['it is of no issuer', withClaims({ iss: undefined })],
  ['it is for another client', withClaims({ aud: 'others' })],
  ['it is for nobody', withClaims({ aud: undefined })],
  ['it is for several, and not said to be for us', withClaims({ aud: ['contacts', 'others'] })],
  [
    'it is for several, of which another one asked',
    withClaims({ aud: ['contacts', 'others'], azp: 'others' }),
  ],
  ['it is over', { claims: (right) => ({ ...right, iat: seconds(-200), exp: seconds(-100) }) }],
  ['it never ends', withClaims({ exp: undefined })],
  ['it ends at a text', withClaims({ exp: 'tomorrow' })],
  [
    'it was made an hour ahead',
    { claims: (right) => ({ ...right, iat: seconds(3600), exp: seconds(7200) }) },
  ],
  ['it was made an hour ago', { claims: (right) => ({ ...right, iat: seconds(-3600), exp: seconds(3600) }) }],
  ['it was made at no time', withClaims({ iat: undefined })],
  ['it begins later', { claims: (right) => ({ ...right, nbf: seconds(600) }) }],
  ['it answers another question', withClaims({ nonce: 'another' })],
  ['it answers no question', withClaims({ nonce: undefined })],
  ['it is about nobody', withClaims({ sub: undefined })],
  ['it is about an empty name', withClaims({ sub: '' })],
  ['it is about a number', withClaims({ sub: 7 })],
  ['there is no ID token', { answer: (right) => ({ body: { ...right, id_token: undefined } }) }],
  ['the ID token is none', { answer: (right) => ({ body: { ...right, id_token: 'a.b.c' } }) }],
  [
    'the ID token is encrypted, in five parts',
    { answer: (right, token) => ({ body: { ...right, id_token: `${token}.x.y` } }) },
  ],
  [
    'the answer is an error with a token',
    { answer: (right) => ({ status: 400, body: { ...right, error: 'invalid_grant' } }) },
  ],
  ['the answer is a page', { answer: () => ({ body: '<h1>Welcome</h1>' }) }],
  ['somebody comes back with an error', { query: (state) => `?error=access_denied&state=${state}` }],
  [
    'somebody comes back with a token instead of a code',
    { query: (state) => `?id_token=x.y.z&state=${state}` },
  ],
  ['somebody comes back with another state', { query: () => '?code=a-code&state=another' }],
  ['somebody comes back without a state', { query: () => '?code=a-code' }],
  ['somebody comes back with two codes', { query: (state) => `?code=a&code=b&state=${state}` }],
  [
    'somebody comes back from another provider',
    { query: (state) => `?code=a-code&state=${state}&iss=https://accounts.google.com` },
  ],
  [
    'it describes itself as another one',
    { metadata: (right) => ({ ...right, issuer: 'https://accounts.google.com' }) },
  ],
  ['it has no keys', { keys: () => [] }],
  ['its key is not for signing', { keys: () => [{ ...rightKey(), use: 'enc' }] }],
]

describe('a provider is not believed when', () => {
  it('nothing is wrong: then it is', async () => {
    const { status, cookie, log } = await signInWith({})
    expect([status, log]).toEqual([302, []])
    expect(cookie).toContain('linq-contacts-session=Fe26.2')
  })

  it.each(lies)('%s', async (_, lie) => {
    const { status, cookie, log } = await signInWith(lie)
    expect([400, 403, 503]).toContain(status)
    expect(cookie).not.toContain('session=Fe26')
    expect(log).toHaveLength(1)
    expect(log.join()).not.toMatch(/zoe|example|a-code/)
  })
})

describe('a provider that is asked again is not believed when', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }))
  afterEach(() => void vi.useRealTimers())

  it('nothing is wrong: then it is', async () => {
    const { status, log } = await signInWith({}, {})
    expect([status, log]).toEqual([200, []])
  })

  it.each<[string, Lie]>([
    ['a foreign key signs', { signature: (signed) => bySha256(foreign.privateKey)(signed) }],
    ['nobody signs', { header: { alg: 'none' }, signature: () => '' }],
    ['the token is of another provider', withClaims({ iss: 'https://accounts.google.com' })],
    ['the token is for somebody else to read', withClaims({ aud: 'other' })],
    ['the token is over', withClaims({ exp: 1 })],
    ['the token was made long ago', withClaims({ iat: 1 })],
    ['it speaks of another person', withClaims({ sub: 'eve' })],
    ['it says no', { answer: () => ({ status: 400, body: { error: 'invalid_grant' } }) }],
  ])('%s', async (_, lie) => {
    const { status, cookie, log } = await signInWith({}, lie)
    expect([status, cookie]).toEqual([401, ''])
    expect(log).toEqual(['Somebody who was signed in is not allowed to see the contacts any more.'])
  })
})

describe('a provider that gives nothing to ask it with again', () => {
  const offline = (right: Json) => ({ ...right, scopes_supported: ['openid', 'offline_access'] })
  const scopeIn = (location: string | undefined) => new URL(location ?? '').searchParams.get('scope')

  it('and refuses to be asked for it, is asked without it', async () => {
    const query = (state: string) => `?error=invalid_scope&state=${state}`
    const refused = await signInWith({ metadata: offline, query })
    expect([refused.status, refused.log]).toEqual([302, []])
    expect(scopeIn(refused.location)).toBe('openid email profile')
    expect(refused.cookie).toMatch(/linq-contacts-sign-in=Fe26/)
    // Anybody can come back with such an answer: it changes nothing for others.
    const other = await ask(refused.port ?? 0, '/sign-in')
    expect(scopeIn(other.headers.get('location'))).toBe('openid email profile offline_access')
  })

  it('is believed only in answer to what it was asked', async () => {
    const query = () => '?error=invalid_scope&state=another'
    const { status, location } = await signInWith({ metadata: offline, query })
    expect([status, location]).toEqual([400, ''])
  })
})
