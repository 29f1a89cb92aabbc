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
import { distribute, sortByNumbers } from '../stable-sort'
import { readSearch } from '../text/search-words'
import type { Choices } from './choices'
import { Trait } from './quality'
import { FILTER_BITS, type RowFilters, codesOf } from './row-filters'

/** So many buckets are quicker made than four passes of a radix sort. */
const MANY_BUCKETS = 100_000

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
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index] ?? 0
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
  const counts = countByValue(choices, countOf)
  const hasWords = choices.withWords(readSearch(search))
  const listed = mostFirst(
    choices.order().filter((value) => (counts[value] ?? 0) > 0 && hasWords[value] === 1),
    counts,
  )
  const chosenValues = new Set([...chosen].map((key) => choices.find(key)))
  const values = Array.from(listed.subarray(0, limit))
  if (chosenValues.size > 0) values.push(...listed.subarray(limit).filter((value) => chosenValues.has(value)))
  const gone = [...chosen]
    .filter((key) => key !== NONE && (counts[choices.find(key) ?? -1] ?? 0) === 0)
    .map((key): ValueCount => ({ key, label: choices.labelOfKey(key), count: 0 }))
  const shown = values.map((value): ValueCount => ({
    key: choices.key(value),
    label: choices.label(value),
    count: counts[value] ?? 0,
  }))
  return { field, values: [...shown, ...gone], none: counts[0] ?? 0, found: listed.length }
}

function countByValue(choices: Choices, countOf: Uint32Array): Uint32Array {
  const counts = new Uint32Array(choices.size)
  for (let code = 0; code < countOf.length; code++) {
    const value = choices.valueOf(code)
    counts[value] = (counts[value] ?? 0) + (countOf[code] ?? 0)
  }
  return counts
}

/** Values of equal counts keep their order. */
function mostFirst(values: Uint32Array, counts: Uint32Array): Uint32Array {
  let most = 0
  for (const value of values) most = Math.max(most, counts[value] ?? 0)
  // Counting is faster where counts are few; a count of a million must not cost a million buckets.
  if (most > MANY_BUCKETS) return sortByNumbers(values, Float64Array.from(counts), true)
  return distribute(
    values,
    values.map((value) => most - (counts[value] ?? 0)),
    most + 1,
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
