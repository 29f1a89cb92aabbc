import {
  type ChoiceField,
  type FacetRequest,
  type Facets,
  NONE,
  type QualityFacet,
  type ValueCount,
  type ValueFacet,
  type ValuesRequest,
} from '../../filters'
import type { ViewQuery } from '../../view-query'
import type { ContactStore } from '../contact-store'
import { distribute, sortByNumbers } from '../orders/stable-sort'
import { readSearch } from '../text/search-words'
import type { Choices } from './choices'
import { ISSUE_TRAITS, type TraitIssue } from './quality'
import { FILTER_BITS, type RowFilters, codesOf } from './row-filters'

/** So many buckets are quicker made than four passes of a radix sort. */
const MANY_BUCKETS = 100_000

/** When at most one row in so many counts, a branch is foretold well enough to be faster than counting zeros. */
const RARE = 8

/** The masks by row, see `RowFilters`, and how many rows show. */
interface Masked {
  mask: Uint16Array
  matching: number
}

/** The counts that are asked for, each by one pass over the masks. */
export function facetsOf(
  store: ContactStore,
  filters: RowFilters,
  query: ViewQuery,
  { mask, matching }: Masked,
  request: FacetRequest,
): Facets {
  const passing = (field: ChoiceField) => (chosenKeys(query, field).size > 0 ? store.rows : matching)
  return {
    values: (request.values ?? []).map((asked) =>
      valueFacet(
        filters.choices[asked.field],
        countByCode(store, asked.field, filters.choices[asked.field].codes, mask, passing(asked.field)),
        chosenKeys(query, asked.field),
        asked,
      ),
    ),
    quality: request.quality === true ? qualityFacet(store, filters, mask) : null,
  }
}

/** The rows that show. Without a branch: nothing foretells which they are, and a wrong guess costs ten rows. */
export function countShown(mask: Uint16Array, rows: number): number {
  let shown = 0
  for (let row = 0; row < rows; row++) shown += oneOfZero(mask[row] ?? 0)
  return shown
}

/**
 * The contacts by the code of a field, under all filters but the one of this field.
 *
 * @param passing about how many rows count, which decides on the faster way
 * @param ignored the bits of the filters that leave out nobody here
 */
export function countByCode(
  store: ContactStore,
  field: ChoiceField,
  codesThere: number,
  mask: Uint16Array,
  passing: number,
  ignored: number = FILTER_BITS[field],
): Uint32Array {
  const { rows } = store
  const counts = new Uint32Array(codesThere)
  const codes = codesOf(store, field)
  const others = ~ignored
  if (passing * RARE < rows) {
    for (let row = 0; row < rows; row++) {
      if (((mask[row] ?? 0) & others) !== 0) continue
      const code = codes[row] ?? 0
      counts[code] = (counts[code] ?? 0) + 1
    }
    return counts
  }
  for (let row = 0; row < rows; row++) {
    const code = codes[row] ?? 0
    counts[code] = (counts[code] ?? 0) + oneOfZero((mask[row] ?? 0) & others)
  }
  return counts
}

/** 1 for 0, and 0 for any other bits of a mask: only 0 has a sign when 1 is taken from it. */
function oneOfZero(bits: number): number {
  return (bits - 1) >>> 31
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

/** The contacts by value, of those by code. */
export function countByValue(choices: Choices, countOf: Uint32Array): Uint32Array {
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

/**
 * An issue is counted under all filters but its own, which leaves out none that has it: so only rows that show count.
 */
function qualityFacet(store: ContactStore, filters: RowFilters, mask: Uint16Array): QualityFacet {
  const { rows } = store
  const traits = store.traits.values
  const isStale = filters.isStale()
  const groupOf = filters.duplicates.groupOf
  const rowsByTraits = new Uint32Array(256)
  let [stale, duplicates] = [0, 0]
  for (let row = 0; row < rows; row++) {
    if (mask[row] !== 0) continue
    const traitsOfRow = traits[row] ?? 0
    rowsByTraits[traitsOfRow] = (rowsByTraits[traitsOfRow] ?? 0) + 1
    if (isStale(row)) stale++
    if ((groupOf[row] ?? 0) > 0) duplicates++
  }
  const having = (issue: TraitIssue) => {
    const { trait, isSet } = ISSUE_TRAITS[issue]
    return rowsByTraits.reduce((sum, count, of) => (((of & trait) !== 0) === isSet ? sum + count : sum), 0)
  }
  return {
    issues: {
      'no-name': having('no-name'),
      'no-email': having('no-email'),
      'no-phone': having('no-phone'),
      'odd-phone': having('odd-phone'),
      'no-company': having('no-company'),
      'no-photo': having('no-photo'),
      stale,
      'has-email': having('has-email'),
      'has-phone': having('has-phone'),
    },
    duplicates,
  }
}
