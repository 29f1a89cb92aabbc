import { useEffect, useEffectEvent, useMemo, useState } from 'react'

import { type Directory, type ReadState, hasEnded } from '../directory/directory'
import type { ViewQuery } from '../directory/view-query'
import { useDateStyle } from '../ui/device/date-style'
import { areKeysOn } from '../ui/device/letter-keys'
import { usePrivacy } from '../ui/device/privacy'
import { useNow } from '../ui/device/use-now'
import { formatAge, formatShortDay } from '../ui/text/format'
import { usePhoneText } from '../ui/text/use-phone-text'
import type { ContactsView } from '../view/use-contacts-view'
import { type ViewState, printAddress } from '../view/view-address'
import type { CellContext } from './table/cells'
import { useMarks } from './table/use-marks'

/** One moment, one way to write phones and one search for a whole screen. */
export function useCellContext(search: string): CellContext {
  const now = useNow(60_000)
  const phoneText = usePhoneText()
  const rangesOf = useMarks(search)
  const [isPrivate] = usePrivacy()
  const [dateStyle] = useDateStyle()
  return useMemo(() => {
    const dateText = dateStyle === 'calendar' ? formatShortDay : (instant: number) => formatAge(instant, now)
    return { now, phoneText, rangesOf, isPrivate, dateText }
  }, [now, phoneText, rangesOf, isPrivate, dateStyle])
}

/** The link of a contact in this view, so that it can be opened in a new tab and shared. */
export function useContactHref(state: ViewState): (id: number) => string {
  return useMemo(() => {
    // What stands around the id is the same for every row, and costs more than a row may.
    const sample = printAddress(location.pathname || '/', { ...state, contact: 0 })
    const [before = '', after = ''] = sample.split(/(?<=[?&]contact=)0(?=&|$)/)
    return (contact: number) => before + String(contact) + after
  }, [state])
}

/** `/` and the first Ctrl+F lead to the search, the second is the browser's own; Ctrl+K opens the palette. */
export function useSearchKeys(field: { current: HTMLInputElement | null }, openPalette: () => void): void {
  const onPalette = useEffectEvent(openPalette)
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { target, altKey, shiftKey } = event
      const isCommand = event.ctrlKey || event.metaKey
      const key = event.key.toLowerCase()
      if (altKey || document.querySelector('dialog[open]')) return
      if (isCommand && !shiftKey && key === 'k') {
        event.preventDefault()
        onPalette()
        return
      }
      const isFind = isCommand && !shiftKey && key === 'f' && document.activeElement !== field.current
      const isWriting =
        target instanceof Element &&
        target.matches('input:not([type="checkbox"]), textarea, select, [contenteditable]')
      if (!isFind && (key !== '/' || isCommand || isWriting || !areKeysOn())) return
      event.preventDefault()
      field.current?.focus()
      field.current?.select()
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [field])
}

/** The title of the window tells what is searched, for tabs and for the history. */
export function useTitle(search: string): void {
  useEffect(() => {
    document.title = search.trim()
      ? `${search.trim()} · Contacts · Linq Contacts`
      : 'Contacts · Linq Contacts'
  }, [search])
}

/** Another page, order or filter begins at the top; data that arrives does not move the list. */
export function useTopOfPage(
  scroller: { current: HTMLDivElement | null },
  query: ViewQuery,
  { page, rows }: ViewState,
): void {
  const asked = JSON.stringify([query, page, rows])
  useEffect(() => {
    // To scroll lays the whole page out at once, in the midst of a keystroke: only where there is a way to go.
    if (scroller.current?.hasAttribute('data-below')) scroller.current.scrollTo({ top: 0 })
  }, [scroller, asked])
}

/**
 * Lets somebody read all contacts again. What is read again by itself changes nothing on screen; for who asked for it,
 * the page shows how far it is.
 *
 * @returns whether the read that goes on was asked for, and what asks for one
 */
export function useReadAgain(read: ReadState, directory: Directory): [boolean, () => void] {
  const endedMs = hasEnded(read) ? read.atMs : null
  const [askedOverMs, setAskedOverMs] = useState<number | null>(null)
  const readAgain = () => {
    setAskedOverMs(endedMs)
    directory.refresh()
  }
  return [read.isReadingAgain && endedMs !== null && endedMs === askedOverMs, readAgain]
}

/** The contact of an id when it is one of the first hundred rows of the page on screen. */
export function onScreen(view: ContactsView, id: number) {
  const start = (view.page - 1) * view.rowsPerPage
  const end = Math.min(start + view.rowsPerPage, view.matching, start + 100)
  for (let position = start; position < end; position++) {
    const contact = view.rowAt(position)
    if (contact?.id === id) return contact
  }
  return undefined
}
