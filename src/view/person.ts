import { onOtherTabs, recall, remember } from '../ui/device/device-settings'

/**
 * Who is signed in, as far as the page must know to keep people apart: a hash that the gateway puts into a cookie. Null
 * where nobody signs in, or nobody is signed in.
 */
export function personNow(): string | null {
  return /(?:^|; )(?:__Host-)?linq-contacts-person=([\w-]+)/.exec(document.cookie)?.[1] ?? null
}

/** Whether somebody else was here before, of whom nothing may be left. */
export function isSomebodyElse(): boolean {
  const now = personNow()
  // Who has signed out is remembered, for what the device keeps of them.
  const before = recall('person') || recall('former')
  return now !== null && before !== null && before !== '' && now !== before
}

/** Remembers who is here, which tells the other tabs, too; null for nobody any more. */
export function rememberPerson(person: string | null): void {
  remember('person', person ?? '')
}

/** Leaves the page when another tab has signed out, or in as somebody else: nothing of the former person stays. */
export function followPerson(): void {
  const own = personNow()
  onOtherTabs((name) => {
    const now = personNow()
    if ((name !== 'person' && name !== null) || now === own) return
    // Who signs out is not to be signed in again by a provider that still knows them.
    if (now === null) location.assign('/signed-out')
    else location.reload()
  })
}

/** Where to sign in again, and back to what the page shows now. */
export function signInAddress(): string {
  return `/sign-in?to=${encodeURIComponent(location.search)}`
}
