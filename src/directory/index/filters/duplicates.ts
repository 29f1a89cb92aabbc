import type { DuplicateGroup } from '../../filters'
import type { SearchedDictionary } from '../columns/dictionary'
import type { ContactStore } from '../contact-store'
import { fold } from '../text/fold'
import { Trait } from './quality'
import { TextCodes } from './text-codes'

/** Fewer digits are no phone: extensions and short numbers are shared by strangers. */
const LEAST_DIGITS = 7

const FREE = 0xffff_ffff

/**
 * Groups of contacts that look like one person: the same email, the same digits of the phone, or the same name and
 * company, each folded. Two contacts are in one group also when a chain of others joins them.
 *
 * A blank is the same as nothing; an email needs an `@` (`n/a` is none), a phone seven digits. What is expensive, to
 * tell equal texts, is done once for every row; a change of the store costs one pass over numbers.
 */
export class Duplicates {
  readonly #store: ContactStore
  readonly #keys: readonly TextCodes[]
  #groups: Groups | null = null

  constructor(store: ContactStore) {
    this.#store = store
    const nameParts = [new FoldedTexts(store.nameHead.dictionary), new FoldedTexts(store.nameTail.dictionary)]
    this.#keys = [
      new TextCodes((row) => {
        const email = store.email.words.get(row)
        return email.includes('@') ? email : ''
      }),
      new TextCodes((row) => {
        const digits = store.phoneDigits.get(row)
        return digits.length >= LEAST_DIGITS ? digits : ''
      }),
      new TextCodes((row) => nameAndCompany(store, nameParts, row)),
    ]
  }

  /** Says that the store has changed. */
  forget(): void {
    this.#groups = null
  }

  /** By row: the group, from 1; 0 for a contact that is like no other. */
  get groupOf(): Uint32Array {
    return this.#current().groupOf
  }

  /** The group of a row that has one. */
  group(row: number): DuplicateGroup {
    const { groupOf, sizes, lowestIds, severalOwners } = this.#current()
    const group = groupOf[row] ?? 0
    return {
      id: lowestIds[group] ?? 0,
      size: sizes[group] ?? 0,
      hasSeveralOwners: severalOwners[group] === 1,
    }
  }

  #current(): Groups {
    this.#groups ??= this.#describe(this.#joined())
    return this.#groups
  }

  /** Union-find: by row a row of the same group, at last the one that stands for the group. */
  #joined(): Uint32Array {
    const { rows, alive } = this.#store
    const living = alive.values
    const parentOf = new Uint32Array(rows)
    for (let row = 0; row < rows; row++) parentOf[row] = row
    for (const key of this.#keys) {
      const codes = key.codes(rows)
      const firstRows = new Uint32Array(key.size).fill(FREE)
      for (let row = 0; row < rows; row++) {
        const code = codes[row] ?? 0
        if (code === 0 || living[row] === 0) continue
        const first = firstRows[code] ?? FREE
        if (first === FREE) firstRows[code] = row
        else join(parentOf, first, row)
      }
    }
    return parentOf
  }

  #describe(parentOf: Uint32Array): Groups {
    const { rows, ids, ownerCodes } = this.#store
    // A group is numbered when its second contact is met; rows that died are roots of their own.
    const numberOf = new Uint32Array(rows)
    let count = 0
    for (let row = 0; row < rows; row++) {
      const root = rootOf(parentOf, row)
      if (root !== row && numberOf[root] === 0) numberOf[root] = ++count
    }
    const groups: Groups = {
      groupOf: numberOf,
      sizes: new Uint32Array(count + 1),
      lowestIds: new Float64Array(count + 1).fill(Infinity),
      severalOwners: new Uint8Array(count + 1),
    }
    const firstOwners = new Uint32Array(count + 1).fill(FREE)
    for (let row = 0; row < rows; row++) {
      const group = numberOf[rootOf(parentOf, row)] ?? 0
      if (group === 0) continue
      numberOf[row] = group
      groups.sizes[group] = (groups.sizes[group] ?? 0) + 1
      groups.lowestIds[group] = Math.min(groups.lowestIds[group] ?? Infinity, ids.get(row))
      const owner = ownerCodes.get(row)
      if (firstOwners[group] === FREE) firstOwners[group] = owner
      else if (firstOwners[group] !== owner) groups.severalOwners[group] = 1
    }
    return groups
  }
}

/** By row its group; by group what is known of it. */
interface Groups {
  groupOf: Uint32Array
  sizes: Uint32Array
  lowestIds: Float64Array
  severalOwners: Uint8Array
}

/** The folded texts of a dictionary that is not searched itself. */
class FoldedTexts {
  readonly #dictionary: { size: number; text: (code: number) => string }
  readonly #folded: string[] = []

  constructor(dictionary: { size: number; text: (code: number) => string }) {
    this.#dictionary = dictionary
  }

  get(code: number): string {
    for (let next = this.#folded.length; next <= code; next++) {
      this.#folded.push(fold(this.#dictionary.text(next)))
    }
    return this.#folded[code] ?? ''
  }
}

/** The folded name and company of a row, in one text; blank when one of them is. */
function nameAndCompany(store: ContactStore, [head, tail]: readonly FoldedTexts[], row: number): string {
  if ((store.traits.get(row) & Trait.named) === 0 || !head || !tail) return ''
  const company = foldedText(store.company, row)
  if (company === '') return ''
  // Folding goes letter by letter, but for spaces: the parts were one name with a space between them.
  const name = `${head.get(store.nameHead.codes.get(row))} ${tail.get(store.nameTail.codes.get(row))}`.trim()
  return name === '' ? '' : `${name}\n${company}`
}

function foldedText(
  column: { dictionary: SearchedDictionary; codes: { get: (row: number) => number } },
  row: number,
): string {
  return column.dictionary.words.get(column.codes.get(row))
}

/** The row that stands for a group; halves the way to it for the next one who asks. */
function rootOf(parentOf: Uint32Array, row: number): number {
  let at = row
  for (;;) {
    const parent = parentOf[at] ?? at
    if (parent === at) return at
    const next = parentOf[parent] ?? parent
    parentOf[at] = next
    at = next
  }
}

/** The lower row stands for both groups. */
function join(parentOf: Uint32Array, a: number, b: number): void {
  const [rootA, rootB] = [rootOf(parentOf, a), rootOf(parentOf, b)]
  if (rootA < rootB) parentOf[rootB] = rootA
  else parentOf[rootA] = rootB
}
