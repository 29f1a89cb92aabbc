import {
  ClientSideRowModelModule,
  ColumnApiModule,
  createGrid,
  ExternalFilterModule,
  type GridApi,
  ModuleRegistry,
  QuickFilterModule,
  RowApiModule,
} from 'ag-grid-community'

import { parsedContacts, type WireContact } from '../contacts/contacts.mjs'
import { type Answer, expose, FIRST_ROWS } from './contender'
import { compareTexts, haystackOf, ownerKeyOf } from './peer'

ModuleRegistry.registerModules([
  ClientSideRowModelModule,
  ColumnApiModule,
  ExternalFilterModule,
  QuickFilterModule,
  RowApiModule,
])

/** `?shown` draws rows, to measure paint; without it the grid has no height, and pays for the data alone. */
const isShown = new URLSearchParams(location.search).has('shown')

let owners: ReadonlySet<string> = new Set()
let api: GridApi<WireContact> | null = null

/**
 * The quick filter with its cache, as AG Grid's guide advises for many rows; the whole text comes from one column,
 * which is the same as from all of them once it is cached. The set filter is part of Enterprise: in Community an
 * owner is chosen by an external filter.
 */
function createContender(rowData: WireContact[]): GridApi<WireContact> {
  const element = document.createElement('div')
  element.style.height = isShown ? '100vh' : '0'
  document.body.append(element)
  const silent = { getQuickFilterText: () => '' }
  const text = { ...silent, comparator: compareTexts }
  return createGrid(element, {
    rowData,
    columnDefs: [
      { field: 'full_name', getQuickFilterText: ({ data }) => (data ? haystackOf(data) : '') },
      { field: 'first_name', ...text },
      { field: 'last_name', ...text },
      { field: 'company', ...text },
      { field: 'contact_owner.name', ...silent },
      { field: 'phone_number', ...silent },
      { field: 'email', ...silent },
      { field: 'title', ...silent },
      { field: 'location', ...silent },
      { field: 'created_at', ...silent },
      { field: 'updated_at', ...silent },
    ],
    cacheQuickFilter: true,
    isExternalFilterPresent: () => owners.size > 0,
    doesExternalFilterPass: ({ data }) => data !== undefined && owners.has(ownerKeyOf(data)),
    rowBuffer: isShown ? 10 : 0,
    animateRows: false,
  })
}

function grid(): GridApi<WireContact> {
  if (!api) throw new Error('No contacts were loaded.')
  return api
}

function answer(): Answer {
  const count = grid().getDisplayedRowCount()
  const first = Array.from({ length: Math.min(count, FIRST_ROWS) }, (_, index) => {
    return grid().getDisplayedRowAtIndex(index)?.data?.id ?? 0
  })
  return { count, first }
}

expose({
  load: async (total) => {
    api = createContender(parsedContacts(total))
    return api.getDisplayedRowCount()
  },
  search: (text) => {
    grid().setGridOption('quickFilterText', text)
    return answer()
  },
  filterOwners: (keys) => {
    owners = new Set(keys)
    grid().onFilterChanged()
    return answer()
  },
  sort: (fields) => {
    grid().applyColumnState({
      state: fields.map((colId, sortIndex) => ({ colId, sort: 'asc' as const, sortIndex })),
      defaultState: { sort: null },
    })
    return answer()
  },
})
