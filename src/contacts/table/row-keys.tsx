import { type RefObject, useEffect } from 'react'

/**
 * The arrow keys walk from the search to the rows and from row to row, Home and End to the ends of what is drawn. Each row has one thing that takes the
 * focus first, its link, and the browser scrolls it into view.
 */
export function RowKeys({ scroller }: { scroller: RefObject<HTMLElement | null> }) {
  useEffect(() => {
    const rows = scroller.current
    if (!rows) return
    const onKeyDown = (event: KeyboardEvent) => {
      const { key, target, ctrlKey, metaKey, altKey, shiftKey } = event
      if (event.defaultPrevented || ctrlKey || metaKey || altKey || shiftKey) return
      if (!(target instanceof Element)) return
      const isOnRow = target === rows || (rows.contains(target) && target.closest('tbody tr, li') !== null)
      const isSearch = key === 'ArrowDown' && target.matches('[role="search"] input')
      if (!isOnRow && !isSearch) return
      const next = rowFor(key, rows, target)
      if (!next) return
      event.preventDefault()
      next.focus({ preventScroll: true })
      showBelowHeader(next, rows)
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [scroller])
  return null
}

/** The link of the row that a key leads to; null when it leads to none. */
function rowFor(key: string, rows: HTMLElement, from: Element): HTMLElement | null {
  const links = [...rows.querySelectorAll<HTMLElement>('tbody th a, li > div > a')]
  const row = from.closest('tr, li')
  const at = links.findIndex((link) => row?.contains(link) === true)
  switch (key) {
    case 'ArrowDown':
      return links[at < 0 ? firstSeen(links, rows) : at + 1] ?? null
    case 'ArrowUp':
      return at < 0 ? null : (links[at - 1] ?? null)
    case 'Home':
      return at < 0 ? null : (links[0] ?? null)
    case 'End':
      return at < 0 ? null : (links.at(-1) ?? null)
    default:
      return null
  }
}

/** The first row on screen: the list may have been scrolled with the wheel. */
function firstSeen(links: readonly HTMLElement[], rows: HTMLElement): number {
  const top = rows.getBoundingClientRect().top + headerPx(rows)
  const at = links.findIndex((link) => link.getBoundingClientRect().top >= top)
  return at < 0 ? 0 : at
}

/** Scrolls so that the row lies between the header, which stays, and the lower edge. */
function showBelowHeader(link: HTMLElement, rows: HTMLElement): void {
  const row = link.closest('tr, li') ?? link
  const { top, bottom } = row.getBoundingClientRect()
  const frame = rows.getBoundingClientRect()
  const above = frame.top + headerPx(rows) - top
  const below = bottom - (frame.top + rows.clientHeight)
  if (above > 0) rows.scrollBy({ top: -above })
  else if (below > 0) rows.scrollBy({ top: below })
}

function headerPx(rows: HTMLElement): number {
  return rows.querySelector('thead')?.getBoundingClientRect().height ?? 0
}
