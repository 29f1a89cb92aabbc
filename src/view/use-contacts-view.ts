import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'

import { type Directory, type DirectorySnapshot, hasEnded } from '../directory/directory'
import type { DuplicateGroup } from '../directory/filters'
import type { Collapsed, LineWindow, ViewLines } from '../directory/grouping'
import type { OwnerFacet, RowWindow, View, ViewQuery } from '../directory/view-query'
import type { Contact } from '../linq/contact'
import { type ContactsPage, MAX_PER_PAGE } from '../linq/contacts-page'
import { LinqError } from '../linq/linq-error'
import { useCollapsedGroups } from './collapsed-groups'
import { useDirectory, useSnapshot } from './directory-context'
import { useContactsPage } from './use-contacts-page'
import { useViewQuery } from './use-view-state'
import { type ViewState, isLinqsOrder } from './view-address'

/** The gateway of a demonstration says so in the page itself, before anything has answered. */
const isMarked = globalThis.document?.documentElement.hasAttribute('data-demonstration') ?? false

/** Rows of "All" are asked for in blocks of this many, with one block ahead. */
const BLOCK = 100

/** The rows and figures that the page shows, and where they come from. */
export interface ContactsView {
  /** `directory`: from all that has been read. `linq`: one page of the API. `none`: nothing has come yet. */
  source: 'directory' | 'linq' | 'none'
  /** The contacts that have come: those of the page, or of the blocks around the screen. */
  rows: readonly Contact[]
  /** The contact at a position of the view, from 0, or undefined while it has not come. */
  rowAt: (position: number) => Contact | undefined
  /** The duplicates that the contact at a position belongs to, when duplicates were asked for. */
  groupAt: (position: number) => DuplicateGroup | undefined
  /** What was searched for these rows, which may be older than what is being typed. */
  search: string
  /** Rows of the whole list; in Linq's order also those that have not been read yet. */
  rowCount: number
  /** Contacts that match among those that have been read. */
  matching: number
  /** The lines of the page when it has groups; pages count contacts in open groups then. */
  lines?: ViewLines | undefined
  /** Contacts that were searched; null while Linq has not said how many there are. */
  total: number | null
  owners: readonly OwnerFacet[]
  /** The page that is shown, from 1; the last one when the address asks for a page beyond it. */
  page: number
  pages: number
  /** Rows on a page; for "All" every row. */
  rowsPerPage: number
  isAll: boolean
  demonstration: boolean
  /** Why nothing can be shown; null while it may still come. */
  error: Error | null
  /** Asks again for whatever failed. */
  retry: () => void
}

/**
 * The view that the address asks for. In Linq's own order the first rows come from one page of the API; as soon as
 * the directory can answer, all rows and figures come from there.
 *
 * @param range the first and last position on screen, for "All"; with groups the lines of the page on screen
 * @param baseUrl the origin of the API; empty for our own
 */
export function useContactsView(
  state: ViewState,
  range: { first: number; last: number },
  baseUrl: string,
): ContactsView {
  const directory = useDirectory()
  const snapshot = useSnapshot()
  const query = useViewQuery(state)
  const isAll = state.rows === 'all' && !snapshot.broken
  const size = state.rows === 'all' ? MAX_PER_PAGE : Number(state.rows)
  const collapsed = useCollapsedGroups(query.group)

  const view = useQuery({
    ...viewOptions(
      directory,
      query,
      wantedRows(isAll ? null : { offset: (state.page - 1) * size, limit: size }, range, query, collapsed),
    ),
    enabled: canAnswer(snapshot),
    placeholderData: keepPreviousData,
  })
  const isCovered = view.data !== undefined && covers(query, snapshot, isAll ? 1 : state.page * size)
  const page = useContactsPage({
    baseUrl,
    page: state.page,
    perPage: size,
    total: snapshot.read.total,
    enabled: isLinqsOrder(query) && !isCovered && !isAskedToWait(snapshot) && !snapshot.isOpening,
  })
  // Last, because React compares what these questions have answered after each drawing, in this order: one that was
  // asked again before that would cost another drawing of the whole page.
  useRenewal(snapshot.version)

  return useMemo(() => {
    const common = {
      isAll,
      demonstration:
        page.data !== undefined || snapshot.version > 0
          ? snapshot.read.demonstration || page.data?.demonstration === true
          : isMarked,
      error: null,
      retry: () => {
        directory.retry()
        page.retry()
      },
    }
    const known = view.data && view.data.total > 0 ? view.data : undefined
    if (view.data && isCovered)
      return { ...common, ...fromDirectory(view.data, snapshot, query, isAll, size) }
    if (page.data && isLinqsOrder(query)) return { ...common, ...fromLinq(page.data, page.page, size, known) }
    const error = view.error ?? page.error ?? (page.isComing ? null : reasonOf(snapshot))
    if (known && error) return { ...common, ...fromDirectory(known, snapshot, query, isAll, size) }
    return { ...common, ...nothingYet(size), error }
  }, [view.data, view.error, page, isCovered, isAll, size, query, snapshot, directory])
}

