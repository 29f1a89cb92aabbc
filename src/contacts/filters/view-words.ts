import type { OwnerFacet } from '../../directory/view-query'
import { type ViewState, filtersInUse } from '../../view/view-address'
import { sortWords } from '../table/columns'
import { FILTERS, filterLabels, summaryOf, unmaskedOwnerLabel } from './filter-words'

/**
 * What a view shows in words, a label and its value each: search, filters, order. Without masks: it is for what is kept
 * of an export, which holds the real values.
 */
export function viewWords(state: ViewState, owners: readonly OwnerFacet[]): [label: string, value: string][] {
  const search = state.search.trim()
  const inUse = filtersInUse(state)
  const words: [string, string][] = search === '' ? [] : [['Search', search]]
  for (const name of FILTERS) {
    if (!inUse.includes(name)) continue
    const { verb, values } = summaryOf(name, state, owners, unmaskedOwnerLabel)
    words.push([
      filterLabels[name],
      (verb === 'is not' ? 'not ' : '') + values.map(({ label }) => label).join(', '),
    ])
  }
  if (state.since !== null) words.push(['Since the last visit', state.since])
  return [...words, ['Order', sortWords(state.sort)]]
}
