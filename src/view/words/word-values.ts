import { queryOptions } from '@tanstack/react-query'

import type { Directory } from '../../directory/directory'
import type { ChoiceField } from '../../directory/filters'
import { EVERYTHING } from '../../directory/view-query'
import { type FoundValues, VALUES_LISTED } from '../use-facets'
import { wordsToFind } from './choose-values'
import type { FieldWord } from './read-words'

/** A value that a word may mean; the count is null where it is not known. */
export interface WordValue {
  key: string
  label: string
  count: number | null
}

/** The values that hold the words of a typed one; `found` tells how many there are, of which not all may be listed. */
export interface WordValues {
  values: readonly WordValue[]
  found: number
}

/**
 * The question for the values that a word may mean, with their counts among all contacts: what a word means does not
 * depend on the search and the other filters.
 */
export function wordValues(
  directory: Directory,
  field: Exclude<ChoiceField, 'owner'>,
  word: Pick<FieldWord, 'value'>,
) {
  const search = wordsToFind(word)
  return queryOptions({
    queryKey: ['view', 'word values', field, search],
    queryFn: async (): Promise<WordValues> => {
      const values = [{ field, search, limit: VALUES_LISTED }]
      const { facets } = await directory.view(EVERYTHING, { offset: 0, limit: 0, facets: { values } })
      return facets?.values[0] ?? { values: [], found: 0 }
    },
    staleTime: Infinity,
    gcTime: 30_000,
  })
}

/**
 * The values with their counts in a view, those that have contacts there first. Until these have come, a count is that of
 * what was typed before, or unknown.
 *
 * @param search what found the values
 */
export function countedIn(
  { facet, search: foundBy }: FoundValues,
  all: WordValues,
  search: string,
): WordValues {
  const isCurrent = foundBy === search
  const isWhole = isCurrent && facet.found <= VALUES_LISTED
  const counts = new Map(facet.values.map(({ key, count }) => [key, count]))
  // Chosen values are listed whatever they are called; those with contacts have the words.
  const inView = isCurrent ? facet.values.filter(({ count }) => count > 0) : []
  const shown = new Set(inView.map(({ key }) => key))
  const others = all.values
    .filter(({ key }) => !shown.has(key))
    .map(({ key, label }) => ({ key, label, count: counts.get(key) ?? (isWhole ? 0 : null) }))
  return { values: [...inView, ...others], found: all.found }
}
