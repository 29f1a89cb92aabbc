import { countOf } from '../../ui/text/format'
import type { ExportOutcome } from '../export-request'
import type { FormatKey } from '../formats'
import { alteredWords } from './altered-words'
import type { ReceiptLine } from './receipt-line'

/** What can only be said when the file is made: how many contacts it holds, and what is not as it is in Linq. */
export function outcomeLines(format: FormatKey | 'table', { rows, altered }: ExportOutcome): ReceiptLine[] {
  const words = alteredWords(format, altered)
  return [
    ['Written', countOf(rows, 'contact')],
    ['Altered', words.length === 0 ? 'Nothing' : words.join(' ')],
  ]
}
