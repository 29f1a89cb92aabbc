import { Ellipsis } from 'lucide-react'
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react'
import { createPortal } from 'react-dom'

import { type FieldKey, fieldOf, isFieldKey } from '../../directory/fields'
import { AnchoredPopover } from '../../ui/anchored-popover'
import { Menu } from '../../ui/menu'
import type { ChangeView } from '../../view/use-view-state'
import type { ViewState } from '../../view/view-address'
import { changeLayout, columnLayout, previewWidth, setWidth } from './change-layout'
import { columnActions } from './column-actions'
import { type ColumnDrag, dragOf, ignoreClick, onEscape } from './column-drag'
import { moveColumn } from './column-order'

interface ColumnToolsProps {
  scroller: RefObject<HTMLElement | null>
  state: ViewState
  onChange: ChangeView
}

/** A header, and the column that it is of. */
interface Place {
  header: HTMLElement
  field: FieldKey
}

/**
 * What can be done with columns by hand: their edges are drawn wider, headers to another place; "…" and, on a focused
 * header, Shift+F10 open a menu that does the same by keyboard. One listener for the whole head, loaded after it.
 */
export function ColumnTools({ scroller, state, onChange }: ColumnToolsProps) {
  const [place, setPlace] = useState<Place | null>(null)
  const [isOpen, setOpen] = useState(false)
  const [drag, setDrag] = useState<ColumnDrag | null>(null)
  const button = useRef<HTMLButtonElement>(null)

  const moveTo = useEffectEvent((target: EventTarget | null) => {
    if (isOpen || drag) return
    const next = placeAt(target)
    if (next?.header !== place?.header) setPlace(next)
  })
  const openAt = useEffectEvent((target: EventTarget | null) => {
    const next = placeAt(target)
    if (!next) return false
    setPlace(next)
    setOpen(true)
    return true
  })
  const drop = useEffectEvent((field: FieldKey, to: number) => {
    const after = moveColumn(state.columns, columnLayout().pinned, field, to)
    changeLayout({ pinned: after.pinned })
    if (after.columns.join() !== state.columns.join()) onChange({ columns: after.columns })
  })

  useEffect(() => {
    const rows = scroller.current
    if (!rows) return
    const onPointerOver = (event: PointerEvent) => {
      if (event.pointerType === 'mouse') moveTo(event.target)
    }
    const onPointerMove = (event: PointerEvent) => {
      const head = event.target instanceof Element ? event.target.closest('thead') : null
      head?.toggleAttribute('data-resizing', edgeAt(event) !== null)
    }
    const onPointerDown = (event: PointerEvent) => {
      // A finger scrolls; what can be done with a column by hand, its menu does, too.
      if (event.button !== 0 || event.pointerType === 'touch') return
      const edge = edgeAt(event)
      if (edge) resize(edge, event)
      else startDrag(event)
    }
    const startDrag = (event: PointerEvent) => {
      const from = placeAt(event.target)
      const isMenu = event.target instanceof Element && event.target.closest('[data-column-menu]')
      if (from && !isMenu && from.field !== 'name')
        dragOf(event, from.header, from.field, rows, setDrag, drop)
    }
    const onDoubleClick = (event: MouseEvent) => {
      const edge = edgeAt(event)
      if (edge) setWidth(edge.field, null)
    }
    const onKeyDown = (event: KeyboardEvent) => {
      const isMenuKey = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)
      if (!isMenuKey || !openAt(event.target)) return
      event.preventDefault()
      // Some browsers open their own menu when the key is let go, wherever the focus is by then.
      const stop = (opened: Event) => opened.preventDefault()
      document.addEventListener('contextmenu', stop, { once: true })
      const later = () => setTimeout(() => document.removeEventListener('contextmenu', stop))
      document.addEventListener('keyup', later, { once: true })
    }
    const onLeave = () => moveTo(null)
    const listeners = [
      ['pointerover', onPointerOver],
      ['pointermove', onPointerMove],
      ['pointerdown', onPointerDown],
      ['pointerleave', onLeave],
      ['dblclick', onDoubleClick],
      ['keydown', onKeyDown],
    ] as const
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each name stands beside the listener of its event
    for (const [name, listener] of listeners) rows.addEventListener(name, listener as EventListener)
    return () => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
      for (const [name, listener] of listeners) rows.removeEventListener(name, listener as EventListener)
    }
  }, [scroller])

  if (drag) return createPortal(<DropLine drag={drag} />, document.body)
  if (!place) return null
  const { header, field } = place
  const label = `${fieldOf(field).label} column menu`
  const close = () => {
    setOpen(false)
    requestAnimationFrame(() => {
      const focused = document.activeElement
      // The popover may have given it to the button of the mouse already.
      if (focused !== null && focused !== document.body && focused !== button.current) return
      const next = scroller.current?.querySelector<HTMLElement>(`[data-column="${field}"] button`)
      ;(next ?? scroller.current)?.focus({ preventScroll: true })
    })
  }
  return (
    <>
      {createPortal(
        <button
          ref={button}
          type="button"
          data-column-menu
          // For the mouse alone: the key of the header opens the same, and the header has one button, which sorts.
          aria-hidden
          tabIndex={-1}
          title={label}
          onClick={() => setOpen(!isOpen)}
          className="absolute right-2 top-1/2 grid size-6 -translate-y-1/2 place-items-center rounded-sm bg-active text-fg-2 hover:text-fg"
        >
          <Ellipsis className="size-4" aria-hidden />
        </button>,
        header,
      )}
      {isOpen && (
        <AnchoredPopover label={label} anchor={button} align="end" className="min-w-52" onClose={close}>
          <Menu label={label} groups={columnActions(field, state, onChange)} onDone={close} />
        </AnchoredPopover>
      )}
    </>
  )
}

