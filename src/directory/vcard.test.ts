import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { person } from './index/testing/people'
import { isHeldByCard, vcardOf } from './vcard'

describe('a vCard', () => {
  it('has every field of a contact', () => {
    const card = vcardOf(
      person(48_213, {
        first_name: 'Marcus',
        last_name: 'Ellery',
        full_name: 'Marcus Ellery',
        email: 'marcus.ellery@harborline.example',
        phone_number: '+14155550132',
        company: 'Harborline',
        title: 'VP Operations',
        location: 'Oakland, CA',
        image_url: 'https://images.example/marcus.png',
        updated_at: Date.UTC(2026, 0, 31, 10, 42),
      }),
    )
    expect(card.split('\r\n')).toEqual([
      'BEGIN:VCARD',
      'VERSION:4.0',
      'FN:Marcus Ellery',
      'N:Ellery;Marcus;;;',
      'ORG:Harborline',
      'TITLE:VP Operations',
      'TEL:+14155550132',
      'EMAIL:marcus.ellery@harborline.example',
      String.raw`ADR:;;;Oakland\, CA;;;`,
      'PHOTO:https://images.example/marcus.png',
      'UID:urn:linq:contact:48213',
      'REV:20260131T104200Z',
      'END:VCARD',
      '',
    ])
  })

  it('leaves out what is empty, and always has a name', () => {
    expect(vcardOf(person(7, { email: 'x@y.example' }), 'code')).toBe(
      'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:x@y.example\r\nEMAIL:x@y.example\r\nEND:VCARD\r\n',
    )
    expect(vcardOf(person(7), 'code')).toContain('FN:#7\r\n')
    expect(vcardOf(person(7, { full_name: '\u0000' }))).toContain('FN:#7\r\n')
  })

  it('keeps spaces at the ends, and in the name of a person, too', () => {
    const lines = vcardOf(
      person(7, { full_name: ' Ann ', first_name: ' Ann', title: ' CTO\t', company: ' ' }),
    ).split('\r\n')
    for (const kept of ['FN: Ann ', 'N:; Ann;;;', 'TITLE: CTO\t', 'ORG: ']) expect(lines).toContain(kept)
    expect(vcardOf(person(7, { full_name: ' ', email: 'x@y.example' }))).toContain('FN:x@y.example\r\n')
  })

  it.each(['\r', 'a\r\nb', '\u0085', '\u2028', '\u2029', '\u0000', '\ud800'])(
    'cannot give %j back, and says so',
    (text) => {
      expect(isHeldByCard(text)).toBe(false)
      expect(isHeldByCard('two\nlines,\ttabs; and \\')).toBe(true)
    },
  )

  it('names no picture that only this page can reach', () => {
    expect(vcardOf(person(7, { image_url: '/a.png' }))).not.toContain('PHOTO')
  })

  it('keeps a text in its own property, whatever it holds', () => {
    const company = 'A;B,C\\D\r\nEND:VCARD\u0000'
    const lines = vcardOf(person(7, { company })).split('\r\n')
    expect(lines).toContain(String.raw`ORG:A\;B\,C\\D\nEND:VCARD`)
    expect(lines.filter((line) => line === 'END:VCARD')).toHaveLength(1)
  })

  it('gives every text back when it is read, in lines of 75 bytes at most', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 120 })
    const odd = fc.string({
      unit: fc.constantFrom('a', '\\', 'n', ';', ',', '\n', '\r', ' ', '😀', '漢', '\ud800'),
    })
    const any = fc.oneof(text, odd)
    fc.assert(
      fc.property(any, any, any, (title, company, location) => {
        const card = vcardOf(person(1, { title, company, location }))
        const encoder = new TextEncoder()
        for (const line of card.split('\r\n')) expect(encoder.encode(line).length).toBeLessThanOrEqual(75)
        const properties = readCard(card)
        expect(properties.get('TITLE') ?? ['']).toEqual([expected(title)])
        expect(properties.get('ORG') ?? ['']).toEqual([expected(company)])
        expect((properties.get('ADR') ?? [])[3] ?? '').toBe(expected(location))
      }),
    )
  }, 20_000)
})

/** What a reader must get: the text where a card can hold it, else line breaks of one kind and no control characters. */
function expected(text: string): string {
  if (isHeldByCard(text)) return text
  return (
    text
      .toWellFormed()
      .replace(/\r\n|[\r\n\u0085\u2028\u2029]/g, '\n')
      // oxlint-disable-next-line no-control-regex -- these are what is taken out
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
  )
}

/** Reads a card as RFC 6350 says: lines are unfolded, then cut at the semicolons that are not escaped. */
function readCard(card: string): Map<string, string[]> {
  const lines = card.replaceAll('\r\n ', '').split('\r\n').filter(Boolean)
  return new Map(
    lines.map((line) => {
      const colon = line.indexOf(':')
      const parts = ['']
      const signs = line.slice(colon + 1).split('')
      for (let at = 0; at < signs.length; at++) {
        const sign = signs[at] ?? ''
        const escapedSign = signs[at + 1] === 'n' ? '\n' : (signs[at + 1] ?? '')
        if (sign === ';') parts.push('')
        else parts[parts.length - 1] += sign === '\\' ? escapedSign : sign
        if (sign === '\\') at++
      }
      return [line.slice(0, colon), parts]
    }),
  )
}
