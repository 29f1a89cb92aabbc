import type { Compare } from './ranking'

/** A run of digits that is longer is left to the collator, which cuts it in its own way. */
const MOST_DIGITS = 200

/** Groups of this size are sorted by comparing. */
const FEW = 20

/**
 * Keys of texts whose bytes, compared one after the other, order them as a collator does. Comparing by language
 * takes half a microsecond, a million texts need twenty million comparisons; these keys are sorted by counting.
 *
 * They are made for texts of characters with one weight each: printable ASCII and letters that the collator takes
 * for one of them (`é` for `e`, but not in a language where it is a letter of its own). What the weights are is asked
 * of the collator itself. Texts with any other character have no key.
 */
export class CollationKeys {
  readonly #alphabet: Alphabet
  #bytes = new Uint8Array(65_536)
  #length = 0
  readonly #items: number[] = []
  readonly #starts: number[] = []

  /** Keys for a collator, or null when its language has no such order (letters that count as one, ignored signs). */
  static of(compare: Compare): CollationKeys | null {
    const known = alphabets.get(compare)
    const alphabet = known === undefined ? readAlphabet(compare) : known
    if (known === undefined) alphabets.set(compare, alphabet)
    return alphabet && new CollationKeys(alphabet)
  }

  private constructor(alphabet: Alphabet) {
    this.#alphabet = alphabet
  }

  /** Adds the key of an item's text; false when it has none. */
  add(item: number, text: string): boolean {
    // A digit may need two bytes more: for what it is, and for how many there are.
    const start = this.#length
    this.#reserve(text.length * 3 + 1)
    if (!this.#write(text)) {
      this.#length = start
      return false
    }
    this.#bytes[this.#length++] = 0
    this.#items.push(item)
    this.#starts.push(start)
    return true
  }

