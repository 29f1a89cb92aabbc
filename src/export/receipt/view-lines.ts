import { fieldOf } from '../../directory/fields'
import {
  type ChoiceFilter,
  type InstantRange,
  type QualityIssue,
  type VisitNewsKind,
  choiceText,
} from '../../directory/filters'
import {
  NO_OWNER,
  type OwnerFacet,
  type OwnerKey,
  type SortKey,
  type ViewQuery,
} from '../../directory/view-query'
import { ownerLabel } from '../../linq/contact'
import { zonedInstantWriter } from '../csv/zoned-instant'
import type { ReceiptLine } from './receipt-line'

/**
 * What chose the contacts of a view, whole: search and each filter. Names and values are real, also in privacy mode.
 *
 * @param owners who the owners of the query are
 * @param timeZone in which days are told
 */
export function choiceLines(
  query: ViewQuery,
  owners: readonly OwnerFacet[],
  timeZone: string,
): ReceiptLine[] {
  const { search, owners: keys, filters = {} } = query
  const { companies, titles, locations, created, updated, quality = [], duplicates, since, list } = filters
  return [
    ['Search', search === '' ? 'None' : search],
    ...choiceLine('Owner', { values: keys, mode: filters.ownersMode ?? 'include' }, (key) =>
      ownerWords(key, owners),
    ),
    ...choiceLine('Company', companies, (key) => choiceText(key) || 'No company'),
    ...choiceLine('Title', titles, (key) => choiceText(key) || 'No title'),
    ...choiceLine('Location', locations, (key) => choiceText(key) || 'No location'),
    ...rangeLine('Created', created, timeZone),
    ...rangeLine('Updated', updated, timeZone),
    ...quality.map((issue): ReceiptLine => ['Quality', qualityWords[issue]]),
    ...(duplicates === true ? [['Duplicates', 'Only'] as const] : []),
    ...(since === undefined ? [] : [['Since the last visit', sinceWords[since]] as const]),
    ...(list === undefined ? [] : [['List', 'Only the contacts of a pasted list or a selection'] as const]),
  ]
}

/** The order of the contacts: groups, then sort. */
export function orderLines({ group, sort, filters }: ViewQuery): ReceiptLine[] {
  const groups: ReceiptLine[] = group === undefined ? [] : [['Grouped by', fieldOf(group).label]]
  return [...groups, ['Sorted by', sortWords(sort, filters?.duplicates === true)]]
}

const qualityWords: Record<QualityIssue, string> = {
  'no-name': 'No name',
  'no-email': 'No email',
  'no-phone': 'No phone',
  'odd-phone': 'Odd phone',
  'no-company': 'No company',
  'no-photo': 'No photo',
  stale: 'Not updated for a long time',
  'has-email': 'Has email',
  'has-phone': 'Has phone',
}

const sinceWords: Record<VisitNewsKind, string> = {
  new: 'New',
  changed: 'Changed',
  owner: 'Owner changed',
  gone: 'No longer in Linq',
}

function choiceLine(
  label: string,
  filter: ChoiceFilter | undefined,
  wordsOf: (key: string) => string,
): ReceiptLine[] {
  if (!filter || filter.values.length === 0) return []
  const verb = filter.mode === 'exclude' ? 'is not' : 'is'
  return [[label, `${verb} ${filter.values.map(wordsOf).join(' or ')}`]]
}

function ownerWords(key: OwnerKey, owners: readonly OwnerFacet[]): string {
  if (key === NO_OWNER) return 'No owner'
  const owner = owners.find((facet) => facet.key === key)?.owner
  if (owner) return owner.id === null ? ownerLabel(owner) : `${ownerLabel(owner)} (#${owner.id})`
  return key.startsWith('~') ? key.slice(1) : `Owner #${key}`
}

function rangeLine(label: string, range: InstantRange | undefined, timeZone: string): ReceiptLine[] {
  if (!range || (range.from === null && range.to === null)) return []
  const write = zonedInstantWriter(timeZone)
  const from = range.from === null ? [] : [`from ${write(range.from)}`]
  const to = range.to === null ? [] : [`before ${write(range.to)}`]
  return [[label, [...from, ...to].join(', ')]]
}

function sortWords(sort: readonly SortKey[], isOfDuplicates: boolean): string {
  const keys = sort.map(
    ({ field, descending }) => `${fieldOf(field).label}, ${descending ? 'descending' : 'ascending'}`,
  )
  const order = keys.length === 0 ? ['Linq’s order'] : keys
  return [...(isOfDuplicates ? ['Alike contacts together'] : []), ...order].join('; then ')
}
