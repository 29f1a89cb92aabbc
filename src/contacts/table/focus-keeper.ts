import { placeAmong, rowLinks } from './row-links'

/** The element that has the focus, and the place of its row among those that are drawn; -1 when it is in none. */
interface Held {
  element: Element
  place: number
}

/** So long whoever closes something has to give the focus back by themselves: some do it in a task of its own. */
const PATIENCE_MS = 200

/**
 * Gives the focus a new place when what had it goes from the page: the row that stands at its place, else the list.
 * Without that a browser leaves it to nobody, and whoever uses the keyboard begins at the top of the page again.
 *
 * @returns what ends it
 */
export function keepFocus(rows: HTMLElement): () => void {
  const stop = new AbortController()
  const { signal } = stop
  let held: Held | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  addEventListener(
    'focusin',
    ({ target }) => {
      // Somebody has given it a place; whoever loses it next has the whole time again.
      clearTimeout(timer)
      if (target instanceof Element) held = { element: target, place: placeAmong(rowLinks(rows), target) }
    },
    { signal },
  )
  addEventListener(
    'focusout',
    ({ target, relatedTarget }) => {
      if (relatedTarget !== null || !document.hasFocus()) return
      // Who presses beside everything, or leaves a field with Escape, wants the focus nowhere.
      queueMicrotask(() => {
        if (target instanceof Element && target.isConnected) held = null
      })
    },
    { signal },
  )
  const observer = new MutationObserver(() => {
    if (!held || held.element.isConnected || document.activeElement !== document.body) return
    const { place } = held
    held = null
    // What took it away may have a better place for the focus, which it gives a moment later.
    clearTimeout(timer)
    timer = setTimeout(() => give(rows, place), PATIENCE_MS)
  })
  observer.observe(document.body, { childList: true, subtree: true })
  return () => {
    stop.abort()
    clearTimeout(timer)
    observer.disconnect()
  }
}

function give(rows: HTMLElement, place: number): void {
  if (document.activeElement !== document.body || document.querySelector('dialog[open]')) return
  const links = rowLinks(rows)
  const link = place < 0 ? undefined : links[Math.min(place, links.length - 1)]
  ;(link ?? rows).focus({ preventScroll: true })
}
