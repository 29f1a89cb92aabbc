import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { type Contact, contactName } from '../../../linq/contact'
import type { ListMatch } from '../../list-match'
import { indexOf, person } from '../testing/people'
import { fold } from '../text/fold'
import { matchList } from './match-list'

const people = [
  person(1, {
    first_name: 'Jane',
    last_name: 'Whitfield',
    email: 'Jane@Acme.example',
    phone_number: '+1 415 555 0132',
  }),
  person(2, {
    full_name: 'Łukasz Zieliński',
    email: 'lukasz@baltic.example',
    phone_number: '+48 22 555 01 47',
  }),
  person(3, { first_name: 'Anne-Marie', last_name: 'Lou', phone_number: '(555) 123-4567' }),
  person(4, { first_name: 'Jane', last_name: 'Whitfield', email: 'j.w@other.example' }),
  person(5, { first_name: 'Tom', last_name: "O'Hara", email: "o'hara@acme.example" }),
]

describe('a pasted list', () => {
  it.each([
    ['an email', 'jane@acme.EXAMPLE', 1],
    ['an email of a link', 'mailto:jane@acme.example', 1],
    ['an email with a name', 'Somebody Else <jane@acme.example>', 1],
    ['an email among words', 'Jane Whitfield jane@acme.example', 1],
    ['an email with a comma behind it', 'jane@acme.example,', 1],
    ['an email with an apostrophe of any kind', 'o’hara@acme.example', 5],
    ['a phone in any writing', '+48-22-5550147', 2],
    ['a phone with two zeros for the plus', '0048 22 555 01 47', 2],
    ['a phone as it is dialled at home', '022 555 01 47', 2],
    ['a phone that has a country, of a contact whose phone has none', '+1 (555) 123-4567', 3],
    ['a phone that has none, of a contact whose phone has one', '415.555.0132', 1],
    ['a phone behind a name', 'Nobody Known +1 415 555 0132', 1],
    ['a name without its accents', 'lukasz zielinski', 2],
    ['a name in the other order', 'Zieliński, Łukasz', 2],
    ['a name with another hyphen', 'anne marie lou', 3],
    ['a name in one word', 'Annemarie Lou', 3],
    ['a line of a CSV file', '"Whitfield, Jane",Acme,"jane@acme.example",VP', 1],
    ['cells of a spreadsheet', 'Zieliński\tŁukasz\tBaltic Freight\t\t+48 22 555 01 47', 2],
  ])('finds %s', (_, line, id) => {
    expect(matched(people, line)).toMatchObject({
      found: { ids: Float64Array.of(id) },
      missing: [],
      unclear: [],
    })
  })

  it('leaves namesakes to be chosen, and a name whose email does not fit', () => {
    expect(matched(people, 'Jane Whitfield\nŁukasz Zieliński <l@elsewhere.example>').unclear).toEqual([
      { line: 'Jane Whitfield', ids: [1, 4], more: 0 },
      { line: 'Łukasz Zieliński <l@elsewhere.example>', ids: [2], more: 0 },
    ])
  })

  it('prefers the very phone to one that ends alike', () => {
    const two = [person(1, { phone_number: '+1 555 123 4567' }), person(2, { phone_number: '555 123 4567' })]
    expect([...matched(two, '5551234567').found.ids]).toEqual([2])
    expect(matched(two, '1234567').unclear).toEqual([{ line: '1234567', ids: [1, 2], more: 0 }])
  })

  it('does not find by fewer than seven digits, nor by nothing but signs', () => {
    expect(matched(people, '0132\n--\n.\n"').missing).toEqual(['0132', '--', '.', '"'])
  })

  it('reads several emails in one line as several lines, and passes over blank ones', () => {
    const match = matched(people, '\ufeffjane@acme.example; j.w@other.example\r\n\r\n  \n nobody@x.example ')
    expect(match).toEqual({
      lines: 3,
      found: { lines: ['jane@acme.example', 'j.w@other.example'], ids: Float64Array.of(1, 4) },
      missing: ['nobody@x.example'],
      unclear: [],
    })
  })

  it('counts those who fit beyond the ones that can be shown', () => {
    const many = Array.from({ length: 25 }, (_, at) => person(at + 1, { full_name: 'Sam Lee' }))
    const [line] = matched(many, 'sam lee').unclear
    expect(line).toMatchObject({ more: 5 })
    expect(line?.ids).toHaveLength(20)
  })

  it('does not find who has gone while it was looked up', () => {
    const index = indexOf(people)
    const parts = index.read((store) => matchList(store, 'lukasz@baltic.example'))
    parts.next()
    index.remove([2])
    expect(ended(parts).missing).toEqual(['lukasz@baltic.example'])
  })

  it('of rubbish finds nobody, and throws nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const { lines, found, missing, unclear } = matched(people, text)
        expect(found.lines.length + missing.length + unclear.length).toBe(lines)
      }),
    )
  }, 60_000)

  it('is sorted as a comparison of every line with every contact would sort it', () => {
    fc.assert(
      fc.property(
        fc.array(contact, { maxLength: 12 }),
        fc.array(line, { maxLength: 12 }),
        (contacts, lines) => {
          const unique = contacts.map((one, at) => ({ ...one, id: at + 1 }))
          expect(matched(unique, lines.map(({ text }) => text).join('\n'))).toEqual(naiveMatch(unique, lines))
        },
      ),
      { numRuns: 500 },
    )
  }, 60_000)
})

