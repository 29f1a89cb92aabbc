import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'

import type { MonthStarts, Summary } from '../directory/summary'
import type { ViewQuery } from '../directory/view-query'
import { useDirectory, useSnapshot } from './directory-context'
import { canAnswer } from './use-contacts-view'

/** How many months the summary counts new contacts of, the current one included. */
const MONTHS = 12

/** The figures of a view, and the months that they are of. */
export interface SummaryState {
  /** Undefined until the directory has answered once. */
  summary: Summary | undefined
  monthStarts: MonthStarts
}

/**
 * The figures of a view, renewed with every change of the view or the contacts; until then the last ones stay.
 *
 * @param nowMs milliseconds since 1970: decides which months are counted
 */
export function useSummary(query: ViewQuery, nowMs: number): SummaryState {
  const directory = useDirectory()
  const snapshot = useSnapshot()
  const months = useMemo(() => monthStarts(nowMs, MONTHS), [nowMs])
  // No figure depends on the order.
  const asked = useMemo(() => ({ ...query, sort: [] }), [query])
  const { data } = useQuery({
    // Renewed with the views.
    queryKey: ['view', 'summary', asked, months],
    queryFn: () => directory.summary(asked, months),
    staleTime: Infinity,
    gcTime: 30_000,
    enabled: canAnswer(snapshot),
    placeholderData: keepPreviousData,
  })
  return { summary: data, monthStarts: months }
}

/** When the last months begin by the viewer's calendar, and, at the end, the month after the current one. */
export function monthStarts(nowMs: number, months: number): MonthStarts {
  const now = new Date(nowMs)
  return Array.from({ length: months + 1 }, (_, index) =>
    new Date(now.getFullYear(), now.getMonth() + 1 - months + index, 1).getTime(),
  )
}
