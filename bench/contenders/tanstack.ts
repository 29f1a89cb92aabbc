import {
  columnFilteringFeature,
  constructTable,
  createColumnHelper,
  createFilteredRowModel,
  createSortedRowModel,
  type FilterFn,
  globalFilteringFeature,
  rowSortingFeature,
  type SortFn,
  tableFeatures,
} from '@tanstack/table-core'
import { storeReactivityBindings } from '@tanstack/table-core/store-reactivity-bindings'

import { parsedContacts, type WireContact } from '../contacts/contacts.mjs'
import { type Answer, expose, FIRST_ROWS } from './contender'
import { compareTexts, haystackOf, ownerKeyOf, wordsOf } from './peer'

// TanStack Table's row models, as its guides set them up (node_modules/@tanstack/table-core/skills): only the features
// that are used, filters and sorts as functions of our own. The core without React: React could only add to the time.
const features = tableFeatures({
  coreReactivityFeature: storeReactivityBindings(),
  columnFilteringFeature,
  globalFilteringFeature,
  rowSortingFeature,
  filteredRowModel: createFilteredRowModel(),
  sortedRowModel: createSortedRowModel(),
})

const helper = createColumnHelper<typeof features, WireContact>()

/**
 * All searched fields in one column: a row keeps the text (`getValue` caches it), and one `includes` a word looks
 * through it. Searching column by column would also miss two words that stand in two fields.
 */
const hasWords: FilterFn<typeof features, WireContact> = (row, columnId, words: readonly string[]) => {
  const haystack = row.getValue<string>(columnId)
  return words.every((word) => haystack.includes(word))
}
hasWords.resolveFilterValue = (text: string) => wordsOf(text)

const hasOwner: FilterFn<typeof features, WireContact> = (row, columnId, keys: ReadonlySet<string>) =>
  keys.has(row.getValue<string>(columnId))
hasOwner.resolveFilterValue = (keys: readonly string[]) => new Set(keys)

const byText: SortFn<typeof features, WireContact> = (left, right, columnId) =>
  compareTexts(left.getValue<string | null>(columnId), right.getValue<string | null>(columnId))

const columns = helper.columns([
  helper.accessor('first_name', { sortFn: byText, enableGlobalFilter: false }),
  helper.accessor('last_name', { sortFn: byText, enableGlobalFilter: false }),
  helper.accessor('company', { sortFn: byText, enableGlobalFilter: false }),
  helper.accessor(ownerKeyOf, { id: 'owner', filterFn: hasOwner, enableGlobalFilter: false }),
  helper.accessor(haystackOf, { id: 'haystack' }),
])

function createContender(data: WireContact[]) {
  return constructTable({
    features,
    columns,
    data,
    globalFilterFn: hasWords,
    getColumnCanGlobalFilter: (column) => column.id === 'haystack',
  })
}

let table = createContender([])

function answer(): Answer {
  const { rows } = table.getRowModel()
  return { count: rows.length, first: rows.slice(0, FIRST_ROWS).map((row) => row.original.id) }
}

expose({
  load: async (total) => {
    table = createContender(parsedContacts(total))
    return table.getRowModel().rows.length
  },
  search: (text) => {
    table.setGlobalFilter(text)
    return answer()
  },
  filterOwners: (keys) => {
    table.setColumnFilters(keys.length === 0 ? [] : [{ id: 'owner', value: keys }])
    return answer()
  },
  sort: (fields) => {
    table.setSorting(fields.map((id) => ({ id, desc: false })))
    return answer()
  },
})
