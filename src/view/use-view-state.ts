import { useQueryStates } from 'nuqs'
import { useCallback, useEffect, useRef } from 'react'

import { type ViewState, addressKeys, cutSearch, viewParsers } from './view-address'

/** Changes parts of the view; whatever changes the rows or their order leads back to the first page. */
export type ChangeView = (part: Partial<ViewState>) => void

/** The view as the address has it, and the one way to change it. */
export function useViewState(): [ViewState, ChangeView] {
  const [state, setState] = useQueryStates(viewParsers, { urlKeys: addressKeys })
  const isTyping = useRef(false)

  useEffect(() => {
    const stopTyping = () => {
      isTyping.current = false
    }
    addEventListener('popstate', stopTyping)
    return () => removeEventListener('popstate', stopTyping)
  }, [])

  const change = useCallback<ChangeView>(
    (part) => {
      const isSearch = part.search !== undefined && Object.keys(part).length === 1
      // Words that are typed one after the other are one step of the history, not one for each letter.
      const history = isSearch && isTyping.current ? 'replace' : 'push'
      isTyping.current = isSearch && part.search !== ''
      const search = part.search === undefined ? {} : { search: cutSearch(part.search) }
      void setState({ ...(startsAnew(part) && { page: 1 }), ...part, ...search }, { history })
    },
    [setState],
  )
  return [state, change]
}

function startsAnew(part: Partial<ViewState>): boolean {
  return 'search' in part || 'owners' in part || 'since' in part || 'sort' in part || 'rows' in part
}
