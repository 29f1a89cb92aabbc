import Papa from 'papaparse'

import { type Field, type FieldKey, fieldOf } from '../../directory/fields'
import type { Contact } from '../../linq/contact'
import { type Altered, type FileWriter, nothingAltered } from '../file-writer'
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
  const altered = nothingAltered()
  const print = csvPrinter(separator, fields.length)
  return {
    mimeType: 'text/csv;charset=utf-8',
    begin: () => Papa.BYTE_ORDER_MARK + print([fields.map((field) => guardCell(field.label, 'text'))]),
    add: (contacts) =>
      print(contacts.map((contact) => fields.map((field) => cellOf(field, contact, writeInstant, altered)))),
    altered,
  }
}

/** Prints records of so many cells as RFC 4180 has them, the last one with its end. */
export function csvPrinter(separator: Separator, cells: number): (records: string[][]) => string {
  const config: Papa.UnparseConfig = {
    delimiter: separator,
    newline: '\r\n',
    // Both separators are quoted, whichever is in use. A record of one empty cell would be an empty line, which many
    // readers pass over.
    quotes: (value: unknown) => (cells === 1 && value === '') || /[,;\t]/.test(String(value)),
  }
  return (records) => `${Papa.unparse(records, config)}\r\n`
}

/** A text as UTF-8 can hold it, counted when it is another one. */
export function wellFormed(text: string, altered: Altered): string {
  if (text.isWellFormed()) return text
  altered.replaced++
  return text.toWellFormed()
}

function cellOf(
  field: Field,
  contact: Contact,
  writeInstant: (instant: number) => string,
  altered: Altered,
): string {
  const value = field.value(contact)
  if (value === null) return ''
  if (field.kind === 'instant' && typeof value === 'number') return writeInstant(value)
  const text = wellFormed(String(value), altered)
  // A contact without a name is called by its phone, which is the same text in both columns.
  const isPhone = field.key === 'name' && text === contact.phone_number
  const guarded = guardCell(text, isPhone ? 'phone' : field.kind)
  if (guarded !== text) altered.guarded++
  return guarded
}
