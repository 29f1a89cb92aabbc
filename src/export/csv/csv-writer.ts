import Papa from 'papaparse'

import { type Field, type FieldKey, fieldOf } from '../../directory/fields'
import type { Contact } from '../../linq/contact'
import type { FileWriter } from '../file-writer'
import { guardCell } from './guard-cell'
import { zonedInstantWriter } from './zoned-instant'

export type Separator = ',' | ';'

interface CsvOptions {
  columns: readonly FieldKey[]
  separator: Separator
  /** The IANA zone whose offset the dates carry. */
  timeZone: string
}

/**
 * Writes CSV as RFC 4180 has it: CRLF after every record, quotes where needed, labels in the first record; UTF-8 with
 * a byte order mark, without which Excel takes it for another encoding. Values are Linq's, guarded by `guardCell`.
 * What is no character (half of a surrogate pair) becomes U+FFFD, because UTF-8 cannot hold it.
 */
export function createCsvWriter({ columns, separator, timeZone }: CsvOptions): FileWriter {
  const fields = columns.map(fieldOf)
  const writeInstant = zonedInstantWriter(timeZone)
  const isNarrow = fields.length === 1
  const config: Papa.UnparseConfig = {
    delimiter: separator,
    newline: '\r\n',
    // Both separators are quoted, whichever is in use. A record of one empty cell would be an empty line, which many
    // readers pass over.
    quotes: (value: unknown) => (isNarrow && value === '') || /[,;\t]/.test(String(value)),
  }
  const print = (records: string[][]) => `${Papa.unparse(records, config)}\r\n`
  return {
    mimeType: 'text/csv;charset=utf-8',
    begin: () => Papa.BYTE_ORDER_MARK + print([fields.map((field) => guardCell(field.label, 'text'))]),
    add: (contacts) =>
      print(contacts.map((contact) => fields.map((field) => cellOf(field, contact, writeInstant)))),
  }
}

function cellOf(field: Field, contact: Contact, writeInstant: (instant: number) => string): string {
  const value = field.value(contact)
  if (value === null) return ''
  const text = field.kind === 'instant' && typeof value === 'number' ? writeInstant(value) : String(value)
  // A contact without a name is called by its phone, which is the same text in both columns.
  const isPhone = field.key === 'name' && text === contact.phone_number
  return guardCell(text, isPhone ? 'phone' : field.kind)
}
