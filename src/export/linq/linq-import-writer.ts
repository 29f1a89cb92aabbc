import type { Contact } from '../../linq/contact'
import { guardCell } from '../csv/guard-cell'
import { quoteCell } from '../csv/quote-cell'
import { type Emit, type FileWriter, NOTHING_ALTERED, type RowPrinter, textWriter } from '../file-writer'

/** The headers that Linq's import recognises, as its help centre has them, in its order. */
export const LINQ_IMPORT_HEADERS = ['First Name', 'Last Name', 'Email', 'Phone', 'Company', 'Title'] as const

/** Digits with the signs that people write between them, and perhaps an extension. */
const phoneLike = /^[+(]?[0-9][0-9 ().\-/\u00a0]*(?:(?:x|ext\.?)\s*[0-9]+)?$/i

/**
 * Writes the file that Linq's own import takes: CSV with exactly its six headers, whatever columns are on screen,
 * separated by commas. It goes to an importer and not to a spreadsheet. Therefore it has no byte order mark, which
 * would become a part of the first header, and a phone is written as it is, also `+1 (415) 555-0100`: the apostrophe
 * that guards such a cell elsewhere would end up in Linq. Cells that begin like a formula and are no phone keep the
 * guard, because people look into such files before they import them.
 */
export function createLinqImportWriter(printer: RowPrinter, emit: Emit): FileWriter {
  return textWriter('text/csv;charset=utf-8', `${LINQ_IMPORT_HEADERS.join(',')}\r\n`, printer, emit)
}

/** Prints records of the six columns, and counts the contacts that Linq will refuse: neither email nor phone. */
export function createLinqImportPrinter(): RowPrinter {
  const altered = { ...NOTHING_ALTERED }
  const cellOf = (text: string, column: number): string => {
    if (!text.isWellFormed()) altered.replaced++
    const whole = text.toWellFormed()
    const isPhone = LINQ_IMPORT_HEADERS[column] === 'Phone' && phoneLike.test(whole)
    const guarded = isPhone ? whole : guardCell(whole, 'text')
    if (guarded.length > text.length) altered.guarded++
    return quoteCell(guarded)
  }
  return {
    altered,
    print: (contact) => {
      if (isRefused(contact)) altered.refused++
      return `${linqImportValues(contact).map(cellOf).join(',')}\r\n`
    },
  }
}

/** Whether Linq's import refuses a contact (its help centre: rows with neither email nor phone). */
function isRefused({ email, phone_number }: Contact): boolean {
  return email.trim() === '' && phone_number.trim() === ''
}

/** The values of a contact in the order of the headers. One that has a full name alone keeps it as its first name. */
export function linqImportValues(contact: Contact): string[] {
  const { first_name, last_name, full_name, email, phone_number, company, title } = contact
  const isOneName = `${first_name}${last_name}`.trim() === ''
  return [isOneName ? full_name : first_name, isOneName ? '' : last_name, email, phone_number, company, title]
}
