import {
  type ChoiceField,
  type FacetRequest,
  type Facets,
  NONE,
  QUALITY_ISSUES,
  type QualityFacet,
  type ValueCount,
  type ValueFacet,
  type ValuesRequest,
} from '../../filters'
import type { ViewQuery } from '../../view-query'
import type { ContactStore } from '../contact-store'
import { readSearch } from '../text/search-words'
import type { Choices } from './choices'
import { Trait } from './quality'
import { FILTER_BITS, type RowFilters, codesOf } from './row-filters'

/** The contacts that a search found, and what the filters say of them (null when there is no filter). */
export interface Masked {
  rows: Uint32Array
  mask: Uint16Array | null
}

/** The counts that are asked for; each costs one pass over what the search found. */
export function facetsOf(
  store: ContactStore,
  filters: RowFilters,
  query: ViewQuery,
  found: Masked,
  request: FacetRequest,
): Facets {
  return {
    values: (request.values ?? []).map((asked) =>
      valueFacet(
        filters.choices[asked.field],
        countByCode(store, asked.field, filters.choices[asked.field].codes, found),
        chosenKeys(query, asked.field),
        asked,
      ),
    ),
    quality: request.quality === true ? qualityFacet(store, filters, found) : null,
  }
}

/** The contacts by the code of a field, under all filters but the one of this field. */
export function countByCode(
  store: ContactStore,
  field: ChoiceField,
  codesThere: number,
  { rows, mask }: Masked,
): Uint32Array {
  const counts = new Uint32Array(codesThere)
  const codes = codesOf(store, field)
  const others = ~FILTER_BITS[field]
  for (const row of rows) {
    if (mask !== null && ((mask[row] ?? 0) & others) !== 0) continue
    const code = codes[row] ?? 0
    counts[code] = (counts[code] ?? 0) + 1
  }
  return counts
}

function valueFacet(
  choices: Choices,
  countOf: Uint32Array,
  chosen: ReadonlySet<string>,
  { field, search, limit }: ValuesRequest,
): ValueFacet {
  const counts = new Uint32Array(choices.size)
  for (const [code, count] of countOf.entries()) {
    const value = choices.valueOf(code)
    counts[value] = (counts[value] ?? 0) + count
  }
  const hasContacts = (key: string) => (counts[choices.find(key) ?? -1] ?? 0) > 0
  const hasWords = choices.withWords(readSearch(search))
  const isMeant = (value: number) => value !== 0 && hasWords[value] === 1
  const present: number[] = []
  for (const [value, count] of counts.entries()) if (count > 0 && isMeant(value)) present.push(value)
  const listed = inOrder(present, counts, choices)
  const values = listed
    .filter((value, place) => place < limit || chosen.has(choices.key(value)))
    .map((value): ValueCount => ({
      key: choices.key(value),
      label: choices.label(value),
      count: counts[value] ?? 0,
    }))
  const gone = [...chosen]
    .filter((key) => key !== NONE && !hasContacts(key))
    .map((key): ValueCount => ({ key, label: choices.labelOfKey(key), count: 0 }))
  return { field, values: [...values, ...gone], none: counts[0] ?? 0, found: listed.length }
}

/** Most contacts first, then by label, and by key where labels compare as equal. */
function inOrder(values: number[], counts: Uint32Array, choices: Choices): number[] {
  const { of: ranks } = choices.ranks()
  return values.sort(
    (a, b) =>
      (counts[b] ?? 0) - (counts[a] ?? 0) ||
      (ranks[a] ?? 0) - (ranks[b] ?? 0) ||
      (choices.key(a) < choices.key(b) ? -1 : 1),
  )
}

function chosenKeys({ owners, filters }: ViewQuery, field: ChoiceField): ReadonlySet<string> {
  const chosen: Record<ChoiceField, readonly string[] | undefined> = {
    owner: owners,
    company: filters?.companies?.values,
    title: filters?.titles?.values,
    location: filters?.locations?.values,
  }
  return new Set(chosen[field])
}

function qualityFacet(store: ContactStore, filters: RowFilters, { rows, mask }: Masked): QualityFacet {
  const traits = store.traits.values
  const isStale = filters.isStale()
  const groupOf = filters.duplicates.groupOf
  const counts = { 'no-email': 0, 'no-phone': 0, 'odd-phone': 0, 'no-company': 0, 'no-photo': 0, stale: 0 }
  let duplicates = 0
  for (const row of rows) {
    const left = mask?.[row] ?? 0
    for (const issue of QUALITY_ISSUES) {
      if ((left & ~FILTER_BITS[issue]) !== 0) continue
      const has = issue === 'stale' ? isStale(row) : ((traits[row] ?? 0) & Trait[issue]) !== 0
      if (has) counts[issue]++
    }
    if ((left & ~FILTER_BITS.duplicates) === 0 && (groupOf[row] ?? 0) > 0) duplicates++
  }
  return { issues: counts, duplicates }
}
