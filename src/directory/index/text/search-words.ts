import { fold } from './fold'

/** So many parts of a hyphenated text are read in one at most, which bounds what a very long text costs. */
export const PARTS_JOINED = 4

/** One word of a search. A contact has it when a searched field holds one of the texts, or its phone the digits. */
export interface SearchWord {
  /**
   * The folded word as it was typed; when it has hyphens, also with spaces in their place and without them, so that
   * `anne-marie` finds `Anne Marie` and `Annemarie`.
   */
  texts: readonly string[]
  /** Set when the word can be (a part of) a phone number; looked for in the digits of the phone. */
  digits: string | null
}

/**
 * The words of a search, which must all be found; none for a blank search.
 *
 * A search that consists of nothing but digits, spaces and `( ) + - . /` is one word, however it is spaced:
 * `(555) 123-4567` and `+1 555 123 45 67` each look for one number. Any other search is split at white space; a
 * part of it that looks like a number (`anna 4567`) is found in the digits of a phone as well.
 */
export function readSearch(search: string): readonly SearchWord[] {
  const folded = fold(search)
  const parts = isPhoneLike(folded) ? [folded] : folded.split(' ')
  return [...new Set(parts)].filter((part) => /[^-]/.test(part)).map(readWord)
}

/**
 * Whether every contact that has all words of `next` has all words of `last` too, because the words were only typed
 * on. False does not mean the opposite: it means that nothing is known.
 */
export function narrows(last: readonly SearchWord[], next: readonly SearchWord[]): boolean {
  return last.every((before) => next.some((after) => goesOn(before, after)))
}

/** Whether a text looks like a phone number or a part of one. */
function isPhoneLike(folded: string): boolean {
  return /^[\d()+\-./ ]*$/.test(folded) && /\d/.test(folded)
}

/** The digits of a text, in their order. */
export function digitsOf(folded: string): string {
  return folded.replace(/\D/g, '')
}

function readWord(word: string): SearchWord {
  const spaced = word.replace(/-+/g, ' ')
  const joined = word.replaceAll('-', '')
  return { texts: [...new Set([word, spaced, joined])], digits: isPhoneLike(word) ? digitsOf(word) : null }
}

/**
 * Typing on at the end narrows a word: every text of it grew at its end. But a word that now looks like a phone
 * number also finds contacts by their digits, and so must the word before.
 */
function goesOn(before: SearchWord, after: SearchWord): boolean {
  const isLonger = (after.texts[0] ?? '').startsWith(before.texts[0] ?? '')
  return (
    isLonger && (after.digits === null || (before.digits !== null && after.digits.startsWith(before.digits)))
  )
}
