/** How many tints there are for avatars. */
export const TINTS = 12

/**
 * The letters of an avatar: the first letters of the first and the last word for Latin, Greek and Cyrillic, one
 * character for all other scripts, and nothing for a name without a letter or digit.
 *
 * @param most 1 or 2 letters
 */
export function initialsOf(name: string, most: 1 | 2): string {
  const words = name.normalize('NFC').split(/\s+/u).map(firstLetter).filter(Boolean)
  const first = words[0] ?? ''
  const last = words.length > 1 ? (words.at(-1) ?? '') : ''
  const isAlphabetic = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}]/u
  return most === 2 && isAlphabetic.test(first) && isAlphabetic.test(last) ? first + last : first
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** The first letter or digit of a word with its marks, in upper case; titles in brackets and quotes are passed over. */
function firstLetter(word: string): string {
  const start = word.search(/[\p{L}\p{N}]/u)
  if (start < 0) return ''
  for (const { segment } of graphemes.segment(word.slice(start, start + 32))) {
    const upper = segment.toLocaleUpperCase()
    // "ß" has two capital letters; one letter is one place.
    return [...graphemes.segment(upper)].length === 1 ? upper : segment
  }
  return ''
}

/** The tint of an id: stable, the same for every name, and spread over all tints (Knuth's multiplicative hash). */
export function tintOf(id: number | null): number {
  if (id === null) return TINTS - 1
  const low = id % 2 ** 32
  return (Math.imul(low ^ Math.floor(id / 2 ** 32), 2654435761) >>> 8) % TINTS
}
