import { useSyncExternalStore } from 'react'

import type { CopySetting } from '../directory/directory'
import { recall, remember } from '../ui/device/device-settings'

/** What was answered when the page asked whether it may keep a copy of the contacts on this device. */
export type CopyChoice = 'unasked' | 'keep' | 'none'

/** For how many days a copy is good. */
export const COPY_DAYS = [1, 7, 30] as const

/** What one has chosen about the copy on this device. */
export interface ChosenCopy {
  choice: CopyChoice
  days: (typeof COPY_DAYS)[number]
}

/** Where storage is denied the choice holds until the page is closed. */
let chosen = readChosen()
const listeners = new Set<() => void>()

/** The setting as the directory wants it. */
export function copySetting(): CopySetting {
  return { isKept: chosen.choice === 'keep', days: chosen.days }
}

/** What is chosen now, kept up with changes, also those of other tabs. */
export function useChosenCopy(): ChosenCopy {
  return useSyncExternalStore(subscribe, () => chosen)
}

/** Chooses, and remembers it on this device. */
export function chooseCopy(part: Partial<ChosenCopy>): void {
  change({ ...chosen, ...part })
  remember('copy', chosen.choice)
  remember('copy-days', String(chosen.days))
}

/** Calls the listener after every change of the choice; gives the function that ends it. */
export function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Follows what is chosen in other tabs (HTML, "storage" event: it is fired at all documents but the one that wrote). */
export function followOtherTabs(): void {
  addEventListener('storage', () => {
    const other = readChosen()
    // Where another tab has forgotten everything, that is no reason to ask again at once.
    if (other.choice === 'unasked' && chosen.choice !== 'unasked') other.choice = 'none'
    if (other.choice !== chosen.choice || other.days !== chosen.days) change(other)
  })
}

/** Keeps no copy until the page is closed, and remembers nothing of it: the next visit asks again. */
export function forgetChoice(): void {
  change({ ...chosen, choice: 'none' })
}

function readChosen(): ChosenCopy {
  const choice = recall('copy')
  const days = Number(recall('copy-days'))
  return {
    choice: choice === 'keep' || choice === 'none' ? choice : 'unasked',
    days: COPY_DAYS.find((known) => known === days) ?? 7,
  }
}

function change(next: ChosenCopy): void {
  chosen = next
  for (const listener of listeners) listener()
}
