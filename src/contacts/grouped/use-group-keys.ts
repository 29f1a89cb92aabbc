import { type RefObject, useEffect, useEffectEvent } from 'react'

import { isPlainPress, showBelowHeader } from '../table/row-keys'
import { type LineHeights, offsetOf } from '../table/use-lines'
import type { GroupLine, HeadLine } from './use-group-lines'

interface GroupKeysOptions {
  scroller: RefObject<HTMLElement | null>
  heights: LineHeights
  lineAt: (line: number) => GroupLine
  toggle: (line: HeadLine) => void
}

/** So long a head has to come that is not drawn yet. */
const PATIENCE_MS = 1_000

/**
 * Left collapses a group, and on a contact leads to the head of its group; Right opens it, and on an open one leads to
 * its first contact (WAI-ARIA, treegrid pattern). Up and Down walk over heads as over contacts: `RowKeys`.
 */
export function useGroupKeys({ scroller, heights, lineAt, toggle }: GroupKeysOptions): void {
  const press = useEffectEvent((key: string, rows: HTMLElement, row: HTMLElement): boolean => {
    if (row.dataset['line'] === undefined) return key === 'ArrowLeft' && goToHeadAbove(rows, row, heights)
    const line = lineAt(Number(row.dataset['line']))
    if (!line.isHead) return false
    const isOpen = line.head?.isCollapsed === false
    if (key === 'ArrowUp') return row.dataset['stuck'] !== undefined && goTo(rows, line.line, heights)
    if ((key === 'ArrowLeft') === isOpen) toggle(line)
    else if (isOpen) goToFirst(rows, row)
    return true
  })

  useEffect(() => {
    const rows = scroller.current
    if (!rows) return
    const onKeyDown = (event: KeyboardEvent) => {
      const { key, target } = event
      if (!isPlainPress(event)) return
      if (key !== 'ArrowLeft' && key !== 'ArrowRight' && key !== 'ArrowUp') return
      const row = target instanceof Element ? target.closest<HTMLElement>('tbody tr, li') : null
      if (row && press(key, rows, row)) event.preventDefault()
    }
    rows.addEventListener('keydown', onKeyDown)
    return () => rows.removeEventListener('keydown', onKeyDown)
  }, [scroller])
}

/** The head of the group that a contact is in. */
function goToHeadAbove(rows: HTMLElement, row: HTMLElement, heights: LineHeights): boolean {
  // What is scrolled sideways goes back with the key.
  if (rows.scrollLeft > 0) return false
  let above = row.previousElementSibling
  while (above instanceof HTMLElement && above.dataset['line'] === undefined) {
    above = above.previousElementSibling
  }
  return above instanceof HTMLElement && goTo(rows, Number(above.dataset['line']), heights)
}

/** Gives a head the focus where it stands in the list, as soon as it is drawn there. */
function goTo(rows: HTMLElement, line: number, heights: LineHeights): true {
  const startMs = performance.now()
  const drawn = () => rows.querySelector<HTMLElement>(`[data-line="${line}"]:not([data-stuck]) button`)
  if (!drawn()) rows.scrollTop = Math.min(rows.scrollTop, offsetOf(line, rows.clientHeight, heights))
  const step = () => {
    const head = drawn()
    if (head) head.focus({ preventScroll: true })
    else if (performance.now() - startMs < PATIENCE_MS) requestAnimationFrame(step)
  }
  step()
  return true
}

function goToFirst(rows: HTMLElement, head: HTMLElement): void {
  const link = head.nextElementSibling?.querySelector<HTMLElement>('th a, div > a')
  if (!link) return
  link.focus({ preventScroll: true })
  showBelowHeader(link, rows)
}
