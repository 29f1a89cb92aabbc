import { dismissToast, raiseToast } from '../../ui/toasts/toast-store'
import { setShownList, shownList } from '../../view/selection/shown-list'
import type { ChangeView } from '../../view/use-view-state'
import { UNFILTERED, type ViewState } from '../../view/view-address'

/**
 * Clears search, filters and the list that is shown alone.
 *
 * @returns what brings them back, and the page that they led to
 */
export function clearFilters(state: ViewState, onChange: ChangeView): () => void {
  const parts = Object.entries(state).filter(([part]) => part in UNFILTERED)
  const former = { ...Object.fromEntries(parts), page: state.page }
  const list = shownList()
  onChange(UNFILTERED)
  setShownList(null)
  return () => {
    onChange(former)
    setShownList(list)
  }
}

/**
 * Clears search and filters, and offers to take that back.
 *
 * @param onUndone is called when it was taken back, to give the focus a place: the toast that had it is gone
 */
export function clearAll(state: ViewState, onChange: ChangeView, onUndone: () => void): void {
  const takeBack = clearFilters(state, onChange)
  raiseToast({
    key: 'cleared',
    tone: 'success',
    title: state.search.trim() === '' ? 'Filters cleared' : 'Search and filters cleared',
    action: {
      label: 'Undo',
      run: () => {
        takeBack()
        dismissToast('cleared')
        onUndone()
      },
    },
  })
}
