/** How many tints there are for avatars. */
export const TINTS = 12

/**
 * The letters of an avatar: the first letters of the first and the last word for Latin, Greek and Cyrillic, one
 * character for all other scripts, and nothing for a name without a letter or digit.
 *
 * @param most 1 or 2 letters
 */
export function initialsOf(name: string, most: 1 | 2): string {
  const words = name
    .normalize('NFC')
    .split(/\s+/u)
    .filter((word) => letterIn(word) >= 0)
  const first = firstLetter(words[0] ?? '')
  const last = words.length > 1 ? firstLetter(words.at(-1) ?? '') : ''
  return most === 2 && isAlphabetic(first) && isAlphabetic(last) ? first + last : first
}

/** Most names: what all of Unicode's letters are takes long to ask for the first time, when a page is opened. */
const plain = /^[\x20-\x7e]*$/

/** Where the first letter or digit stands, -1 for none. */
function letterIn(word: string): number {
  return word.search(plain.test(word) ? /[a-z\d]/i : /[\p{L}\p{N}]/u)
}

function isAlphabetic(letter: string): boolean {
  if (plain.test(letter)) return letter !== ''
  return /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}]/u.test(letter)
}

/** Up to the end of Latin's blocks no mark joins two characters into one letter. */
const joinsNothing = /^[\0-\u02ff]{0,2}$/
/** Made when first needed, and asked only then: it takes longer than all else that a row does. */
let graphemes: Intl.Segmenter | null = null

/** The first letter or digit of a word with its marks, in upper case; titles in brackets and quotes are passed over. */
function firstLetter(word: string): string {
  const start = letterIn(word)
  if (start < 0) return ''
  if (joinsNothing.test(word.slice(start, start + 2))) {
    const letter = word.charAt(start)
    const capital = letter.toLocaleUpperCase()
    // "ß" has two capital letters; one letter is one place.
    return capital.length === 1 ? capital : letter
  }
  graphemes ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  for (const { segment } of graphemes.segment(word.slice(start, start + 32))) {
    const capital = segment.toLocaleUpperCase()
    return [...graphemes.segment(capital)].length === 1 ? capital : segment
  }
  return ''
}

/** The tint of an id: stable, the same for every name, and spread over all tints (Knuth's multiplicative hash). */
export function tintOf(id: number | null): number {
  if (id === null) return TINTS - 1
  const low = id % 2 ** 32
  return (Math.imul(low ^ Math.floor(id / 2 ** 32), 2654435761) >>> 8) % TINTS
}
