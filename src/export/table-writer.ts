import { type Field, type FieldKey, fieldOf } from '../directory/fields'
import type { Contact } from '../linq/contact'
import { wellFormed } from './csv/csv-writer'
import { guardCell } from './csv/guard-cell'
import { zonedInstantWriter } from './csv/zoned-instant'
import { type FileWriter, nothingAltered } from './file-writer'

interface TableOptions {
  columns: readonly FieldKey[]
  /** The IANA zone by whose clocks dates are written; their headers name it. */
  timeZone: string
}

/**
 * Writes a table for the clipboard in the two forms that programs take: HTML for spreadsheets and mail, where cells are
 * marked as text so that a phone keeps its plus; and, as `plain`, lines of cells with tabs between them, quoted as
 * spreadsheets quote them. What a spreadsheet would run is guarded in both, because one never knows which is taken.
 */
export function createTableWriter({ columns, timeZone }: TableOptions): FileWriter {
  const fields = columns.map(fieldOf)
  const writeInstant = zonedInstantWriter(timeZone)
  const altered = nothingAltered()
  const plain: BlobPart[] = []
  const labels = fields.map(({ label, kind }) => (kind === 'instant' ? `${label} (${timeZone})` : label))

  const cellOf = (field: Field, contact: Contact): string => {
    const value = field.value(contact)
    if (value === null) return ''
    // Spreadsheets know this form as a date; the zone stands in the header.
    if (field.kind === 'instant') return writeInstant(Number(value)).slice(0, 19).replace('T', ' ')
    const text = wellFormed(String(value), altered)
    const guarded = guardCell(
      text,
      field.key === 'name' && text === contact.phone_number ? 'phone' : field.kind,
    )
    if (guarded !== text) altered.guarded++
    return guarded
  }

  return {
    mimeType: 'text/html',
    begin: () => {
      plain.push(`${labels.map(quoted).join('\t')}\r\n`)
      const head = labels.map((label) => `<th>${escapeHtml(label)}</th>`).join('')
      return `<meta charset="utf-8"><table><thead><tr>${head}</tr></thead><tbody>`
    },
    add: (contacts) => {
      const rows = contacts.map((contact) => fields.map((field) => cellOf(field, contact)))
      plain.push(rows.map((cells) => `${cells.map(quoted).join('\t')}\r\n`).join(''))
      return rows
        .map((cells) => `<tr>${cells.map((cell, index) => htmlCell(cell, fields[index])).join('')}</tr>`)
        .join('')
    },
    end: () => '</tbody></table>',
    plain: () => new Blob(plain, { type: 'text/plain' }),
    altered,
  }
}

/** Excel takes a cell for what it looks like, unless this property says that it is text. */
function htmlCell(text: string, field: Field | undefined): string {
  const isText = field?.kind !== 'instant' && field?.kind !== 'number'
  return `<td${isText ? ` style='mso-number-format:"\\@"'` : ''}>${escapeHtml(text)}</td>`
}

function quoted(cell: string): string {
  return /[\t\r\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => entities[sign] ?? '').replace(/\r\n|[\r\n]/g, '<br>')
}
