import { createParser, createSerializer, parseAsStringLiteral } from 'nuqs'

import { DEFAULT_COLUMNS, type FieldKey, isFieldKey } from '../directory/fields'
import {
  type ChoiceFilter,
  type ContactFilters,
  QUALITY_ISSUES,
  type QualityIssue,
  VISIT_NEWS,
  type VisitNewsKind,
  hasFilters,
} from '../directory/filters'
import { GROUP_FIELDS, type GroupField } from '../directory/grouping'
import type { SortKey, ViewQuery } from '../directory/view-query'
import { NO_CHOICE, ownersParser, textsParser } from './address/choices'
import { type DateFilter, datesParser, instantsOf } from './address/dates'

/** How many rows a page may hold; `all` is one continuous list. */
export const ROWS_PER_PAGE = ['25', '50', '100', 'all'] as const
export type RowsPerPage = (typeof ROWS_PER_PAGE)[number]

/** The whole view, as the address of the page holds it. Nothing else stores any of it. */
export interface ViewState {
  search: string
  owners: ChoiceFilter
  companies: ChoiceFilter
  titles: ChoiceFilter
  locations: ChoiceFilter
  /** Null for any time; presets stay presets, so that a link says tomorrow what it says today. */
  created: DateFilter | null
  updated: DateFilter | null
  /** All of these are true of the contacts. */
  quality: readonly QualityIssue[]
  /** Only contacts that look like another one. */
  duplicates: boolean
  /** What has happened to the contacts since the last visit on this device; null for all contacts. */
  since: VisitNewsKind | null
  sort: readonly SortKey[]
  /** Which contacts stand together; null for no groups. */
  group: GroupField | null
  /** From 1. */
  page: number
  rows: RowsPerPage
  /** Visible columns in their order. */
  columns: readonly FieldKey[]
  /** The id of the open contact. */
  contact: number | null
  /** Whether the summary is open, behind an open contact. */
  summary: boolean
  /** The id of the named view that this one began as; it may be of another device. */
  named: string | null
}

/** The longest search that is kept; a longer one would not fit a request line, and no contact matches it. */
export const LONGEST_SEARCH = 200

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

/** `quality=no-email,stale` */
const qualityParser = createParser<readonly QualityIssue[]>({
  parse: (text) => {
    const named = text.split(',')
    return QUALITY_ISSUES.filter((issue) => named.includes(issue))
  },
  serialize: (issues) => issues.join(','),
  eq: sameList,
}).withDefault([])

/** `duplicates=1` */
const duplicatesParser = createParser<boolean>({
  parse: (text) => /^(?:1|true|yes)$/i.test(text),
  serialize: () => '1',
}).withDefault(false)

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

/** `group=owner`, or `company`. */
const groupParser = parseAsStringLiteral(GROUP_FIELDS)

/** `page=3`, from 1. */
const pageParser = createParser<number>({
  parse: (text) => Math.min(positive(text) ?? 1, LARGEST_PAGE),
  serialize: String,
}).withDefault(1)

/** `rows=50`, or `rows=all`. */
const rowsParser = parseAsStringLiteral(ROWS_PER_PAGE).withDefault('25')

