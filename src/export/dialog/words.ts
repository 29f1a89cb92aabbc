import type { ReadState } from '../../directory/directory'
import { countOf, formatCount, formatMoment } from '../../ui/text/format'
import { completenessOf } from '../file-name'

/** What the file will lack, or null when it lacks nothing: the warning before an export. */
export function incompleteWords(read: ReadState): string | null {
  const completeness = completenessOf(read)
  if (completeness === 'complete') return null
  if (completeness === 'incomplete' && read.total !== null && read.contacts < read.total) {
    const have = read.contacts === 1 ? 'has' : 'have'
    return `${formatCount(read.contacts)} of ${countOf(read.total, 'contact')} ${have} been read. The file holds only these and says so in its name.`
  }
  if (completeness === 'incomplete') {
    return 'Some pages could not be read; their contacts may be missing. The file says so in its name.'
  }
  if (read.status === 'kept')
    return `These are the contacts as of ${formatMoment(read.atMs)}; Linq may have others now. The file says so in its name.`
  return read.status === 'disturbed'
    ? 'Contacts changed while they were read; some may be missing. The file says so in its name.'
    : `${countOf(read.contacts, 'contact')} ${read.contacts === 1 ? 'has' : 'have'} been read; whether these are all is not known yet. The file says so in its name.`
}

/** The name of the button that starts the export. */
export function exportWords(rows: number): string {
  return `Export ${countOf(rows, 'contact')}`
}

/** What is said while a file or a copy is made, and the dialog is hidden. */
export function runningWords(what: 'file' | 'table', rows: number): string {
  return `${what === 'file' ? 'Exporting' : 'Copying'} ${countOf(rows, 'contact')}`
}

/** What is said when the file has been handed to the browser. */
export function doneWords(rows: number): string {
  return `${countOf(rows, 'contact')} exported`
}

/** What is said when the table is on the clipboard. */
export function copiedWords(rows: number): string {
  return `${countOf(rows, 'contact')} copied`
}

/** Where a file or a copy is, and what of it is not as it is in Linq. */
export function whereWords(name: string | null, altered: readonly string[]): string {
  if (name === null) return ['The table is on the clipboard and pastes as cells.', ...altered].join(' ')
  return altered.length === 0 ? name : `${name}: ${altered.join(' ')}`
}

/** The zone that dates are written in: "Local time, America/Chicago (GMT-6)". */
export function zoneWords(timeZone: string, atMs: number): string {
  const short = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'short' })
    .formatToParts(atMs)
    .find((part) => part.type === 'timeZoneName')?.value
  return `Local time, ${timeZone}${short && short !== timeZone ? ` (${short})` : ''}`
}
