import type { ContactStore } from './contact-store'
import { rowHasWord, rowsWithWord } from './search'
import { type SearchWord, keyOf, narrows } from './text/search-words'

/** Searches kept, so that typing on, going back and a second word begin at what was found; a byte a row each. */
const SEARCHES_KEPT = 8

/** One row in so many is looked at by itself sooner than the dictionaries and all rows are looked through. */
const FEW = 128

/** What a search found. */
interface KeptSearch {
  words: readonly SearchWord[]
  /** By row: 1 where it has all words. Has room at the end. */
  marks: Uint8Array
  /** Rows that were looked at. */
  rows: number
  /** Marked rows. */
  found: number
  /** See `OwnerTable.renamed`: what was found by the name of an owner holds while owners keep their names. */
  renamed: number
}

/**
 * What the last searches found. The contents of a row never change, so what was found holds on when others come: only
 * the new rows are looked at.
 */
export class Searches {
  readonly #store: ContactStore
  /** The one asked for last at the end. */
  #kept: KeptSearch[] = []

  constructor(store: ContactStore) {
    this.#store = store
  }

  /**
   * By row: 1 where it has all words and none of the excluded ones, dead rows too. Not to be changed, and good until
   * the next call.
   */
  marks(words: readonly SearchWord[]): Uint8Array {
    const sought = words.filter((word) => word.isExcluded !== true)
    if (sought.length === words.length) return this.#marksOfAll(words)
    // What an excluded word is in is kept like any search, so that others can be typed beside it.
    const marks =
      sought.length > 0 ? this.#marksOfAll(sought).slice() : new Uint8Array(this.#store.rows).fill(1)
    for (const { isExcluded, ...word } of words) {
      if (isExcluded !== true) continue
      const without = this.#marksOfAll([word])
      for (let row = 0; row < marks.length; row++) marks[row] = (marks[row] ?? 0) & ((without[row] ?? 0) ^ 1)
    }
    return marks
  }

  /** As `marks`, for words of which none is excluded; at least one. */
  #marksOfAll(words: readonly SearchWord[]): Uint8Array {
    const { renamed } = this.#store.owners
    this.#kept = this.#kept.filter((kept) => kept.renamed === renamed)
    const known = this.#kept.find((kept) => isSame(kept.words, words))
    const search = known && this.#extend(known) ? known : this.#newSearch(words)
    this.#kept = [...this.#kept.filter((kept) => kept !== known), search].slice(-SEARCHES_KEPT)
    return search.marks
  }

  #newSearch(words: readonly SearchWord[]): KeptSearch {
    const { rows, owners } = this.#store
    const base = this.#narrowed(words)
    let within = base?.marks ?? null
    let found = base?.found ?? rows
    // The longest word leaves least for the others to look at.
    const left = words
      .filter((word) => !base?.words.some((known) => isSame([known], [word])))
      .sort((a, b) => lengthOf(b) - lengthOf(a))
    for (const word of left) {
      within =
        within !== null && found * FEW <= rows
          ? this.#lookedAtOneByOne(word, within)
          : rowsWithWord(this.#store, word, within)
      found = count(within, rows)
    }
    // No words are left when they only stand in another order: then the marks are those of another search.
    const marks =
      within === null || within === base?.marks ? (within?.slice() ?? new Uint8Array(rows)) : within
    return { words, marks, rows, found, renamed: owners.renamed }
  }

  /** The smallest of the searches whose contacts hold all that are sought. */
  #narrowed(words: readonly SearchWord[]): KeptSearch | null {
    let smallest: KeptSearch | null = null
    for (const kept of this.#kept) {
      if (!narrows(kept.words, words) || !this.#extend(kept)) continue
      if (smallest === null || kept.found < smallest.found) smallest = kept
    }
    return smallest
  }

  #lookedAtOneByOne(word: SearchWord, within: Uint8Array): Uint8Array {
    const { rows } = this.#store
    const marks = new Uint8Array(rows)
    for (let row = within.indexOf(1); row >= 0 && row < rows; row = within.indexOf(1, row + 1)) {
      if (rowHasWord(this.#store, row, word)) marks[row] = 1
    }
    return marks
  }

  /** Looks at the rows that came; false when they are so many that the search is sooner made anew. */
  #extend(search: KeptSearch): boolean {
    const { rows } = this.#store
    if ((rows - search.rows) * FEW > rows) return false
    if (search.marks.length < rows) {
      const larger = new Uint8Array(Math.ceil(rows * 1.25))
      larger.set(search.marks)
      search.marks = larger
    }
    for (; search.rows < rows; search.rows++) {
      if (!search.words.every((word) => rowHasWord(this.#store, search.rows, word))) continue
      search.marks[search.rows] = 1
      search.found++
    }
    return true
  }
}

/** Whether two searches have the same words in the same order. */
function isSame(a: readonly SearchWord[], b: readonly SearchWord[]): boolean {
  return a.length === b.length && a.every((word, at) => keyOf(word) === (b[at] && keyOf(b[at])))
}

function lengthOf(word: SearchWord): number {
  return word.texts[0]?.length ?? 0
}

function count(marks: Uint8Array, rows: number): number {
  let found = 0
  for (let row = 0; row < rows; row++) found += marks[row] ?? 0
  return found
}