/** The line where a header would be dropped. */
function DropLine({ drag: { xPx, topPx, heightPx, label, pointerPx } }: { drag: ColumnDrag }) {
  return (
    <>
      <span
        aria-hidden
        className="forced-fill pointer-events-none fixed z-pop w-0.5 bg-accent"
        style={{ left: xPx - 1, top: topPx, height: heightPx }}
      />
      <span
        aria-hidden
        className="pointer-events-none fixed z-pop rounded border border-line-strong bg-raised px-2 py-1 text-caption font-medium shadow-pop"
        style={{ left: pointerPx + 12, top: topPx + 6 }}
      >
        {label}
      </span>
    </>
  )
}

/** The header that something lies in. */
function placeAt(target: EventTarget | null): Place | null {
  const header = target instanceof Element ? target.closest<HTMLElement>('th[data-column]') : null
  const field = header?.dataset['column'] ?? ''
  return header && isFieldKey(field) ? { header, field } : null
}

/** So near to the edge of a header its width is meant. */
const EDGE_PX = 6

/** The column whose right edge the pointer is at. */
function edgeAt(event: MouseEvent): Place | null {
  const here = placeAt(event.target)
  if (!here) return null
  const { left, right } = here.header.getBoundingClientRect()
  if (right - event.clientX <= EDGE_PX) return here
  if (event.clientX - left > EDGE_PX) return null
  return placeAt(here.header.previousElementSibling)
}

/** Follows the pointer until it is let go; Escape gives the former width back. */
function resize({ header, field }: Place, event: PointerEvent): void {
  event.preventDefault()
  const startPx = header.getBoundingClientRect().width
  const startX = event.clientX
  const end = new AbortController()
  const { signal } = end
  const former = columnLayout()
  const onMove = (move: PointerEvent) => previewWidth(field, startPx + move.clientX - startX)
  const giveUp = () => {
    changeLayout(former)
    end.abort()
  }
  const keep = () => {
    changeLayout(columnLayout())
    end.abort()
  }
  addEventListener('pointermove', onMove, { signal })
  addEventListener('pointerup', keep, { signal })
  addEventListener('pointercancel', giveUp, { signal })
  onEscape(giveUp, signal)
  ignoreClick()
}