  /** The items in order, and 1 for each whose text equals the one before it. */
  sorted(): { items: Uint32Array; tied: Uint8Array } {
    const starts = Uint32Array.from(this.#starts)
    const order = new Uint32Array(starts.length)
    for (let place = 0; place < order.length; place++) order[place] = place
    sortByBytes(order, this.#bytes, starts)
    const items = new Uint32Array(order.length)
    const tied = new Uint8Array(order.length)
    let before = -1
    for (let at = 0; at < order.length; at++) {
      const place = order[at] ?? 0
      const start = starts[place] ?? 0
      items[at] = this.#items[place] ?? 0
      if (before >= 0 && compareKeys(this.#bytes, before, start) === 0) tied[at] = 1
      before = start
    }
    return { items, tied }
  }

  #write(text: string): boolean {
    for (let index = 0; index < text.length;) {
      const code = text.charCodeAt(index)
      if (isDigit(code)) {
        const end = endOfDigits(text, index)
        if (!this.#writeNumber(text, index, end)) return false
        index = end
        continue
      }
      const weight = this.#alphabet.weight(code)
      if (weight === 0) return false
      this.#bytes[this.#length++] = weight
      index++
    }
    return true
  }

  /** A number is ordered by how many digits it has, and then by the digits. */
  #writeNumber(text: string, from: number, end: number): boolean {
    let start = from
    while (start < end - 1 && text.charCodeAt(start) === ZERO) start++
    if (end - start > MOST_DIGITS) return false
    this.#bytes[this.#length++] = this.#alphabet.number
    this.#bytes[this.#length++] = end - start
    for (let index = start; index < end; index++) {
      this.#bytes[this.#length++] = text.charCodeAt(index)
    }
    return true
  }

  #reserve(room: number): void {
    if (this.#length + room <= this.#bytes.length) return
    const larger = new Uint8Array(Math.max(this.#length + room, this.#bytes.length * 2))
    larger.set(this.#bytes)
    this.#bytes = larger
  }
}

const ZERO = 48
const FIRST_SIGN = 0x21
const LAST_SIGN = 0x7e

function isDigit(code: number): boolean {
  return code >= ZERO && code <= 57
}

function endOfDigits(text: string, from: number): number {
  let end = from
  while (end < text.length && isDigit(text.charCodeAt(end))) end++
  return end
}

/** The weights of a collator: bytes from 1, 0 for a character that has none. */
interface Alphabet {
  weight: (code: number) => number
  /** The weight with which every number begins. */
  number: number
}

const alphabets = new WeakMap<Compare, Alphabet | null>()

/**
 * Asks a collator for the order of single characters, and makes sure that it orders longer texts by them: no pair
 * of letters is one (Czech `ch`, Danish `aa`), no sign is passed over (Thai), digits are read as numbers.
 */
function readAlphabet(compare: Compare): Alphabet | null {
  const signs = [' ']
  for (let code = FIRST_SIGN; code <= LAST_SIGN; code++) {
    if (!isDigit(code) || code === ZERO) signs.push(String.fromCharCode(code))
  }
  signs.sort(compare)
  const weights = new Uint8Array(0x250)
  let last = 0
  for (const [place, sign] of signs.entries()) {
    if (place === 0 || compare(signs[place - 1] ?? '', sign) !== 0) last++
    weights[sign.charCodeAt(0)] = last
  }
  const number = weights[ZERO] ?? 0
  weights[ZERO] = 0
  if (!isByItself(signs, compare) || !readsNumbers(signs, compare)) return null
  const isAsked = new Uint8Array(weights.length)
  return {
    number,
    weight: (code) => {
      if (code >= weights.length) return 0
      if (code > LAST_SIGN && isAsked[code] === 0) {
        isAsked[code] = 1
        const letter = String.fromCharCode(code)
        const base = letter.normalize('NFD').charAt(0)
        const isLetter = /^[a-z]$/i.test(base) && compare(letter, base) === 0
        weights[code] = isLetter ? (weights[base.charCodeAt(0)] ?? 0) : 0
      }
      return weights[code] ?? 0
    },
  }
}

/** Whether signs keep their order behind every letter, and none is passed over. */
function isByItself(signs: readonly string[], compare: Compare): boolean {
  if (signs.some((sign) => compare(sign, '') <= 0 || compare(`a${sign}`, 'a') <= 0)) return false
  const letters = signs.filter((sign) => /[a-z]/.test(sign))
  return letters.every((before) =>
    signs.every((sign, place) => {
      const previous = signs[place - 1]
      if (previous === undefined) return true
      return (
        Math.sign(compare(before + previous, before + sign)) === Math.sign(compare(previous, sign)) &&
        (!/[a-z]/.test(sign) || compare(`${before}${sign}a`, `${before}${sign}b`) < 0)
      )
    }),
  )
}

/** Whether digits are read as numbers, and stand as one between the other signs. */
function readsNumbers(signs: readonly string[], compare: Compare): boolean {
  const digits = Array.from('0123456789')
  const others = signs.filter((sign) => sign !== '0')
  return (
    digits.every((digit, place) => place === 0 || compare(digits[place - 1] ?? '', digit) < 0) &&
    compare('9', '10') < 0 &&
    compare('a09b', 'a10a') < 0 &&
    compare('a009b', 'a9B') === 0 &&
    compare('0', '000') === 0 &&
    others.every(
      (other) =>
        Math.sign(compare(other, '0')) === Math.sign(compare(other, '987')) && compare(other, '0') !== 0,
    )
  )
}

/** Sorts places by the bytes of their keys, each with a 0 at its end: by the first byte, then each group by the next. */
function sortByBytes(order: Uint32Array, bytes: Uint8Array, starts: Uint32Array): void {
  const scratch = new Uint32Array(order.length)
  const counts = new Uint32Array(257)
  const groups: { from: number; to: number; depth: number }[] = [{ from: 0, to: order.length, depth: 0 }]
  for (let group = groups.pop(); group; group = groups.pop()) {
    const { from, to, depth } = group
    if (to - from <= FEW) {
      sortFew(order, from, to, bytes, starts, depth)
      continue
    }
    counts.fill(0)
    for (let at = from; at < to; at++) {
      const byte = bytes[(starts[order[at] ?? 0] ?? 0) + depth] ?? 0
      counts[byte + 1] = (counts[byte + 1] ?? 0) + 1
    }
    for (let byte = 1; byte <= 256; byte++) counts[byte] = (counts[byte] ?? 0) + (counts[byte - 1] ?? 0)
    for (let byte = 1; byte < 256; byte++) {
      const first = from + (counts[byte] ?? 0)
      const end = from + (counts[byte + 1] ?? 0)
      if (end - first > 1) groups.push({ from: first, to: end, depth: depth + 1 })
    }
    for (let at = from; at < to; at++) {
      const place = order[at] ?? 0
      const byte = bytes[(starts[place] ?? 0) + depth] ?? 0
      const target = counts[byte] ?? 0
      counts[byte] = target + 1
      scratch[target] = place
    }
    order.set(scratch.subarray(0, to - from), from)
  }
}

function sortFew(
  order: Uint32Array,
  from: number,
  to: number,
  bytes: Uint8Array,
  starts: Uint32Array,
  depth: number,
): void {
  for (let at = from + 1; at < to; at++) {
    const place = order[at] ?? 0
    const start = (starts[place] ?? 0) + depth
    let target = at
    while (target > from) {
      const before = order[target - 1] ?? 0
      if (compareKeys(bytes, (starts[before] ?? 0) + depth, start) <= 0) break
      order[target] = before
      target--
    }
    order[target] = place
  }
}

function compareKeys(bytes: Uint8Array, a: number, b: number): number {
  for (let at = 0; ; at++) {
    const left = bytes[a + at] ?? 0
    const right = bytes[b + at] ?? 0
    if (left !== right) return left - right
    if (left === 0) return 0
  }
}
