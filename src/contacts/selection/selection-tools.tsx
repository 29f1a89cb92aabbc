import { type RefObject, useEffect, useEffectEvent } from 'react'

import type { ViewQuery } from '../../directory/view-query'
import { countOf } from '../../ui/text/format'
import { raiseToast } from '../../ui/toasts/toast-store'
import { useDirectory, useSnapshot } from '../../view/directory-context'
import { select, selectionNow, toggle, useSelection } from '../../view/selection/selection'
import type { ContactsView } from '../../view/use-contacts-view'
import type { ChangeView } from '../../view/use-view-state'
import type { ViewState } from '../../view/view-address'
import { onLongPress } from './long-press'
import { selectRange } from './selection-actions'
import { SelectionBar } from './selection-bar'

interface SelectionToolsProps {
  /** The element that holds the rows. */
  scroller: RefObject<HTMLElement | null>
  state: ViewState
  query: ViewQuery
  view: ContactsView
  onChange: ChangeView
  /** Null while nothing can be exported. */
  onExport: (() => void) | null
}

/**
 * What selecting is beyond a press on a box: Shift for a range, Space and Shift+Space on a row, a long touch, and the
 * bar that says how many are selected. One listener for all rows, loaded after them.
 */
export function SelectionTools({ scroller, ...bar }: SelectionToolsProps) {
  const { query } = bar
  const directory = useDirectory()
  const { ids, isChoosing } = useSelection()
  const isBarShown = ids.size > 0 || isChoosing
  useGoneDropped()

  const extend = useEffectEvent((id: number, isSelected: boolean) => {
    const { anchor } = selectionNow()
    if (anchor !== null && anchor !== id) void selectRange(directory, query, [anchor, id], isSelected)
  })
  const press = useEffectEvent((id: number, isRange: boolean) => {
    if (query.filters?.since === 'gone') return
    if (isRange) extend(id, !selectionNow().ids.has(id))
    toggle(id)
  })

  useEffect(() => {
    const rows = scroller.current
    if (!rows) return
    // Comes before React's own: the anchor is still the former one, and the box shows its new state already.
    const onClick = ({ target, shiftKey }: MouseEvent) => {
      const id = contactOf(target)
      if (shiftKey && id !== null && isBox(target)) extend(id, target.checked)
    }
    // Shift would select the text between two presses.
    const onMouseDown = (event: MouseEvent) => {
      const isOnBox = event.target instanceof Element && event.target.closest('label') !== null
      if (event.shiftKey && isOnBox) event.preventDefault()
    }
    const onKeyDown = (event: KeyboardEvent) => {
      const { key, target, ctrlKey, metaKey, altKey, shiftKey } = event
      const id = contactOf(target)
      if (key !== ' ' || ctrlKey || metaKey || altKey || event.defaultPrevented || id === null) return
      if (target instanceof Element && target.matches('input, button')) return
      event.preventDefault()
      press(id, shiftKey)
    }
    const end = onLongPress(rows, (target) => {
      const id = contactOf(target)
      if (id !== null) press(id, false)
      return id !== null
    })
    rows.addEventListener('click', onClick)
    rows.addEventListener('mousedown', onMouseDown)
    rows.addEventListener('keydown', onKeyDown)
    return () => {
      end()
      rows.removeEventListener('click', onClick)
      rows.removeEventListener('mousedown', onMouseDown)
      rows.removeEventListener('keydown', onKeyDown)
    }
  }, [scroller])

  return isBarShown && <SelectionBar scroller={scroller} {...bar} />
}

/** The contact of the row that something lies in. */
function contactOf(target: EventTarget | null): number | null {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-contact]') : null
  return row ? Number(row.dataset['contact']) : null
}

function isBox(target: EventTarget | null): target is HTMLInputElement {
  return target instanceof HTMLInputElement && target.type === 'checkbox'
}

/**
 * Takes contacts that are gone out of the selection, and says so. Only what was read to its end without a doubt tells
 * who is gone: a contact of a page that failed, or has not come yet, is not.
 */
function useGoneDropped(): void {
  const directory = useDirectory()
  const { version, read } = useSnapshot()
  const isSure = read.status === 'complete' || read.status === 'verified'
  useEffect(() => {
    const { ids } = selectionNow()
    if (!isSure || ids.size === 0) return
    let isOver = false
    const drop = async () => {
      const gone = await directory.gone(Float64Array.from(ids))
      if (isOver || gone.length === 0) return
      select(gone, false)
      raiseToast({
        key: 'selection',
        tone: 'warning',
        title: `${countOf(gone.length, 'selected contact')} ${gone.length === 1 ? 'is' : 'are'} gone`,
        text: `Linq has deleted ${gone.length === 1 ? 'it' : 'them'}; ${countOf(selectionNow().ids.size, 'contact')} remain selected.`,
      })
    }
    // Without an answer nobody is dropped; the next version asks again.
    drop().catch(() => undefined)
    return () => {
      isOver = true
    }
  }, [directory, version, isSure])
}
