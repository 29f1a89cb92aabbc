import { type RefObject, useEffect } from 'react'

/**
 * The arrow keys walk from the search to the rows and from row to row, Home and End to the ends of the list. Each row
 * has one thing that takes the focus first: its link, or the button of a group's head.
 */
export function RowKeys({ scroller }: { scroller: RefObject<HTMLElement | null> }) {
  useEffect(() => {
    const rows = scroller.current
    if (!rows) return
    const onKeyDown = (event: KeyboardEvent) => {
      const { key, target } = event
      if (!isPlainPress(event)) return
      if (!(target instanceof Element)) return
      const isOnRow = target === rows || (rows.contains(target) && target.closest('tbody tr, li') !== null)
      const isSearch = key === 'ArrowDown' && target.matches('[role="search"] input')
      if (!isOnRow && !isSearch) return
      if (isOnRow && (key === 'Home' || key === 'End')) {
        event.preventDefault()
        walk.abort()
        walk = new AbortController()
        walkToEnd(rows, key === 'End', walk.signal)
        return
      }
      const next = rowFor(key, rows, target)
      if (!next) return
      event.preventDefault()
      next.focus({ preventScroll: true })
      showBelowHeader(next, rows)
    }
    let walk = new AbortController()
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
  const links = linksOf(rows)
  const row = from.closest('tr, li')
  const at = links.findIndex((link) => row?.contains(link) === true)
  switch (key) {
    case 'ArrowDown':
      return links[at < 0 ? firstSeen(links, rows) : at + 1] ?? null
    case 'ArrowUp':
      return at < 0 ? null : (links[at - 1] ?? null)
    default:
      return null
  }
}

function linksOf(rows: HTMLElement): HTMLElement[] {
  return [
    ...rows.querySelectorAll<HTMLElement>('tbody th a, li > div > a, [data-line]:not([data-stuck]) button'),
  ]
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
    const links = linksOf(rows)
    const last = isDown ? links.at(-1) : links[0]
    // In a long list the rows of the place left are still drawn, and those of this one come when they are read.
    if (last && isAtEnd(last, rows, isDown)) last.focus({ preventScroll: true })
    else requestAnimationFrame(step)
  }
  requestAnimationFrame(step)
}

/** Whether less than a row lies between a row and the end of what can be scrolled. */
function isAtEnd(link: HTMLElement, rows: HTMLElement, isDown: boolean): boolean {
  const { top, bottom, height } = (link.closest('tr, li') ?? link).getBoundingClientRect()
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
  const row = link.closest('tr, li') ?? link
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
