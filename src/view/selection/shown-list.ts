import { useSyncExternalStore } from 'react'

/**
 * A list of contacts that is shown alone, as a filter beside those of the address. It is of this page alone: an address
 * cannot hold the ids of thousands, and lists of people do not belong into links.
 */
export interface ShownList {
  /** Its name in the directory: `ContactFilters.list`. */
  readonly list: number
  readonly kind: 'pasted' | 'selected'
  /** How many contacts are on it. */
  readonly count: number
}

let shown: ShownList | null = null
const listeners = new Set<() => void>()

/** The list that is shown alone now; null for none. */
export function shownList(): ShownList | null {
  return shown
}

/** Shows the contacts of a list alone; null ends that. */
export function setShownList(list: ShownList | null): void {
  shown = list
  for (const listener of listeners) listener()
}

/** The list that is shown alone, kept up with its changes. */
export function useShownList(): ShownList | null {
  return useSyncExternalStore(subscribe, shownList)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