/** Asks for a window of a view; for components that need rows outside the page, such as the ways out of "nothing". */
export function viewOptions(directory: Directory, query: ViewQuery, window: RowWindow) {
  return {
    queryKey: ['view', query, window] as const,
    // The rows know what they answer: while the next answer is awaited, they still show what found them.
    queryFn: async () => ({ ...(await directory.view(query, window)), search: query.search }),
    staleTime: Infinity,
    gcTime: 30_000,
  }
}

/** Whether the directory can be asked: it has contacts, or knows that there are none. */
export function canAnswer(snapshot: DirectorySnapshot): boolean {
  return !snapshot.broken && (snapshot.read.contacts > 0 || isSettled(snapshot))
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
 * In Linq's order a first read answers only for rows that came without a gap before them; all other views, every
 * later read, and one that stopped begin with what there is.
 */
function covers(query: ViewQuery, snapshot: DirectorySnapshot, end: number): boolean {
  const { read } = snapshot
  if (snapshot.broken) return false
  const hasSome =
    isSettled(snapshot) || read.wasReadBefore || (read.status === 'stopped' && read.contacts > 0)
  return !isLinqsOrder(query) || hasSome || end <= read.inOrder
}

function isSettled({ read }: DirectorySnapshot): boolean {
  return hasEnded(read)
}

function isAskedToWait({ read }: DirectorySnapshot): boolean {
  return read.status === 'reading' && read.wait?.reason === 'rate-limit'
}

/** Why no answer will come by itself. */
function reasonOf({ broken, read }: DirectorySnapshot): Error | null {
  if (broken) {
    return new LinqError({
      kind: 'refused',
      message: 'Search, filters and sorting are not available now.',
    })
  }
  return read.status === 'stopped' ? new LinqError(read.problem) : null
}

function fromDirectory(
  view: View & { search: string },
  snapshot: DirectorySnapshot,
  query: ViewQuery,
  isAll: boolean,
  size: number,
) {
  const { matching, total, owners, offset, rows, groups, search, lines } = view
  const { read } = snapshot
  const isReading = read.status === 'reading' || read.status === 'paused'
  const isFirstRead = isLinqsOrder(query) && isReading && !read.wasReadBefore
  const rowCount = isFirstRead ? Math.max(matching, read.total ?? 0) : matching
  const paged = lines?.open ?? rowCount
  // While a first read goes on, rows behind a gap would move: they are shown when what lies before them has come.
  const shownEnd = isFirstRead && isAll ? read.inOrder : Infinity
  return {
    source: 'directory' as const,
    rows,
    rowAt: (position: number) => (position < shownEnd ? rows[position - offset] : undefined),
    groupAt: (position: number) => groups?.[position - offset],
    search,
    rowCount,
    matching,
    total,
    lines,
    owners,
    rowsPerPage: isAll ? paged : size,
    pages: isAll ? 1 : Math.max(1, Math.ceil(paged / size)),
    page: isAll ? 1 : Math.floor((lines?.start ?? offset) / size) + 1,
  }
}

/** One page of the API, with the owners that the directory knows already. */
function fromLinq(data: ContactsPage, page: number, size: number, known: View | undefined) {
  const { total_count, total_pages } = data.pagination
  const offset = (page - 1) * size
  const rowCount = total_count ?? offset + data.contacts.length
  return {
    source: 'linq' as const,
    rows: data.contacts,
    rowAt: (position: number) => data.contacts[position - offset],
    groupAt: () => undefined,
    search: '',
    rowCount,
    matching: known?.matching ?? rowCount,
    total: total_count,
    owners: known?.owners ?? [],
    rowsPerPage: size,
    pages:
      total_count === null ? Math.max(total_pages ?? 1, page) : Math.max(1, Math.ceil(total_count / size)),
    page,
    isAll: false,
  }
}

function nothingYet(size: number) {
  return {
    source: 'none' as const,
    rows: [],
    rowAt: () => undefined,
    groupAt: () => undefined,
    search: '',
    rowCount: 0,
    matching: 0,
    total: null,
    owners: [],
    rowsPerPage: size,
    pages: 1,
    page: 1,
  }
}

/**
 * What is asked for: the page, or the blocks of "All" (null); with groups the lines on screen of either, because
 * there may be thousands of heads on a page.
 */
function wantedRows(
  page: RowWindow | null,
  range: { first: number; last: number },
  { group }: ViewQuery,
  collapsed: Collapsed,
): RowWindow {
  const blocks = blocksAround(range)
  if (!group) return page ?? blocks
  return { ...(page ?? { offset: 0, limit: Infinity }), lines: blocks, collapsed }
}

/** The blocks on screen and the one behind them, as one window. */
function blocksAround({ first, last }: { first: number; last: number }): LineWindow {
  const from = Math.floor(first / BLOCK)
  const to = Math.floor(Math.max(first, last) / BLOCK) + 2
  return { offset: from * BLOCK, limit: (to - from) * BLOCK }
}
