import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { Contact } from '../../../linq/contact'
import { FIELDS } from '../../fields'
import { GROUP_FIELDS } from '../../grouping'
import { EVERYTHING } from '../../view-query'
import { ContactIndex, nameCollator } from '../contact-index'
import { NaiveIndex } from '../testing/naive-index'
import { owner, person } from '../testing/people'
import { patchedOrder } from './patched-order'

const few = fc.constantFrom('', 'a', 'B', 'b', 'item 2', 'item 10', 'é')

/** Contacts that differ in little, so that most of a sort is ties. */
const contact: fc.Arbitrary<Contact> = fc
  .record({
    id: fc.integer({ min: 1, max: 250 }),
    first_name: few,
    last_name: few,
    email: few,
    company: few,
    created_at: fc.option(fc.integer({ min: -1, max: 1 })),
    contact_owner: fc.option(
      fc.tuple(fc.integer({ min: 1, max: 3 }), few).map(([id, name]) => owner(id, { name })),
    ),
  })
  .map(({ id, ...part }) => person(id, part))

const sort = fc.array(
  fc.record({ field: fc.constantFrom(...FIELDS.map(({ key }) => key)), descending: fc.boolean() }),
  { maxLength: 3 },
)

it('puts who has no name last in both directions, however the email or phone in its place is written', () => {
  const index = new ContactIndex({ locale: 'en' })
  const people = [
    person(1, { first_name: '', last_name: '', full_name: '', email: 'anna@example.com' }),
    person(2, { first_name: 'Zoë', last_name: '', full_name: 'Zoë' }),
    person(3, { first_name: '', last_name: '', full_name: '', email: '', phone_number: '+1555' }),
    person(4, { first_name: 'Björn', last_name: '', full_name: 'Björn' }),
  ]
  index.put(people, [0, 1, 2, 3])
  const idsOf = (descending: boolean) =>
    [...index.scan({ ...EVERYTHING, sort: [{ field: 'name', descending }] })].map(({ id }) => id)
  expect(idsOf(false)).toEqual([4, 2, 3, 1])
  expect(idsOf(true)).toEqual([2, 4, 1, 3])
})

describe('an order that was asked for before', () => {
  it('is the same after a few contacts came, changed, moved and went as if it were made anew', () => {
    const change = fc.record({
      put: fc.array(fc.tuple(contact, fc.nat(9)), { maxLength: 3 }),
      move: fc.array(fc.tuple(fc.integer({ min: 1, max: 250 }), fc.nat(9)), { maxLength: 2 }),
      remove: fc.array(fc.integer({ min: 1, max: 250 }), { maxLength: 2 }),
    })
    fc.assert(
      fc.property(
        fc.array(contact, { minLength: 150, maxLength: 250 }),
        fc.array(change, { maxLength: 4 }),
        fc.array(fc.tuple(sort, fc.option(fc.constantFrom(...GROUP_FIELDS))), { minLength: 1, maxLength: 3 }),
        (first, changes, sorts) => {
          const index = new ContactIndex({ locale: 'en' })
          const naive = new NaiveIndex(nameCollator('en'))
          const positions = first.map((_, at) => at % 7)
          for (const each of [index, naive]) each.put(first, positions)
          for (const { put, move, remove } of [{ put: [], move: [], remove: [] }, ...changes]) {
            const moved = move.flatMap(([id, position]) => {
              const one = naive.contact(id)
              return one ? [[one, position] as const] : []
            })
            const all = [...put, ...moved]
            for (const each of [index, naive]) {
              each.put(
                all.map(([one]) => one),
                all.map(([, position]) => position),
              )
              each.remove(remove)
            }
            for (const [asked, group] of sorts) {
              const query = { ...EVERYTHING, sort: asked, ...(group && { group }) }
              const ids = [...index.scan(query)].map(({ id }) => id)
              expect(ids).toEqual(naive.rows(query).map(({ id }) => id))
            }
          }
        },
      ),
      { numRuns: 40 },
    )
  })

  it('compares a new row with few others', () => {
    const before = Uint32Array.from({ length: 10_000 }, (_, place) => place * 2)
    let compared = 0
    const order = patchedOrder(before, Uint32Array.from([4001, 4003, 30_001]), (a, b) => {
      compared++
      return a - b
    })
    expect(order).toEqual(Uint32Array.from([...before, 4001, 4003, 30_001]).sort())
    expect(compared).toBeLessThan(60)
  })
})
