import { type Field, type FieldKey, fieldOf } from '../../directory/fields'
import type { Contact } from '../../linq/contact'
import { type Emit, type FileWriter, NOTHING_ALTERED, type RowPrinter, textWriter } from '../file-writer'
import { guardCell } from './guard-cell'
import { quoteCell } from './quote-cell'
import { zonedInstantWriter } from './zoned-instant'

export type Separator = ',' | ';'

interface CsvOptions {
  columns: readonly FieldKey[]
  separator: Separator
  /** The IANA zone whose offset the dates carry. */
  timeZone: string
}

const byteOrderMark = '\ufeff'

/**
 * Writes CSV as RFC 4180 has it: CRLF after every record, quotes where needed, labels in the first record; UTF-8 with
 * a byte order mark, without which Excel takes it for another encoding. Values are Linq's, guarded by `guardCell`.
 */
export function createCsvWriter(options: CsvOptions, printer: RowPrinter, emit: Emit): FileWriter {
  const labels = options.columns.map((key) => quoteCell(guardCell(fieldOf(key).label, 'text')))
  const head = `${byteOrderMark}${labels.join(options.separator)}\r\n`
  return textWriter('text/csv;charset=utf-8', head, printer, emit)
}

/**
 * Prints records. What is no character (half of a surrogate pair) becomes U+FFFD, because UTF-8 cannot hold it.
 *
 * @throws RangeError for an unknown column or zone
 */
export function createCsvPrinter({ columns, separator, timeZone }: CsvOptions): RowPrinter {
  const fields = columns.map(fieldOf)
  const writeInstant = zonedInstantWriter(timeZone)
  const altered = { ...NOTHING_ALTERED }
  const cellOf = (field: Field, contact: Contact): string => {
    const text = textOf(field, contact, writeInstant)
    if (!text.isWellFormed()) altered.replaced++
    // A contact without a name is called by its phone, which is the same text in both columns.
    const isPhone = field.key === 'name' && text === contact.phone_number
    const guarded = guardCell(text.toWellFormed(), isPhone ? 'phone' : field.kind)
    if (guarded.length > text.length) altered.guarded++
    return quoteCell(guarded)
  }
  return {
    altered,
    print: (contact) => {
      const record = fields.map((field) => cellOf(field, contact)).join(separator)
      // A record of one empty cell would be an empty line, which many readers pass over.
      return `${record === '' ? '""' : record}\r\n`
    },
  }
}

function textOf(field: Field, contact: Contact, writeInstant: (instant: number) => string): string {
  const value = field.value(contact)
  if (value === null) return ''
  return field.kind === 'instant' && typeof value === 'number' ? writeInstant(value) : String(value)
}
