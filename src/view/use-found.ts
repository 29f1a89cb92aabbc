import { useQuery } from '@tanstack/react-query'

import type { View } from '../directory/view-query'
import { useDirectory, useSnapshot } from './directory-context'
import { canAnswer } from './use-contacts-view'

/** So many contacts are listed beside what else was found. */
const CONTACTS_LISTED = 5

/** The first contacts of the whole directory that have the searched words; undefined until it answers, or for no words. */
export function useFound(search: string): View | undefined {
  const directory = useDirectory()
  const words = search.trim()
  const { data } = useQuery({
    queryKey: ['view', 'found', words],
    queryFn: () =>
      directory.view(
        { search: words, owners: [], sort: [{ field: 'name', descending: false }] },
        { offset: 0, limit: CONTACTS_LISTED },
      ),
    staleTime: Infinity,
    gcTime: 30_000,
    enabled: canAnswer(useSnapshot()) && words !== '',
  })
  return data
}
