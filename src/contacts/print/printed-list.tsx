import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import { createPortal } from 'react-dom'

import type { Directory } from '../../directory/directory'
import { type Field, fieldOf } from '../../directory/fields'
import type { ViewQuery } from '../../directory/view-query'
import type { Contact } from '../../linq/contact'
import { countOf, formatInstant } from '../../ui/text/format'
import { dismissToast, raiseToast } from '../../ui/toasts/toast-store'
import { useDirectory } from '../../view/directory-context'
import type { ViewState } from '../../view/view-address'
import type { CellContext } from '../table/cells'
import { shownName, shownOwner, shownText } from '../table/shown'

import styles from './printed-list.css?inline'

interface PrintedListProps {
  state: ViewState
  query: ViewQuery
  context: CellContext
  onDone: () => void
}

/** More rows make a browser's print preview stand for minutes; who wants them prints a file. */
export const MOST_PRINTED = 10_000

/** So many rows come with one answer. */
const BLOCK = 1_000

/** All rows of the view on paper, in spite of virtual rows: fetched, drawn beside the page for print only, printed. */
export function PrintedList({ state, query, context, onDone }: PrintedListProps) {
  const directory = useDirectory()
  const { data, error } = useQuery({
    queryKey: ['print', query],
    queryFn: ({ signal }) => allRows(directory, query, signal),
    staleTime: 0,
    gcTime: 0,
  })
  const end = useEffectEvent(onDone)

  // Why it failed is told where all questions are (`view/query-client.ts`).
  useEffect(() => {
    if (error) end()
  }, [error])

  useEffect(() => {
    if (!data) return
    dismissToast('print')
    if (data.matching > data.rows.length) {
      raiseToast({
        key: 'print',
        tone: 'warning',
        title: `The first ${countOf(data.rows.length, 'contact')} of ${countOf(data.matching, 'contact')} are printed`,
        text: 'More would stop the browser. Export the contacts to a file to have all of them.',
      })
    }
    // Two frames: the rows are laid out before the browser takes them.
    const over = new AbortController()
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => printOnce(over.signal, end))
    })
    return () => {
      cancelAnimationFrame(frame)
      over.abort()
    }
  }, [data])

  // Paper has rules of its own, which nobody needs before. A sheet that is made needs no leave of the page's policy.
  useEffect(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(styles)
    document.adoptedStyleSheets.push(sheet)
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet)
    }
  }, [])

  if (!data) return null
  const fields = state.columns.map(fieldOf)
  return createPortal(
    <section className="printed" aria-hidden>
      <h1>Contacts</h1>
      <p>
        {countOf(data.matching, 'contact')}, {formatInstant(context.now)}
      </p>
      <table>
        <thead>
          <tr>
            {fields.map((field) => (
              <th key={field.key}>{field.label}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.rows.map((contact) => (
            <tr key={contact.id}>
              {fields.map((field) => (
                <td key={field.key}>
                  <bdi>{printedText(field, contact, context)}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>,
    document.body,
  )
}

/**
 * Prints. Some browsers go on before the paper is laid out (on a phone, `print()` does not wait), so that the rows stay
 * until the browser says that it has printed, or somebody is at the page again.
 */
function printOnce(signal: AbortSignal, onDone: () => void): void {
  addEventListener('afterprint', onDone, { signal, once: true })
  print()
  for (const back of ['pointerdown', 'keydown']) addEventListener(back, onDone, { signal, once: true })
}

/** The rows of a view, at most `MOST_PRINTED`, block after block, and how many there are. */
async function allRows(directory: Directory, query: ViewQuery, signal: AbortSignal) {
  const rows: Contact[] = []
  let matching = 0
  do {
    const view = await directory.view(query, { offset: rows.length, limit: BLOCK })
    signal.throwIfAborted()
    matching = view.matching
    // A view that became shorter meanwhile is moved back to its end.
    if (view.offset !== rows.length || view.rows.length === 0) break
    rows.push(...view.rows)
  } while (rows.length < Math.min(matching, MOST_PRINTED))
  return { rows: rows.slice(0, MOST_PRINTED), matching }
}

/** What stands on paper: dates in full, because an age is soon wrong. */
export function printedText(field: Field, contact: Contact, context: CellContext): string {
  if (field.key === 'name') return shownName(contact, context)
  if (field.key === 'owner') return contact.contact_owner ? shownOwner(contact.contact_owner) : ''
  const value = field.value(contact)
  if (value === null || value === '') return ''
  if (field.kind === 'instant') return formatInstant(Number(value))
  const text = String(value)
  return field.kind === 'phone' || field.kind === 'email' ? shownText(field.kind, text, context) : text
}
