import { UntrustedCopy } from '../../copy/untrusted-copy'
import { wholeNumbers } from './number-column'
import { type SavedTexts, TextColumn } from './text-column'

/** Sparse texts as they are kept on a device. */
export interface SavedSparse {
  /** The row of each text, in ascending order. */
  rows: Uint32Array
  texts: SavedTexts
}

/** Texts that few rows have: they cost nothing for the others. */
export class SparseText {
  readonly #rows = wholeNumbers()
  readonly #texts = new TextColumn()

  /** Adds the text of a row behind all that have one. */
  append(row: number, text: string): void {
    this.#rows.set(this.#texts.size, row)
    this.#texts.append(text)
  }

  /** The text of a row, empty where it has none. */
  get(row: number): string {
    const rows = this.#rows.values
    let low = 0
    let high = this.#texts.size
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((rows[middle] ?? 0) < row) low = middle + 1
      else high = middle
    }
    return low < this.#texts.size && rows[low] === row ? this.#texts.get(low) : ''
  }

  /** The texts as they are now, to be kept. */
  saved(): SavedSparse {
    return { rows: this.#rows.saved(this.#texts.size), texts: this.#texts.saved() }
  }

  /** Takes kept texts over into an empty column of `size` rows. @throws UntrustedCopy */
  restore({ rows, texts }: SavedSparse, size: number): void {
    this.#rows.restore(rows, texts.ends.length)
    this.#texts.restore(texts, texts.ends.length)
    if (rows.some((row, at) => row >= size || (at > 0 && row <= (rows[at - 1] ?? 0))))
      throw new UntrustedCopy('the row of a text')
  }
}
