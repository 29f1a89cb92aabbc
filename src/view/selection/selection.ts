import { pageStore } from '../../ui/page-store'

/** The contacts that somebody chose, in whatever view: by their ids, so that no order and no filter changes them. */
export interface Selection {
  readonly ids: ReadonlySet<number>
  /** The contact that was chosen or left out last, from which a range goes; null before the first one. */
  readonly anchor: number | null
  /** Whether cards show their boxes although nothing is selected. */
  readonly isChoosing: boolean
}

// A new object for each change, around one set: copying a hundred thousand ids for each press would be felt.
let ids = new Set<number>()
const store = pageStore<Selection>({ ids, anchor: null, isChoosing: false })

/** The selection now; another object after every change. */
export const selectionNow = store.now

/** The selection, kept up with its changes. */
export const useSelection = store.use

/** Selects contacts, or leaves them out of the selection; the anchor stays. Costs as much as the contacts given. */
export function select(contacts: Iterable<number>, isSelected: boolean): void {
  for (const id of contacts) {
    if (isSelected) ids.add(id)
    else ids.delete(id)
  }
  change({})
}

/** Selects a contact or leaves it out, and makes it the anchor. */
export function toggle(id: number): void {
  if (!ids.delete(id)) ids.add(id)
  change({ anchor: id })
}

/** Shows the boxes of cards, or hides them. */
export function setChoosing(isChoosing: boolean): void {
  change({ isChoosing })
}

/** Takes other contacts for the selection; the former ones are left as they are, so that they can be taken back. */
export function replaceSelection(contacts: Iterable<number>): void {
  ids = new Set(contacts)
  change({ anchor: null, isChoosing: false })
}

function change(part: Partial<Selection>): void {
  store.set({ ...store.now(), ...part, ids })
}