function matched(contacts: readonly Contact[], text: string): ListMatch {
  return ended(indexOf(contacts).read((store) => matchList(store, text)))
}

function ended(parts: Iterator<number, ListMatch>): ListMatch {
  for (;;) {
    const part = parts.next()
    if (part.done === true) return part.value
    expect(part.value).toBeGreaterThanOrEqual(0)
    expect(part.value).toBeLessThanOrEqual(1)
  }
}

const email = fc.constantFrom(
  'ann@x.example',
  'Änn@x.example',
  "o'h@x.example",
  'oh@x.example',
  'b-b@x.example',
)
const phone = fc.constantFrom(
  '+15551234567',
  '(555) 123-4567',
  '555 123 4567',
  '1234567',
  '005551234567',
  '+48 555 123 45 67',
)
const name = fc.constantFrom(
  'Ann Lee',
  'LEE ANN',
  'Änn Lee',
  'Anne-Marie Lou',
  'Annemarie Lou',
  'Lou Anne Marie',
  "Tom O'Hara",
)
const blank = fc.constant('')

const contact = fc
  .record({
    email: fc.oneof(email, blank),
    phone_number: fc.oneof(phone, blank),
    full_name: fc.oneof(name, blank),
    first_name: fc.constantFrom('', 'Ann', 'Tom'),
    last_name: fc.constantFrom('', 'Lee', 'O’Hara'),
  })
  .map((part) => person(1, part))

/** A line, and what was put into it. */
interface Made {
  text: string
  email: string
  phone: string
  name: string
}

const line: fc.Arbitrary<Made> = fc
  .record({
    email: fc.oneof(email, blank),
    phone: fc.oneof(phone, blank),
    name: fc.oneof(name, blank),
    shape: fc.nat(2),
  })
  .filter((made) => made.email + made.phone + made.name !== '')
  .map(({ shape, ...made }) => ({ ...made, text: written(made, shape) }))

function written(made: Omit<Made, 'text'>, shape: number): string {
  const parts = [made.name, made.email, made.phone].filter(Boolean)
  if (shape === 0) return parts.join('\t')
  if (shape === 1) return parts.map((part) => `"${part}"`).join(', ')
  return [made.name, made.email && `<${made.email}>`, made.phone].filter(Boolean).join(' ')
}

function naiveMatch(contacts: readonly Contact[], lines: readonly Made[]): ListMatch {
  const match = {
    lines: lines.length,
    found: { lines: new Array<string>(), ids: new Array<number>() },
    missing: new Array<string>(),
    unclear: new Array<{ line: string; ids: number[]; more: number }>(),
  }
  for (const made of lines) {
    const ways: ((contact: Contact) => boolean)[] = [
      (one) => made.email !== '' && fold(made.email) === fold(one.email),
      (one) => made.phone !== '' && number(made.phone) === number(one.phone_number),
      (one) => made.phone !== '' && endAlike(number(made.phone), number(one.phone_number)),
      (one) => made.name !== '' && areOneName(made.name, one),
    ]
    const way = ways.findIndex((fits) => contacts.some(fits))
    const fits = ways[way]
    const ids = fits ? contacts.filter(fits).map(({ id }) => id) : []
    const isLikeness = way === 3 && made.email + made.phone !== ''
    const [id] = ids
    if (id === undefined) match.missing.push(made.text)
    else if (ids.length === 1 && !isLikeness) {
      match.found.lines.push(made.text)
      match.found.ids.push(id)
    } else match.unclear.push({ line: made.text, ids, more: 0 })
  }
  return { ...match, found: { ...match.found, ids: Float64Array.from(match.found.ids) } }
}

function number(phone_number: string): string {
  return phone_number.replace(/\D/g, '').replace(/^0+/, '')
}

function endAlike(one: string, other: string): boolean {
  return Math.min(one.length, other.length) >= 7 && (one.endsWith(other) || other.endsWith(one))
}

/** Same words in any order; what is hyphenated may be one word or two. */
function areOneName(text: string, of: Contact): boolean {
  const writings = (whole: string) =>
    [fold(whole).replaceAll('-', ' '), fold(whole).replaceAll('-', '')].map((one) =>
      one.split(' ').sort().join(' ').trim(),
    )
  const own = new Set([contactName(of), `${of.first_name} ${of.last_name}`].flatMap(writings))
  return writings(text).some((one) => one !== '' && own.has(one))
}

it('finds a contact that changes while the list is matched, once', () => {
  const many = Array.from({ length: 9_000 }, (_, at) => person(at + 1, { email: `p${at + 1}@a.example` }))
  const index = indexOf(many)
  const match = index.read((store) => matchList(store, 'p1@a.example\np8999@a.example'))
  let step = match.next()
  for (let steps = 0; steps < 2 && step.done !== true; steps++) step = match.next()
  // The first was looked at already, the other was not.
  index.put(
    [1, 8_999].map((id) => person(id, { email: `p${id}@a.example`, title: 'Changed' })),
    [0, 8_998],
  )
  while (step.done !== true) step = match.next()
  expect(step.value).toMatchObject({ missing: [], unclear: [] })
  expect([...step.value.found.ids]).toEqual([1, 8_999])
})
