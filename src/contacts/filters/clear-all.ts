import { dismissToast, raiseToast } from '../../ui/toasts/toast-store'
import type { ChangeView } from '../../view/use-view-state'
import { UNFILTERED, type ViewState } from '../../view/view-address'

/** What clearing takes away, so that it can be brought back: search and filters, and the page that they led to. */
export function clearedParts(state: ViewState): Partial<ViewState> {
  const parts = Object.entries(state).filter(([part]) => part in UNFILTERED)
  return { ...Object.fromEntries(parts), page: state.page }
}

/**
 * Clears search and filters, and offers to take that back.
 *
 * @param onUndone is called when it was taken back, to give the focus a place: the toast that had it is gone
 */
export function clearAll(state: ViewState, onChange: ChangeView, onUndone: () => void): void {
  const former = clearedParts(state)
  onChange(UNFILTERED)
  raiseToast({
    key: 'cleared',
    tone: 'success',
    title: state.search.trim() === '' ? 'Filters cleared' : 'Search and filters cleared',
    action: {
      label: 'Undo',
      run: () => {
        onChange(former)
        dismissToast('cleared')
        onUndone()
      },
    },
  })
}
