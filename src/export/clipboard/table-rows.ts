import { type Field, type FieldKey, fieldOf } from '../../directory/fields'
import type { Contact } from '../../linq/contact'
import { guardCell } from '../csv/guard-cell'
import { zonedInstantWriter } from '../csv/zoned-instant'
import { type Alterations, NOTHING_ALTERED } from '../file-writer'

/** The same row twice: for what takes text alone, and for what takes a table. */
export interface TableRow {
  /** Cells with tabs between them, and a line feed. */
  text: string
  html: string
}

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
 * the label, because a spreadsheet takes such a text for a date. A program runs what is pasted as if it were typed:
 * cells are guarded as in CSV.
 *
 * @throws RangeError for an unknown column or zone
 */
export function createTablePrinter({ columns, timeZone }: TableOptions): TablePrinter {
  const fields = columns.map(fieldOf)
  const writeInstant = zonedInstantWriter(timeZone)
  const altered = { ...NOTHING_ALTERED }
  const textOf = (field: Field, contact: Contact): string => {
    const value = field.value(contact)
    if (value === null) return ''
    if (field.kind === 'instant' && typeof value === 'number')
      return writeInstant(value).slice(0, -'+00:00'.length).replace('T', ' ')
    const text = String(value)
    const printable = text.toWellFormed().replaceAll('\0', '\ufffd')
    if (printable !== text) altered.replaced++
    const isPhone = field.key === 'name' && text === contact.phone_number
    const guarded = guardCell(printable, isPhone ? 'phone' : field.kind)
    if (guarded !== printable) altered.guarded++
    return guarded
  }
  const labels = fields.map(({ label, kind }) => (kind === 'instant' ? `${label} (${timeZone})` : label))
  return {
    altered,
    head: rowOf(labels, 'th'),
    print: (contact) =>
      rowOf(
        fields.map((field) => textOf(field, contact)),
        'td',
      ),
  }
}

function rowOf(cells: readonly string[], tag: 'td' | 'th'): TableRow {
  return {
    text: `${cells.map(quoteTab).join('\t')}\n`,
    html: `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')}</tr>`,
  }
}

/** Spreadsheets read a pasted cell in quotes as one cell, whatever it holds. */
function quoteTab(cell: string): string {
  return /["\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' }

function escapeHtml(text: string): string {
  return text.replace(/[&<>\r]/g, (sign) => escapes[sign] ?? sign)
}
