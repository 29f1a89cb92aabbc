import { Ellipsis } from 'lucide-react'
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react'
import { createPortal } from 'react-dom'

import { type FieldKey, fieldOf, isFieldKey } from '../../directory/fields'
import type { Contact } from '../../linq/contact'
import { AnchoredPopover } from '../../ui/anchored-popover'
import { Menu } from '../../ui/menu'
import type { ChangeView } from '../../view/use-view-state'
import type { ViewState } from '../../view/view-address'
import { cellActions, rowActions } from './cell-actions'

interface CellMenuProps {
  scroller: RefObject<HTMLElement | null>
  /** The contacts that have come. */
  contacts: readonly Contact[]
  state: ViewState
  onChange: ChangeView
  onOpen: (id: number) => void
}

/** A cell, and what is in it. */
interface Place {
  cell: HTMLElement
  field: FieldKey
  contact: Contact
}

/**
 * "…" at the right edge of the cell under the pointer, and the menu of a row on the context-menu key or Shift+F10. One
 * button for the whole table: it is put into the cell by a portal, so that no row is drawn for it.
 */
export function CellMenu({ scroller, contacts, state, onChange, onOpen }: CellMenuProps) {
  const [place, setPlace] = useState<Place | null>(null)
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)

  const moveTo = useEffectEvent((target: EventTarget | null) => {
    if (isOpen) return
    const next = placeAt(target, contacts)
    if (next?.cell !== place?.cell) setPlace(next)
  })
  const openAt = useEffectEvent((target: EventTarget | null) => {
    const next = placeAt(target, contacts)
    if (!next) return false
    setPlace(next)
    setOpen(true)
    return true
  })

  useEffect(() => {
    const rows = scroller.current
    if (!rows) return
    let isByKey = false
    const onPointer = (event: PointerEvent) => {
      if (event.pointerType === 'mouse') moveTo(event.target)
    }
    const onLeave = () => moveTo(null)
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'ContextMenu' && !(event.key === 'F10' && event.shiftKey)) return
      if (!openAt(event.target)) return
      // Some browsers open their own menu with the key, others when it is let go: neither may lie above this one.
      isByKey = true
      setTimeout(() => (isByKey = false), 1_000)
      event.preventDefault()
    }
    const onContextMenu = (event: MouseEvent) => {
      if (isByKey) event.preventDefault()
      isByKey = false
    }
    rows.addEventListener('pointerover', onPointer)
    rows.addEventListener('pointerleave', onLeave)
    rows.addEventListener('keydown', onKeyDown)
    addEventListener('contextmenu', onContextMenu)
    return () => {
      rows.removeEventListener('pointerover', onPointer)
      rows.removeEventListener('pointerleave', onLeave)
      rows.removeEventListener('keydown', onKeyDown)
      removeEventListener('contextmenu', onContextMenu)
    }
  }, [scroller])

  if (!place) return null
  const { cell, field, contact } = place
  const close = () => {
    setOpen(false)
    requestAnimationFrame(() => giveFocusBack(cell, scroller.current))
  }
  const label = `${fieldOf(field).label} menu`
  return (
    <>
      {createPortal(
        <button
          ref={button}
          type="button"
          // The key of the row opens the same: a stop at each cell would be 25 more for whoever walks with Tab.
          tabIndex={-1}
          aria-label={label}
          title={label}
          aria-haspopup="menu"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          className="absolute right-1 top-1/2 grid size-6 -translate-y-1/2 place-items-center rounded-sm bg-active text-fg-2 hover:text-fg"
        >
          <Ellipsis className="size-4" aria-hidden />
        </button>,
        cell,
      )}
      {isOpen && (
        <AnchoredPopover
          label={label}
          anchor={button}
          align="end"
          className="min-w-48 max-w-80"
          onClose={close}
        >
          <Menu
            label={field === 'name' ? 'Name menu' : label}
            groups={(field === 'name' ? rowActions : cellActions)(contact, field, {
              state,
              onChange,
              onOpen,
            })}
            onDone={close}
          />
        </AnchoredPopover>
      )}
    </>
  )
}

/** The cell of a contact that something lies in. */
function placeAt(target: EventTarget | null, contacts: readonly Contact[]): Place | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-field]') : null
  const field = cell?.dataset['field'] ?? ''
  const shown = Number(cell?.closest('tr')?.dataset['contact'])
  const contact = contacts.find(({ id }) => id === shown)
  return cell && contact && isFieldKey(field) ? { cell, field, contact } : null
}

/** The row has the focus again, or the list when the row is gone; what took the focus meanwhile keeps it. */
function giveFocusBack(cell: HTMLElement, rows: HTMLElement | null): void {
  const focused = document.activeElement
  if (focused !== null && focused !== document.body && !cell.contains(focused)) return
  const link = cell.isConnected ? cell.closest('tr')?.querySelector('a') : null
  const next = link ?? rows
  next?.focus({ preventScroll: true })
}
