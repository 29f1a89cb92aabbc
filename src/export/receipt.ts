import { version } from '../../package.json'
import type { ReadState } from '../directory/directory'
import { type FieldKey, fieldOf } from '../directory/fields'
import { formatCount } from '../ui/text/format'
import { zonedInstantWriter } from './csv/zoned-instant'
import { incompleteWords } from './dialog/words'
import type { Altered } from './file-writer'

/** One line of what is told about a file: a label and its value. */
export type ReceiptLine = readonly [label: string, value: string]

/** What a receipt is of. */
export interface Receipted {
  /** Search, filters and order of the view, in the words of the page. */
  view: readonly ReceiptLine[]
  /** Which rows of the view: "All that match". */
  rows: string
  /** Null where the format has its own. */
  columns: readonly FieldKey[] | null
  read: ReadState
  /** The IANA zone in which dates are written. */
  timeZone: string
  /** Milliseconds since 1970. */
  atMs: number
}

/** What can be told about a file before it is made: where it comes from, what was asked, and how complete it is. */
export function receiptOf({ view, rows, columns, read, timeZone, atMs }: Receipted): ReceiptLine[] {
  const write = zonedInstantWriter(timeZone)
  const gap = incompleteWords(read)?.replace(/ The file [^.]*\.$/, '')
  const readAt = 'atMs' in read ? `, read ${write(read.atMs)}` : ''
  return [
    ['Made by', `Linq Contacts ${version}`],
    ['Made at', write(atMs)],
    ['Time zone', timeZone],
    ['Rows', rows],
    ...view,
    ...(columns === null ? [] : [['Columns', columns.map((key) => fieldOf(key).label).join(', ')] as const]),
    [
      'Completeness',
      gap ?? `Complete: all ${formatCount(read.contacts)} contacts of the organisation${readAt}`,
    ],
  ]
}

/** What was written otherwise than Linq gives it; one line for each way, none when nothing was. */
export function alteredLines({ guarded, replaced, cut }: Altered): ReceiptLine[] {
  const lines: [number, string][] = [
    [
      guarded,
      'cells begin with an apostrophe that Linq has not, because a spreadsheet would run them as a formula',
    ],
    [replaced, 'cells hold � in place of characters that this format cannot hold'],
    [cut, 'cells are cut, because a cell of Excel holds 32,767 characters'],
  ]
  return lines.flatMap(([count, words]) =>
    count === 0
      ? []
      : [
          [
            'Altered',
            `${formatCount(count)} ${count === 1 ? words.replace(/^cells (begin|hold|are)/, singular) : words}`,
          ] as const,
        ],
  )
}

function singular(_: string, verb: string): string {
  return `cell ${verb === 'are' ? 'is' : `${verb}s`}`
}

/** The lines as text to be pasted, a label and its value each. */
export function receiptText(lines: readonly ReceiptLine[]): string {
  return lines.map(([label, value]) => `${label}: ${value}`).join('\n')
}
