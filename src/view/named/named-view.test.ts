import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { FIELDS } from '../../directory/fields'
import { unchangedView } from '../testing/unchanged-view'
import { ROWS_PER_PAGE, type ViewState } from '../view-address'
import {
  LONGEST_NAME,
  addressOf,
  cleanName,
  isChanged,
  printViews,
  readViews,
  stateOf,
  viewCalled,
  viewsOf,
  withImported,
} from './named-view'

const states = fc.record({
  search: fc.string({ maxLength: 40, unit: 'grapheme' }),
  companies: fc.record({
    values: fc.uniqueArray(fc.constantFrom('acme, inc.', 'globex', 'none', '100%', '!x'), { minLength: 1 }),
    mode: fc.constantFrom('include' as const, 'exclude' as const),
  }),
  sort: fc.uniqueArray(
    fc.record({ field: fc.constantFrom(...FIELDS.map(({ key }) => key)), descending: fc.boolean() }),
    { selector: ({ field }) => field, maxLength: 3 },
  ),
  rows: fc.constantFrom(...ROWS_PER_PAGE),
  page: fc.nat({ max: 99 }),
  contact: fc.option(fc.integer({ min: 1, max: 9_999 })),
})

describe('a named view', () => {
  it('leads back to the rows, order and columns that it was saved with, wherever one stood in them', () => {
    fc.assert(
      fc.property(states, (part) => {
        const state: ViewState = { ...unchangedView, ...part, page: part.page + 1 }
        const view = { id: 'a1', name: 'Any', address: addressOf(state) }
        const again: ViewState = { ...stateOf(view), summary: true }
        expect(isChanged(again, view)).toBe(false)
        expect(isChanged({ ...state, page: 7 }, view)).toBe(false)
        // The same values, chosen in another order.
        const values = state.companies.values.toReversed()
        expect(isChanged({ ...state, companies: { ...state.companies, values } }, view)).toBe(false)
        expect(again).toMatchObject({
          search: state.search,
          sort: state.sort,
          rows: state.rows,
          page: 1,
          named: 'a1',
        })
        expect(isChanged({ ...state, search: `${state.search}x` }, view)).toBe(true)
      }),
    )
  }, 20_000)

  it('that a hand or an older version wrote becomes the nearest valid one', () => {
    const view = {
      id: 'a1',
      name: 'Old',
      address: 'q=nor&sort=-updated,nonsense&columns=owner,name&page=x&%E0%A4%A',
    }
    expect(stateOf(view)).toMatchObject({
      search: 'nor',
      sort: [{ field: 'updated', descending: true }],
      columns: ['name', 'owner'],
      page: 1,
    })
  })
})

describe('names', () => {
  it.each([
    ['  Texas \n buyers\u0000 ', 'Texas buyers'],
    ['\ud800', '\ufffd'],
    ['x'.repeat(200), 'x'.repeat(LONGEST_NAME)],
    [' \t ', ''],
  ])('%j is kept as %j', (typed, kept) => expect(cleanName(typed)).toBe(kept))

  it('are taken whatever their case', () => {
    const views = [{ id: 'a', name: 'Élan', address: '' }]
    expect(viewCalled(views, ' éLAN')).toBe(views[0])
    expect(viewCalled(views, 'Elan')).toBeUndefined()
  })
})

describe('a file of views', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), states), { maxLength: 5 }), (all) => {
        const views = all.flatMap(([name, part], index) =>
          cleanName(name) === ''
            ? []
            : [{ id: `v${index}`, name: cleanName(name), address: addressOf({ ...unchangedView, ...part }) }],
        )
        const read = readViews(printViews(views)) ?? []
        expect(read.map(({ name, address }) => [name, address])).toEqual(
          views.map(({ name, address }) => [name, address]),
        )
      }),
    )
  }, 20_000)

  it.each(['', 'PK\u0003\u0004', '[]', '{"format":"other","views":[]}', 'null'])('%j is none', (text) =>
    expect(readViews(text)).toBeNull(),
  )

  it('is taken without what is no view, and no view is taken twice', () => {
    expect(
      viewsOf([null, 7, { name: 'x' }, { name: ' ', address: '' }, { name: 'A', address: 'q=a' }]),
    ).toMatchObject([{ name: 'A', address: 'q=a' }])
    const here = [{ id: 'a', name: 'Buyers', address: 'q=buyer' }]
    const file = [
      { id: 'x', name: 'buyers', address: 'q=buyer' },
      { id: 'y', name: 'Buyers', address: 'q=other' },
      { id: 'z', name: 'New', address: 'q=new' },
    ]
    const { views, added } = withImported(here, file)
    expect(added).toBe(2)
    expect(views.map(({ name }) => name)).toEqual(['Buyers', 'Buyers (2)', 'New'])
    expect(new Set(views.map(({ id }) => id)).size).toBe(3)
    expect(withImported(views, file.slice(0, 1)).added).toBe(0)
    expect(withImported(views, file).added).toBe(0)
  })

  it('of ten thousand views is read at once', () => {
    const many = Array.from({ length: 10_001 }, (_, at) => ({
      id: `v${at}`,
      name: `View ${at}`,
      address: `q=${at}`,
    }))
    expect(viewsOf(many)).toHaveLength(10_000)
    expect(withImported([], viewsOf(many)).added).toBe(10_000)
  }, 20_000)
})
