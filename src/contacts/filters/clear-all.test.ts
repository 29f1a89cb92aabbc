import { afterEach, expect, it } from 'vitest'

import { dismissToast, shownToasts } from '../../ui/toasts/toast-store'
import { setShownList, shownList } from '../../view/selection/shown-list'
import { unchangedView } from '../../view/testing/unchanged-view'
import type { ChangeView } from '../../view/use-view-state'
import { UNFILTERED, type ViewState } from '../../view/view-address'
import { clearAll } from './clear-all'

const owners = { values: ['12'], mode: 'include' } as const
const companies = { values: ['=Nordic'], mode: 'include' } as const

function viewOf(start: Partial<ViewState>) {
  let state: ViewState = { ...unchangedView, ...start }
  const change: ChangeView = (part) => {
    state = { ...state, page: 1, ...(typeof part === 'function' ? part(state) : part) }
  }
  return { change, now: () => state }
}

function undo(): void {
  shownToasts()
    .find(({ key }) => key === 'cleared')
    ?.action?.run()
}

afterEach(() => {
  dismissToast('cleared')
  setShownList(null)
})

it('brings search, filters, list and page back', () => {
  const start = { search: 'wei', owners, page: 3 }
  const view = viewOf(start)
  const list = { list: 1, kind: 'pasted', count: 2 } as const
  setShownList(list)
  clearAll(view.now(), view.change, () => undefined)
  expect(view.now()).toEqual(unchangedView)
  expect(shownList()).toBeNull()
  undo()
  expect(view.now()).toEqual({ ...unchangedView, ...start })
  expect(shownList()).toBe(list)
  expect(shownToasts()).toEqual([])
})

it('keeps what was chosen since', () => {
  const view = viewOf({ search: 'wei', owners, page: 3 })
  clearAll(view.now(), view.change, () => undefined)
  view.change({ companies })
  view.change({ search: 'li' })
  undo()
  expect(view.now()).toEqual({ ...unchangedView, search: 'li', owners, companies, page: 1 })
})

it('brings one filter back, beside the others', () => {
  const view = viewOf({ owners, companies, page: 2 })
  clearAll(view.now(), view.change, () => undefined, { owners: UNFILTERED.owners })
  expect(view.now()).toEqual({ ...unchangedView, companies })
  undo()
  expect(view.now()).toMatchObject({ owners, companies })
})
