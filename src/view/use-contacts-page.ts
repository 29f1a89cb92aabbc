import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'

import { type ContactsPage, fetchContactsPage } from '../linq/contacts-page'

interface WantedPage {
  baseUrl: string
  /** From 1. */
  page: number
  perPage: number
  /** How many contacts there are, as far as anybody knows. */
  total: number | null
  enabled: boolean
}

/** One page of the API, and which one it is: the last one when a page beyond it was wanted. */
export interface ShownPage {
  data: ContactsPage | undefined
  page: number
  error: Error | null
  /** Whether an answer is on its way. */
  isComing: boolean
  retry: () => void
}

/** A page in Linq's own order, straight from the API. */
export function useContactsPage({ baseUrl, page, perPage, total, enabled }: WantedPage): ShownPage {
  const wanted = Math.min(page, lastPage(total, perPage) ?? page)
  const asked = useQuery({ ...pageOptions(baseUrl, wanted, perPage), enabled })
  // What lies beyond the end is unknown (linq-api.md): the total of that very answer leads to the last page.
  const last = asked.data ? lastPage(asked.data.pagination.total_count, perPage) : null
  const isBeyond = last !== null && wanted > last
  const instead = useQuery({ ...pageOptions(baseUrl, last ?? 1, perPage), enabled: enabled && isBeyond })
  const shown = isBeyond ? instead : asked
  const { data, error, refetch, isLoading } = shown
  return useMemo(
    () => ({
      data,
      page: isBeyond ? (last ?? 1) : wanted,
      error,
      isComing: isLoading,
      retry: () => {
        if (error) void refetch()
      },
    }),
    [data, error, isLoading, refetch, isBeyond, last, wanted],
  )
}

function pageOptions(baseUrl: string, page: number, perPage: number) {
  return {
    queryKey: ['contacts-page', baseUrl, page, perPage] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) => fetchContactsPage({ baseUrl, page, perPage, signal }),
    staleTime: 30_000,
  }
}

/** The last page by a total; an empty list has one page. */
function lastPage(total: number | null, perPage: number): number | null {
  return total === null ? null : Math.max(1, Math.ceil(total / perPage))
}
