import { type QualityIssue, choiceText } from '../../directory/filters'
import { NO_OWNER, type OwnerFacet } from '../../directory/view-query'
import { ownerLabel } from '../../linq/contact'
import { formatCalendarDay, formatDays } from '../../ui/text/format'
import { type DateFilter, type DatePreset, startOfDay } from '../../view/address/dates'
import type { FilterPart, Filtering } from '../../view/view-address'
import { shownOwnerName } from '../table/shown'

/** The filters of the filter bar, in their fixed order. */
export const FILTERS = [
  'owners',
  'companies',
  'titles',
  'locations',
  'created',
  'updated',
  'quality',
  'duplicates',
] as const satisfies readonly FilterPart[]
export type FilterName = (typeof FILTERS)[number]

/** What the filters are called. */
export const filterLabels: Record<FilterName, string> = {
  owners: 'Owner',
  companies: 'Company',
  titles: 'Title',
  locations: 'Location',
  created: 'Created',
  updated: 'Updated',
  quality: 'Quality',
  duplicates: 'Duplicates',
}

/** On which windows a filter folds into "More filters" while it is not in use. */
export type Fold = 'never' | 'slim' | 'narrow' | 'always'

/**
 * Where a filter folds (look.md): the last four on a narrow window, all but two on a slim one; earlier where several
 * chips need the room, because a chip never folds.
 *
 * @param chips how many filters are in use
 */
export function foldOf(name: FilterName, chips: number): Fold {
  if (name === 'owners' || name === 'companies') return 'never'
  if (chips > 2) return 'always'
  return chips < 2 && (name === 'titles' || name === 'locations') ? 'slim' : 'narrow'
}

/** What is amiss, or is not, in plain words. */
export const qualityLabels: Record<QualityIssue, string> = {
  'no-name': 'No name',
  'no-email': 'No email',
  'no-phone': 'No phone',
  'odd-phone': 'Odd phone number',
  'no-company': 'No company',
  'no-photo': 'No photo',
  stale: 'Not updated for a year',
  'has-email': 'Has email',
  'has-phone': 'Has phone',
}

export const presetLabels: Record<DatePreset, string> = {
  today: 'Today',
  yesterday: 'Yesterday',
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
  '90d': 'Last 90 days',
  month: 'This month',
  'last-month': 'Last month',
  year: 'This year',
  'last-year': 'Last year',
}

/** A filter in use, to be read after its label: "Owner", "is not", "Jane" and "Łukasz"; "Created", "last 30 days". */
export interface FilterSummary {
  verb: 'is' | 'is not' | ''
  values: readonly { key: string; label: string }[]
}

/**
 * What a filter that is in use chooses.
 *
 * @param owners who the owners of the view are
 * @param labelOf how an owner is called; masked in privacy mode, unless something else is said
 */
export function summaryOf(
  name: FilterName,
  state: Filtering,
  owners: readonly OwnerFacet[],
  labelOf: typeof ownerLabelOf = ownerLabelOf,
): FilterSummary {
  switch (name) {
    case 'owners': {
      const known = new Map(owners.map((facet) => [facet.key, facet]))
      return {
        verb: state.owners.mode === 'exclude' ? 'is not' : 'is',
        values: state.owners.values.map((key) => ({
          key,
          label: labelOf(known.get(key) ?? { key, owner: null }),
        })),
      }
    }
    case 'companies':
    case 'titles':
    case 'locations': {
      const { values, mode } = state[name]
      return {
        verb: mode === 'exclude' ? 'is not' : 'is',
        values: values.map((key) => ({ key, label: valueLabel(name, key) })),
      }
    }
    case 'created':
    case 'updated':
      return said(state[name] === null ? '' : datesLabel(state[name]))
    case 'quality':
      return {
        verb: 'is',
        values: state.quality.map((issue) => ({ key: issue, label: qualityLabels[issue] })),
      }
    case 'duplicates':
      return said('only')
  }
}

/** The text of a chosen value, or "No company". */
export function valueLabel(name: FilterName, key: string): string {
  return choiceText(key) || `No ${filterLabels[name].toLowerCase()}`
}

/** How an owner of a view is called on screen, the missing one and the unknown ones included. */
export function ownerLabelOf(facet: Pick<OwnerFacet, 'key' | 'owner'>): string {
  return shownOwnerName(unmaskedOwnerLabel(facet))
}

/** As `ownerLabelOf`, in privacy mode, too: for what is kept or copied, and not shown. */
export function unmaskedOwnerLabel({ key, owner }: Pick<OwnerFacet, 'key' | 'owner'>): string {
  if (owner) return ownerLabel(owner)
  if (key === NO_OWNER) return 'No owner'
  // An owner without an id is known by the email or the name.
  return key.startsWith('~') ? key.slice(1) : `Owner #${key}`
}

/** "last 30 days", "9 Jan 2026", "since 9 Jan 2026", "1 – 31 Jan 2026". */
function datesLabel(filter: DateFilter): string {
  if (typeof filter === 'string') return presetLabels[filter].toLowerCase()
  const { from, to } = filter
  const day = (text: string) => formatCalendarDay(startOfDay(text))
  if (from === null) return to === null ? 'any time' : `until ${day(to)}`
  if (to === null) return `since ${day(from)}`
  return from === to ? day(from) : formatDays(startOfDay(from), startOfDay(to))
}

function said(label: string): FilterSummary {
  return { verb: '', values: [{ key: label, label }] }
}
