import { useQuery } from '@tanstack/react-query'
import { Fragment, useEffect, useEffectEvent } from 'react'
import { createPortal } from 'react-dom'

import type { Directory } from '../../directory/directory'
import { type Field, fieldOf } from '../../directory/fields'
import type { GroupField, ViewGroup } from '../../directory/grouping'
import type { ViewQuery } from '../../directory/view-query'
import type { Contact } from '../../linq/contact'
import { countOf, formatInstant } from '../../ui/text/format'
import { dismissToast, raiseToast } from '../../ui/toasts/toast-store'
import { useDirectory } from '../../view/directory-context'
import type { ViewState } from '../../view/view-address'
import { groupName } from '../grouped/group-words'
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
          {data.rows.map((contact, at) => (
            <Fragment key={contact.id}>
              {query.group && data.heads.has(at) && (
                <tr className="head">
                  <th scope="rowgroup" colSpan={fields.length}>
                    {headText(data.heads.get(at), query.group)}
                  </th>
                </tr>
              )}
              <tr>
                {fields.map((field) => (
                  <td key={field.key}>
                    <bdi>{printedText(field, contact, context)}</bdi>
                  </td>
                ))}
              </tr>
            </Fragment>
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

/**
 * The rows of a view, at most `MOST_PRINTED`, block after block, and how many there are; those of collapsed groups, too.
 * And of a grouped view which groups begin at which of the rows.
 */
async function allRows(directory: Directory, query: ViewQuery, signal: AbortSignal) {
  const rows: Contact[] = []
  const heads = new Map<number, ViewGroup>()
  let matching = 0
  do {
    const window = { offset: rows.length, limit: BLOCK }
    // A head for each of the rows, and one of a group that goes on.
    const lines = { offset: 0, limit: 2 * BLOCK + 1 }
    const view = await directory.view(query, query.group ? { ...window, lines } : window)
    signal.throwIfAborted()
    matching = view.matching
    // A view that became shorter meanwhile is moved back to its end.
    if (view.offset !== rows.length || view.rows.length === 0) break
    for (const group of view.lines?.named ?? []) if (!heads.has(group.first)) heads.set(group.first, group)
    rows.push(...view.rows)
  } while (rows.length < Math.min(matching, MOST_PRINTED))
  return { rows: rows.slice(0, MOST_PRINTED), matching, heads }
}

/** "Jane Doe, 231 contacts" */
function headText(head: ViewGroup | undefined, field: GroupField): string {
  return head ? `${groupName(head, field)}, ${countOf(head.count, 'contact')}` : ''
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
