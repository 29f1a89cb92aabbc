import { createParser, parseAsStringLiteral } from 'nuqs'

import { DEFAULT_COLUMNS, type FieldKey, isFieldKey } from '../directory/fields'
import { VISIT_NEWS, type VisitNewsKind, hasFilters } from '../directory/filters'
import {
  LONGEST_OWNER_KEY,
  NO_OWNER,
  type OwnerKey,
  type SortKey,
  type ViewQuery,
} from '../directory/view-query'

/** How many rows a page may hold; `all` is one continuous list. */
export const ROWS_PER_PAGE = ['25', '50', '100', 'all'] as const
export type RowsPerPage = (typeof ROWS_PER_PAGE)[number]

/** The whole view, as the address of the page holds it. Nothing else stores any of it. */
export interface ViewState {
  search: string
  owners: readonly OwnerKey[]
  /** What has happened to the contacts since the last visit on this device; null for all contacts. */
  since: VisitNewsKind | null
  sort: readonly SortKey[]
  /** From 1. */
  page: number
  rows: RowsPerPage
  /** Visible columns in their order. */
  columns: readonly FieldKey[]
  /** The id of the open contact. */
  contact: number | null
  /** Whether the summary is open, behind an open contact. */
  summary: boolean
}

/** The longest search that is kept; a longer one would not fit a request line, and no contact matches it. */
export const LONGEST_SEARCH = 200

/** More owners than this in a hand-made address are ignored. */
const MOST_OWNERS = 500

/** The largest page number that is believed; a page beyond the last one shows the last one. */
const LARGEST_PAGE = 1_000_000

/*
 * One parser and printer a part. Each takes whatever stands in an address and gives the nearest valid value: unknown
 * names are dropped, repeated ones count once, and nothing throws.
 */

/** `q=nor`; what is too long is cut at a whole character. */
const searchParser = createParser<string>({
  parse: cutSearch,
  serialize: (search) => search,
}).withDefault('')

/** The search as it is kept: at most `LONGEST_SEARCH` characters, and no half of a surrogate pair. */
export function cutSearch(text: string): string {
  return text
    .toWellFormed()
    .slice(0, LONGEST_SEARCH)
    .replace(/[\ud800-\udbff]$/, '')
}

/** `owner=456,none`: ids of owners, and `none` for contacts without one. */
const ownersParser = createParser<readonly OwnerKey[]>({
  parse: (text) => {
    const keys = text.split(',').map(decodeOwner).filter(isOwnerKey)
    return [...new Set(keys)].slice(0, MOST_OWNERS)
  },
  serialize: (owners) => owners.map(encodeOwner).join(','),
  eq: sameList,
}).withDefault([])

/** `since=new`, `changed`, `owner` or `gone`. */
const sinceParser = parseAsStringLiteral(VISIT_NEWS)

/** `sort=-updated,name`: a minus sorts from last to first. */
const sortParser = createParser<readonly SortKey[]>({
  parse: (text) => {
    const keys = new Map<FieldKey, SortKey>()
    for (const part of text.split(',')) {
      const field = part.replace(/^-/, '')
      if (isFieldKey(field) && !keys.has(field)) keys.set(field, { field, descending: part.startsWith('-') })
    }
    return [...keys.values()]
  },
  serialize: printSort,
  eq: (left, right) => printSort(left) === printSort(right),
}).withDefault([])

/** `page=3`, from 1. */
const pageParser = createParser<number>({
  parse: (text) => Math.min(positive(text) ?? 1, LARGEST_PAGE),
  serialize: String,
}).withDefault(1)

/** `rows=50`, or `rows=all`. */
const rowsParser = parseAsStringLiteral(ROWS_PER_PAGE).withDefault('25')

/** `columns=name,owner`: the name always stays, because every row needs its own name. */
const columnsParser = createParser<readonly FieldKey[]>({
  parse: (text) => {
    const columns = [...new Set(text.split(',').filter(isFieldKey))]
    if (columns.length === 0) return null
    return columns.includes('name') ? columns : ['name', ...columns]
  },
  serialize: (columns) => columns.join(','),
  eq: sameList,
}).withDefault(DEFAULT_COLUMNS)

/** `contact=123`: the id of the open contact. */
const contactParser = createParser<number>({ parse: positive, serialize: String })

/** `summary=1`: whether the summary is open. */
const summaryParser = createParser<boolean>({
  parse: (text) => text === '1',
  serialize: () => '1',
}).withDefault(false)

/** All parts of the address, with their short names. */
export const viewParsers = {
  search: searchParser,
  owners: ownersParser,
  since: sinceParser,
  sort: sortParser,
  page: pageParser,
  rows: rowsParser,
  columns: columnsParser,
  contact: contactParser,
  summary: summaryParser,
}

/** How the parts are called in the address. */
export const addressKeys = { search: 'q', owners: 'owner' } as const

/** The question that a view state asks of the directory. */
export function queryOf(state: ViewState): ViewQuery {
  const { search, owners, since, sort } = state
  return { search, owners, sort, ...(since !== null && { filters: { since } }) }
}

/** The view without its search and without a filter. */
export const UNFILTERED = { search: '', owners: [], since: null } as const satisfies Partial<ViewState>

/** Whether a query asks for all contacts in Linq's own order, which one page of the API can answer. */
export function isLinqsOrder(query: ViewQuery): boolean {
  return !isFiltered(query) && query.sort.length === 0
}

/** Whether a query leaves out contacts. */
export function isFiltered(query: ViewQuery): boolean {
  return query.search.trim() !== '' || query.owners.length > 0 || hasFilters(query.filters)
}

function printSort(sort: readonly SortKey[]): string {
  return sort.map((key) => (key.descending ? '-' : '') + key.field).join(',')
}

function positive(text: string): number | null {
  if (!/^[0-9]{1,16}$/.test(text)) return null
  const number = Number(text)
  return Number.isSafeInteger(number) && number > 0 ? number : null
}

function isOwnerKey(key: string): boolean {
  return (
    key === NO_OWNER ||
    positive(key) !== null ||
    (key.startsWith('~') && key.length > 1 && key.length <= LONGEST_OWNER_KEY)
  )
}

/** Keys of owners without an id hold a name or an email, in which a comma is possible. */
function encodeOwner(key: OwnerKey): string {
  return key.replace(/[%,]/g, (character) => (character === ',' ? '%2C' : '%25'))
}

function decodeOwner(text: string): OwnerKey {
  return text.replace(/%2C/gi, ',').replace(/%25/g, '%')
}

function sameList(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((item, index) => item === right[index])
}
