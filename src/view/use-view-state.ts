import { useQueryStates } from 'nuqs'
import { useCallback, useEffect, useMemo, useRef } from 'react'

import type { ViewQuery } from '../directory/view-query'
import { useNow } from '../ui/device/use-now'
import { raiseToast } from '../ui/toasts/toast-store'
import { dayOf, startOfDay } from './address/dates'
import { useShownList } from './selection/shown-list'
import {
  LONGEST_ADDRESS,
  type ViewState,
  addressKeys,
  cutSearch,
  printAddress,
  queryOf,
  viewParsers,
} from './view-address'

/**
 * Changes parts of the view; whatever changes the rows or their order leads back to the first page. A function is given
 * the view of that moment.
 */
export type ChangeView = (part: Partial<ViewState> | ((now: ViewState) => Partial<ViewState>)) => void

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
      const isSearch = 'search' in part && Object.keys(part).length === 1
      // Words that are typed one after the other are one step of the history, not one for each letter.
      const history = isSearch && isTyping.current ? 'replace' : 'push'
      isTyping.current = isSearch && part.search !== ''
      void setState(
        (now) => {
          const asked = typeof part === 'function' ? part(now) : part
          const search = asked.search === undefined ? {} : { search: cutSearch(asked.search) }
          const next = { ...(startsAnew(asked) && { page: 1 }), ...asked, ...search }
          return fitsAddress({ ...now, ...next }) ? next : {}
        },
        { history },
      )
    },
    [setState],
  )
  return [state, change]
}

/** The question of a view as of today; it is the same one until the view changes or the day ends. */
export function useViewQuery(state: ViewState): ViewQuery {
  const today = dayOf(useNow(60_000))
  const list = useShownList()?.list ?? null
  return useMemo(() => queryOf(state, startOfDay(today), list), [state, today, list])
}

/** Whether an address holds a view: one that none holds could not be shared, nor loaded again, and that is told. */
export function fitsAddress(state: ViewState): boolean {
  const { search } = new URL(printAddress(state), location.href)
  if (search.length <= LONGEST_ADDRESS) return true
  raiseToast({
    key: 'address-too-long',
    tone: 'warning',
    title: 'No more values fit into this filter',
    text: 'The address of a view holds its filters. Choose what to leave out instead.',
  })
  return false
}

const PLACES: ReadonlySet<string> = new Set<keyof ViewState>([
  'page',
  'columns',
  'contact',
  'summary',
  'named',
])

function startsAnew(part: Partial<ViewState>): boolean {
  return Object.keys(part).some((key) => !PLACES.has(key))
}
