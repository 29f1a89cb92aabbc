import { isHeldByCard, vcardOf } from '../../directory/vcard'
import { type Emit, type FileWriter, NOTHING_ALTERED, type RowPrinter, textWriter } from '../file-writer'

/** Writes one vCard 4.0 after the other (RFC 6350, 3.2: a file may hold several), all of a contact in each. */
export function createVcardWriter(printer: RowPrinter, emit: Emit): FileWriter {
  return textWriter('text/vcard;charset=utf-8', '', printer, emit)
}

/** Prints cards, and counts the texts of which a card cannot hold every character. */
export function createVcardPrinter(): RowPrinter {
  const altered = { ...NOTHING_ALTERED }
  return {
    altered,
    print: (contact) => {
      const { first_name, last_name, full_name, email, phone_number, company, title, location } = contact
      for (const text of [first_name, last_name, full_name, email, phone_number, company, title, location])
        if (!isHeldByCard(text)) altered.replaced++
      return vcardOf(contact, 'file')
    },
  }
}
