import { masks } from '../../view/masked-name'

/** What has an at sign in it, up to the signs that stand around an email in a list. */
const emails = /[^\s<>()[\]{}"',;|]*[@＠﹫][^\s<>()[\]{}"',;|]*/gu

/** Digits of any script, with what stands between the groups of a number; letters end it. */
const numbers = /[+＋(]*\p{Nd}(?:[^\p{L}\p{Nd}@]{0,3}\p{Nd})*/gu

/** So many digits may be a phone, as in a name that is one. */
const LEAST_DIGITS = 4

/** A line of a pasted list with a mask for every email and phone in it, whatever else the line holds: names stay. */
export function maskedLine(line: string): string {
  return line
    .replace(emails, masks.email)
    .replace(numbers, (text) => ((text.match(/\p{Nd}/gu)?.length ?? 0) < LEAST_DIGITS ? text : masks.phone))
}
