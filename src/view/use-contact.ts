import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'

import type { Directory } from '../directory/directory'
import type { Collapsed } from '../directory/grouping'
import type { Place, ViewQuery } from '../directory/view-query'
import type { Contact } from '../linq/contact'
import { collapsedGroups, useCollapsedGroups } from './collapsed-groups'
import { useDirectory, useSnapshot } from './directory-context'
import { canAnswer } from './use-contacts-view'

/** The open contact: the record, and where it stands in the view. */
export interface OpenContact {
  /** Undefined while it is looked up; null when the directory does not hold it. */
  contact: Contact | null | undefined
  /** Null when it is not among the matching contacts. */
  place: Place | null
  /** Whether `place` is this contact's own, and not the one before it until the directory answers. */
  isPlaceKnown: boolean
}

/**
 * Looks up a contact and its neighbours in the view.
 *
 * @param onScreen the contact when the page already shows it, for the time before the directory answers
 */
export function useContact(id: number, query: ViewQuery, onScreen: Contact | undefined): OpenContact {
  const directory = useDirectory()
  const snapshot = useSnapshot()
  const enabled = canAnswer(snapshot)
  const contact = useQuery({
    queryKey: ['contact', id],
    queryFn: () => directory.contact(id),
    staleTime: Infinity,
    enabled,
  })
  const place = useQuery({
    ...placeOptions(directory, query, id, useCollapsedGroups(query.group)),
    enabled,
    placeholderData: keepPreviousData,
  })
  const { status } = snapshot.read
  const canStillCome =
    !snapshot.broken && (status === 'reading' || status === 'idle' || (enabled && contact.isPending))
  const found = contact.data ?? onScreen
  return {
    contact: found ?? (canStillCome ? undefined : null),
    place: place.data ?? null,
    isPlaceKnown: !place.isPending && !place.isPlaceholderData,
  }
}

/** The neighbours are those on screen: collapsed groups are passed over. */
function placeOptions(directory: Directory, query: ViewQuery, id: number, collapsed: Collapsed) {
  return queryOptions({
    queryKey: ['contact', id, 'place', query, collapsed],
    queryFn: () => directory.place(query, id, collapsed),
    staleTime: Infinity,
  })
}

/**
 * Walks from contact to contact in the order of the view. No press is lost: one that comes before the neighbours are
 * known waits for them, and one that comes before the last was answered goes on from where that leads.
 *
 * @param onOpen opens the contact that a step leads to; never called at the ends of the view
 */
export function useWalk(id: number, query: ViewQuery, onOpen: (id: number) => void) {
  const directory = useDirectory()
  const client = useQueryClient()
  const standing = useRef<Promise<number>>(undefined)
  /** The contact that is open, null when none is any more: a step that is answered late must open nothing. */
  const open = useRef<number | null>(id)
  /** What this walk has opened: it comes back as the open contact when the walk may have gone on already. */
  const walked = useRef(new Set<number>())
  useEffect(() => {
    if (open.current !== null && walked.current.has(id)) return
    walked.current.clear()
    open.current = id
  }, [id])
  useEffect(
    () => () => {
      open.current = null
    },
    [],
  )
  return async (to: 'previous' | 'next') => {
    const step = stepFrom(standing.current ?? id, to)
    standing.current = step
    await step
    if (standing.current === step) standing.current = undefined
  }

  async function stepFrom(start: number | Promise<number>, to: 'previous' | 'next'): Promise<number> {
    const from = await start
    const collapsed = collapsedGroups(query.group)
    const place = await client.fetchQuery(placeOptions(directory, query, from, collapsed)).catch(() => null)
    const target = place?.[to] ?? null
    if (target === null || open.current !== from) return from
    open.current = target
    walked.current.add(target)
    onOpen(target)
    return target
  }
}
