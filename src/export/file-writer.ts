import type { Contact } from '../linq/contact'

/** One format of files. It is given the contacts some thousand at a time and keeps none of them. */
export interface FileWriter {
  mimeType: string
  /** What stands before the first contact. */
  begin: () => BlobPart
  /** The bytes of these contacts, at least one. */
  add: (contacts: readonly Contact[]) => BlobPart
}
