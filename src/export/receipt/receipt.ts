import { type ReadState, hasEnded } from '../../directory/directory'
import { fieldOf } from '../../directory/fields'
import { countOf, formatCount } from '../../ui/text/format'
import { zonedInstantWriter } from '../csv/zoned-instant'
import { lackSentences } from '../dialog/words'
import type { ExportRequest } from '../export-request'
import type { NamedFile } from '../file-name'
import { formatOf } from '../formats'
import { LINQ_IMPORT_HEADERS } from '../linq/linq-import-writer'
import { scannedQuery } from '../walk-rows'
import type { ReceiptLine } from './receipt-line'
import { choiceLines, orderLines } from './view-lines'

type ReceiptFacts = Pick<NamedFile, 'owners' | 'read' | 'atMs'> &
  Pick<ExportRequest, 'query' | 'rows' | 'columns' | 'timeZone'> & {
    /** `table` for a copy on the clipboard. */
    format: ExportRequest['format'] | 'table'
    /** How many contacts are in collapsed groups, which are on no page; 0 by default. */
    hidden?: number
  }

/** What is known of a file before it is made: which contacts, how chosen and sorted, from what state of the directory. */
export function receiptOf(facts: ReceiptFacts): ReceiptLine[] {
  const { query, rows, owners, read, atMs, timeZone } = facts
  return [
    ['Made', `${zonedInstantWriter(timeZone)(atMs)} (${timeZone})`],
    ['Format', facts.format === 'table' ? 'Table on the clipboard' : formatOf(facts.format).label],
    ['Rows', rowsWords(facts)],
    // Selected contacts were not chosen by search and filters, so these would tell something untrue.
    ...(rows.scope === 'selected' ? [] : choiceLines(query, owners, timeZone)),
    ...orderLines(scannedQuery(facts)),
    ['Columns', columnWords(facts)],
    ['Directory', directoryWords(read, timeZone)],
    ['Made by', `Linq Contacts ${String(import.meta.env.VITE_PRODUCT_VERSION)}`],
  ]
}

/** A receipt as text, one line each: "Sorted by: Name, ascending". */
export function receiptText(lines: readonly ReceiptLine[]): string {
  return lines.map(([label, text]) => `${label}: ${text}`).join('\n')
}

function rowsWords({ rows, hidden = 0 }: Pick<ReceiptFacts, 'rows' | 'hidden'>): string {
  if (rows.scope === 'all') return 'All that match'
  if (rows.scope === 'selected') return `${formatCount(rows.ids.size)} selected`
  const stretch = `Rows ${formatCount(rows.offset + 1)} to ${formatCount(rows.offset + rows.limit)}`
  if (!rows.collapsed) return `${stretch} of those that match`
  const isOne = hidden === 1
  return `${stretch} of those in open groups; ${countOf(hidden, 'contact')} in collapsed groups ${isOne ? 'is' : 'are'} left out`
}

function columnWords({ format, columns }: Pick<ReceiptFacts, 'format' | 'columns'>): string {
  if (format === 'linq-import') return LINQ_IMPORT_HEADERS.join(', ')
  if (format === 'vcard') return 'All that a card has a place for'
  return columns.map((key) => fieldOf(key).label).join(', ')
}

function directoryWords(read: ReadState, timeZone: string): string {
  const atMs = hasEnded(read) ? ` as of ${zonedInstantWriter(timeZone)(read.atMs)}` : ''
  const total = Math.max(read.total ?? 0, read.contacts)
  const lacks = lackSentences(read)
  const state = lacks.length === 0 ? 'complete' : `not known to be complete: ${lacks.join(' ')}`
  return `${formatCount(read.contacts)} of ${formatCount(total)} contacts${atMs}, ${state}`
}
