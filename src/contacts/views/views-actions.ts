import { dismissToast, raiseToast } from '../../ui/toasts/toast-store'
import { type NamedView, addressOf, newViewId, stateOf } from '../../view/named/named-view'
import { keepViews, namedViews } from '../../view/named/named-views'
import { setShownList } from '../../view/selection/shown-list'
import type { ChangeView } from '../../view/use-view-state'
import type { ViewState } from '../../view/view-address'
import { expandAll } from '../grouped/collapse'

/** Keeps what is shown under a name. @returns the id of the new view */
export function saveView(name: string, state: ViewState): string {
  const id = newViewId()
  keepViews([...namedViews(), { id, name, address: addressOf(state) }])
  return id
}

/** Shows a view as it was saved, with all groups open. */
export function resetView(view: NamedView, onChange: ChangeView): void {
  expandAll()
  // A view knows no list that is shown alone.
  setShownList(null)
  onChange(stateOf(view))
}

/** Takes what is shown for a view from now on. @returns what takes that back */
export function updateView(view: NamedView, state: ViewState): () => void {
  replace(view.id, { ...view, address: addressOf(state) })
  // It may be called something else since.
  return () =>
    keepViews(namedViews().map((one) => (one.id === view.id ? { ...one, address: view.address } : one)))
}

/** Calls a view something else. */
export function renameView(view: NamedView, name: string): void {
  replace(view.id, { ...view, name })
}

/** Removes a view. @returns what takes it back, to the same place of the list */
export function deleteView(view: NamedView): () => void {
  const at = namedViews().findIndex(({ id }) => id === view.id)
  keepViews(namedViews().filter(({ id }) => id !== view.id))
  return () => {
    const others = namedViews().filter(({ id }) => id !== view.id)
    keepViews(others.toSpliced(at, 0, view))
  }
}

/** The address of a view for others: who opens it sees the same rows, order and columns. */
export function linkOf({ address }: NamedView): string {
  return `${location.origin}${location.pathname}${address === '' ? '' : `?${address}`}`
}

function replace(id: string, view: NamedView): void {
  keepViews(namedViews().map((one) => (one.id === id ? view : one)))
}

/** What was done to the named views, or could not be done. */
export interface Told {
  title: string
  text?: string
  isError?: boolean
  /** Takes it back. */
  undo?: () => void
}

/** Says it in a toast. */
export function raiseTold({ title, text, isError = false, undo }: Told): void {
  const run = () => {
    undo?.()
    dismissToast('named-views')
  }
  raiseToast({
    key: 'named-views',
    tone: isError ? 'error' : 'success',
    title,
    ...(text !== undefined && { text }),
    ...(undo && { action: { label: 'Undo', run } }),
  })
}
