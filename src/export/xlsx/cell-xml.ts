import type { Altered } from '../file-writer'

/** The most UTF-16 units that a cell of Excel holds ("Excel specifications and limits"). */
const LONGEST_CELL = 32_767

/** What XML 1.0 forbids (2.2, Char), and what means something else in it or in Excel's own escapes. */
// oxlint-disable-next-line no-control-regex -- these are what is looked for
const special = /[&<>\r_\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\ud800-\udfff]/u
// oxlint-disable-next-line no-control-regex -- these are what is replaced
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\ud800-\udfff]/gu

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' }

/**
 * A text as it stands in a cell: never more than a cell holds, without what XML cannot hold; both are counted. A text
 * that looks like Excel's own escape (`_x000D_`; ECMA-376, 22.9.2.19) is escaped itself, so that it stays what it is.
 */
export function cellText(text: string, altered: Altered): string {
  let held = text
  if (held.length > LONGEST_CELL) {
    altered.cut++
    // Half of a pair would be no character.
    held = held.slice(0, LONGEST_CELL).replace(/[\ud800-\udbff]$/, '')
  }
  if (!special.test(held)) return held
  const allowed = held.replace(forbidden, '\ufffd')
  if (allowed !== held) altered.replaced++
  return escapeXml(allowed.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_'))
}

/** A text between tags, or in an attribute. A carriage return would be read as a line feed (XML 1.0, 2.11). */
export function escapeXml(text: string): string {
  return text.replace(/[&<>\r"]/g, (sign) => entities[sign] ?? '&quot;')
}

const dayMs = 86_400_000

/** The first moment that all programs number alike: before it, Excel counts a 29th of February 1900. */
const firstMs = Date.UTC(1900, 2, 1)

/**
 * The number of a moment in Excel's calendar: days since the end of 1899, with the time as their fraction.
 *
 * @param localMs the moment by the clocks of a zone, as milliseconds since 1970 by the same clocks
 * @returns null before March 1900, where programs do not agree
 */
export function dateSerial(localMs: number): number | null {
  return localMs < firstMs ? null : localMs / dayMs + 25_569
}

/** `A`, `Z`, `AA`: the letters of a column, from 0. */
export function columnLetters(index: number): string {
  const letter = String.fromCodePoint(65 + (index % 26))
  return index < 26 ? letter : columnLetters(Math.floor(index / 26) - 1) + letter
}
