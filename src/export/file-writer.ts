import type { Contact } from '../linq/contact'
import type { ReceiptLine } from './receipt/receipt-line'

/** What a format could not write as it is, or whoever reads the file will not take; counted while rows are printed. */
export interface Alterations {
  /** Cells that begin like a formula and got an apostrophe. */
  guarded: number
  /** Texts with characters that the format cannot hold: U+FFFD stands for them, or in a card a line break or nothing. */
  replaced: number
  /** Texts that were cut at the format's longest. */
  cut: number
  /** Dates that are texts with their offset, because a date of the format cannot tell which instant they are. */
  dates: number
  /** Contacts that Linq's import will refuse, because they have neither email nor phone. */
  refused: number
}

export const NOTHING_ALTERED: Readonly<Alterations> = {
  guarded: 0,
  replaced: 0,
  cut: 0,
  dates: 0,
  refused: 0,
}

/**
 * Takes bytes on their way to the file, or texts, which are written as UTF-8. Resolves when there is room for more; the
 * bytes may change then.
 */
export type Emit = (data: Uint8Array<ArrayBuffer> | readonly string[]) => Promise<void>

/** Where a file is written, from its beginning to its end, with places that are filled afterwards. */
export interface FileOutput {
  write: Emit
  /** Keeps room for so many bytes, and gives what fills it, once, when they are known. */
  reserve: (length: number) => Promise<(bytes: Uint8Array<ArrayBuffer>) => Promise<void>>
}

/** Makes the text of a contact in a format, and counts what it altered. */
export interface RowPrinter {
  /** @param position of the contact in the file, from 0 */
  print: (contact: Contact, position: number) => string
  readonly altered: Readonly<Alterations>
}

/** One format of files. It is given the contacts some thousand at a time and keeps none of them. */
export interface FileWriter {
  mimeType: string
  /** Writes what stands before the first contact. */
  begin: () => Promise<void>
  /** Writes these contacts, at least one. */
  add: (contacts: readonly Contact[]) => Promise<void>
  /** Writes what stands after the last contact; the receipt where the format has a place for it. */
  end: (receipt: readonly ReceiptLine[]) => Promise<void>
}

/** A format whose file is a head and the texts of its contacts, one after the other. */
export function textWriter(mimeType: string, head: string, printer: RowPrinter, emit: Emit): FileWriter {
  let written = 0
  return {
    mimeType,
    begin: async () => {
      if (head !== '') await emit([head])
    },
    add: (contacts) => emit(contacts.map((contact) => printer.print(contact, written++))),
    end: async () => undefined,
  }
}
