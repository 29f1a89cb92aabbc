import { useSyncExternalStore } from 'react'

import type { OwnerKey } from '../../directory/view-query'
import { recall, remember } from '../../ui/device/device-settings'

/** Which owner somebody is. */
export interface Me {
  key: OwnerKey
  /** As the owner was called when it was chosen. */
  name: string
}

let me: Me | null = read()
const listeners = new Set<() => void>()

/** Which owner the person at this device is; null until it was chosen. Another person's device says something else. */
export function useMe(): Me | null {
  return useSyncExternalStore(subscribe, () => me)
}

/** Chooses it, on this device; null forgets it. */
export function chooseMe(next: Me | null): void {
  me = next
  remember('me', next === null ? '' : JSON.stringify(next))
  for (const listener of listeners) listener()
}

/** Whether owners are chosen so that exactly one's own contacts are shown. */
export function isMine(owners: { values: readonly string[]; mode: string }, { key }: Me): boolean {
  return owners.mode === 'include' && owners.values.length === 1 && owners.values[0] === key
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function read(): Me | null {
  try {
    const known: unknown = JSON.parse(recall('me') ?? 'null')
    if (typeof known !== 'object' || known === null || !('key' in known) || !('name' in known)) return null
    const { key, name } = known
    return typeof key === 'string' && key !== '' && typeof name === 'string' ? { key, name } : null
  } catch {
    return null
  }
}
