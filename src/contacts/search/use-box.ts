import { type RefObject, useEffect, useEffectEvent } from 'react'

type Field = RefObject<HTMLInputElement | null>

interface BoxEvents {
  /** The focus comes into the box, from elsewhere or from its button, or goes to its button. */
  onMove: () => void
  /** The focus leaves the box. */
  onLeave: () => void
}

/** Tells where the focus goes, of a search box and the button that clears it. */
export function useBoxFocus(field: Field, { onMove, onLeave }: BoxEvents): void {
  const move = useEffectEvent(onMove)
  const leave = useEffectEvent(onLeave)
  useEffect(() => {
    const box = field.current?.closest('[role="search"]')
    if (!box) return
    const stop = new AbortController()
    const on = (name: string, listener: (event: Event) => void) =>
      box.addEventListener(name, listener, { signal: stop.signal })
    on('focusin', () => move())
    on('focusout', (event) => {
      const to = event instanceof FocusEvent ? event.relatedTarget : null
      if (to instanceof Node && box.contains(to)) move()
      // Whoever looks at another window comes back to what was being written.
      else if (document.hasFocus()) leave()
    })
    // What clears the box must not finish what stands in it.
    on('mousedown', (event) => {
      if (event.target instanceof Element && event.target.closest('button')) event.preventDefault()
    })
    return () => stop.abort()
  }, [field])
}

/**
 * Tells assistive technology of the list that a search box controls. The box has no state of being expanded: that it
 * controls a list tells that there is one.
 *
 * @param listId null while there is none
 * @param activeId of the option that Enter takes; null for none
 */
export function useListAttributes(field: Field, listId: string | null, activeId: string | null): void {
  useEffect(() => {
    const box = field.current
    const tell = (name: string, value: string | null) =>
      value === null ? box?.removeAttribute(name) : box?.setAttribute(name, value)
    tell('aria-autocomplete', 'list')
    tell('aria-controls', listId)
    tell('aria-activedescendant', activeId)
  }, [field, listId, activeId])
}
