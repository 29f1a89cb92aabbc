import { UntrustedCopy } from '../../copy/untrusted-copy'
import { wholeNumbers } from './number-column'

/** Rows in one chunk: one character beyond Latin-1 doubles the size of a chunk only, not of the whole column. */
const CHUNK_ROWS = 16_384

/** Characters in one chunk, before the value that passes it: far below the longest string of any engine. */
const CHUNK_LENGTH = 4_194_304

/**
 * Stands behind every value, so that no match reaches over two values. Values may hold it themselves, because they
 * are found by their offsets; only what `each` looks for must not.
 */
const SEPARATOR = '\n'

/** A column of texts as it is kept on a device. */
export interface SavedTexts {
  chunks: readonly string[]
  /** The first row of each chunk. */
  firstRows: Uint32Array
  /** Where each value ends in its chunk. */
  ends: Uint32Array
}

/** Texts by row, joined in chunks: they cost their characters and four bytes, and are searched a chunk at a time. */
export class TextColumn {
  readonly #chunks: string[] = ['']
  /** The first row of each chunk. */
  readonly #firstRows: number[] = [0]
  /** Where each value ends in its chunk. */
  readonly #ends = wholeNumbers()
  /** The characters in each chunk, as far as somebody searched it. */
  readonly #characters: CharacterSet[] = []
  #size = 0

  get size(): number {
    return this.#size
  }

  /** Adds the text of the next row. */
  append(text: string): void {
    let last = this.#chunks.length - 1
    const isFull =
      this.#size - (this.#firstRows[last] ?? 0) >= CHUNK_ROWS ||
      (this.#chunks[last] ?? '').length >= CHUNK_LENGTH
    if (isFull) {
      this.#chunks.push('')
      this.#firstRows.push(this.#size)
      last++
    }
    const chunk = (this.#chunks[last] ?? '') + text + SEPARATOR
    this.#chunks[last] = chunk
    this.#ends.set(this.#size, chunk.length - SEPARATOR.length)
    this.#size++
  }

  get(row: number): string {
    const chunk = this.#chunkOf(row)
    const start = row === this.#firstRows[chunk] ? 0 : this.#ends.get(row - 1) + SEPARATOR.length
    return (this.#chunks[chunk] ?? '').slice(start, this.#ends.get(row))
  }

  /** Calls `visit` for every row whose text holds the sought one, which holds no line break. */
  each(sought: string, visit: (row: number) => void): void {
    const ends = this.#ends.values
    for (const [index, chunk] of this.#chunks.entries()) {
      const characters = (this.#characters[index] ??= new CharacterSet())
      if (!characters.mayHold(chunk, sought)) continue
      let row = this.#firstRows[index] ?? 0
      let at = chunk.indexOf(sought)
      while (at >= 0) {
        while ((ends[row] ?? Infinity) < at + sought.length) row++
        visit(row)
        at = chunk.indexOf(sought, (ends[row] ?? 0) + SEPARATOR.length)
      }
    }
  }

  /** The texts as they are now, to be kept. */
  saved(): SavedTexts {
    return {
      chunks: [...this.#chunks],
      firstRows: Uint32Array.from(this.#firstRows),
      ends: this.#ends.saved(this.#size),
    }
  }

  /** Takes kept texts over into an empty column. @throws UntrustedCopy */
  restore({ chunks, firstRows, ends }: SavedTexts, size: number): void {
    this.#ends.restore(ends, size)
    let row = 0
    for (const [index, chunk] of chunks.entries()) {
      const next = index + 1 < chunks.length ? (firstRows[index + 1] ?? -1) : size
      let start = 0
      if (firstRows[index] !== row || next < row || next > size) throw new UntrustedCopy('rows of texts')
      for (; row < next; row++) {
        const end = ends[row] ?? -1
        if (end < start || chunk[end] !== SEPARATOR) throw new UntrustedCopy('a text')
        start = end + SEPARATOR.length
      }
      if (start !== chunk.length) throw new UntrustedCopy('the end of texts')
    }
    if (row !== size || chunks.length === 0) throw new UntrustedCopy('a column of texts')
    this.#chunks.splice(0, Infinity, ...chunks)
    this.#firstRows.splice(0, Infinity, ...firstRows)
    this.#size = size
  }

  #chunkOf(row: number): number {
    let low = 0
    let high = this.#firstRows.length - 1
    while (low < high) {
      const middle = (low + high + 1) >>> 1
      if ((this.#firstRows[middle] ?? 0) <= row) low = middle
      else high = middle - 1
    }
    return low
  }
}

/**
 * The characters that a growing text has; those beyond ASCII count as one. A chunk without one of the characters of a
 * word need not be searched: most columns of phone numbers hold no letter.
 */
class CharacterSet {
  readonly #has = new Uint8Array(129)
  #seen = 0

  /** Whether a text may hold another one; takes in what was added to the text. */
  mayHold(text: string, sought: string): boolean {
    for (; this.#seen < text.length; this.#seen++) this.#has[Math.min(text.charCodeAt(this.#seen), 128)] = 1
    for (let index = 0; index < sought.length; index++) {
      if (this.#has[Math.min(sought.charCodeAt(index), 128)] === 0) return false
    }
    return true
  }
}
