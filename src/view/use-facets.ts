import { keepPreviousData, useQuery } from '@tanstack/react-query'

import type { ChoiceField, QualityFacet, ValueFacet } from '../directory/filters'
import type { ViewQuery } from '../directory/view-query'
import { useDirectory, useSnapshot } from './directory-context'
import { canAnswer } from './use-contacts-view'

/** The values of a field that have the searched words. */
export interface FoundValues {
  /** What was searched, which may be older than what is being typed. */
  search: string
  facet: ValueFacet
}

/** At most so many values are listed; who wants another one types it. */
export const VALUES_LISTED = 100

/**
 * The values of a field with their counts under the search and all other filters, asked for while somebody looks at
 * them; undefined until the directory answers.
 *
 * @param search words that the values must have
 * @param isAsked whether somebody looks at them
 */
export function useValueFacet(
  query: ViewQuery,
  field: ChoiceField,
  search: string,
  isAsked = true,
): FoundValues | undefined {
  const directory = useDirectory()
  const { data } = useQuery({
    // Counts do not depend on the order of the rows.
    queryKey: ['view', 'values', { ...query, sort: [] }, field, search],
    queryFn: async (): Promise<FoundValues> => {
      const values = [{ field, search, limit: VALUES_LISTED }]
      const { facets } = await directory.view(query, { offset: 0, limit: 0, facets: { values } })
      const [facet] = facets?.values ?? []
      return { search, facet: facet ?? { field, values: [], none: 0, found: 0 } }
    },
    staleTime: Infinity,
    gcTime: 30_000,
    enabled: canAnswer(useSnapshot()) && isAsked,
    placeholderData: keepPreviousData,
  })
  return data
}

/** How many contacts of the view have which issue, and a duplicate; undefined until the directory answers. */
export function useQualityFacet(query: ViewQuery): QualityFacet | undefined {
  const directory = useDirectory()
  const { data } = useQuery({
    queryKey: ['view', 'quality', { ...query, sort: [] }],
    queryFn: async () => {
      const { facets } = await directory.view(query, { offset: 0, limit: 0, facets: { quality: true } })
      return facets?.quality ?? null
    },
    staleTime: Infinity,
    gcTime: 30_000,
    enabled: canAnswer(useSnapshot()),
    placeholderData: keepPreviousData,
  })
  return data ?? undefined
}
