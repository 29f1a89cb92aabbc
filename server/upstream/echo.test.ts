import { describe, expect, it } from 'vitest'

import { token } from '../testing/start'
import { createEchoGuard } from './echo'

const echoes = createEchoGuard(token)
const bytes = Buffer.from(token)

/** The token with every character written by `write`. */
function each(write: (hex: string, character: string) => string): string {
  return Array.from(token, (character) => write(character.charCodeAt(0).toString(16), character)).join('')
}

/** Text as a string within a JSON string within …, so many levels deep. */
function nested(text: string, levels: number): string {
  return levels === 0 ? text : nested(JSON.stringify(text).slice(1, -1), levels - 1)
}

const slashes = (text: string) => text.replaceAll('/', String.raw`\/`)
const hex = bytes.toString('hex')
const pairs = hex.match(/../g) ?? []
const entities: Record<string, string> = { '&': '&amp;', '"': '&quot;', '/': '&#47;', '=': '&#x3D;' }

const forms: [string, string][] = [
  ['as it is', token],
  ['in capitals', token.toUpperCase()],
  ['in JSON', nested(token, 1)],
  ['in JSON in JSON in JSON', nested(token, 3)],
  ['in JSON with escaped slashes', slashes(nested(token, 1))],
  ['in JSON with escaped slashes in JSON', nested(slashes(nested(token, 1)), 1)],
  ['in escapes of JSON', each((code) => String.raw`\u00${code}`)],
  [
    'in escapes of JSON in JSON',
    nested(
      each((code) => String.raw`\u00${code.toUpperCase()}`),
      1,
    ),
  ],
  ['in some escapes of JSON', each((code, own) => (/\w/.test(own) ? own : String.raw`\u00${code}`))],
  ['in escapes of JavaScript', each((code) => String.raw`\x${code}`)],
  ['URL-encoded', encodeURIComponent(token)],
  ['URL-encoded in small letters', encodeURIComponent(token).toLowerCase()],
  ['URL-encoded doubly', encodeURIComponent(encodeURIComponent(token))],
  ['URL-encoded as a whole', each((code) => `%${code}`)],
  ['URL-encoded doubly as a whole', each((code) => `%25${code}`)],
  ['URL-encoded behind escapes', each((code) => String.raw`\u0025${code}`)],
  ['in HTML', each((_code, own) => entities[own] ?? own)],
  ['in HTML by numbers', each((_code, own) => `&#${own.charCodeAt(0)};`)],
  ['in HTML by numbers with zeros, without ends', each((code) => `&#X000${code}`)],
  ['in HTML in HTML', each((_code, own) => entities[own] ?? own).replaceAll('&', '&amp;')],
  ['in HTML in JSON', each((_code, own) => entities[own] ?? own).replaceAll('&', String.raw`\u0026`)],
  ['in hex', hex],
  ['in hex of capitals', hex.toUpperCase()],
  ...[' ', ':', '-', ', 0x', '\n', String.raw`\n`].map((between): [string, string] => [
    `in hex with ${JSON.stringify(between)} between`,
    pairs.join(between),
  ]),
  ...['', 'a', 'ab'].flatMap((before): [string, string][] => {
    const whole = Buffer.from(`${before}${token}!`)
    const base64 = whole.toString('base64')
    const lines = base64.match(/.{1,19}/g) ?? []
    return [
      [`in base64 behind ${before.length} bytes`, base64],
      [`in base64url behind ${before.length} bytes`, whole.toString('base64url')],
      [`in base64 in JSON behind ${before.length} bytes`, slashes(base64)],
      [`in URL-encoded base64 behind ${before.length} bytes`, encodeURIComponent(base64)],
      [`in lines of base64 behind ${before.length} bytes`, lines.join('\r\n  ')],
      [`in lines of base64 in JSON behind ${before.length} bytes`, lines.join(String.raw`\r\n`)],
    ]
  }),
]

describe('the token is found', () => {
  it.each(forms)('%s', (_form, written) => {
    expect(echoes(`{"message":"before ${written} after"}`)).toBe(true)
    expect(echoes(written)).toBe(true)
  })

  it('when it is as long as a token may be', () => {
    const long = 'abcdefgh'.repeat(512)
    const finds = createEchoGuard(long)
    expect(finds(`x${long}`)).toBe(true)
    expect(finds(Buffer.from(`x${long}`).toString('base64'))).toBe(true)
    expect(finds('abcdefgh')).toBe(false)
  })
})

describe('the token is not found', () => {
  it.each(forms)('when a piece is missing: %s', (_form, written) => {
    const half = written.slice(0, Math.floor(written.length / 2))
    expect(echoes(`${half} ${half}`)).toBe(false)
  })
})

describe('a text made to be slow', () => {
  const large = 2_000_000
  const beginnings = forms.map(([, written]) => written.slice(0, Math.floor(written.length * 0.8)))
  const pieces = ['\\', '%25', '%', '&amp;', '&#0', ' ', '\\n', 't', '0x', '74', ...beginnings]
  it.each([String.raw`\u0041%41`, String.raw`\u0074%74`, ...pieces])(
    'of %j again and again is judged',
    (piece) => {
      const text = piece.repeat(Math.floor(large / piece.length))
      const before = process.cpuUsage()
      expect(echoes(text)).toBe(false)
      const { user, system } = process.cpuUsage(before)
      // The time that the processor worked, which other programs do not lengthen: catastrophes take minutes.
      expect((user + system) / 1000).toBeLessThan(1500)
    },
  )
})
