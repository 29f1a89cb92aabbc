import { keepPreviousData, useQuery } from '@tanstack/react-query'

import type { Place, ViewQuery } from '../directory/view-query'
import type { Contact } from '../linq/contact'
import { useDirectory, useSnapshot } from './directory-context'
import { canAnswer } from './use-contacts-view'

/** The open contact: the record, and where it stands in the view. */
export interface OpenContact {
  /** Undefined while it is looked up; null when the directory does not hold it. */
  contact: Contact | null | undefined
  /** Null when it is not among the matching contacts. */
  place: Place | null
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
    queryKey: ['contact', id, 'place', query],
    queryFn: () => directory.place(query, id),
    staleTime: Infinity,
    enabled,
    placeholderData: keepPreviousData,
  })
  const { status } = snapshot.read
  const canStillCome =
    !snapshot.broken && (status === 'reading' || status === 'idle' || (enabled && contact.isPending))
  const found = contact.data ?? onScreen
  return { contact: found ?? (canStillCome ? undefined : null), place: place.data ?? null }
}
