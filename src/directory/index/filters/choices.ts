import { type ChoiceField, NONE, choiceKey, choiceText } from '../../filters'
import type { SearchedDictionary } from '../columns/dictionary'
import { Ranking, type Ranks } from '../columns/ranking'
import type { WordText } from '../columns/word-text'
import type { ContactStore } from '../contact-store'
import { sortByRanks } from '../orders/stable-sort'
import type { OwnerTable } from '../owner-table'
import type { SearchWord } from '../text/search-words'

/** The values that can be chosen of a field, numbered; 0 is "none". Several codes of a column may be one value. */
export interface Choices {
  /** Codes there are. */
  readonly codes: number
  /** Values there are. */
  readonly size: number
  valueOf: (code: number) => number
  key: (value: number) => string
  label: (value: number) => string
  /** The label of a key that may be of no value. */
  labelOfKey: (key: string) => string
  /** The value of a key, or null when no contact ever had it. */
  find: (key: string) => number | null
  /** All values but "none" by label, and by key where labels compare as equal. */
  order: () => Uint32Array
  /** By value: 1 where it has all words. */
  withWords: (words: readonly SearchWord[]) => Uint8Array
}

/** The choices of all fields that have some. */
export function choicesOf(store: ContactStore): Record<ChoiceField, Choices> {
  return {
    owner: new OwnerChoices(store.owners),
    company: new TextChoices(store.company.dictionary),
    title: new TextChoices(store.title.dictionary),
    location: new TextChoices(store.location.dictionary),
  }
}

/** The texts of a dictionary; those that differ in white space only are one value. */
class TextChoices implements Choices {
  readonly #dictionary: SearchedDictionary
  readonly #values = new Map<string, number>([[NONE, 0]])
  readonly #keys = [NONE]
  /** By code. */
  readonly #valueOf: number[] = []
  readonly #ranking: Ranking
  #order: Uint32Array = new Uint32Array(0)

  constructor(dictionary: SearchedDictionary) {
    this.#dictionary = dictionary
    this.#ranking = new Ranking(dictionary.compare, (value) => this.label(value))
  }

  get codes(): number {
    return this.#dictionary.size
  }

  get size(): number {
    this.#renew()
    return this.#keys.length
  }

  valueOf(code: number): number {
    return this.#valueOf[code] ?? 0
  }

  key(value: number): string {
    return this.#keys[value] ?? NONE
  }

  label(value: number): string {
    return choiceText(this.key(value))
  }

  labelOfKey(key: string): string {
    return choiceText(key)
  }

  find(key: string): number | null {
    this.#renew()
    return this.#values.get(key) ?? null
  }

  order(): Uint32Array {
    if (this.#order.length !== this.size - 1) this.#order = inOrder(this, this.#ranking.ranks(this.size))
    return this.#order
  }

  withWords(words: readonly SearchWord[]): Uint8Array {
    const byValue = new Uint8Array(this.size)
    if (words.length === 0) return byValue.fill(1)
    const byCode = marksOf(this.#dictionary.words, words)
    for (const [code, mark] of byCode.entries()) if (mark === 1) byValue[this.valueOf(code)] = 1
    return byValue
  }

  /** Takes in the codes that came since the last call. */
  #renew(): void {
    for (let code = this.#valueOf.length; code < this.codes; code++) {
      const key = choiceKey(this.#dictionary.text(code))
      const known = this.#values.get(key)
      this.#valueOf.push(known ?? this.#keys.length)
      if (known !== undefined) continue
      this.#values.set(key, this.#keys.length)
      this.#keys.push(key)
    }
  }
}

/** The owners; each has one code. */
class OwnerChoices implements Choices {
  readonly #table: OwnerTable

  constructor(table: OwnerTable) {
    this.#table = table
  }

  get codes(): number {
    return this.#table.size
  }

  get size(): number {
    return this.#table.size
  }

  valueOf(code: number): number {
    return code
  }

  key(value: number): string {
    return this.#table.key(value)
  }

  label(value: number): string {
    return this.#table.label(value)
  }

  labelOfKey(key: string): string {
    const code = this.#table.code(key)
    return code !== null && this.#table.contacts(code) > 0 ? this.#table.label(code) : key
  }

  find(key: string): number | null {
    return this.#table.code(key)
  }

  order(): Uint32Array {
    return inOrder(this, this.#table.labelRanks())
  }

  withWords(words: readonly SearchWord[]): Uint8Array {
    return marksOf(this.#table.words, words)
  }
}

function inOrder(choices: Choices, ranks: Ranks): Uint32Array {
  const values = new Uint32Array(choices.size - 1)
  for (let value = 1; value < choices.size; value++) values[value - 1] = value
  const sorted = sortByRanks(values, ranks, null, false)
  const { of } = ranks
  for (let from = 0, to = 0; from < sorted.length; from = to) {
    while (to < sorted.length && of[sorted[to] ?? 0] === of[sorted[from] ?? 0]) to++
    if (to - from === 1) continue
    const tied = Array.from(sorted.subarray(from, to))
    sorted.set(
      tied.sort((a, b) => (choices.key(a) < choices.key(b) ? -1 : 1)),
      from,
    )
  }
  return sorted
}

/** By item: 1 where a text has all words and none of the excluded ones. */
function marksOf(texts: WordText, words: readonly SearchWord[]): Uint8Array {
  const all = new Uint8Array(texts.size).fill(1)
  for (const word of words) {
    const marks = new Uint8Array(texts.size)
    texts.mark(word, marks)
    const isMeant = word.isExcluded === true ? 0 : 1
    for (let item = 0; item < all.length; item++) if (marks[item] !== isMeant) all[item] = 0
  }
  return all
}
