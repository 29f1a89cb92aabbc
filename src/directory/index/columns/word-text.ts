import { UntrustedCopy } from '../../copy/untrusted-copy'
import { PARTS_JOINED, type SearchWord } from '../text/search-words'
import { wholeNumbers } from './number-column'
import { type SavedTexts, TextColumn } from './text-column'

/**
 * Where a text is looked at as if it were written in one word: `hyphens` finds `T-Mobile` by `tmobile`; `names` also
 * does so at spaces and finds `Anne Marie` by `annemarie`; `never` is for texts whose hyphens mean nothing (phones).
 */
export type JoinedAt = 'hyphens' | 'names' | 'never'

/** Stands before a joined text, so that only its beginning is found: `ann` is no part of `Jean-Noël`. */
const BEGINNING = '\t'

/** Folded texts as they are kept on a device. */
export interface SavedWords {
  texts: SavedTexts
  joined: SavedTexts
  /** The item of each joined text. */
  joinedItems: Uint32Array
}

/** Folded texts by item, with what is needed to find a word in them although it is hyphenated in another way. */
export class WordText {
  readonly #joinedAt: JoinedAt
  readonly #texts = new TextColumn()
  readonly #joined = new TextColumn()
  /** The item of each joined text. */
  readonly #joinedItems = wholeNumbers()

  constructor(joinedAt: JoinedAt) {
    this.#joinedAt = joinedAt
  }

  get size(): number {
    return this.#texts.size
  }

  /** Adds the folded text of the next item. */
  append(folded: string): void {
    for (const joined of joinedForms(folded, this.#joinedAt)) {
      this.#joinedItems.set(this.#joined.size, this.size)
      this.#joined.append(BEGINNING + joined)
    }
    this.#texts.append(folded)
  }

  get(item: number): string {
    return this.#texts.get(item)
  }

  /** The texts as they are now, to be kept. */
  saved(): SavedWords {
    const joinedItems = this.#joinedItems.saved(this.#joined.size)
    return { texts: this.#texts.saved(), joined: this.#joined.saved(), joinedItems }
  }

  /** Takes kept texts over. @throws UntrustedCopy */
  restore({ texts, joined, joinedItems }: SavedWords, size: number): void {
    this.#texts.restore(texts, size)
    this.#joinedItems.restore(joinedItems, joined.ends.length)
    this.#joined.restore(joined, joined.ends.length)
    if (joinedItems.some((item) => item >= size)) throw new UntrustedCopy('the item of a text')
  }

  /** Whether an item has one of the texts of a word. */
  has(item: number, word: SearchWord): boolean {
    const folded = this.get(item)
    return (
      word.texts.some((text) => folded.includes(text)) ||
      (this.#joined.size > 0 &&
        joinedForms(folded, this.#joinedAt).some((joined) =>
          word.texts.some((text) => joined.startsWith(text)),
        ))
    )
  }

  /**
   * Sets the mark of every item that has one of the texts of a word; of items that `within` leaves out (0) it may.
   * Items that are marked already cost least.
   */
  mark(word: SearchWord, marks: Uint8Array, within: Uint8Array | null = null): void {
    for (const text of word.texts) {
      this.#texts.mark(text, marks, within)
      if (this.#joined.size === 0) continue
      this.#joined.each(BEGINNING + text, (row) => {
        marks[this.#joinedItems.get(row)] = 1
      })
    }
  }
}

/** Every beginning of a part with what follows it, in one word: `anne-marie-lou` gives `annemarielou`, `marielou`. */
function joinedForms(folded: string, joinedAt: JoinedAt): string[] {
  if (joinedAt === 'never') return []
  if (joinedAt === 'names') return joinedParts(folded.split(/[ -]+/))
  if (!folded.includes('-')) return []
  return folded.split(' ').flatMap((word) => joinedParts(word.split(/-+/)))
}

function joinedParts(parts: readonly string[]): string[] {
  return parts.slice(0, -1).map((_, index) => parts.slice(index, index + PARTS_JOINED).join(''))
}
