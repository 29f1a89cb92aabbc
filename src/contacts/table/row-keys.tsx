import { type RefObject, useEffect } from 'react'

import { keepFocus } from './focus-keeper'
import { placeAmong, rowLinks } from './row-links'

/**
 * The arrow keys walk from the search to the rows and from row to row, Page Up and Page Down by a screen, Home and End
 * to the ends of the list. Each row has one thing that takes the focus first: its link, or the button of a group's head.
 */
export function RowKeys({ scroller }: { scroller: RefObject<HTMLElement | null> }) {
  useEffect(() => (scroller.current ? keepFocus(scroller.current) : undefined), [scroller])
  useEffect(() => {
    const rows = scroller.current
    if (!rows) return
    const onKeyDown = (event: KeyboardEvent) => {
      const { key, target } = event
      if (!isPlainPress(event)) return
      if (!(target instanceof Element)) return
      // Where nothing has the focus, keys are for the list: it is what the page is for.
      const isNowhere = target === document.body && !document.querySelector('dialog[open]')
      const isOnList = target === rows || isNowhere
      const isOnRow = isOnList || (rows.contains(target) && target.closest('tbody tr, li') !== null)
      const isSearch = key === 'ArrowDown' && target.matches('[role="search"] input')
      if (!isOnRow && !isSearch) return
      if (isOnRow && (key === 'Home' || key === 'End')) {
        event.preventDefault()
        walk.abort()
        walk = new AbortController()
        place.px = null
        walkToEnd(rows, key === 'End', walk.signal)
        return
      }
      if (isOnRow && (key === 'PageUp' || key === 'PageDown')) {
        event.preventDefault()
        walk.abort()
        walk = new AbortController()
        walkByScreen(rows, isOnList ? null : target, key === 'PageDown', place, walk.signal)
        return
      }
      const next = rowFor(key, rows, target)
      if (!next) return
      event.preventDefault()
      walk.abort()
      place.px = null
      next.focus({ preventScroll: true })
      showBelowHeader(next, rows)
    }
    let walk = new AbortController()
    const place: Place = { px: null }
    addEventListener('keydown', onKeyDown)
    return () => {
      walk.abort()
      removeEventListener('keydown', onKeyDown)
    }
  }, [scroller])
  return null
}

/** Whether nobody has taken a press, and no other key is held with it. */
export function isPlainPress(event: KeyboardEvent): boolean {
  const { defaultPrevented, ctrlKey, metaKey, altKey, shiftKey } = event
  return !(defaultPrevented || ctrlKey || metaKey || altKey || shiftKey)
}

/** The link of the row that a key leads to; null when it leads to none. */
function rowFor(key: string, rows: HTMLElement, from: Element): HTMLElement | null {
  const links = rowLinks(rows)
  const at = placeAmong(links, from)
  switch (key) {
    case 'ArrowDown':
      return links[at < 0 ? firstSeen(links, rows) : at + 1] ?? null
    case 'ArrowUp':
      return at < 0 ? null : (links[at - 1] ?? null)
    default:
      return null
  }
}

/** So long the row at an end has to come. */
const PATIENCE_MS = 3_000

/** Scrolls to an end of the list and, as soon as its row is drawn there, gives it the focus. */
function walkToEnd(rows: HTMLElement, isDown: boolean, signal: AbortSignal): void {
  const startMs = performance.now()
  const step = () => {
    if (signal.aborted || performance.now() - startMs > PATIENCE_MS) return
    const edge = isDown ? rows.scrollHeight : 0
    if (Math.abs(rows.scrollTop - edge) > (isDown ? rows.clientHeight + 1 : 0)) {
      rows.scrollTo({ top: edge })
      requestAnimationFrame(step)
      return
    }
    const links = rowLinks(rows)
    const last = isDown ? links.at(-1) : links[0]
    // In a long list the rows of the place left are still drawn, and those of this one come when they are read.
    if (last && isAtEnd(last, rows, isDown)) last.focus({ preventScroll: true })
    else requestAnimationFrame(step)
  }
  requestAnimationFrame(step)
}

