import { useQueryStates } from 'nuqs'
import { useCallback } from 'react'

import { type ViewState, addressKeys, cutSearch, viewParsers } from './view-address'

/** The view as the address has it, and the one way to change it. */
export function useViewState(): [ViewState, ChangeView] {
  const [state, setState] = useQueryStates(viewParsers, { urlKeys: addressKeys, history: 'push' })
  const change = useCallback<ChangeView>(
    (part) => {
      void setState(
        (before) => {
          const next = { ...part }
          if (next.search !== undefined) next.search = cutSearch(next.search)
          return { ...(startsAnew(part) ? { page: 1 } : {}), ...next } as Partial<typeof before>
        },
        // A word that is being typed is one step of the history, not one for each letter.
        { history: isTypingOn(part) ? 'replace' : 'push' },
      )
    },
    [setState],
  )
  return [state, change]

  function isTypingOn(part: Partial<ViewState>): boolean {
    return part.search !== undefined && Object.keys(part).length === 1 && state.search !== ''
  }
}

/** Changes parts of the view; whatever changes the rows or their order leads back to the first page. */
export type ChangeView = (part: Partial<ViewState>) => void

function startsAnew(part: Partial<ViewState>): boolean {
  return 'search' in part || 'owners' in part || 'sort' in part || 'rows' in part
}
