import { UntrustedCopy } from '../../copy/untrusted-copy'
import { fold } from '../text/fold'
import { type Compare, Ranking, type Ranks } from './ranking'
import { type JoinedAt, WordText } from './word-text'

/** The different texts of a field, each with a code: the blank text is 0, the others follow in order of arrival. */
export class Dictionary {
  readonly compare: Compare
  readonly #codes = new Map<string, number>()
  readonly #texts: string[] = []
  readonly #ranking: Ranking

  constructor(compare: Compare) {
    this.compare = compare
    this.#ranking = new Ranking(compare, (code) => this.text(code))
    this.code('')
  }

  get size(): number {
    return this.#texts.length
  }

  /** The code of a text, which is added when it is new. */
  code(text: string): number {
    const known = this.#codes.get(text)
    if (known !== undefined) return known
    const code = this.#texts.length
    this.#codes.set(text, code)
    this.#texts.push(text)
    return code
  }

  text(code: number): string {
    return this.#texts[code] ?? ''
  }

  /** The texts by code, to be kept. */
  saved(): string[] {
    return [...this.#texts]
  }

  /** Takes kept texts over into an empty dictionary. @throws UntrustedCopy */
  restore(texts: readonly string[]): void {
    if (texts.some((text, code) => typeof text !== 'string' || this.code(text) !== code))
      throw new UntrustedCopy('a dictionary')
  }

  /** The rank of every code. */
  ranks(): Ranks {
    return this.#ranking.ranks(this.size)
  }
}

/** A dictionary whose texts are searched. */
export class SearchedDictionary extends Dictionary {
  readonly #joinedAt: JoinedAt
  #words: WordText | null = null

  constructor(compare: Compare, joinedAt: JoinedAt) {
    super(compare)
    this.#joinedAt = joinedAt
  }

  /** The folded texts by code; texts that came since the last call are folded now. */
  get words(): WordText {
    this.#words ??= new WordText(this.#joinedAt)
    for (let code = this.#words.size; code < this.size; code++) this.#words.append(fold(this.text(code)))
    return this.#words
  }
}