/**
 * Scrolls by a screen but for one row, and gives the focus to the row that stands then where the one before stood: the
 * last of them at the end of the list.
 *
 * @param from a part of the row that has the focus; null for the first one on screen
 * @param place where the focus is to stand; presses that follow quickly go on from there
 */
function walkByScreen(
  rows: HTMLElement,
  from: Element | null,
  isDown: boolean,
  place: Place,
  signal: AbortSignal,
): void {
  const drawn = rowLinks(rows)
  const first = from?.closest('tr, li') ?? rowOf(drawn[firstSeen(drawn, rows)])
  if (!first) return
  const { top, height } = first.getBoundingClientRect()
  const screenPx = Math.max(height, rows.clientHeight - headerPx(rows) - headPx(rows) - height)
  const formerPx = rows.scrollTop
  rows.scrollBy({ top: isDown ? screenPx : -screenPx })
  const missingPx = screenPx - Math.abs(rows.scrollTop - formerPx)
  const wantedPx = (place.px ?? top) + (isDown ? missingPx : -missingPx)
  // Beyond an end there is nothing: the next press goes on from the row there.
  place.px = missingPx > 1 ? null : wantedPx
  const startMs = performance.now()
  const step = () => {
    if (signal.aborted || performance.now() - startMs > PATIENCE_MS) return
    const links = rowLinks(rows)
    const gapOf = (link: HTMLElement) => Math.abs((rowOf(link)?.getBoundingClientRect().top ?? 0) - wantedPx)
    const [nearest] = links.toSorted((a, b) => gapOf(a) - gapOf(b))
    const last = isDown ? links.at(-1) : links[0]
    const isEnd = missingPx > 1 && last !== undefined && isAtEnd(last, rows, isDown)
    if (nearest && (isEnd || gapOf(nearest) < height)) {
      place.px = null
      nearest.focus({ preventScroll: true })
      showBelowHeader(nearest, rows)
    } else requestAnimationFrame(step)
  }
  requestAnimationFrame(step)
}

/** A height on screen, in pixels; null for nowhere. */
interface Place {
  px: number | null
}

function rowOf(link: HTMLElement | undefined): Element | null {
  return link?.closest('tr, li') ?? null
}

/** Whether less than a row lies between a row and the end of what can be scrolled. */
function isAtEnd(link: HTMLElement, rows: HTMLElement, isDown: boolean): boolean {
  const { top, bottom, height } = (rowOf(link) ?? link).getBoundingClientRect()
  const startPx = rows.getBoundingClientRect().top - rows.scrollTop
  return isDown ? startPx + rows.scrollHeight - bottom < height : top - startPx - headerPx(rows) < height
}

/** The first row on screen: the list may have been scrolled with the wheel. */
function firstSeen(links: readonly HTMLElement[], rows: HTMLElement): number {
  const top = rows.getBoundingClientRect().top + headerPx(rows)
  const at = links.findIndex((link) => link.getBoundingClientRect().top >= top)
  return at < 0 ? 0 : at
}

/** Scrolls so that the row lies between what stays above the rows and the lower edge. */
export function showBelowHeader(link: HTMLElement, rows: HTMLElement): void {
  const row = rowOf(link) ?? link
  const { top, bottom } = row.getBoundingClientRect()
  const frame = rows.getBoundingClientRect()
  const above = frame.top + headerPx(rows) + (row.matches('[data-line]') ? 0 : headPx(rows)) - top
  const below = bottom - (frame.top + rows.clientHeight)
  if (above > 0) rows.scrollBy({ top: -above })
  else if (below > 0) rows.scrollBy({ top: below })
}

/** The head of a group stays in sight, too. */
function headPx(rows: HTMLElement): number {
  return rows.querySelector('[data-line]')?.getBoundingClientRect().height ?? 0
}

function headerPx(rows: HTMLElement): number {
  return rows.querySelector('thead')?.getBoundingClientRect().height ?? 0
}
