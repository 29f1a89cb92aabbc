import { describe, expect, it } from 'vitest'

import { EVERYTHING, type ViewQuery } from '../../view-query'
import type { ContactIndex } from '../contact-index'
import { indexOf, owner, person } from '../testing/people'
import { TextCodes } from './text-codes'

describe('duplicates', () => {
  it.each([
    ['the same email, folded', { email: 'Rémi@acme.example' }, { email: 'remi@ACME.example ' }],
    ['the same digits of the phone', { phone_number: '(555) 123-4567' }, { phone_number: '555.123.4567' }],
    [
      'the same name and company, folded',
      { first_name: 'Rémi', last_name: "O'Connor", company: 'ACME' },
      { full_name: 'remi  oconnor', company: 'acme ' },
    ],
  ])('have %s', (_, one, other) => {
    expect(duplicates(indexOf([person(1, one), person(2), person(3, other)]))).toEqual([1, 3])
  })

  it.each([
    ['blanks', {}, {}],
    ['a placeholder for an email', { email: 'n/a' }, { email: 'n/a' }],
    ['fewer than seven digits', { phone_number: '123456' }, { phone_number: '123456' }],
    ['a number within another', { phone_number: '+15551234567' }, { phone_number: '5551234567' }],
    ['a name without a company', { first_name: 'Ann' }, { first_name: 'Ann' }],
    ['a company without a name', { company: 'Acme' }, { company: 'Acme' }],
    [
      'an email in place of a name',
      { phone_number: '1', company: 'Acme' },
      { phone_number: '1', company: 'Acme' },
    ],
  ])('are not made by %s', (_, one, other) => {
    expect(duplicates(indexOf([person(1, one), person(2, other)]))).toEqual([])
  })

  it('are one group when a chain joins them', () => {
    const index = indexOf([
      person(4, { email: 'a@x' }),
      person(3, { phone_number: '5551234567' }),
      person(2, { email: 'a@x', phone_number: '555 123 4567' }),
      person(5, { email: 'b@x' }),
    ])
    const group = { id: 2, size: 3, hasSeveralOwners: false }
    expect(view(index).groups).toEqual([group, group, group])
  })

  it('stand together where the first of their group stands, each group in the order asked for', () => {
    const emails = ['c@x', 'a@x', 'b@x', 'a@x', 'c@x', 'z@x']
    const index = indexOf(emails.map((email, at) => person(at + 1, { email, title: `T${9 - at}` })))
    expect(duplicates(index)).toEqual([1, 5, 2, 4])
    expect(duplicates(index, { sort: [{ field: 'title', descending: false }] })).toEqual([5, 1, 4, 2])
  })

  it('say whether their owners differ, "no owner" being one', () => {
    const index = indexOf([
      person(1, { email: 'a@x', contact_owner: owner(1) }),
      person(2, { email: 'a@x', contact_owner: owner(1) }),
      person(3, { email: 'b@x', contact_owner: owner(1) }),
      person(4, { email: 'b@x' }),
    ])
    expect(view(index).groups?.map((group) => group.hasSeveralOwners)).toEqual([false, false, true, true])
  })

  it('are found and counted in the whole organisation, whatever else is filtered', () => {
    const index = indexOf([
      person(1, { email: 'a@x', contact_owner: owner(1) }),
      person(2, { email: 'a@x', contact_owner: owner(2) }),
    ])
    const mine = view(index, { owners: ['1'] })
    expect(mine.rows.map(({ id }) => id)).toEqual([1])
    expect(mine.groups).toEqual([{ id: 1, size: 2, hasSeveralOwners: true }])
    expect(mine.facets?.quality?.duplicates).toBe(1)
  })

  it('end when one of two goes or changes', () => {
    const index = indexOf([person(1, { email: 'a@x' }), person(2, { email: 'a@x' }), person(3)])
    expect(duplicates(index)).toEqual([1, 2])
    index.put([person(2, { email: 'b@x' })], [1])
    expect(duplicates(index)).toEqual([])
    index.put([person(4, { email: 'b@x' })], [3])
    expect(duplicates(index)).toEqual([2, 4])
    index.remove([4])
    expect(duplicates(index)).toEqual([])
  })
})

describe('codes of texts', () => {
  it('are equal for equal texts only, also among many', () => {
    const texts = Array.from({ length: 20_000 }, (_, row) => (row % 7 === 0 ? '' : `text ${row % 6000}`))
    const codes = new TextCodes((row) => texts[row] ?? '')
    const early = codes.codes(100).slice(0, 100)
    const all = codes.codes(texts.length)
    expect(all.slice(0, 100)).toEqual(early)
    const byText = new Map(texts.map((text, row) => [text, all[row]]))
    expect(texts.every((text, row) => byText.get(text) === all[row])).toBe(true)
    expect(new Set(byText.values()).size).toBe(byText.size)
    expect(byText.get('')).toBe(0)
    expect(codes.size).toBe(byText.size)
  })
})

function view(index: ContactIndex, part: Partial<ViewQuery> = {}) {
  const query = { ...EVERYTHING, filters: { duplicates: true }, ...part }
  return index.view(query, { offset: 0, limit: 100, facets: { quality: true } })
}

function duplicates(index: ContactIndex, part: Partial<ViewQuery> = {}): number[] {
  return view(index, part).rows.map(({ id }) => id)
}
