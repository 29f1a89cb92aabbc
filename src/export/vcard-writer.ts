import { vcardOf } from '../directory/vcard'
import { type FileWriter, nothingAltered } from './file-writer'

/** Writes one vCard 4.0 after the other (RFC 6350, 3.2), each as `vcardOf` has it. */
export function createVcardWriter(): FileWriter {
  return {
    mimeType: 'text/vcard;charset=utf-8',
    begin: () => '',
    add: (contacts) => contacts.map((contact) => vcardOf(contact)).join(''),
    altered: nothingAltered(),
  }
}
