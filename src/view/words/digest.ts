import type { Filtering } from '../view-address'
import { type Meaning, withMeaning } from './meaning'
import { type PlacedWord, fieldWords, withoutWord } from './read-words'

/** What becomes of a typed text. */
export interface Digest {
  /** What stays in the box, and where the caret stands in it. */
  text: string
  caret: number | null
  /** What is searched: the text without the word that is being written and those of which nothing is known yet. */
  search: string
  /** The filters that words became. */
  change: Partial<Filtering>
  /** Words of which nothing is known yet. */
  awaited: readonly PlacedWord[]
}

/**
 * Reads the words with a field in a text. One that is finished and means something leaves the text and becomes a filter;
 * one that means nothing is text like others. The word at the caret is not finished.
 *
 * @param caret null when all words are finished
 * @param meaningOf null when a word means nothing, undefined while that is not known
 */
export function digest(
  text: string,
  caret: number | null,
  filtering: Filtering,
  meaningOf: (word: PlacedWord) => Meaning | null | undefined,
): Digest {
  const now = { ...filtering }
  const change: Partial<Filtering> = {}
  const awaited: PlacedWord[] = []
  const gone = new Set<PlacedWord>()
  const unsearched = new Set<PlacedWord>()
  const words = fieldWords(text)
  for (const word of words) {
    const isDraft = isAt(word, caret)
    const meaning = isDraft ? undefined : meaningOf(word)
    if (meaning) {
      const part = withMeaning(now, meaning)
      Object.assign(now, part)
      Object.assign(change, part)
      gone.add(word)
    } else if (meaning === undefined) {
      unsearched.add(word)
      if (!isDraft) awaited.push(word)
    }
  }
  const without = (isLeftOut: (word: PlacedWord) => boolean, from: string) =>
    words.filter(isLeftOut).reduceRight(withoutWord, from)
  const before =
    caret === null ? '' : without((word) => gone.has(word) && word.end <= caret, text.slice(0, caret))
  return {
    text: without((word) => gone.has(word), text),
    caret: caret === null ? null : before.length,
    search: without((word) => gone.has(word) || unsearched.has(word), text),
    change,
    awaited,
  }
}

/** Whether the caret stands in a word or at its end, so that it is still being written. */
export function isAt({ start, end }: Pick<PlacedWord, 'start' | 'end'>, caret: number | null): boolean {
  return caret !== null && start < caret && caret <= end
}
