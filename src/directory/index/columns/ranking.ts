import { CollationKeys } from './collation-keys'

/** The rank of a blank: it has none, and comes last in both directions. */
export const BLANK_RANK = 0xffff_ffff

/** Ranks by item: whole numbers from 0, equal for texts that compare as equal. */
export interface Ranks {
  of: Uint32Array
  /** How many different ranks there are. */
  count: number
}

/** Compares two texts as `Array.sort` wants it. */
export type Compare = (a: string, b: string) => number

/** A part of the texts that is new: from one in so many on, all are sorted anew. */
const MANY = 8

/**
 * The ranks of a growing list of texts. Comparing by language is slow, so the order is kept: only new texts are
 * compared, with each other and with some of the old ones. Texts must not change once they were ranked.
 */
export class Ranking {
  readonly #compare: Compare
  readonly #textOf: (item: number) => string
  #seen = 0
  #order: Uint32Array = new Uint32Array(0)
  /** Whether the text at a place of the order equals the one before it. */
  #tied: Uint8Array = new Uint8Array(0)
  #ranks: Ranks = { of: new Uint32Array(0), count: 0 }

  constructor(compare: Compare, textOf: (item: number) => string) {
    this.#compare = compare
    this.#textOf = textOf
  }

  /** The ranks of the first `size` items. */
  ranks(size: number): Ranks {
    if (size > this.#seen) {
      // Many new texts are sorted faster with all others than each is put in its place.
      if ((size - this.#seen) * MANY > size) this.#startOver()
      this.#take(size)
      this.#seen = size
      this.#ranks = this.#count(size)
    }
    return this.#ranks
  }

  #startOver(): void {
    this.#seen = 0
    this.#order = new Uint32Array(0)
    this.#tied = new Uint8Array(0)
  }

  /** Takes new texts into the order: by their keys while there is none, else by comparing. */
  #take(size: number): void {
    const keys = this.#seen === 0 ? CollationKeys.of(this.#compare) : null
    const added: RankedText[] = []
    for (let item = this.#seen; item < size; item++) {
      const text = this.#textOf(item)
      if (text !== '' && keys?.add(item, text) !== true) added.push({ item, text })
    }
    if (keys) {
      const { items, tied } = keys.sorted()
      this.#order = items
      this.#tied = tied
    }
    this.#insert(sorted(added, this.#compare))
  }

  /** Merges sorted new texts into the order, each before the old ones that equal it. */
  #insert(added: readonly RankedText[]): void {
    const [before, beforeTied] = [this.#order, this.#tied]
    const order = new Uint32Array(before.length + added.length)
    const tied = new Uint8Array(order.length)
    let from = 0
    let place = 0
    let previous = ''
    let nextIsTied = false
    const copyUntil = (to: number) => {
      if (to === from) return
      order.set(before.subarray(from, to), place)
      tied.set(beforeTied.subarray(from, to), place)
      if (nextIsTied) tied[place] = 1
      place += to - from
      from = to
    }
    for (const { item, text } of added) {
      const to = this.#firstNotBelow(text, from)
      const followsAdded = to === from && previous !== ''
      copyUntil(to)
      order[place] = item
      tied[place] = followsAdded && this.#compare(previous, text) === 0 ? 1 : 0
      place++
      const next = before[to]
      nextIsTied = next !== undefined && this.#compare(this.#textOf(next), text) === 0
      previous = text
    }
    copyUntil(before.length)
    this.#order = order
    this.#tied = tied
  }

  /** The first place of the order, from `from` on, whose text is not below the given one; steps that double. */
  #firstNotBelow(text: string, from: number): number {
    const isBelow = (place: number) => {
      const item = this.#order[place]
      return item !== undefined && this.#compare(this.#textOf(item), text) < 0
    }
    let low = from
    let step = 1
    while (isBelow(low + step - 1)) {
      low += step
      step *= 2
    }
    let high = Math.min(low + step - 1, this.#order.length)
    while (low < high) {
      const middle = (low + high) >>> 1
      if (isBelow(middle)) low = middle + 1
      else high = middle
    }
    return low
  }

  #count(size: number): Ranks {
    const of = new Uint32Array(size).fill(BLANK_RANK)
    let rank = -1
    for (let place = 0; place < this.#order.length; place++) {
      if (this.#tied[place] === 0) rank++
      of[this.#order[place] ?? 0] = rank
    }
    return { of, count: rank + 1 }
  }
}

/** The ranks of a short list of texts that may change; everything is compared anew. */
export function rankTexts(texts: readonly string[], compare: Compare): Ranks {
  return new Ranking(compare, (item) => texts[item] ?? '').ranks(texts.length)
}

interface RankedText {
  item: number
  text: string
}

/**
 * The order of code units is quick to make and near the order of a language, and the engine's sort compares less
 * where much is in order already.
 */
function sorted(texts: RankedText[], compare: Compare): RankedText[] {
  return texts
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .sort((a, b) => compare(a.text, b.text))
}
