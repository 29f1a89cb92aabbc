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
  /**
   * What the word may be as (a part of) a phone number, to be looked for in the digits of the phone: as it was typed, and
   * without what is dialled only from afar or at home. None when it is no number.
   */
  numbers: readonly string[]
  /** Whether only contacts without the word are meant. */
  isExcluded?: true
}

/**
 * The words of a search, which must all be found, or not be found where they are excluded; none for a blank search.
 *
 * A search that consists of nothing but digits, spaces and `( ) + - . /` is one word, however it is spaced:
 * `(555) 123-4567`, `+1 555 123 45 67` and `tel:+15551234567` each look for one number, which begins with `+` at Linq;
 * so `0049 221 47`, `+49 (0)221 47` and `0221 47` find `+4922147`, too. Any other search is split at white space; a
 * part of it that looks like a number (`anna 4567`) is found in the digits of a phone as well. There, `-word` excludes a
 * word, and what stands between quotes is one text with its spaces; a quote that is not closed yet reaches to the end.
 */
export function readSearch(search: string): readonly SearchWord[] {
  const folded = fold(search).replace(/^tel:/, '')
  if (isPhoneLike(folded)) return [readWord(folded)]
  const words = new Map<string, SearchWord>()
  for (const [whole, minus, phrase, plain = ''] of folded.matchAll(parts)) {
    const text = phrase?.trim() ?? (minus === '-' ? plain.replace(/^-+/, '') : plain)
    if (!/[^-]/.test(text)) continue
    const word = phrase === undefined ? readWord(text) : readPhrase(text)
    words.set(whole, minus === '-' ? { ...word, isExcluded: true } : word)
  }
  return [...words.values()]
}

/** A phrase in quotes, or a word, each perhaps behind a hyphen. A quote within a word is a sign like others. */
const parts = /(?<=^| )(-?)(?:["“”„]([^"“”„]*)["“”„]?(?= |$)|([^ ]+))/g

/**
 * Whether every contact that has all words of `next` has all words of `last` too, because the words were only typed
 * on. False does not mean the opposite: it means that nothing is known. None of the words is excluded.
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

/** A zero for calls within a country is left away only where so many digits remain; fewer are found everywhere. */
const leastOfTrunk = 5

/**
 * The digits of a number as it was typed, and as it stands behind a `+`: without the zero in brackets (`+49 (0)221`), the
 * `00` before a country, and the `0` before an area (ITU-T E.123).
 */
function numbersIn(folded: string): string[] {
  if (!isPhoneLike(folded)) return []
  const digits = digitsOf(folded.replace(/\(0\)/g, ''))
  const abroad = /^00(\d{3,})$/.exec(digits)?.[1]
  const withinCountry = /^0([1-9]\d*)$/.exec(digits)?.[1] ?? ''
  return [
    ...new Set([
      digitsOf(folded),
      digits,
      ...(abroad === undefined ? [] : [abroad]),
      ...(withinCountry.length < leastOfTrunk ? [] : [withinCountry]),
    ]),
  ].filter((number) => number !== '')
}

function readPhrase(phrase: string): SearchWord {
  return { texts: [phrase], numbers: numbersIn(phrase) }
}

function readWord(word: string): SearchWord {
  const spaced = word.replace(/-+/g, ' ')
  const joined = word.replaceAll('-', '')
  return { texts: [...new Set([word, spaced, joined])], numbers: numbersIn(word) }
}

/**
 * Tells words apart: a phrase and a word of the same letters look for different texts. What leaves out is marked by
 * what no folded text begins with: a phrase may begin with a hyphen.
 */
export function keyOf({ texts, isExcluded }: SearchWord): string {
  return `${isExcluded === true ? '\n' : ''}${texts.join('|')}`
}

/**
 * Typing on at the end narrows a word: every text of it grew at its end. But a word that now looks like a phone
 * number also finds contacts by their digits, and so must the word before.
 */
function goesOn(before: SearchWord, after: SearchWord): boolean {
  const isLonger = after.texts.every((text) => before.texts.some((former) => text.startsWith(former)))
  return (
    isLonger && after.numbers.every((number) => before.numbers.some((former) => number.startsWith(former)))
  )
}
