import type { Contact } from '../linq/contact'

/** One format of files. It is given the contacts some thousand at a time and keeps none of them. */
export interface FileWriter {
  mimeType: string
  /** What stands before the first contact. */
  begin: () => BlobPart
  /** The bytes of these contacts, at least one. */
  add: (contacts: readonly Contact[]) => BlobPart
  /** What stands behind the last contact. */
  end?: (rows: number) => BlobPart
  /** The same rows as plain text, where the format has a second form. */
  plain?: () => Blob
  /** What was written otherwise than Linq gives it, so far. */
  altered: Altered
}

/** Cells whose values a format could not hold as they are, by what was done to them. */
export interface Altered {
  /** An apostrophe was put before what a spreadsheet would run. */
  guarded: number
  /** Characters that the format forbids were replaced by U+FFFD. */
  replaced: number
  /** More than a cell can hold was cut off. */
  cut: number
}

/** The counts of a file that has just begun. */
export function nothingAltered(): Altered {
  return { guarded: 0, replaced: 0, cut: 0 }
}
