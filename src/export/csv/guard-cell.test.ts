import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { FieldKind } from '../../directory/fields'
import { nastyTexts } from '../testing/nasty-contacts'
import { guardCell } from './guard-cell'

/** A second, plainer account of what a spreadsheet could run: what programs drop, then one of the signs. */
function couldRun(text: string): boolean {
  if (/^[\t\r\n]/.test(text)) return true
  const dropped = new Set([
    ' ',
    '\u00a0',
    '\u200b',
    '\u200c',
    '\u200d',
    '\u2060',
    '\ufeff',
    '\u202e',
    '\u0000',
    '\v',
  ])
  let rest = text
  while (dropped.has(rest.slice(0, 1))) rest = rest.slice(1)
  return ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n'].includes(rest.slice(0, 1))
}

describe('guardCell', () => {
  it.each([
    '=1+1',
    '+1+1',
    '-1',
    '@SUM(A1)',
    '\tx',
    '\rx',
    '\nx',
    '＝1',
    '＋1',
    '－1',
    '＠x',
    ' =1',
    '   +1',
    '\u00a0-1',
    '\u3000=1',
    '\u200b=1',
    '\u2060\ufeff @x',
    '\u00ad=1',
    '\u0000=1',
    ' \t1',
    "=cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
  ])('puts an apostrophe before %j', (text) => {
    for (const kind of ['text', 'email', 'phone', 'image', 'number', 'instant'] satisfies FieldKind[]) {
      expect(guardCell(text, kind)).toBe(`'${text}`)
    }
  })

  it.each([
    '',
    'Acme',
    '1-2',
    'a=b',
    '(415) 555',
    '0012',
    "O'Connor",
    "'t Hooft",
    ' x',
    '→',
    '#5',
    '李',
    '\u0301',
  ])('leaves %j as it is', (text) => {
    expect(guardCell(text, 'text')).toBe(text)
  })

  it.each(['+123456', '+48225550147', '+123456789012345'])('keeps the plus of the phone %s', (phone) => {
    expect(guardCell(phone, 'phone')).toBe(phone)
    expect(guardCell(phone, 'text')).toBe(`'${phone}`)
  })

  it.each([
    '+12345',
    '+1234567890123456',
    '+1 415 555 0100',
    ' +48225550147',
    '+48225550147\n',
    '+48225550147 ',
    '+1415555+1',
    '＋48225550147',
    '+４８２２５５５０１',
  ])('guards what is not quite a phone: %j', (phone) => {
    expect(guardCell(phone, 'phone')).toBe(`'${phone}`)
  })

  it('lets nothing through that a spreadsheet could run', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.constantFrom(...nastyTexts), { maxLength: 3 }).map((texts) => texts.join('')),
    )
    fc.assert(
      fc.property(anyText, (text) => {
        expect(couldRun(guardCell(text, 'text'))).toBe(false)
      }),
      { numRuns: 2_000 },
    )
  })

  it('gives different cells for different texts, so that it can be undone', () => {
    expect(guardCell('=1', 'text')).toBe("'=1")
    expect(guardCell("'=1", 'text')).toBe("''=1")
    expect(guardCell("''=1", 'text')).toBe("'''=1")
  })

  it('stays quick for a long run of spaces', () => {
    const long = `${' '.repeat(200_000)}x`
    expect(guardCell(long, 'text')).toBe(long)
  })
})
