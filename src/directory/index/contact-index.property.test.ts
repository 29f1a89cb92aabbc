import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { Contact, Owner } from '../../linq/contact'
import { FIELDS } from '../fields'
import {
  type ContactFilters,
  type FacetRequest,
  NONE,
  QUALITY_ISSUES,
  VISIT_NEWS,
  choiceKey,
} from '../filters'
import { type Collapsed, GROUP_FIELDS } from '../grouping'
import { NO_OWNER, type ViewQuery } from '../view-query'
import { nameCollator } from './contact-index'
import { NaiveVisit } from './testing/naive-visit'
import { VisitIndex } from './visit-index'

const names = [
  '',
  ' ',
  'Ann',
  'ann',
  'Änn',
  'Anna',
  'Anne',
  'Marie',
  'Marie-Lou',
  'Ann Lee',
  'Anne-Marie',
  'Anne Marie',
  'Annemarie',
  'Jean-Noël',
  "O'Connor",
  'O’Connor',
  'OConnor',
  'Łukasz',
  'Straße',
  'Søren',
  'Item 2',
  'Item 10',
  '2',
  '10',
  '-',
  '.',
  'T-Mobile',
  'שלום',
  'مُحَمَّد',
  '李 雷',
  '👩‍💻',
  '\ud800',
  'a\u0000b',
  '\u0000',
  'a\nb',
  'a\tb',
  'a\u00a0b',
  '\u200b',
  '__proto__',
  '<script>',
  '{{x}}',
  'constructor',
  'e\u0301',
  '\u0301x',
  'Ann\u0085',
  '\u0085',
]
const text = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...names) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
  {
    weight: 1,
    arbitrary: fc.string({
      unit: fc.constantFrom('a', 'A', 'n', 'N', ' ', '-', "'", '1', '.', 'é', 'ß', '\n'),
      maxLength: 6,
    }),
  },
)
const phone = fc.oneof(
  text,
  fc.constantFrom(
    '+15551234567',
    '(555) 123-4567',
    '555.123.4567',
    '+48 22 555 01 47',
    '4567',
    '555 123 4567 ext. 12',
    '0000000',
    '+1 555 123 4567 8901 2345',
    '+(555) 123 4567)',
  ),
)
const instant = fc.option(fc.integer({ min: -2, max: 2 }).map((step) => step * 86_400_000_123))
/** The newest of the instants. */
const nowMs = 2 * 86_400_000_123
const id = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: 1, max: 12 }) },
  { weight: 1, arbitrary: fc.constantFrom(2 ** 32 + 1, 2 ** 53 - 1, 2 ** 53 - 2) },
)

const owner: fc.Arbitrary<Owner> = fc.record(
  {
    id: fc.option(fc.integer({ min: 1, max: 4 })),
    email: fc.constantFrom('', 'kim@acme.example', 'o-hara@acme.example'),
    first_name: text,
    last_name: text,
    name: text,
  },
  { noNullPrototype: true },
)

const contact: fc.Arbitrary<Contact> = fc
  .record({
    id,
    first_name: text,
    last_name: text,
    email: fc.oneof(text, fc.constantFrom('Anne-Marie@Acme.example', 'ann@acme.example')),
    phone_number: phone,
    company: text,
    title: text,
    location: text,
    image_url: fc.option(fc.constantFrom('/a.png', 'https://images.example/ü?\n')),
    created_at: instant,
    updated_at: instant,
    contact_owner: fc.option(owner),
    fullName: fc.oneof(text, fc.constantFrom('joined', 'trimmed')),
  })
  .map(({ fullName, ...rest }) => Object.assign(rest, { full_name: fullNameOf(fullName, rest) }))

function fullNameOf(
  kind: string,
  { first_name, last_name }: Pick<Contact, 'first_name' | 'last_name'>,
): string {
  if (kind === 'joined') return `${first_name} ${last_name}`
  return kind === 'trimmed' ? `${first_name} ${last_name}`.trim() : kind
}

const choice = fc.record({
  values: fc.array(
    fc.oneof(fc.constantFrom(NONE, ...names.map(choiceKey)), text.map(choiceKey), fc.constant('gone')),
    { maxLength: 4 },
  ),
  mode: fc.constantFrom('include', 'exclude'),
})
const range = fc.record({ from: instant, to: instant })

/** Lists that queries may name; 99 is none of them. */
const lists = new Map<number, readonly number[]>([
  [1, [1, 2, 3, 4, 5, 6, 7, 8]],
  [2, []],
  [3, [2 ** 53 - 1, 11, 3, 500]],
])

const filters: fc.Arbitrary<ContactFilters> = fc.record(
  {
    ownersMode: fc.constantFrom('include', 'exclude'),
    companies: choice,
    titles: choice,
    locations: choice,
    created: range,
    updated: range,
    quality: fc.subarray([...QUALITY_ISSUES], { maxLength: 2 }),
    duplicates: fc.boolean(),
    since: fc.constantFrom(...VISIT_NEWS),
    list: fc.constantFrom(1, 2, 3, 99),
  },
  { requiredKeys: [], noNullPrototype: true },
)

const facets: fc.Arbitrary<FacetRequest> = fc.record(
  {
    values: fc.array(
      fc.record({
        field: fc.constantFrom('owner', 'company', 'title', 'location'),
        search: fc.oneof(fc.constant(''), text, fc.constantFrom('a', 'ann', 'tmobile')),
        limit: fc.integer({ min: 0, max: 4 }),
      }),
      { maxLength: 3 },
    ),
    quality: fc.boolean(),
  },
  { requiredKeys: [], noNullPrototype: true },
)

const filtered: fc.Arbitrary<Pick<ViewQuery, 'filters'>> = fc
  .option(filters)
  .map((some) => (some ? { filters: some } : {}))

