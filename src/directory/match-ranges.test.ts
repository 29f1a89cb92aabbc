import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { Contact } from '../linq/contact'
import { fold } from './index/text/fold'
import { readSearch } from './index/text/search-words'
import { matchRanges, matches, rangesFinder } from './match-ranges'

describe('the finder of a search', () => {
  const find = rangesFinder('55 an')

  it('finds digits in a phone as it is grouped for reading, and only there', () => {
    expect(find('phone', '+1 205 555 0116')).toEqual([{ start: 5, end: 10 }])
    expect(find('company', '5 5 Trading')).toEqual([])
  })

  it('marks nothing in fields that are not searched', () => {
    expect(find('owner_email', 'anna@example.com')).toEqual([])
    expect(find('email', 'anna@example.com')).toEqual([{ start: 0, end: 2 }])
  })
})

it('marks a number that was typed as it is dialled at home', () => {
  expect(rangesFinder('0221 4710941')('phone', '+49 221 4710941')).toEqual([{ start: 4, end: 15 }])
})

it('marks phrases whole, and nothing for words that are excluded', () => {
  const find = rangesFinder('"acme co" -anna')
  expect(find('company', 'Acme Co and Acme')).toEqual([{ start: 0, end: 7 }])
  expect(find('name', 'Anna Acme')).toEqual([])
})

describe('the marks of a match', () => {
  it.each([
    ['Rémi Dupont', 'remi', '[Rémi] Dupont'],
    ['Re\u0301mi', 'rem', '[Re\u0301m]i'],
    ['Łukasz', 'lu', '[Łu]kasz'],
    ['Straße', 'stras', '[Straß]e'],
    ['Straße', 'sse', 'Stra[ße]'],
    ['ﬁnance', 'in', '[ﬁn]ance'],
    ["O'Connor", 'oconnor', "[O'Connor]"],
    ['O’Connor', "o'con", '[O’Con]nor'],
    ['Anne-Marie', 'annemarie', '[Anne-Marie]'],
    ['Anne Marie', 'anne-marie', '[Anne Marie]'],
    ['Annemarie', 'anne-marie', '[Annemarie]'],
    ['Jean-Noël', 'jeann', '[Jean-N]oël'],
    ['Jean-Noël', 'ann', 'Jean-Noël'],
    ['  Anne\u00a0\tMarie ', 'anne-m', '  [Anne\u00a0\tM]arie '],
    ['banana', 'ana', 'b[anana]'],
    ['Ann Lee', 'lee an', '[An]n [Lee]'],
    ['Ann', 'annk', 'Ann'],
    ['a\u200bb', 'ab', '[a\u200bb]'],
    ['👩‍💻 Ann', '👩', '[👩‍💻] Ann'],
    ['👩‍💻 Ann', 'ann', '👩‍💻 [Ann]'],
    ['\ud800Ann', 'ann', '\ud800[Ann]'],
    ['Ann', ' ', 'Ann'],
  ])('in %j for %j are %j', (text, search, shown) => {
    expect(marked(text, search, 'names')).toBe(shown)
  })

  it.each([
    ['+1 (555) 123-4567', '4567', '+1 (555) 123-[4567]'],
    ['+1 (555) 123-4567', '5551234', '+1 ([555) 123-4]567'],
    ['+15551234567', '(555) 123-4567', '+1[5551234567]'],
    ['555.123.4567', '555 123', '[555.123].4567'],
    ['555.123.4567', 'anna 45', '555.123.[45]67'],
    ['４５６７', '56', '４[５６]７'],
  ])('in the phone %j for %j are %j', (text, search, shown) => {
    expect(marked(text, search, 'phone')).toBe(shown)
  })

  it('join the parts of a company at hyphens and not at spaces', () => {
    expect(marked('T-Mobile', 'tmobile', 'hyphens')).toBe('[T-Mobile]')
    expect(marked('My T-Mobile', 'tmob', 'hyphens')).toBe('My [T-Mob]ile')
    expect(marked('T Mobile', 'tmobile', 'hyphens')).toBe('T Mobile')
  })

  it('are given for every field that shows the match', () => {
    const contact = person({
      first_name: 'Kim',
      last_name: 'Ito',
      email: 'kim@acme.example',
      phone_number: '+1 555',
      contact_owner: { id: 1, email: '', first_name: '', last_name: '', name: 'Joakim' },
    })
    expect(matches(contact, { search: 'kim 55' })).toEqual({
      name: [{ start: 0, end: 3 }],
      first_name: [{ start: 0, end: 3 }],
      email: [{ start: 0, end: 3 }],
      owner: [{ start: 3, end: 6 }],
      phone: [{ start: 3, end: 6 }],
    })
    expect(matches(contact, { search: '' })).toEqual({})
  })

  it('never cut a grapheme, stand in order, and cover the folded word that was found', () => {
    const text = fc.array(
      fc.oneof(
        fc.constantFrom(
          'Ann',
          'ß',
          'é',
          'e\u0301',
          '👩‍💻',
          '🇩🇪',
          "'",
          '-',
          ' ',
          '\ud800',
          'ﬁ',
          '\u200b',
          'İ',
          'Σ',
        ),
        fc.string({ unit: 'binary', maxLength: 3 }),
      ),
      { maxLength: 8 },
    )
    const part = fc.record({ from: fc.nat(12), length: fc.integer({ min: 1, max: 5 }) })
    fc.assert(
      fc.property(text, part, (parts, { from, length }) => {
        const whole = parts.join('')
        const sought = fold(whole).slice(from, from + length)
        const words = readSearch(sought)
        const ranges = matchRanges(whole, words, 'names')
        const boundaries = new Set([whole.length])
        for (const { index } of new Intl.Segmenter('en').segment(whole)) boundaries.add(index)
        let last = -1
        for (const { start, end } of ranges) {
          expect(boundaries.has(start) && boundaries.has(end)).toBe(true)
          expect(start).toBeGreaterThan(last)
          expect(end).toBeGreaterThan(start)
          last = end
        }
        const shown = ranges.map(({ start, end }) => fold(whole.slice(start, end)))
        const isShown = (word: string) => shown.some((one) => one.includes(word))
        const meant = words.filter(({ isExcluded }) => isExcluded !== true)
        expect(
          meant.every((word) => !fold(whole).includes(word.texts[0] ?? '') || word.texts.some(isShown)),
        ).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})

/** The text with its marks in brackets. */
function marked(text: string, search: string, kind: 'names' | 'hyphens' | 'phone'): string {
  return matchRanges(text, readSearch(search), kind).reduceRight(
    (shown, { start, end }) => `${shown.slice(0, start)}[${shown.slice(start, end)}]${shown.slice(end)}`,
    text,
  )
}

function person(part: Partial<Contact>): Contact {
  return {
    id: 1,
    first_name: '',
    last_name: '',
    full_name: '',
    email: '',
    phone_number: '',
    company: '',
    title: '',
    location: '',
    image_url: null,
    created_at: null,
    updated_at: null,
    contact_owner: null,
    ...part,
  }
}
