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

/**
 * So many texts that came last stand by themselves. An engine keeps a text that grew as a tree of its pieces and joins
 * these whenever one of them is read: while contacts arrive, and are compared with those that came just before, that
 * would be the whole chunk again and again.
 */
const TAIL_ROWS = 1024

/** Of so many rows of a chunk at most one is sought when looking at each is faster than at the whole chunk. */
const FEW = 3

/** Shorter texts are found by their first letter. */
const SKIPPED_TO = 3

/** Texts by row, joined in chunks: they cost their characters and four bytes, and are searched a chunk at a time. */
export class TextColumn {
  readonly #chunks: string[] = ['']
  /** The first row of each chunk. */
  readonly #firstRows: number[] = [0]
  /** Where each value ends in its chunk. */
  readonly #ends = wholeNumbers()
  /** The texts that belong at the end of the last chunk. */
  #tail: string[] = []
  /** The characters of the last chunk, the tail's included. */
  #lastLength = 0
  /** The characters in each chunk, as far as it was read. */
  readonly #characters: CharacterSet[] = []
  #size = 0

  get size(): number {
    return this.#size
  }

  /** Adds the text of the next row. */
  append(text: string): void {
    const last = this.#chunks.length - 1
    if (this.#size - (this.#firstRows[last] ?? 0) >= CHUNK_ROWS || this.#lastLength >= CHUNK_LENGTH) {
      this.#joinTail()
      // Read once more, it is one piece from now on.
      this.#charactersOf(last)
      this.#chunks.push('')
      this.#firstRows.push(this.#size)
      this.#lastLength = 0
    } else if (this.#tail.length >= TAIL_ROWS) this.#joinTail()
    this.#tail.push(text)
    this.#lastLength += text.length + SEPARATOR.length
    this.#ends.set(this.#size, this.#lastLength - SEPARATOR.length)
    this.#size++
  }

  get(row: number): string {
    const tailRow = row - (this.#size - this.#tail.length)
    if (tailRow >= 0) return this.#tail[tailRow] ?? ''
    const chunk = this.#chunkOf(row)
    const start = row === this.#firstRows[chunk] ? 0 : this.#ends.get(row - 1) + SEPARATOR.length
    return (this.#chunks[chunk] ?? '').slice(start, this.#ends.get(row))
  }

  /** Calls `visit` for every row whose text holds the sought one, which holds no line break. */
  each(sought: string, visit: (row: number) => void): void {
    this.#joinTail()
    const ends = this.#ends.values
    for (const [index, chunk] of this.#chunks.entries()) {
      if (!this.#charactersOf(index).hasAllOf(sought)) continue
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
    this.#joinTail()
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
    this.#lastLength = chunks.at(-1)?.length ?? 0
  }

  /**
   * Sets the mark of every row whose text holds the sought one, which holds no line break; rows that are marked
   * already, and those that `within` leaves out (0), are passed over. The more of these there are, the less it costs.
   */
  mark(sought: string, marks: Uint8Array, within: Uint8Array | null): void {
    this.#joinTail()
    const ends = this.#ends.values
    const find = finder(sought)
    for (const [index, chunk] of this.#chunks.entries()) {
      if (!this.#charactersOf(index).hasAllOf(sought)) continue
      const first = this.#firstRows[index] ?? 0
      const end = this.#firstRows[index + 1] ?? this.#size
      const open = countOpen(marks, within, first, end)
      if (open === 0) continue
      if (open * FEW < end - first) markEach(chunk, ends, sought, marks, within, first, end)
      else markFound(chunk, ends, find, marks, within, first, end)
    }
  }

  #joinTail(): void {
    if (this.#tail.length === 0) return
    const last = this.#chunks.length - 1
    this.#chunks[last] = `${this.#chunks[last] ?? ''}${this.#tail.join(SEPARATOR)}${SEPARATOR}`
    this.#tail = []
  }

  /** The characters of a chunk; reads what was added to it. */
  #charactersOf(index: number): CharacterSet {
    const characters = (this.#characters[index] ??= new CharacterSet())
    characters.take(this.#chunks[index] ?? '')
    return characters
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

/** Rows from `first` to before `end` that are not marked, and that `within` does not leave out. */
function countOpen(marks: Uint8Array, within: Uint8Array | null, first: number, end: number): number {
  let open = 0
  if (within === null) for (let row = first; row < end; row++) open += 1 - (marks[row] ?? 0)
  else for (let row = first; row < end; row++) open += (within[row] ?? 0) & (1 - (marks[row] ?? 0))
  return open
}

/** Looks at the text of each open row by itself. */
function markEach(
  chunk: string,
  ends: Uint32Array,
  sought: string,
  marks: Uint8Array,
  within: Uint8Array | null,
  first: number,
  end: number,
): void {
  for (let row = first; row < end; row++) {
    if (marks[row] === 1 || (within !== null && within[row] === 0)) continue
    const start = row === first ? 0 : (ends[row - 1] ?? 0) + SEPARATOR.length
    const stop = ends[row] ?? 0
    if (stop - start >= sought.length && chunk.slice(start, stop).includes(sought)) marks[row] = 1
  }
}

/** Looks through the whole chunk, each time on from the next open row. */
function markFound(
  chunk: string,
  ends: Uint32Array,
  find: Find,
  marks: Uint8Array,
  within: Uint8Array | null,
  first: number,
  end: number,
): void {
  for (let row = first; row < end; row++) {
    if (marks[row] === 1 || (within !== null && within[row] === 0)) continue
    const start = row === first ? 0 : (ends[row - 1] ?? 0) + SEPARATOR.length
    const stop = find(chunk, start)
    if (stop < 0) return
    while (row < end && (ends[row] ?? 0) < stop) row++
    if (within === null || within[row] === 1) marks[row] = 1
  }
}

/** Where the next match ends, or -1. */
type Find = (chunk: string, start: number) => number

/**
 * Engines look for a plain text from one of its first letters to the next, and these are many in addresses. An
 * expression that is no plain text is compiled, with skips over what cannot match: a third less time.
 */
function finder(sought: string): Find {
  if (sought.length < SKIPPED_TO) {
    return (chunk, start) => {
      const at = chunk.indexOf(sought, start)
      return at < 0 ? -1 : at + sought.length
    }
  }
  const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
  const expression = new RegExp(`[${escaped(sought.slice(0, 1))}]${escaped(sought.slice(1))}`, 'g')
  return (chunk, start) => {
    expression.lastIndex = start
    return expression.test(chunk) ? expression.lastIndex : -1
  }
}

/**
 * The characters that a growing text has; those beyond ASCII count as one. A chunk without one of the characters of a
 * word need not be searched: most columns of phone numbers hold no letter.
 */
class CharacterSet {
  readonly #has = new Uint8Array(129)
  #seen = 0

  /** Reads what was added to the text. */
  take(text: string): void {
    for (; this.#seen < text.length; this.#seen++) this.#has[Math.min(text.charCodeAt(this.#seen), 128)] = 1
  }

  /** Whether every character of a text is there; beyond ASCII it may be. */
  hasAllOf(sought: string): boolean {
    for (let index = 0; index < sought.length; index++) {
      if (this.#has[Math.min(sought.charCodeAt(index), 128)] === 0) return false
    }
    return true
  }
}
