import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { describe, expect, it, onTestFinished } from 'vitest'

import { readSettings } from '../settings'
import { sentenceFor } from '../testing/settings'

const secret = 'a-session-secret-of-forty-characters-xyz'

const whole = {
  HOST: '0.0.0.0',
  PUBLIC_URL: 'https://contacts.example.com',
  TRUSTED_PROXIES: '10.0.0.2, 10.0.0.3',
  OIDC_ISSUER: 'https://accounts.google.com',
  OIDC_CLIENT_ID: 'contacts',
  OIDC_CLIENT_SECRET: 'secret-of-the-client',
  SESSION_SECRET: secret,
  ALLOWED_DOMAINS: 'Example.com',
}

function fileWith(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'linq-contacts-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'secret'), text, { mode: 0o600 })
  return join(folder, 'secret')
}

describe('the settings of signing in', () => {
  it('let the gateway listen beyond this machine', () => {
    const settings = readSettings(whole)
    expect(settings.host).toBe('0.0.0.0')
    expect(settings.signIn).toEqual({
      provider: {
        issuer: 'https://accounts.google.com',
        clientId: 'contacts',
        clientSecret: 'secret-of-the-client',
        publicUrl: 'https://contacts.example.com',
      },
      allowed: {
        emails: new Set(),
        domains: new Set(['example.com']),
        groups: new Set(),
        groupsClaim: 'groups',
      },
      sessionSecrets: [secret],
      trustedProxies: new Set(['10.0.0.2', '10.0.0.3']),
    })
  })

  it('may name people and groups, secrets in files, and a former secret', () => {
    const { OIDC_CLIENT_SECRET: _, SESSION_SECRET: __, ALLOWED_DOMAINS: ___, ...rest } = whole
    const { signIn } = readSettings({
      ...rest,
      OIDC_CLIENT_SECRET_FILE: fileWith('secret-in-a-file\n'),
      SESSION_SECRET_FILE: fileWith(`${secret}-new\n`),
      SESSION_SECRET_BEFORE: secret,
      ALLOWED_EMAILS: 'Zoe@Example.com,, max@example.org',
      ALLOWED_GROUPS: 'Sales, 3fa8-22',
      OIDC_GROUPS_CLAIM: 'roles',
    })
    expect(signIn?.provider.clientSecret).toBe('secret-in-a-file')
    expect(signIn?.sessionSecrets).toEqual([`${secret}-new`, secret])
    expect(signIn?.allowed).toEqual({
      emails: new Set(['zoe@example.com', 'max@example.org']),
      domains: new Set(),
      groups: new Set(['Sales', '3fa8-22']),
      groupsClaim: 'roles',
    })
  })

  it('may be tried on this machine over http', () => {
    const { TRUSTED_PROXIES: _, HOST: __, ...rest } = whole
    const { signIn } = readSettings({
      ...rest,
      PUBLIC_URL: 'http://localhost:4173',
      OIDC_ISSUER: 'http://127.0.0.1:9000/tenant',
    })
    expect(signIn?.trustedProxies.size).toBe(0)
  })

  it.each(Object.keys(whole).filter((name) => name !== 'HOST'))('are refused without %s', (name) => {
    const sentence = sentenceFor({ ...whole, [name]: '' })
    expect(sentence).toContain(name)
    expect(sentence).toMatch(/^[A-Z].*\.$/)
  })

  it.each([
    ['PUBLIC_URL', 'http://contacts.example.com'],
    ['PUBLIC_URL', 'http://localhost:4173'],
    ['PUBLIC_URL', 'https://contacts.example.com/app'],
    ['PUBLIC_URL', 'contacts.example.org'],
    ['TRUSTED_PROXIES', 'proxy.example.com'],
    ['TRUSTED_PROXIES', '10.0.0.0/8'],
    ['TRUSTED_PROXIES', '*'],
    ['TRUSTED_PROXIES', '10.0.0.2, 0.0.0.0'],
    ['TRUSTED_PROXIES', '::'],
    ['SESSION_SECRET', 'abcabcabcabcabcabcabcabcabcabcabcabc'],
    ['OIDC_ISSUER', 'http://accounts.example.com'],
    ['OIDC_ISSUER', 'https://user:pass@accounts.example.com'],
    ['OIDC_ISSUER', 'https://accounts.example.com?x=1'],
    ['OIDC_ISSUER', 'accounts.example.com'],
    ['OIDC_CLIENT_ID', 'with space'],
    ['OIDC_CLIENT_SECRET', 'short'],
    ['OIDC_CLIENT_SECRET', 'line\nbreak-in-a-secret'],
    ['SESSION_SECRET', 'a-secret-that-is-too-short'],
    ['SESSION_SECRET_BEFORE', 'a-secret-that-is-too-short'],
    ['ALLOWED_EMAILS', 'zoe'],
    ['ALLOWED_EMAILS', 'zoe@@example.com'],
    ['ALLOWED_DOMAINS', '@example.com'],
    ['ALLOWED_DOMAINS', '*.example.com'],
    ['ALLOWED_DOMAINS', 'com'],
    ['OIDC_GROUPS_CLAIM', 'my groups'],
    ['SESSION_SECRET_FILE', '/nowhere/secret'],
    ['OIDC_CLIENT_SECRET_FILE', '/nowhere/secret'],
  ])('are refused by name and without the value: %s=%j', (name, value) => {
    const sentence = sentenceFor({ ...whole, [name]: value })
    expect(sentence).toContain(name)
    expect(sentence).not.toContain(secret)
    expect(value.length > 6 && sentence.includes(value)).toBe(false)
  })

  it('that are misspelt are said', () => {
    const given = { ...whole, LINQ_INTEGRATION_TOKEN: 'the-token', OIDC_CLIENTID: 'x', ALLOWED_DOMAIN: 'x' }
    expect(readSettings(given).notes).toEqual([
      'ALLOWED_DOMAIN is not a setting of Linq Contacts, and has no effect: ALLOWED_DOMAINS is.',
      'OIDC_CLIENTID is not a setting of Linq Contacts, and has no effect: OIDC_CLIENT_ID is.',
    ])
  })

  it('without a token are said to show made-up people', () => {
    expect(readSettings(whole).notes).toEqual([
      'LINQ_INTEGRATION_TOKEN is not set: whoever signs in sees made-up contacts.',
    ])
  })
})
