import { countOf, formatCount } from '../../ui/text/format'
import type { Alterations } from '../file-writer'
import type { FormatKey } from '../formats'
import { LONGEST_CELL } from '../xlsx/xml-text'

/** What a file does not hold as it is in Linq, in sentences; none when it holds everything as it is. */
export function alteredWords(format: FormatKey | 'table', altered: Alterations): string[] {
  const { refused, guarded, replaced, cut, dates } = altered
  const words: string[] = []
  if (refused > 0) {
    words.push(
      `${countOf(refused, 'row')} ${have(refused)} neither email nor phone; Linq will refuse ${them(refused)}.`,
    )
  }
  if (guarded > 0) {
    const begin = guarded === 1 ? 'begins' : 'begin'
    const kept = format === 'linq-import' ? ', which Linq will keep' : ''
    words.push(
      `${countOf(guarded, 'cell')} ${begin} like a formula and ${guarded === 1 ? 'gets' : 'get'} an apostrophe${kept}.`,
    )
  }
  if (replaced > 0)
    words.push(
      format === 'vcard'
        ? `${countOf(replaced, 'text')} ${have(replaced)} characters that a card cannot hold; they are changed or left out.`
        : `${countOf(replaced, 'cell')} ${have(replaced)} characters that the format cannot hold; a � stands for each.`,
    )
  if (cut > 0)
    words.push(
      `${countOf(cut, 'cell')} ${cut === 1 ? 'is' : 'are'} cut at ${formatCount(LONGEST_CELL)} characters.`,
    )
  if (dates > 0) {
    const are = dates === 1 ? 'is text with its' : 'are texts with their'
    words.push(
      `${countOf(dates, 'date')} ${are} offset: no date of the format can tell which instant is meant.`,
    )
  }
  return words
}

function them(count: number): string {
  return count === 1 ? 'it' : 'them'
}

function have(count: number): string {
  return count === 1 ? 'has' : 'have'
}
