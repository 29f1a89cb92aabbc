import { dismissToast, raiseToast } from '../../ui/toasts/toast-store'
import { setShownList, shownList } from '../../view/selection/shown-list'
import type { ChangeView } from '../../view/use-view-state'
import { UNFILTERED, type ViewState } from '../../view/view-address'

/** Parts of a view that choose contacts, and what they are when nobody chose. */
type Unfiltered = Partial<typeof UNFILTERED>

/**
 * Clears search, filters and the list that is shown alone; or only some of them.
 *
 * @returns what brings them back, and the page that they led to; what was chosen since stays
 */
export function clearFilters(
  state: ViewState,
  onChange: ChangeView,
  parts: Unfiltered = UNFILTERED,
): () => void {
  const list = parts === UNFILTERED && shownList()
  onChange(parts)
  if (list) setShownList(null)
  return () => {
    onChange((view) => {
      const now: Record<string, unknown> = { ...view }
      const isUnset = (part: string) => JSON.stringify(now[part]) === JSON.stringify(unset[part])
      const former = Object.entries(state).filter(([part]) => part in parts && isUnset(part))
      const isAll = Object.keys(unset).every(isUnset)
      return { ...Object.fromEntries(former), page: isAll ? state.page : 1 }
    })
    if (list) setShownList(list)
  }
}

const unset: Record<string, unknown> = UNFILTERED

/**
 * Clears search and filters, or only some of them, and offers to take that back.
 *
 * @param onUndone is called when it was taken back, to give the focus a place: the toast that had it is gone
 */
export function clearAll(
  state: ViewState,
  onChange: ChangeView,
  onUndone: () => void,
  parts?: Unfiltered,
): void {
  const takeBack = clearFilters(state, onChange, parts)
  const all = state.search.trim() === '' ? 'Filters cleared' : 'Search and filters cleared'
  raiseToast({
    key: 'cleared',
    tone: 'success',
    title: parts ? 'Filter removed' : all,
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
