import { type Field, type FieldKey, fieldOf } from '../../directory/fields'
import type { Contact } from '../../linq/contact'
import { guardCell } from '../csv/guard-cell'
import { repeatedHours, zoneOffsets, zonedInstantWriter } from '../csv/zoned-instant'
import { type Alterations, NOTHING_ALTERED } from '../file-writer'

/** The same row twice: for what takes text alone, and for what takes a table. */
export interface TableRow {
  /** Cells with tabs between them, and a line feed. */
  text: string
  html: string
}

/**
 * Which cells are text to Excel, and that a new line begins no new row, in its own words (`mso-number-format`,
 * `mso-data-placement`, "Microsoft Office HTML and XML Reference"). The
 * browser looks through what goes to the clipboard under the page's Content-Security-Policy, which knows this one style
 * by its hash (server/front/headers.ts); styles of cells it would report one by one.
 */
const STYLE = '.t{mso-number-format:"\\@"}br{mso-data-placement:same-cell}'

/** What stands before and after the rows of a copied table. */
export const TABLE_FRAME = {
  begin: `<meta charset="utf-8"><style>${STYLE}</style><table>`,
  end: '</table>',
} as const

interface TableOptions {
  columns: readonly FieldKey[]
  /** The zone of the dates, which stands in their labels. */
  timeZone: string
}

interface TablePrinter {
  /** The labels. */
  head: TableRow
  print: (contact: Contact) => TableRow
  readonly altered: Readonly<Alterations>
}

/**
 * Prints rows that paste as cells into spreadsheets and as a table into mail. Dates are local times with the zone in
 * the label, because a spreadsheet takes such a text for a date; one of an hour that comes twice has its offset. Texts with a digit are marked as text, so that a phone
 * keeps its plus and a company its zeros. A program runs what is pasted as if it were typed: cells are guarded as in
 * CSV.
 *
 * @throws RangeError for an unknown column or zone
 */
export function createTablePrinter({ columns, timeZone }: TableOptions): TablePrinter {
  const fields = columns.map(fieldOf)
  const writeInstant = zonedInstantWriter(timeZone)
  const isOfRepeatedHour = repeatedHours(zoneOffsets(timeZone))
  const altered = { ...NOTHING_ALTERED }
  const cellOf = (field: Field, contact: Contact): Cell => {
    const value = field.value(contact)
    if (value === null) return { text: '', isMarked: false }
    if (field.kind === 'instant' && typeof value === 'number') {
      const isRepeated = isOfRepeatedHour(value)
      if (isRepeated) altered.dates++
      const text = writeInstant(value).replace('T', ' ')
      return { text: isRepeated ? text : text.slice(0, -'+00:00'.length), isMarked: false }
    }
    const text = String(value)
    const printable = text.toWellFormed().replaceAll('\0', '\ufffd')
    if (printable !== text) altered.replaced++
    const isPhone = field.key === 'name' && text === contact.phone_number
    const guarded = guardCell(printable, isPhone ? 'phone' : field.kind)
    if (guarded !== printable) altered.guarded++
    return { text: guarded, isMarked: typeof value === 'string' && /\p{Nd}/u.test(guarded) }
  }
  const labels = fields.map(({ label, kind }) => (kind === 'instant' ? `${label} (${timeZone})` : label))
  return {
    altered,
    head: rowOf(
      labels.map((text) => ({ text, isMarked: false })),
      'th',
    ),
    print: (contact) =>
      rowOf(
        fields.map((field) => cellOf(field, contact)),
        'td',
      ),
  }
}

interface Cell {
  text: string
  /** Whether it is to be text, whatever a program takes it for. */
  isMarked: boolean
}

function rowOf(cells: readonly Cell[], tag: 'td' | 'th'): TableRow {
  return {
    text: `${cells.map(({ text }) => quoteTab(text)).join('\t')}\n`,
    html: `<tr>${cells.map((cell) => `<${tag}${cell.isMarked ? marksOf(cell.text) : ''}>${escapeHtml(cell.text).replace(/&#13;\n|&#13;|\n/g, '<br>')}</${tag}>`).join('')}</tr>`,
  }
}

/**
 * Says that a cell is text, as each program has it: Excel by a style, LibreOffice by the format `@` of `sdnum` (its
 * HTML import reads no other), Google Sheets by the attributes that it writes itself when somebody copies from it (a
 * value of the kind 2, text, and the format `@`).
 */
function marksOf(text: string): string {
  const value = escapeHtml(JSON.stringify({ 1: 2, 2: text }))
  const format = escapeHtml(JSON.stringify({ 1: 2, 2: '@' }))
  return ` class="t" sdnum="1033;0;@" data-sheets-value="${value}" data-sheets-numberformat="${format}"`
}

/** Spreadsheets read a pasted cell in quotes as one cell, whatever it holds. */
function quoteTab(cell: string): string {
  return /["\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"\r]/g, (sign) => escapes[sign] ?? sign)
}
