import { wholeNumbers } from '../columns/number-column'

/** A slot without a code. */
const FREE = 0xffff_ffff

/**
 * Tells by row which texts are the same: equal texts have equal codes from 1, a blank one has 0. Texts are asked for
 * again when they might be equal, and never kept: a million of them cost twelve megabytes. Rows are only added.
 */
export class TextCodes {
  readonly #textOf: (row: number) => string
  readonly #codes = wholeNumbers()
  /** By code: the hash of its text, and the first row that has it. */
  readonly #hashes = wholeNumbers()
  readonly #firstRows = wholeNumbers()
  #slots = new Uint32Array(2048).fill(FREE)
  #size = 1
  #rows = 0

  constructor(textOf: (row: number) => string) {
    this.#textOf = textOf
  }

  /** Codes there are, the one of blanks included. */
  get size(): number {
    return this.#size
  }

  /** The codes of the first `rows` rows. */
  codes(rows: number): Uint32Array {
    for (; this.#rows < rows; this.#rows++) {
      this.#codes.set(this.#rows, this.#codeOf(this.#rows))
    }
    return this.#codes.values
  }

  #codeOf(row: number): number {
    const text = this.#textOf(row)
    if (text === '') return 0
    const hash = hashOf(text)
    const last = this.#slots.length - 1
    let slot = hash & last
    for (;;) {
      const code = this.#slots[slot] ?? FREE
      if (code === FREE) break
      if (this.#hashes.get(code) === hash && this.#textOf(this.#firstRows.get(code)) === text) return code
      slot = (slot + 1) & last
    }
    const code = this.#size++
    this.#hashes.set(code, hash)
    this.#firstRows.set(code, row)
    this.#slots[slot] = code
    if (this.#size * 2 > this.#slots.length) this.#grow()
    return code
  }

  #grow(): void {
    const last = this.#slots.length * 2 - 1
    this.#slots = new Uint32Array(last + 1).fill(FREE)
    for (let code = 1; code < this.#size; code++) {
      let slot = this.#hashes.get(code) & last
      while (this.#slots[slot] !== FREE) slot = (slot + 1) & last
      this.#slots[slot] = code
    }
  }
}

/** FNV-1a over code units, mixed at the end because the low bits choose the slot. */
function hashOf(text: string): number {
  let hash = 0x811c_9dc5
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x0100_0193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b)
  return (hash ^ (hash >>> 13)) >>> 0
}
