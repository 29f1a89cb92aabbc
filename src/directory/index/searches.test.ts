import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { Contact } from '../../linq/contact'
import { EVERYTHING } from '../view-query'
import { ContactIndex, nameCollator } from './contact-index'
import { NaiveIndex } from './testing/naive-index'
import { owner, person } from './testing/people'

/** Words that are parts of each other, so that most searches begin where another one ended. */
const typed = fc
  .constantFrom(
    'anne-marie lee',
    '"anne-marie" lee',
    '"anne marie" -kim',
    '-anne-marie lee',
    'lee ann',
    '555 12',
    '55512 ann',
    'kim lou',
    'ma kim',
  )
  .chain((search) => fc.nat(search.length).map((length) => search.slice(0, length)))

const contact: fc.Arbitrary<Contact> = fc
  .record({
    id: fc.integer({ min: 1, max: 400 }),
    first_name: fc.constantFrom('', 'Ann', 'Anne Marie', 'Łou', 'Li'),
    last_name: fc.constantFrom('', 'Lee', 'Marie-Lou', 'Kim'),
    email: fc.constantFrom('', 'ann@lee.example', 'ma-rie@x.example', 'x@y.example'),
    phone_number: fc.constantFrom('', '+1 (555) 123', '12'),
    company: fc.constantFrom('', '', 'Annex 55', 'Lee-Ann'),
    contact_owner: fc.option(
      fc
        .tuple(fc.integer({ min: 1, max: 3 }), fc.constantFrom('Kim', 'Lou', 'Ann Lee'))
        .map(([id, name]) => owner(id, { name })),
    ),
  })
  .map(({ id, ...part }) => person(id, part))

describe('searches that were asked before', () => {
  it.each([
    ['"anne-marie', 'anne-marie', 3],
    ['anne-marie', '"anne-marie"', 1],
    ['-"anne-marie"', 'anne-marie', 3],
    ['kim -anne-marie', 'kim -"anne-marie"', 2],
  ])('of %s are none of %s', (before, search, matching) => {
    const index = new ContactIndex({ locale: 'en' })
    const names = ['Anne-Marie', 'Anne Marie', 'Annemarie']
    index.put(
      names.map((first_name, at) => person(at + 1, { first_name, last_name: 'Kim' })),
      [0, 1, 2],
    )
    index.view({ ...EVERYTHING, search: before }, { offset: 0, limit: 1 })
    expect(index.view({ ...EVERYTHING, search }, { offset: 0, limit: 1 }).matching).toBe(matching)
  })

  it('find the same as when they are asked for the first time, after typing on, back, and after changes', () => {
    const change = fc.record({
      put: fc.array(contact, { maxLength: 3 }),
      remove: fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 2 }),
      searches: fc.array(typed, { minLength: 1, maxLength: 10 }),
    })
    fc.assert(
      fc.property(
        fc.array(contact, { minLength: 300, maxLength: 400 }),
        fc.array(change, { minLength: 1, maxLength: 5 }),
        (first, changes) => {
          const index = new ContactIndex({ locale: 'en' })
          const naive = new NaiveIndex(nameCollator('en'))
          for (const { put, remove, searches } of [{ put: first, remove: [], searches: [] }, ...changes]) {
            for (const each of [index, naive]) {
              each.put(
                put,
                put.map((_, at) => at),
              )
              each.remove(remove)
            }
            for (const search of searches) {
              const query = { ...EVERYTHING, search }
              const expected = naive.rows(query).map(({ id }) => id)
              const { rows, matching } = index.view(query, { offset: 2, limit: 3 })
              expect([search, matching, ...rows.map(({ id }) => id)]).toEqual([
                search,
                expected.length,
                ...(expected.length > 2 ? expected.slice(2, 5) : expected),
              ])
              expect([search, ...[...index.scan(query)].map(({ id }) => id)]).toEqual([search, ...expected])
            }
          }
        },
      ),
      { numRuns: 40 },
    )
  }, 20_000)
})
