import fc from 'fast-check'
import { createLoader } from 'nuqs'
import { describe, expect, it } from 'vitest'

import { DEFAULT_COLUMNS, FIELDS } from '../directory/fields'
import { QUALITY_ISSUES, VISIT_NEWS, choiceKey } from '../directory/filters'
import { GROUP_FIELDS } from '../directory/grouping'
import { DATE_PRESETS, dayOf, dayRange } from './address/dates'
import {
  LONGEST_SEARCH,
  ROWS_PER_PAGE,
  UNFILTERED,
  addressKeys,
  filtersInUse,
  isFiltered,
  isLinqsOrder,
  printAddress as print,
  queryOf,
  viewParsers,
} from './view-address'

const read = createLoader(viewParsers, { urlKeys: addressKeys })
const nothing = read('')

describe('the address of a view', () => {
  it('is empty for a view that nobody changed', () => {
    expect(print(nothing)).toBe('')
    expect(nothing).toEqual({
      ...UNFILTERED,
      sort: [],
      group: null,
      page: 1,
      rows: '25',
      columns: DEFAULT_COLUMNS,
      contact: null,
      summary: false,
      named: null,
    })
  })

  it('can be read by a person', () => {
    const address = print({
      ...nothing,
      search: 'nor dic',
      owners: { values: ['456', 'none'], mode: 'include' },
      companies: { values: ['Acme, Inc.', 'Globex', 'none'], mode: 'exclude' },
      locations: { values: ['Austin, TX', 'New York, NY'], mode: 'include' },
      created: '30d',
      updated: { from: '2026-01-01', to: '2026-02-01' },
      quality: ['no-email', 'stale'],
      duplicates: true,
      since: 'new',
      sort: [
        { field: 'updated', descending: true },
        { field: 'name', descending: false },
      ],
      group: 'owner',
      page: 3,
      rows: 'all',
      contact: 123,
      summary: true,
      named: 'a1',
    })
    expect(address).toBe(
      '?q=nor+dic&owner=456,none&company=!Acme,+Inc.,Globex,none&location=Austin,+TX,New+York,+NY&created=30d' +
        '&updated=2026-01-01..2026-02-01&quality=no-email,stale&duplicates=1&since=new&sort=-updated,name&group=owner&page=3' +
        '&rows=all&contact=123&summary=1&view=a1',
    )
  })

  it('says the same view again when it is read back', () => {
    const keys = FIELDS.map((field) => field.key)
    const owner = fc.oneof(
      fc.constant('none'),
      fc.integer({ min: 1 }).map(String),
      fc.string({ minLength: 1, maxLength: 40 }).map((text) => `~${text.toWellFormed()}`),
    )
    const sign = fc.constantFrom('!', ',', ', ', '%', '%2C', '~', 'none', '+', '&', '\ud800', 'é', 'x')
    const text = fc.oneof(
      fc.string({ maxLength: 300 }),
      fc.array(sign, { minLength: 1, maxLength: 8 }).map((signs) => signs.join('')),
    )
    const choice = (key: fc.Arbitrary<string>) =>
      fc
        .record({
          values: fc.uniqueArray(key, { maxLength: 5 }),
          mode: fc.constantFrom('include' as const, 'exclude' as const),
        })
        .map((filter) => (filter.values.length === 0 ? UNFILTERED.owners : filter))
    const day = fc.date({ min: new Date(1900, 0, 1), max: new Date(2999, 11, 31), noInvalidDate: true })
    const days = fc.option(day.map((date) => dayOf(date.getTime())))
    const dates = fc.oneof(
      fc.constantFrom(null, ...DATE_PRESETS),
      fc.tuple(days, days).map(([one, other]) => dayRange(one, other)),
    )
    const state = fc.record({
      search: fc.string({ unit: 'grapheme', maxLength: 60 }).map((words) => words.toWellFormed()),
      owners: choice(owner),
      companies: choice(text.map(choiceKey)),
      titles: choice(text.map(choiceKey)),
      locations: choice(text.map(choiceKey)),
      created: dates,
      updated: dates,
      quality: fc.subarray([...QUALITY_ISSUES]),
      duplicates: fc.boolean(),
      since: fc.option(fc.constantFrom(...VISIT_NEWS)),
      group: fc.option(fc.constantFrom(...GROUP_FIELDS)),
      sort: fc.uniqueArray(fc.record({ field: fc.constantFrom(...keys), descending: fc.boolean() }), {
        selector: (key) => key.field,
        maxLength: 3,
      }),
      page: fc.integer({ min: 1, max: 1_000_000 }),
      rows: fc.constantFrom(...ROWS_PER_PAGE),
      columns: fc
        .uniqueArray(fc.constantFrom(...keys), { minLength: 1 })
        .map((columns) => [...new Set(['name' as const, ...columns])]),
      contact: fc.option(fc.integer({ min: 1 })),
      summary: fc.boolean(),
      named: fc.option(fc.stringMatching(/^[a-z0-9]{1,12}$/)),
    })
    fc.assert(
      fc.property(state, (view) => {
        expect(read(print(view))).toEqual(view)
      }),
      { numRuns: 500 },
    )
  }, 20_000)

  it('takes whatever stands in it, and then says one and the same view', () => {
    const keys = ['q', 'owner', 'company', 'title', 'location', 'created', 'updated', 'quality', 'duplicates']
    const part = fc.string({ unit: 'binary', maxLength: 60 })
    const odd = fc.array(
      fc.constantFrom('!', ',', ' ', '%', '%2', '%2C', '~', 'none', '2026-01-01..', '2026-02-30', '7d'),
    )
    const value = fc.oneof(
      part,
      odd.map((pieces) => pieces.join('')),
    )
    fc.assert(
      fc.property(fc.constantFrom(...keys), value, (key, text) => {
        const view = read(`?${key}=${encodeURIComponent(text.toWellFormed())}`)
        expect(read(print(view))).toEqual(view)
        expect(() => queryOf(view)).not.toThrow()
      }),
      { numRuns: 1_000 },
    )
  }, 20_000)

  it.each([
    ['?since=ever', { since: null }],
    ['?page=0', { page: 1 }],
    ['?page=-3', { page: 1 }],
    ['?page=1e9', { page: 1 }],
    ['?page=1000000000', { page: 1_000_000 }],
    ['?rows=17', { rows: '25' }],
    ['?sort=shoe,-size', { sort: [] }],
    ['?group=company', { group: 'company' }],
    ['?group=shoe', { group: null }],
    ['?sort=name,-name', { sort: [{ field: 'name', descending: false }] }],
    ['?columns=shoe', { columns: DEFAULT_COLUMNS }],
    ['?columns=email,shoe', { columns: ['name', 'email'] }],
    ['?columns=email,name', { columns: ['name', 'email'] }],
    ['?view=no%20id', { named: null }],
    ['?columns=', { columns: DEFAULT_COLUMNS }],
    ['?owner=,,x,-1,0', { owners: { values: [], mode: 'include' } }],
    ['?owner=7,7,none', { owners: { values: ['7', 'none'], mode: 'include' } }],
    ['?owner=!', { owners: { values: [], mode: 'include' } }],
    ['?owner=!7', { owners: { values: ['7'], mode: 'exclude' } }],
    ['?company=', { companies: { values: [], mode: 'include' } }],
    ['?company=+Acme++Corp+,,none', { companies: { values: ['Acme Corp', 'none'], mode: 'include' } }],
    ['?company=~none', { companies: { values: ['~none'], mode: 'include' } }],
    ['?company=~Acme', { companies: { values: ['Acme'], mode: 'include' } }],
    ['?created=ever', { created: null }],
    ['?created=2026-02-30', { created: null }],
    ['?created=2026-02-30..2026-03-01', { created: { from: null, to: '2026-03-01' } }],
    ['?created=2026-03-01..2026-01-01', { created: { from: '2026-01-01', to: '2026-03-01' } }],
    ['?created=2026-03-01', { created: { from: '2026-03-01', to: '2026-03-01' } }],
    ['?updated=2026-03-01..', { updated: { from: '2026-03-01', to: null } }],
    ['?updated=..', { updated: null }],
    ['?quality=stale,shoe,no-email,stale', { quality: ['no-email', 'stale'] }],
    ['?duplicates=0', { duplicates: false }],
    ['?duplicates=true', { duplicates: true }],
    ['?contact=__proto__', { contact: null }],
    ['?contact=99999999999999999999', { contact: null }],
    ['?summary=yes', { summary: false }],
    ['?q=%E0%A4%A', {}],
  ])('reads %s as the nearest view that exists', (address, expected) => {
    const view = read(address)
    expect(view).toMatchObject(expected)
    expect(read(print(view))).toEqual(view)
  })

  it('cuts a search of 10,000 characters', () => {
    expect(read(`?q=${'a'.repeat(10_000)}`).search).toBe('a'.repeat(LONGEST_SEARCH))
  })

  it('never ends a search within a surrogate pair', () => {
    const { search } = read(`?q=${'a'.repeat(LONGEST_SEARCH - 1)}${encodeURIComponent('😀')}`)
    expect(search.isWellFormed()).toBe(true)
  })
})

