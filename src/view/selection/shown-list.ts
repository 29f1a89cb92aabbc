import { pageStore } from '../../ui/page-store'

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

const store = pageStore<ShownList | null>(null)

/** The list that is shown alone now; null for none. */
export const shownList = store.now

/** Shows the contacts of a list alone; null ends that. */
export const setShownList = store.set

/** The list that is shown alone, kept up with its changes. */
export const useShownList = store.use
