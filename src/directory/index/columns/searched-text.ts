import { fold } from '../text/fold'
import { type SavedSparse, SparseText } from './sparse-text'
import { type JoinedAt, type SavedWords, WordText } from './word-text'

/** Searched texts as they are kept on a device. */
export interface SavedSearched {
  words: SavedWords
  unfolded: SavedSparse
}

/** Texts by row that are searched, and given back as they were: kept once where folding does not change them. */
export class SearchedText {
  readonly words: WordText
  /** The text where it differs from the folded one. */
  readonly #unfolded = new SparseText()

  constructor(joinedAt: JoinedAt) {
    this.words = new WordText(joinedAt)
  }

  append(text: string): void {
    const folded = fold(text)
    if (folded !== text) this.#unfolded.append(this.words.size, text)
    this.words.append(folded)
  }

  /** The texts as they are now, to be kept. */
  saved(): SavedSearched {
    return { words: this.words.saved(), unfolded: this.#unfolded.saved() }
  }

  /** Takes kept texts over. @throws UntrustedCopy */
  restore({ words, unfolded }: SavedSearched, size: number): void {
    this.words.restore(words, size)
    this.#unfolded.restore(unfolded, size)
  }

  get(row: number): string {
    return this.#unfolded.get(row) || this.words.get(row)
  }
}
