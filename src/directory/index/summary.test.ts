import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { Contact } from '../../linq/contact'
import type { ContactFilters } from '../filters'
import { NO_OWNER, type ViewQuery, ownerKey } from '../view-query'
import { nameCollator } from './contact-index'
import { NaiveVisit } from './testing/naive-visit'
import { owner, person } from './testing/people'
import { VisitIndex } from './visit-index'

const HOUR = 3_600_000

const contact: fc.Arbitrary<Contact> = fc
  .record({
    id: fc.integer({ min: 1, max: 12 }),
    email: fc.constantFrom('', ' ', 'ann@acme.example'),
    phone_number: fc.constantFrom('', '\t', '+15551234567'),
    first_name: fc.constantFrom('Ann', 'Bo', ''),
    company: fc.constantFrom('', 'Acme', 'Baltic'),
    created_at: fc.option(fc.integer({ min: -1, max: 9 }).map((step) => step * HOUR)),
    contact_owner: fc.option(fc.integer({ min: 1, max: 4 }).map((id) => owner(id))),
  })
  .map(({ id, ...part }) => person(id, part))

const filters: fc.Arbitrary<ContactFilters> = fc.record(
  {
    ownersMode: fc.constantFrom('include', 'exclude'),
    companies: fc.record({
      values: fc.subarray(['Acme', 'Baltic', 'none']),
      mode: fc.constantFrom('include', 'exclude'),
    }),
    created: fc.record({
      from: fc.option(fc.integer({ min: 0, max: 9 }).map((step) => step * HOUR)),
      to: fc.constant(null),
    }),
    quality: fc.subarray(['no-email', 'no-phone']),
    since: fc.constantFrom('new', 'gone'),
  },
  { requiredKeys: [], noNullPrototype: true },
)

const queries: fc.Arbitrary<ViewQuery> = fc.record({
  search: fc.constantFrom('', 'ann', 'acme'),
  owners: fc.subarray(['1', '2', '99', NO_OWNER]),
  filters,
  sort: fc.constant([]),
})

/** Months of these tests are hours; some lists begin before all contacts, some end before the last ones. */
const monthStarts = fc
  .uniqueArray(fc.integer({ min: -2, max: 11 }), { maxLength: 6 })
  .map((steps) => steps.sort((a, b) => a - b).map((step) => step * HOUR))

describe('the summary of a view', () => {
  it('says what counting the contacts one by one says', () => {
    const steps = fc.array(
      fc.record({
        beginsVisit: fc.boolean(),
        put: fc.array(contact, { maxLength: 10 }),
        remove: fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 3 }),
        asked: fc.tuple(queries, monthStarts),
      }),
      { maxLength: 4 },
    )
    fc.assert(
      fc.property(steps, (all) => {
        const index = new VisitIndex({ locale: 'en', now: () => 0 })
        const naive = new NaiveVisit(nameCollator('en'), 0)
        for (const { beginsVisit, put, remove, asked } of all) {
          for (const each of [index, naive]) {
            if (beginsVisit) each.beginVisit()
            each.put(
              put,
              put.map((_, at) => at),
            )
            each.remove(remove)
          }
          expect(index.summary(...asked)).toStrictEqual({
            version: index.version,
            ...naiveSummary(naive, ...asked),
          })
        }
      }),
      { numRuns: 300 },
    )
  }, 30_000)

  it('counts a month from its first instant to before its last', () => {
    const index = new VisitIndex()
    index.put(
      [person(1, { created_at: 99 }), person(2, { created_at: 100 }), person(3, { created_at: 200 })],
      [0, 1, 2],
    )
    expect(index.summary({ search: '', owners: [], sort: [] }, [100, 200]).months).toEqual([1])
  })
})

function naiveSummary(naive: NaiveVisit, query: ViewQuery, starts: readonly number[]) {
  const hasEmail = (one: Contact) => one.email.trim() !== ''
  const hasPhone = (one: Contact) => one.phone_number.trim() !== ''
  const count = (contacts: Contact[], is: (one: Contact) => boolean) => contacts.filter(is).length
  const rows = naive.rows(query)
  const ofAnyOwner = naive.rows({ ...query, owners: [] })
  const { created: _, ...withoutCreated } = query.filters ?? {}
  const ofAnyMonth = naive.rows({ ...query, filters: withoutCreated })
  return {
    matching: rows.length,
    withEmail: count(rows, hasEmail),
    withPhone: count(rows, hasPhone),
    withNeither: count(rows, (one) => !hasEmail(one) && !hasPhone(one)),
    owners: naive
      .view(query, { offset: 0, limit: 1 })
      .owners.filter((facet) => facet.count > 0 || query.owners.includes(facet.key))
      .map((facet) => {
        const own = ofAnyOwner.filter((one) => ownerKey(one.contact_owner) === facet.key)
        return { ...facet, withEmail: count(own, hasEmail), withPhone: count(own, hasPhone) }
      }),
    months: starts
      .slice(1)
      .map((end, month) =>
        count(ofAnyMonth, ({ created_at: at }) => at !== null && at >= (starts[month] ?? 0) && at < end),
      ),
  }
}
