import { queryOptions } from '@tanstack/react-query'

import type { Directory } from '../../directory/directory'
import type { ChoiceField, ValueFacet } from '../../directory/filters'
import { EVERYTHING, type ViewQuery } from '../../directory/view-query'
import { VALUES_LISTED } from '../use-facets'
import { isFiltered } from '../view-address'
import { wordsToFind } from './choose-values'
import type { FieldWord } from './read-words'

/** A value that a word may mean; the count is null where it is not known. */
export interface WordValue {
  key: string
  label: string
  count: number | null
}

/** The values that hold the words of a typed one: at most `VALUES_LISTED` of the `found` ones. */
export interface WordValues {
  values: readonly WordValue[]
  found: number
}

/**
 * The question for the values that a word may mean. They are looked for among all contacts, because what a word means
 * does not depend on other filters; the counts, and with them the order, are those under the other filters.
 */
export function wordValues(
  directory: Directory,
  query: ViewQuery,
  field: Exclude<ChoiceField, 'owner'>,
  word: Pick<FieldWord, 'value'>,
) {
  const search = wordsToFind(word)
  // Counts do not depend on the order of the rows.
  const shown: ViewQuery = { ...query, sort: [] }
  return queryOptions({
    queryKey: ['view', 'word values', shown, field, search],
    queryFn: async (): Promise<WordValues> => {
      const facetOf = async (asked: ViewQuery): Promise<ValueFacet | undefined> => {
        const values = [{ field, search, limit: VALUES_LISTED }]
        return (await directory.view(asked, { offset: 0, limit: 0, facets: { values } })).facets?.values[0]
      }
      const all = await facetOf(EVERYTHING)
      if (!all || !isFiltered(shown)) return all ?? { values: [], found: 0 }
      return { values: counted(all, await facetOf(shown)), found: all.found }
    },
    staleTime: Infinity,
    gcTime: 30_000,
  })
}

/** The values with their counts under the filters; one that is not listed there has none, unless the list is cut. */
function counted(all: ValueFacet, shown: ValueFacet | undefined): WordValue[] {
  const counts = new Map(shown?.values.map(({ key, count }) => [key, count]))
  const missing = shown !== undefined && shown.found <= VALUES_LISTED ? 0 : null
  return all.values
    .map(({ key, label }) => ({ key, label, count: counts.get(key) ?? missing }))
    .toSorted((one, other) => (other.count ?? 0) - (one.count ?? 0))
}
