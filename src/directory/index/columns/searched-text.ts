import { fold } from '../text/fold'
import { TextColumn } from './text-column'
import { type JoinedAt, WordText } from './word-text'

/** Texts by row that are searched, and given back as they were: kept once where folding does not change them. */
export class SearchedText {
  readonly words: WordText
  /** The text where it differs from the folded one, else nothing. */
  readonly #unfolded = new TextColumn()

  constructor(joinedAt: JoinedAt) {
    this.words = new WordText(joinedAt)
  }

  append(text: string): void {
    const folded = fold(text)
    this.words.append(folded)
    this.#unfolded.append(folded === text ? '' : text)
  }

  get(row: number): string {
    return this.#unfolded.get(row) || this.words.get(row)
  }
}
