import { useQuery } from '@tanstack/react-query'
import { LogOut } from 'lucide-react'

import type { Directory } from '../../directory/directory'
import { isRecord } from '../../linq/linq-error'
import { recall, remember } from '../../ui/device/device-settings'
import type { MenuItem } from '../../ui/menu'
import { raiseToast } from '../../ui/toasts/toast-store'
import { useDirectory } from '../../view/directory-context'
import { personNow, rememberPerson } from '../../view/person'

/** Who is signed in; nothing where nobody signs in. */
export function SignedIn() {
  const { data: name } = useQuery({
    queryKey: ['session', personNow()],
    queryFn: ({ signal }) => readSession(signal),
    enabled: personNow() !== null,
    retry: false,
    staleTime: 300_000,
  })
  if (personNow() === null) return null
  return (
    <p className="border-b border-line px-3 py-2 text-fg-2">
      Signed in
      {name && (
        <>
          {' '}
          as <bdi className="whitespace-normal font-medium text-fg [overflow-wrap:anywhere]">{name}</bdi>
        </>
      )}
    </p>
  )
}

/** What who is signed in can do about it: one group of a menu, which is empty where nobody signs in. */
export function useSignOutItems(): MenuItem[] {
  const directory = useDirectory()
  if (personNow() === null) return []
  const onSelect = () => void signOut(directory)
  return [{ key: 'sign-out', label: 'Sign out', icon: <LogOut aria-hidden />, onSelect }]
}

/** The address of who is signed in, else the name; null when nobody can tell. */
async function readSession(signal: AbortSignal): Promise<string | null> {
  try {
    const response = await fetch('/api/session', { cache: 'no-store', signal })
    const session: unknown = response.ok ? await response.json() : null
    if (!isRecord(session)) return null
    const texts = [session['email'], session['name']]
    return texts.find((text): text is string => typeof text === 'string' && text !== '') ?? null
  } catch {
    return null
  }
}

/** Ends the session, removes the copy of the contacts from this device, and leads to where one can sign in again. */
async function signOut(directory: Directory): Promise<void> {
  try {
    const response = await fetch('/api/sign-out', { method: 'POST', cache: 'no-store' })
    const answer: unknown = response.ok ? await response.json() : null
    if (!isRecord(answer)) throw new Error(`The server answered with ${response.status}.`)
    // Whoever signs in next, the device is not to show them what it keeps of this person.
    remember('former', recall('person') ?? '')
    // First the other tabs, so that none of them keeps a copy again.
    rememberPerson(null)
    await directory.forget()
    location.assign(String(answer['location']))
  } catch (error) {
    raiseToast({
      key: 'sign-out',
      tone: 'error',
      title: 'You could not be signed out',
      text: 'The server did not answer, or this device did not let the copy be removed. Try again, or close the browser.',
      details: [error instanceof Error ? error.message : String(error)],
    })
  }
}