const unfiltered = fc.record({
  search: fc.oneof(
    fc.constant(''),
    text,
    phone,
    fc.array(text, { maxLength: 3 }).map((words) => words.join(' ')),
    fc
      .array(fc.tuple(fc.constantFrom('', '-', '"', '-"'), text), { minLength: 1, maxLength: 3 })
      .map((words) =>
        words.map(([sign, word]) => `${sign}${word}${sign.slice(-1) === '"' ? '"' : ''}`).join(' '),
      ),
    fc.constantFrom(
      '-a',
      'a -an',
      '-a -k',
      '"anne m"',
      'a -"anne',
      'a',
      'an',
      'ann',
      'anne',
      'anne-',
      'anne-m',
      'annemarie',
      'tmobile',
      '5',
      '55',
      '(55',
      '#1',
    ),
  ),
  owners: fc.array(fc.constantFrom('1', '2', '3', '4', '99', NO_OWNER, '~kim@acme.example'), {
    maxLength: 3,
  }),
  sort: fc.array(
    fc.record({ field: fc.constantFrom(...FIELDS.map((field) => field.key)), descending: fc.boolean() }),
    { maxLength: 3 },
  ),
})
const grouped: fc.Arbitrary<Pick<ViewQuery, 'group'>> = fc
  .option(fc.constantFrom(...GROUP_FIELDS))
  .map((group) => (group ? { group } : {}))
const query: fc.Arbitrary<ViewQuery> = fc
  .tuple(unfiltered, filtered, grouped)
  .map(([some, more, group]) => ({ ...some, ...more, ...group }))

/** Keys of owners and of companies. */
const collapsed: fc.Arbitrary<Collapsed> = fc.record({
  isAll: fc.boolean(),
  keys: fc.array(
    fc.oneof(fc.constantFrom('1', '2', '3', '99', NO_OWNER), fc.constantFrom(...names.map(choiceKey))),
    { maxLength: 5 },
  ),
})

/** A visit may begin, some contacts come or come again, some go, the index may be kept, and questions are asked. */
const step = fc.record({
  beginsVisit: fc.boolean(),
  isKept: fc.boolean(),
  put: fc.array(fc.tuple(contact, fc.integer({ min: 0, max: 9 })), { maxLength: 8 }),
  remove: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.array(id, { maxLength: 4 })),
  queries: fc.array(
    fc.record({
      query,
      window: fc.record(
        {
          offset: fc.nat(14),
          limit: fc.oneof(fc.integer({ min: 1, max: 6 }), fc.constant(Infinity)),
          facets,
          collapsed,
          lines: fc.record({ offset: fc.nat(14), limit: fc.integer({ min: 1, max: 6 }) }),
        },
        { requiredKeys: ['offset', 'limit'] },
      ),
      id,
    }),
    { maxLength: 4 },
  ),
})

describe('the index of contacts', () => {
  it('answers every query as an array of contacts would, whatever was put, replaced, removed and kept', () => {
    const years = fc.constantFrom(nowMs, nowMs + 365 * 86_400_000, nowMs + 366 * 86_400_000)
    const locales = fc.constantFrom('en', 'sv', 'th', 'de', 'ja')
    fc.assert(
      fc.property(locales, years, fc.array(step, { maxLength: 5 }), (locale, now, steps) => {
        let index = new VisitIndex({ locale, now: () => now })
        const naive = new NaiveVisit(nameCollator(locale), now, lists)
        const keepLists = () => {
          for (const [list, ids] of lists) index.keepList(list, Float64Array.from(ids))
        }
        keepLists()
        for (const { beginsVisit, isKept, put, remove, queries } of steps) {
          const contacts = put.map(([one]) => one)
          const positions = put.map(([, position]) => position)
          for (const each of [index, naive]) {
            if (beginsVisit) each.beginVisit()
            each.put(contacts, positions)
            each.remove(remove)
          }
          if (isKept) {
            const saved = structuredClone(index.saved())
            index = new VisitIndex({ locale, now: () => now })
            index.restore(saved)
            keepLists()
          }
          expect(index.since()).toEqual(naive.since())
          for (const asked of queries) {
            const view = naive.view(asked.query, asked.window)
            expect(index.view(asked.query, asked.window)).toStrictEqual({ version: index.version, ...view })
            expect(index.place(asked.query, asked.id)).toStrictEqual(naive.place(asked.query, asked.id))
            const { collapsed: closed } = asked.window
            expect(index.place(asked.query, asked.id, closed)).toStrictEqual(
              naive.place(asked.query, asked.id, closed),
            )
            const open = naive.rows(asked.query, closed)
            expect([...index.scan(asked.query, closed)]).toStrictEqual(open)
            expect([...index.idsOf(asked.query, [asked.id, 3], closed)]).toEqual(
              idsBetween(open, asked.id, 3),
            )
            const rows = naive.rows(asked.query)
            expect([...index.scan(asked.query)]).toStrictEqual(rows)
            expect([...index.idsOf(asked.query)]).toEqual(rows.map((one) => one.id))
            expect([...index.idsOf(asked.query, [asked.id, 3])]).toEqual(idsBetween(rows, asked.id, 3))
            expect(index.contact(asked.id)).toStrictEqual(naive.contact(asked.id))
          }
        }
      }),
      { numRuns: 400 },
    )
  }, 60_000)
})

/** Two contacts of a list and those between them; none when one is not in it. */
function idsBetween(rows: readonly Contact[], one: number, other: number): number[] {
  const ids = rows.map((row) => row.id)
  const places = [ids.indexOf(one), ids.indexOf(other)]
  if (places.includes(-1)) return []
  return ids.slice(Math.min(...places), Math.max(...places) + 1)
}
