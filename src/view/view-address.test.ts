import fc from 'fast-check'
import { createLoader, createSerializer } from 'nuqs'
import { describe, expect, it } from 'vitest'

import { DEFAULT_COLUMNS, FIELDS } from '../directory/fields'
import { VISIT_NEWS } from '../directory/filters'
import {
  LONGEST_SEARCH,
  ROWS_PER_PAGE,
  addressKeys,
  isFiltered,
  isLinqsOrder,
  viewParsers,
} from './view-address'

const read = createLoader(viewParsers, { urlKeys: addressKeys })
const print = createSerializer(viewParsers, { urlKeys: addressKeys })
const nothing = read('')

describe('the address of a view', () => {
  it('is empty for a view that nobody changed', () => {
    expect(print(nothing)).toBe('')
    expect(nothing).toEqual({
      search: '',
      owners: [],
      since: null,
      sort: [],
      page: 1,
      rows: '25',
      columns: DEFAULT_COLUMNS,
      contact: null,
      summary: false,
    })
  })

  it('can be read by a person', () => {
    const address = print({
      ...nothing,
      search: 'nor dic',
      owners: ['456', 'none'],
      since: 'new',
      sort: [
        { field: 'updated', descending: true },
        { field: 'name', descending: false },
      ],
      page: 3,
      rows: 'all',
      contact: 123,
      summary: true,
    })
    expect(address).toBe(
      '?q=nor+dic&owner=456,none&since=new&sort=-updated,name&page=3&rows=all&contact=123&summary=1',
    )
  })

  it('says the same view again when it is read back', () => {
    const keys = FIELDS.map((field) => field.key)
    const owner = fc.oneof(
      fc.constant('none'),
      fc.integer({ min: 1 }).map(String),
      fc.string({ minLength: 1, maxLength: 40 }).map((text) => `~${text.toWellFormed()}`),
    )
    const state = fc.record({
      search: fc.string({ unit: 'grapheme', maxLength: 60 }).map((text) => text.toWellFormed()),
      owners: fc.uniqueArray(owner, { maxLength: 5 }),
      since: fc.option(fc.constantFrom(...VISIT_NEWS)),
      sort: fc.uniqueArray(fc.record({ field: fc.constantFrom(...keys), descending: fc.boolean() }), {
        selector: (key) => key.field,
        maxLength: 3,
      }),
      page: fc.integer({ min: 1, max: 1_000_000 }),
      rows: fc.constantFrom(...ROWS_PER_PAGE),
      columns: fc
        .uniqueArray(fc.constantFrom(...keys), { minLength: 1 })
        .map((columns) => (columns.includes('name') ? columns : (['name', ...columns] as const))),
      contact: fc.option(fc.integer({ min: 1 })),
      summary: fc.boolean(),
    })
    fc.assert(
      fc.property(state, (view) => {
        expect(read(print(view))).toEqual(view)
      }),
    )
  })

  it.each([
    ['?since=ever', { since: null }],
    ['?page=0', { page: 1 }],
    ['?page=-3', { page: 1 }],
    ['?page=1e9', { page: 1 }],
    ['?page=1000000000', { page: 1_000_000 }],
    ['?rows=17', { rows: '25' }],
    ['?sort=shoe,-size', { sort: [] }],
    ['?sort=name,-name', { sort: [{ field: 'name', descending: false }] }],
    ['?columns=shoe', { columns: DEFAULT_COLUMNS }],
    ['?columns=email,shoe', { columns: ['name', 'email'] }],
    ['?columns=', { columns: DEFAULT_COLUMNS }],
    ['?owner=,,x,-1,0', { owners: [] }],
    ['?owner=7,7,none', { owners: ['7', 'none'] }],
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

describe('a view', () => {
  it('in Linq’s order has neither search, filter nor sort', () => {
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
