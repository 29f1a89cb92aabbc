import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { describe, expect, it, onTestFinished } from 'vitest'

import { readSettings } from './settings'
import { sentenceFor } from './testing/settings'

const secret = 'a-secret-token'

function fileWith(text: string | Buffer): string {
  const folder = mkdtempSync(join(tmpdir(), 'linq-contacts-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'token')
  writeFileSync(path, text, { mode: 0o600 })
  return path
}

describe('settings', () => {
  it('are a demonstration of 5,000 on loopback when nothing is set, or nothing but empty variables', () => {
    const demonstration = { kind: 'demonstration', contacts: 5000, trouble: [] }
    const expected = {
      host: '127.0.0.1',
      port: 4173,
      source: demonstration,
      cacheMegabytes: 128,
      requestsPerSecond: Infinity,
      redisUrl: null,
      exportLog: null,
      metrics: null,
      signIn: null,
      notes: [],
    }
    expect(readSettings({})).toEqual(expected)
    expect(readSettings({ HOST: '', PORT: '', LINQ_INTEGRATION_TOKEN: '', LINQ_API_URL: '' })).toEqual(
      expected,
    )
  })

  it('name the size of the demonstration and its troubles', () => {
    expect(readSettings({ DEMO_CONTACTS: '1000000', DEMO_TROUBLE: 'slow, errors,slow' }).source).toEqual({
      kind: 'demonstration',
      contacts: 1_000_000,
      trouble: ['errors', 'slow'],
    })
  })

  it('may name troubles with commas too many, or none', () => {
    const troubleOf = (list: string) => readSettings({ DEMO_TROUBLE: list }).source
    expect(troubleOf('errors,,slow,')).toMatchObject({ trouble: ['errors', 'slow'] })
    expect(troubleOf(' , ')).toMatchObject({ trouble: [] })
  })

  it('that are misspelt are said by their names, and never by their values', () => {
    const misspelt = {
      LINQ_TOKEN: secret,
      DEMO_TROUBLES: secret,
      linq_api_url: secret,
      OTHER_TOKEN: secret,
      LINQ: secret,
      LINQ_CONTACTS_BROWSER: secret,
      'LINQ_\u001b[31m': secret,
    }
    const notes = [
      'DEMO_TROUBLES is not a setting of Linq Contacts, and has no effect: DEMO_TROUBLE is.',
      'LINQ_TOKEN is not a setting of Linq Contacts, and has no effect.',
      'linq_api_url is not a setting of Linq Contacts, and has no effect: LINQ_API_URL is.',
    ]
    expect(readSettings(misspelt).notes).toEqual(notes)
    expect(readSettings({ ...misspelt, LINQ_INTEGRATION_TOKEN: secret }).notes).toEqual(notes)
  })

  it.each([
    ['SESION_SECRET', 'SESSION_SECRET'],
    ['PUBLIC_URI', 'PUBLIC_URL'],
    ['SESSION_SECRETS', 'SESSION_SECRET'],
    ['TRUSTED_PROXY', 'TRUSTED_PROXIES'],
    ['REDIS_URI', 'REDIS_URL'],
    ['METRIC_PORT', 'METRICS_PORT'],
    ['EXPORTLOG', 'EXPORT_LOG'],
    ['CACHE_MEGABYTE', 'CACHE_MEGABYTES'],
  ])('are told from what is near to them: %s', (misspelt, meant) => {
    const note = `${misspelt} is not a setting of Linq Contacts, and has no effect: ${meant} is.`
    expect(readSettings({ [misspelt]: secret }).notes).toEqual([note])
  })

  it('are nobody else’s variables', () => {
    const others = ['HOSTNAME', 'SESSION_MANAGER', 'LOGNAME', 'PATH', 'PORTS', 'XDG_CACHE_HOME', 'NODE_ENV']
    others.push('SESSION_SECRET_OLD', 'SESSION_TICKET', 'METRICS_PATH', 'EXPORT_LANG', 'LOG_LEVEL', 'HOSTS')
    expect(readSettings(Object.fromEntries(others.map((name) => [name, secret]))).notes).toEqual([])
  })

  it('say which file with a secret is open to everybody, and change none', () => {
    const path = fileWith(secret)
    chmodSync(path, 0o644)
    const { notes } = readSettings({ LINQ_INTEGRATION_TOKEN_FILE: path })
    expect(notes).toEqual([
      'LINQ_INTEGRATION_TOKEN_FILE names a file that everybody on this machine can read.',
    ])
    chmodSync(path, 0o640)
    expect(readSettings({ LINQ_INTEGRATION_TOKEN_FILE: path }).notes).toEqual([])
    chmodSync(path, 0o664)
    expect(() => readSettings({ EXPORT_LOG: path })).toThrow('EXPORT_LOG needs signing in')
    expect(statSync(path).mode & 0o777).toBe(0o664)
  })

  it('lead to Linq when there is a token', () => {
    const source = { kind: 'linq', apiUrl: 'https://api.linqapp.com', token: secret }
    expect(readSettings({ LINQ_INTEGRATION_TOKEN: secret }).source).toEqual(source)
    for (const ending of ['', '\n', '\r\n', '\n\n', '\r\n\r\n\n']) {
      for (const start of ['', '\ufeff']) {
        const file = fileWith(start + secret + ending)
        expect(readSettings({ LINQ_INTEGRATION_TOKEN_FILE: file }).source).toEqual(source)
      }
    }
  })

  it.each([
    ['https://api.example/', 'https://api.example'],
    ['https://api.example:8443', 'https://api.example:8443'],
    ['https://api.example:443', 'https://api.example'],
    ['http://127.0.0.1:9000', 'http://127.0.0.1:9000'],
    ['http://localhost:9000/', 'http://localhost:9000'],
    ['http://[::1]:9000', 'http://[::1]:9000'],
  ])('take %s as the API’s origin', (given, apiUrl) => {
    const settings = readSettings({ LINQ_INTEGRATION_TOKEN: secret, LINQ_API_URL: given })
    expect(settings.source).toEqual({ kind: 'linq', apiUrl, token: secret })
  })

  it('bound what is kept and what is asked', () => {
    const settings = readSettings({ CACHE_MEGABYTES: '0', LINQ_REQUESTS_PER_SECOND: '5' })
    expect([settings.cacheMegabytes, settings.requestsPerSecond]).toEqual([0, 5])
    expect(readSettings({ LINQ_INTEGRATION_TOKEN: secret }).requestsPerSecond).toBe(20)
  })

  it('say which of them have no effect beside a token', () => {
    const settings = readSettings({
      LINQ_INTEGRATION_TOKEN: secret,
      DEMO_CONTACTS: '10',
      DEMO_TROUBLE: 'slow',
    })
    expect(settings.notes).toEqual([
      'DEMO_CONTACTS has no effect, because a token is set.',
      'DEMO_TROUBLE has no effect, because a token is set.',
    ])
  })
})

describe('a wrong setting is refused by its name and without its value:', () => {
  const withToken = { LINQ_INTEGRATION_TOKEN: secret }
  const wrong: [string, string, Record<string, string>?][] = [
    ...['0.0.0.0', '::', '192.168.1.7', 'example.com', '127.0.0.2', ' 127.0.0.3', '*'].map(
      (value): [string, string] => ['HOST', value],
    ),
    ...['-1', '65536', '80a', '1e3', ' 80', '0x50', '0080', '00', '99999999'].map(
      (value): [string, string] => ['PORT', value],
    ),
    ...['-1', '16385', '1.5', 'much'].map((value): [string, string] => ['CACHE_MEGABYTES', value]),
    ...[
      '127.0.0.1:6379',
      'http://127.0.0.1',
      'nowhere',
      'redis://a b',
      'redis://user:100%@127.0.0.1',
      'redis://127.0.0.1/contacts',
    ].map((value): [string, string] => ['REDIS_URL', value]),
    ...['0', '65536', 'metrics'].map((value): [string, string] => ['METRICS_PORT', value]),
    ['EXPORT_LOG', '/nowhere/exports.log'],
    ['EXPORT_LOG', '-'],
    ['METRICS_PORT', '4174', { PORT: '4174' }],
    ['METRICS_PORT', '4173'],
    ['METRICS_HOST', 'localhost', { METRICS_PORT: '9464' }],
    ['METRICS_HOST', '10.0.0.7'],
    ...['0', '1001', '0.5', 'fast'].map((value): [string, string] => ['LINQ_REQUESTS_PER_SECOND', value]),
    ...['0', '0005', '-5', '1000001', 'many', '1,000', '5e3'].map((value): [string, string] => [
      'DEMO_CONTACTS',
      value,
    ]),
    ...['chaos', 'errors;slow', 'errors,chaos', 'Errors'].map((value): [string, string] => [
      'DEMO_TROUBLE',
      value,
    ]),
    ...[
      'http://api.linqapp.com',
      'ftp://127.0.0.1',
      'api.example',
      'https://user:pass@api.example',
      'https://api.example/v2',
      'https://api.example?x=1',
      'https://api.example/?',
      'https://api.example/#',
      'http://127.0.0.1.evil.example',
      'http://127.1:80',
      'https://api.example\n',
      'https:api.example',
      'javascript:alert(1)',
    ].map((value): [string, string, Record<string, string>] => ['LINQ_API_URL', value, withToken]),
    ['LINQ_API_URL', 'https://api.example'],
    ['LINQ_API_URL', 'http://localhost:4173', withToken],
    ...[
      ' ',
      `${secret}\n`,
      `${secret}\r\nX-Evil: 1`,
      `${secret} x`,
      'töken-value',
      'seven77',
      'x'.repeat(5000),
    ].map((value): [string, string] => ['LINQ_INTEGRATION_TOKEN', value]),
    ['LINQ_INTEGRATION_TOKEN_FILE', '/nowhere/token-file'],
    ['LINQ_INTEGRATION_TOKEN_FILE', tmpdir()],
    ['LINQ_INTEGRATION_TOKEN_FILE', '/dev/zero'],
    ['LINQ_INTEGRATION_TOKEN_FILE', 'another-file', withToken],
  ]
  const titled = wrong.map(([name, value, others]) => {
    return [`${name}=${JSON.stringify(value).slice(0, 40)}`, name, value, others] as const
  })
  it.each(titled)('%s', (_title, name, value, others = {}) => {
    const sentence = sentenceFor({ ...others, [name]: value })
    expect(sentence).toContain(name)
    expect(sentence).toMatch(/^[A-Z].*\.$/)
    expect(sentence).not.toContain(secret)
    // A value as short as a space or a digit stands in any sentence.
    expect(value.trim().length > 4 && sentence.includes(value.trim())).toBe(false)
  })

  it.each<[string, string | Buffer]>([
    ['nothing in it', ''],
    ['an empty line', '\n'],
    ['two lines', `${secret}\n${secret}\n`],
    ['seven characters', 'seven77\n'],
    ['a space', ` ${secret}`],
    ['no text', Buffer.from([0xff, 0xfe, 0x41])],
    ['too much', 'x'.repeat(9000)],
  ])('a token file with %s', (_what, content) => {
    const path = fileWith(content)
    const sentence = sentenceFor({ LINQ_INTEGRATION_TOKEN_FILE: path })
    expect(sentence).toContain('LINQ_INTEGRATION_TOKEN_FILE')
    expect(sentence).not.toContain(secret)
    expect(sentence).not.toContain(path)
  })

  it('a token file that is empty is called so', () => {
    expect(sentenceFor({ LINQ_INTEGRATION_TOKEN_FILE: fileWith('\n') })).toBe(
      'LINQ_INTEGRATION_TOKEN_FILE names a file with nothing in it.',
    )
  })

  it.each([`"${secret}"`, `'${secret}'`, `"${secret}`, `${secret}'`])('a token with quotes: %s', (value) => {
    const sentence = 'LINQ_INTEGRATION_TOKEN must be the token alone, without quotes around it.'
    expect(sentenceFor({ LINQ_INTEGRATION_TOKEN: value })).toBe(sentence)
    expect(sentenceFor({ LINQ_INTEGRATION_TOKEN_FILE: fileWith(value) })).toContain(
      'without quotes around it',
    )
  })

  it('HOST, with what it needs to listen elsewhere', () => {
    expect(sentenceFor({ HOST: '0.0.0.0' })).toContain('signing in')
  })
})
