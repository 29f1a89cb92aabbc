import { type FieldKey, fieldOf, isFieldKey } from '../../directory/fields'

/** A header on its way to another place. */
export interface ColumnDrag {
  label: string
  /** Where the line stands that tells the place, in pixels of the window. */
  xPx: number
  topPx: number
  heightPx: number
  pointerPx: number
  /** The place among the other columns, from 0. */
  to: number
}

/** A press that moves less is a press. */
const LEAST_MOVE_PX = 6

/**
 * Follows a header that is dragged sideways, until it is dropped or Escape is pressed.
 *
 * @param onDrag is told where it would be dropped; null when it is over
 * @param onDrop is told the place among the other columns, from 0
 */
export function dragOf(
  press: PointerEvent,
  header: HTMLElement,
  field: FieldKey,
  rows: HTMLElement,
  onDrag: (drag: ColumnDrag | null) => void,
  onDrop: (field: FieldKey, to: number) => void,
): void {
  const end = new AbortController()
  const { signal } = end
  let drag: ColumnDrag | null = null
  const finish = () => {
    end.abort()
    onDrag(null)
  }
  addEventListener(
    'pointermove',
    (move) => {
      if (!drag && Math.abs(move.clientX - press.clientX) < LEAST_MOVE_PX) return
      if (!drag) ignoreClick()
      drag = { ...placeOf(move.clientX, header, rows), label: fieldOf(field).label, pointerPx: move.clientX }
      onDrag(drag)
    },
    { signal },
  )
  addEventListener(
    'pointerup',
    () => {
      const dropped = drag
      finish()
      if (dropped) onDrop(field, dropped.to)
    },
    { signal },
  )
  addEventListener('pointercancel', finish, { signal })
  onEscape(finish, signal)
}

/** The press that ends a drag, also one that was given up before, is no click on what lies below it. */
export function ignoreClick(): void {
  const stop = (click: Event) => {
    click.stopPropagation()
    click.preventDefault()
  }
  addEventListener('click', stop, { capture: true, once: true })
  // The click, if there is one, comes in the same task as the release.
  const later = () => setTimeout(() => removeEventListener('click', stop, { capture: true }))
  addEventListener('pointerup', later, { once: true })
  addEventListener('pointercancel', later, { once: true })
}

/** Calls back for Escape, which then means nothing else on the page: it would close what is open beside the table. */
export function onEscape(giveUp: () => void, signal: AbortSignal): void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopImmediatePropagation()
    giveUp()
  }
  addEventListener('keydown', onKeyDown, { signal, capture: true })
}

/** Between which headers the pointer is; never before the name. */
function placeOf(x: number, dragged: HTMLElement, rows: HTMLElement) {
  const headers = [...(dragged.parentElement?.querySelectorAll<HTMLElement>('th[data-column]') ?? [])].filter(
    (header) => header !== dragged && isFieldKey(header.dataset['column'] ?? ''),
  )
  const boxes = headers.map((header) => header.getBoundingClientRect())
  const at = boxes.findIndex(({ left, right }) => x < (left + right) / 2)
  const to = at < 0 ? headers.length : Math.max(1, at)
  const { top } = dragged.getBoundingClientRect()
  return {
    to,
    xPx: boxes[to]?.left ?? boxes.at(-1)?.right ?? x,
    topPx: top,
    heightPx: rows.getBoundingClientRect().bottom - top,
  }
}
