import { keepPreviousData, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'

import { type Directory, type DirectorySnapshot, hasEnded } from '../directory/directory'
import type { OwnerFacet, RowWindow, View, ViewQuery } from '../directory/view-query'
import type { Contact } from '../linq/contact'
import { type ContactsPage, MAX_PER_PAGE, fetchContactsPage } from '../linq/contacts-page'
import { useDirectory, useSnapshot } from './directory-context'
import { type ViewState, isLinqsOrder, queryOf } from './view-address'

/** Rows of "All" come in blocks of this many. */
const BLOCK = 100

/** The rows and figures that the page shows, and where they come from. */
export interface ContactsView {
  /** `directory`: from all that has been read. `linq`: one page of the API. `none`: nothing has come yet. */
  source: 'directory' | 'linq' | 'none'
  /** The contacts that have come: those of the page, or of the blocks around the screen. */
  rows: readonly Contact[]
  /** The contact at a position of the view, from 0, or undefined while it has not come. */
  rowAt: (position: number) => Contact | undefined
  /** Contacts that match. */
  matching: number
  /** Contacts that were searched; null while Linq has not said how many there are. */
  total: number | null
  owners: readonly OwnerFacet[]
  /** The page that is shown, from 1; the last one when the address asks for a page beyond it. */
  page: number
  pages: number
  /** Rows on a page; for "All" every matching row. */
  rowsPerPage: number
  isAll: boolean
  demonstration: boolean
  /** Set when nothing can be shown. */
  error: Error | null
  retry: () => void
}

/**
 * The view that the address asks for. In Linq's own order the first rows come from one page of the API; as soon as
 * the directory can answer, all rows and figures come from there.
 *
 * @param range the first and last position on screen, for "All"
 */
export function useContactsView(
  state: ViewState,
  range: { first: number; last: number },
  baseUrl: string,
): ContactsView {
  const directory = useDirectory()
  const snapshot = useSnapshot()
  const query = useMemo(() => queryOf(state), [state])
  const isAll = state.rows === 'all' && !snapshot.broken
  const size = isAll ? BLOCK : state.rows === 'all' ? MAX_PER_PAGE : Number(state.rows)
  const firstBlock = isAll ? Math.floor(range.first / BLOCK) : state.page - 1
  const lastBlock = isAll ? Math.floor(range.last / BLOCK) + 1 : firstBlock
  useRenewal(snapshot.version)

  const view = useQuery({
    ...viewOptions(directory, query, { offset: firstBlock * size, limit: size }),
    enabled: snapshot.version > 0 && !snapshot.broken,
    placeholderData: keepPreviousData,
  })
  const further = useQueries({
    queries: blocksBetween(firstBlock, lastBlock).map((block) => ({
      ...viewOptions(directory, query, { offset: block * size, limit: size }),
      enabled: snapshot.version > 0 && !snapshot.broken,
    })),
  })
  const isCovered = view.data !== undefined && covers(view.data, query, snapshot, state.page * size)
  const page = useQuery({
    queryKey: ['contacts-page', baseUrl, state.page, size],
    queryFn: ({ signal }) => fetchContactsPage({ baseUrl, page: state.page, perPage: size, signal }),
    enabled: isLinqsOrder(query) && !isCovered,
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  })

  return useMemo(() => {
    const common = { isAll, error: view.error ?? page.error, retry: () => retryAll(directory, page.refetch) }
    const demonstration = snapshot.read.demonstration || (page.data?.demonstration ?? false)
    if (view.data && isCovered) {
      const views = [...further.flatMap((one) => (one.data ? [one.data] : [])), view.data]
      return { ...common, demonstration, ...fromDirectory(views, view.data, isAll, size) }
    }
    if (page.data && isLinqsOrder(query)) {
      return {
        ...common,
        demonstration,
        error: null,
        ...fromLinq(page.data, page.isPlaceholderData, state.page, size),
      }
    }
    return { ...common, demonstration, ...nothingYet(size) }
  }, [
    view.data,
    view.error,
    page.data,
    page.isPlaceholderData,
    page.error,
    page.refetch,
    further,
    isCovered,
    isAll,
    size,
    query,
    state.page,
    snapshot.read.demonstration,
    directory,
  ])
}

/** Asks for a window of a view; for components that need rows outside the page, such as the ways out of "nothing". */
export function viewOptions(directory: Directory, query: ViewQuery, window: RowWindow) {
  return {
    queryKey: ['view', query, window] as const,
    queryFn: () => directory.view(query, window),
    staleTime: Infinity,
    gcTime: 30_000,
  }
}

/** When the directory has changed, every view on screen asks again; what is on screen stays until the answer. */
function useRenewal(version: number): void {
  const client = useQueryClient()
  useEffect(() => {
    void client.invalidateQueries({ queryKey: ['view'] })
    void client.invalidateQueries({ queryKey: ['contact'] })
  }, [client, version])
}

/**
 * In Linq's order an unfinished read answers only for its first page, because later ones may have come out of order;
 * all other views begin with what there is.
 */
function covers(view: View, query: ViewQuery, snapshot: DirectorySnapshot, end: number): boolean {
  if (snapshot.broken || view.total === 0) return !snapshot.broken && isSettled(snapshot)
  return !isLinqsOrder(query) || isSettled(snapshot) || end <= Math.min(view.total, MAX_PER_PAGE)
}

function isSettled({ read }: DirectorySnapshot): boolean {
  return hasEnded(read)
}

function fromDirectory(views: readonly View[], main: View, isAll: boolean, size: number) {
  const rowAt = (position: number): Contact | undefined => {
    for (const one of views) {
      const contact = one.rows[position - one.offset]
      if (contact) return contact
    }
    return undefined
  }
  const { matching, total, owners, offset } = main
  const rowsPerPage = isAll ? matching : size
  const pages = isAll ? 1 : Math.max(1, Math.ceil(matching / size))
  const page = isAll ? 1 : Math.floor(offset / size) + 1
  const rows = views.flatMap((one) => one.rows)
  return { source: 'directory' as const, rows, rowAt, matching, total, owners, rowsPerPage, pages, page }
}

/** One page of the API; of the page before, only its total is of use while the next one is under way. */
function fromLinq(data: ContactsPage, isEarlier: boolean, page: number, size: number) {
  const { total_count, total_pages } = data.pagination
  const offset = (page - 1) * size
  const matching = total_count ?? offset + data.contacts.length
  return {
    source: 'linq' as const,
    rows: isEarlier ? [] : data.contacts,
    rowAt: (position: number) => (isEarlier ? undefined : data.contacts[position - offset]),
    matching,
    total: total_count,
    owners: [],
    rowsPerPage: size,
    pages: total_count === null ? (total_pages ?? page) : Math.max(1, Math.ceil(total_count / size)),
    page,
    isAll: false,
  }
}

function nothingYet(size: number) {
  const rowAt = () => undefined
  return {
    source: 'none' as const,
    rows: [],
    rowAt,
    matching: 0,
    total: null,
    owners: [],
    rowsPerPage: size,
    pages: 1,
    page: 1,
  }
}

function retryAll(directory: Directory, refetch: () => Promise<unknown>): void {
  directory.retry()
  void refetch()
}

function blocksBetween(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, Math.min(last - first, 8)) }, (_, index) => first + 1 + index)
}
