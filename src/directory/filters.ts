/** Stands for "none" (no owner, no company …) where the key of a choice is expected. */
export const NONE = 'none'

/** The fields whose values are chosen from a list. */
export type ChoiceField = 'owner' | 'company' | 'title' | 'location'

/**
 * Values of a field: contacts that have any of them are shown, or left out. A value is given by its key: of a text
 * see `choiceKey`, of an owner `ownerKey`; `NONE` for contacts without one. No values, no filter.
 */
export interface ChoiceFilter {
  values: readonly string[]
  mode: 'include' | 'exclude'
}

/** From `from` to before `to`, in milliseconds since 1970 (UTC); null is open. Blank instants are in no range. */
export interface InstantRange {
  from: number | null
  to: number | null
}

/** What is amiss with a contact, or is not, each a filter of its own; several may be true of a contact. */
export const QUALITY_ISSUES = [
  'no-name',
  'no-email',
  'no-phone',
  'odd-phone',
  'no-company',
  'no-photo',
  'stale',
  'has-email',
  'has-phone',
] as const
export type QualityIssue = (typeof QUALITY_ISSUES)[number]

/**
 * What has happened to a contact since the last visit. `owner` is a change of its owner, which is also `changed`;
 * `gone` are contacts that are no longer in Linq.
 */
export const VISIT_NEWS = ['new', 'changed', 'owner', 'gone'] as const
export type VisitNewsKind = (typeof VISIT_NEWS)[number]

/** What a contact must fulfil besides the search and the owners. What is absent does not filter. */
export interface ContactFilters {
  /** Whether the owners of the query are shown (when absent) or left out. */
  ownersMode?: ChoiceFilter['mode']
  companies?: ChoiceFilter
  titles?: ChoiceFilter
  locations?: ChoiceFilter
  created?: InstantRange
  updated?: InstantRange
  /** All of these are true of the contact. */
  quality?: readonly QualityIssue[]
  /**
   * The contact has a duplicate anywhere in the organisation, also one that the other filters leave out. The view
   * is then ordered by groups, each where its first contact stands in the order asked for.
   */
  duplicates?: boolean
  /** What has happened to the contact since the last visit. Of contacts that are `gone` the view shows the last state. */
  since?: VisitNewsKind
  /** Only contacts of a list that was given to the directory: see `Directory.keepList`. */
  list?: number
}

/** Whether filters may leave out a contact; those without a value do not. */
export function hasFilters(filters: ContactFilters = {}): boolean {
  const { companies, titles, locations, created, updated, quality = [], duplicates = false } = filters
  return (
    [companies, titles, locations].some((filter) => filter !== undefined && filter.values.length > 0) ||
    [created, updated].some((range) => range !== undefined && (range.from !== null || range.to !== null)) ||
    quality.length > 0 ||
    duplicates ||
    filters.since !== undefined ||
    filters.list !== undefined
  )
}

/** Keys are part of an address: texts are told apart by so much of their beginning. */
const LONGEST_CHOICE = 200

/** The key of a text as a choice: texts that differ in white space only are one value, and blank ones are `NONE`. */
export function choiceKey(text: string): string {
  const whole = text.replace(/\s+/g, ' ').trim()
  const tidy = whole.length <= LONGEST_CHOICE ? whole.toWellFormed() : beginningOf(whole)
  if (tidy === '') return NONE
  return tidy === NONE || tidy.startsWith('~') ? `~${tidy}` : tidy
}

function beginningOf(text: string): string {
  return text.slice(0, LONGEST_CHOICE).toWellFormed().trimEnd()
}

/** The text that a key of `choiceKey` stands for; empty for `NONE`. */
export function choiceText(key: string): string {
  if (key === NONE) return ''
  return key.startsWith('~') ? key.slice(1) : key
}

/** Which counts are wanted with a view. */
export interface FacetRequest {
  values?: readonly ValuesRequest[]
  /** How many contacts have which issue, and a duplicate. */
  quality?: boolean
}

/** The values of one field that are wanted. */
export interface ValuesRequest {
  field: ChoiceField
  /** Words that a value must have, found as the search box finds them; empty for all values. */
  search: string
  /** At most so many, besides the chosen ones. */
  limit: number
}

/** A value of a field, and the contacts that have it under the search and every filter but the one of this field. */
export interface ValueCount {
  key: string
  /** The text of the value, or what is written where the owner is shown; a chosen owner who is gone has the key. */
  label: string
  count: number
}

/** The values of a field that have contacts and the searched words, and chosen values that have no contact. */
export interface ValueFacet {
  field: ChoiceField
  /** Most contacts first, then by label; chosen ones are kept beyond the limit, those without a contact at the end. */
  values: readonly ValueCount[]
  /** Contacts without a value. */
  none: number
  /** Values with contacts that have the searched words, before the limit. */
  found: number
}

/** The counts of a view; each ignores the filter that it is for. */
export interface Facets {
  values: readonly ValueFacet[]
  quality: QualityFacet | null
}

/** So many contacts each filter would leave. */
export interface QualityFacet {
  issues: Readonly<Record<QualityIssue, number>>
  /** Contacts with a duplicate. */
  duplicates: number
}

/** The duplicates that a contact belongs to. */
export interface DuplicateGroup {
  /** The lowest id among its contacts. */
  id: number
  /** Its contacts in the whole organisation. */
  size: number
  /** Whether its contacts have different owners ("no owner" is one of them). */
  hasSeveralOwners: boolean
}
