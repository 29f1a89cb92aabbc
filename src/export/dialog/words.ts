import type { ReadState } from '../../directory/directory'
import { countOf, formatCount, formatMoment } from '../../ui/text/format'
import { formatList } from '../../ui/text/format-list'
import { completenessOf, isMissing } from '../file-name'

/** What the file will lack, or null when it lacks nothing: the warning before an export. */
export function incompleteWords(read: ReadState): string | null {
  const sentences = lackSentences(read)
  if (sentences.length === 0) return null
  const end = isMissing(read)
    ? 'The file holds only these and says so in its name.'
    : 'The file says so in its name.'
  return [...sentences, end].join(' ')
}

/** What the directory is known to lack, or may lack; nothing when it lacks nothing. What was read stands at the end. */
export function lackSentences(read: ReadState): string[] {
  if (completenessOf(read) === 'complete') return []
  return [failedWords(read), unreadableWords(read), stateWords(read)].filter((sentence) => sentence !== '')
}

/** More pages than this are only counted. */
const MOST_NAMED = 4

function failedWords({ failedPages }: ReadState): string {
  if (failedPages.length === 0) return ''
  const pages = failedPages.map(({ page }) => page).toSorted((left, right) => left - right)
  if (pages.length > MOST_NAMED) return `${countOf(pages.length, 'page')} could not be read.`
  return `${pages.length === 1 ? 'Page' : 'Pages'} ${formatList(pages.map(formatCount))} could not be read.`
}

function unreadableWords({ unreadable }: ReadState): string {
  if (unreadable === 0) return ''
  return `${countOf(unreadable, 'record')} could not be understood and ${unreadable === 1 ? 'is' : 'are'} left out.`
}

function stateWords(read: ReadState): string {
  const { status, contacts, total, failedPages } = read
  const have = contacts === 1 ? 'has' : 'have'
  if (isMissing(read))
    return `${formatCount(contacts)} of ${countOf(total ?? 0, 'contact')} ${have} been read.`
  switch (status) {
    case 'complete':
    case 'verified':
      return ''
    case 'partial':
      return failedPages.length > 0 ? '' : 'Some pages could not be read; their contacts may be missing.'
    case 'kept':
      return `These are the contacts as of ${formatMoment(read.atMs)}; Linq may have others now.`
    case 'disturbed':
      return 'Contacts changed while they were read; some may be missing.'
    default:
      return `${countOf(contacts, 'contact')} ${have} been read; whether these are all is not known yet.`
  }
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
