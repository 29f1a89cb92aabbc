import { sharedStringsEnd, sharedStringsHead } from './workbook-parts'
import { xmlString } from './xml-text'

/** How much is kept until the end of a file, whatever its contacts hold: some megabytes. */
const MOST_TEXTS = 65_536
const MOST_UNITS = 4_194_304

/**
 * Texts that stand once in a workbook, and in cells by their number (ECMA-376, 18.4.8). A workbook whose cells repeat
 * companies and owners is smaller and written twice as fast with it. It is bounded: a text that no longer finds a place
 * stands in its cell.
 */
export interface SharedStrings {
  /** The number of a text that may stand in a cell as it is, from 0; null when there is no place for it. */
  numberOf: (text: string) => number | null
  /** Takes a text in, if there is a place; it must be one that Excel can hold. Gives its number. */
  add: (text: string) => number | null
  /** The part of the workbook that lists the texts, piece by piece. */
  part: () => Iterable<string>
}

/** An empty list. */
export function createSharedStrings(): SharedStrings {
  const numbers = new Map<string, number>()
  let units = 0
  return {
    numberOf: (text) => numbers.get(text) ?? null,
    add: (text) => {
      if (numbers.size >= MOST_TEXTS || units + text.length > MOST_UNITS) return null
      units += text.length
      numbers.set(text, numbers.size)
      return numbers.size - 1
    },
    part: function* part() {
      yield sharedStringsHead
      for (const text of numbers.keys()) yield `<si>${xmlString(text)}</si>`
      yield sharedStringsEnd
    },
  }
}