describe('the question of a view', () => {
  it('holds only what filters', () => {
    expect(queryOf(nothing)).toEqual({ search: '', owners: [], sort: [] })
    expect(queryOf({ ...nothing, group: 'owner' })).toEqual({ ...queryOf(nothing), group: 'owner' })
    const view = read('?owner=!7&company=Acme&quality=stale&duplicates=1&since=gone&title=')
    expect(queryOf(view)).toEqual({
      search: '',
      owners: ['7'],
      sort: [],
      filters: {
        ownersMode: 'exclude',
        companies: { values: ['Acme'], mode: 'include' },
        quality: ['stale'],
        duplicates: true,
        since: 'gone',
      },
    })
    expect(filtersInUse(view)).toEqual(['owners', 'companies', 'quality', 'duplicates', 'since'])
    expect(filtersInUse(nothing)).toEqual([])
  })

  it('is the same all day, and another one tomorrow', () => {
    const view = read('?created=30d')
    const at = (day: number, hour: number) => queryOf(view, new Date(2026, 0, day, hour).getTime())
    expect(at(31, 0)).toEqual(at(31, 23))
    expect(at(31, 0)).not.toEqual(at(30, 23))
  })
})

describe('a view', () => {
  it('in Linq’s order has neither search, filter, sort nor groups', () => {
    expect(isLinqsOrder({ search: '', owners: [], sort: [], group: 'owner' })).toBe(false)
    expect(isLinqsOrder({ search: '  ', owners: [], sort: [] })).toBe(true)
    expect(isLinqsOrder({ search: '', owners: ['none'], sort: [] })).toBe(false)
    expect(isLinqsOrder({ search: '', owners: [], sort: [{ field: 'name', descending: false }] })).toBe(false)
  })

  it('is filtered by a search or owners, not by its order', () => {
    expect(isFiltered({ search: '', owners: [], sort: [{ field: 'name', descending: false }] })).toBe(false)
    expect(isFiltered({ search: 'x', owners: [], sort: [] })).toBe(true)
  })

  it.each([
    [{}, false],
    [{ ownersMode: 'exclude' as const }, false],
    [{ companies: { values: [], mode: 'include' as const } }, false],
    [{ titles: { values: ['Head'], mode: 'exclude' as const } }, true],
    [{ created: { from: null, to: null } }, false],
    [{ updated: { from: 1, to: null } }, true],
    [{ quality: [] }, false],
    [{ quality: ['stale' as const] }, true],
    [{ duplicates: true }, true],
  ])('with the filters %j is filtered: %s', (filters, expected) => {
    expect(isFiltered({ search: '', owners: [], sort: [], filters })).toBe(expected)
    expect(isLinqsOrder({ search: '', owners: [], sort: [], filters })).toBe(!expected)
  })
})
