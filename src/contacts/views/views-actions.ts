import { dismissToast, raiseToast } from '../../ui/toasts/toast-store'
import { type NamedView, addressOf, newViewId, stateOf } from '../../view/named/named-view'
import { keepViews, namedViews } from '../../view/named/named-views'
import type { ChangeView } from '../../view/use-view-state'
import type { ViewState } from '../../view/view-address'

/** Keeps what is shown under a name. @returns the id of the new view */
export function saveView(name: string, state: ViewState): string {
  const id = newViewId()
  keepViews([...namedViews(), { id, name, address: addressOf(state) }])
  return id
}

/** Shows a view as it was saved. */
export function resetView(view: NamedView, onChange: ChangeView): void {
  onChange(stateOf(view))
}

/** Takes what is shown for a view from now on; that can be taken back. */
export function updateView(view: NamedView, state: ViewState): void {
  replace(view.id, { ...view, address: addressOf(state) })
  offerUndo(`“${view.name}” updated`, () => replace(view.id, view))
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

/** Says what was done to the named views, and offers to take it back. */
export function offerUndo(title: string, run: () => void): void {
  raiseToast({
    key: 'named-views',
    tone: 'success',
    title,
    action: {
      label: 'Undo',
      run: () => {
        run()
        dismissToast('named-views')
      },
    },
  })
}
