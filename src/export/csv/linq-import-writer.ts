import type { Contact } from '../../linq/contact'
import { type Altered, type FileWriter, nothingAltered } from '../file-writer'
import { csvPrinter, wellFormed } from './csv-writer'
import { guardCell } from './guard-cell'

/** The headers of a file that Linq's importer takes without a question (Linq's help centre, "Import contacts"). */
const headers = ['First Name', 'Last Name', 'Email', 'Phone', 'Company', 'Title']

/**
 * Writes the CSV that Linq imports: exactly its six columns, UTF-8 without a byte order mark, which would be part of
 * the first header. A full name without a first and a last one stands in the first column. Phones are written as Linq
 * gives them, in whatever grouping: digits and their signs are no formula, and an apostrophe would end up in Linq.
 * Everything else is guarded as in any CSV, because somebody may look at the file in a spreadsheet first.
 */
export function createLinqImportWriter(): FileWriter {
  const altered = nothingAltered()
  const print = csvPrinter(',', headers.length)
  return {
    mimeType: 'text/csv;charset=utf-8',
    begin: () => print([headers]),
    add: (contacts) => print(contacts.map((contact) => recordOf(contact, altered))),
    altered,
  }
}

/** Whether Linq's importer refuses a contact: it has neither an email nor a phone. */
export function isRefused({ email, phone_number }: Pick<Contact, 'email' | 'phone_number'>): boolean {
  return email.trim() === '' && phone_number.trim() === ''
}

function recordOf(contact: Contact, altered: Altered): string[] {
  const { first_name, last_name, full_name, email, phone_number, company, title } = contact
  const hasParts = first_name.trim() !== '' || last_name.trim() !== ''
  const names = hasParts ? [first_name, last_name] : [full_name, '']
  const guarded = (given: string) => {
    const text = wellFormed(given, altered)
    const cell = guardCell(text, 'text')
    if (cell !== text) altered.guarded++
    return cell
  }
  const phone = wellFormed(phone_number, altered)
  const isNumber = /^[+()\d][\d ().\-/]*$/.test(phone)
  return [
    ...names.map(guarded),
    guarded(email),
    isNumber ? phone : guarded(phone),
    guarded(company),
    guarded(title),
  ]
}