/** `columns=name,owner`: the name always stays, and stays the first, because every row needs its own name. */
const columnsParser = createParser<readonly FieldKey[]>({
  parse: (text) => {
    const columns = text.split(',').filter(isFieldKey)
    return columns.length === 0 ? null : [...new Set<FieldKey>(['name', ...columns])]
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

/** Whether a text can be the id of a named view. */
export function isViewId(text: string): boolean {
  return /^[a-z0-9]{1,32}$/.test(text)
}

/** `view=4f2k`: the named view that this one began as. */
const namedParser = createParser<string>({
  parse: (text) => (isViewId(text) ? text : null),
  serialize: (id) => id,
})

/** All parts of the address, with their short names. */
export const viewParsers = {
  search: searchParser,
  owners: ownersParser,
  companies: textsParser,
  titles: textsParser,
  locations: textsParser,
  created: datesParser,
  updated: datesParser,
  quality: qualityParser,
  duplicates: duplicatesParser,
  since: sinceParser,
  sort: sortParser,
  group: groupParser,
  page: pageParser,
  rows: rowsParser,
  columns: columnsParser,
  contact: contactParser,
  summary: summaryParser,
  named: namedParser,
}

/** How the parts are called in the address. */
export const addressKeys = {
  search: 'q',
  owners: 'owner',
  companies: 'company',
  titles: 'title',
  locations: 'location',
  named: 'view',
} as const

/** The address of a view behind the path of a page; parts that nobody changed are not in it. */
export const printAddress = createSerializer(viewParsers, { urlKeys: addressKeys })

/** The longest address that a view may have. The gateway takes 6,144 characters, and other servers take little more. */
export const LONGEST_ADDRESS = 5_000

/** The parts of a view that choose contacts, as they are when nobody chose. */
export const UNFILTERED = {
  search: '',
  owners: NO_CHOICE,
  companies: NO_CHOICE,
  titles: NO_CHOICE,
  locations: NO_CHOICE,
  created: null,
  updated: null,
  quality: [],
  duplicates: false,
  since: null,
} as const satisfies Partial<ViewState>

/** The parts of a view that choose contacts. */
export type Filtering = Pick<ViewState, keyof typeof UNFILTERED>

/** A filter by the part of the view that holds it; the search is none of them. */
export type FilterPart = Exclude<keyof Filtering, 'search'>

/** The filters that are in use. */
export function filtersInUse(state: Filtering): FilterPart[] {
  const inUse: Record<FilterPart, boolean> = {
    owners: state.owners.values.length > 0,
    companies: state.companies.values.length > 0,
    titles: state.titles.values.length > 0,
    locations: state.locations.values.length > 0,
    created: state.created !== null,
    updated: state.updated !== null,
    quality: state.quality.length > 0,
    duplicates: state.duplicates,
    since: state.since !== null,
  }
  return FILTER_PARTS.filter((part) => inUse[part])
}

const FILTER_PARTS = Object.keys(UNFILTERED).filter((part): part is FilterPart => part !== 'search')

/**
 * The question that a view state asks of the directory.
 *
 * @param now milliseconds since 1970: what "last 30 days" counts from; equal questions for all moments of a day
 * @param list the list of contacts that is shown alone, which no address holds; null for none
 */
export function queryOf(
  state: Filtering & Pick<ViewState, 'sort' | 'group'>,
  now: number = Date.now(),
  list: number | null = null,
): ViewQuery {
  const filters = { ...filtersOf(state, now), ...(list !== null && { list }) }
  const { search, owners, sort, group } = state
  return {
    search,
    owners: owners.values,
    sort,
    ...(Object.keys(filters).length > 0 && { filters }),
    ...(group && { group }),
  }
}

/** Only what filters, so that one question has one form. */
function filtersOf(state: Filtering, now: number): ContactFilters {
  const { owners, companies, titles, locations, created, updated, quality, duplicates, since } = state
  return {
    ...(owners.values.length > 0 && owners.mode === 'exclude' && { ownersMode: 'exclude' }),
    ...(companies.values.length > 0 && { companies }),
    ...(titles.values.length > 0 && { titles }),
    ...(locations.values.length > 0 && { locations }),
    ...(created && { created: instantsOf(created, now) }),
    ...(updated && { updated: instantsOf(updated, now) }),
    ...(quality.length > 0 && { quality }),
    ...(duplicates && { duplicates }),
    ...(since && { since }),
  }
}

/** Whether a query asks for all contacts in Linq's own order, which one page of the API can answer. */
export function isLinqsOrder(query: ViewQuery): boolean {
  return !isFiltered(query) && query.sort.length === 0 && !query.group
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

function sameList(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((item, index) => item === right[index])
}
