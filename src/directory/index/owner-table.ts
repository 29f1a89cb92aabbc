import { type Owner, ownerLabel } from '../../linq/contact'
import { UntrustedCopy } from '../copy/untrusted-copy'
import { NO_OWNER, type OwnerKey, ownerKey } from '../view-query'
import { BLANK_RANK, type Compare, type Ranks, rankTexts } from './columns/ranking'
import { WordText } from './columns/word-text'
import { fold } from './text/fold'

/** The code of "no owner". */
export const NO_OWNER_CODE = 0

/** An owner who has contacts. */
export interface KnownOwner {
  code: number
  key: OwnerKey
  owner: Owner
  /** What is written where the owner is shown. */
  label: string
}

/**
 * The owners by code and by key. An owner is kept once, as it was put last: when a name changes in Linq, all
 * contacts of the owner show the new one, also those that were read before.
 */
export class OwnerTable {
  readonly #compare: Compare
  readonly #codes = new Map<OwnerKey, number>([[NO_OWNER, NO_OWNER_CODE]])
  readonly #keys: OwnerKey[] = [NO_OWNER]
  readonly #owners: (Owner | null)[] = [null]
  /** Living contacts by code. */
  readonly #contacts: number[] = [0]
  /** What is made of the names; null when one of them changed. */
  #derived: Derived | null = null
  #known: readonly KnownOwner[] | null = null
  #renamed = 0

  constructor(compare: Compare) {
    this.#compare = compare
  }

  get size(): number {
    return this.#keys.length
  }

  /** Grows when an owner who was there before is shown otherwise; new owners change nothing for the rows there are. */
  get renamed(): number {
    return this.#renamed
  }

  /** All owners by code; changes with every `put`. */
  get owners(): readonly (Owner | null)[] {
    return this.#owners
  }

  /** The code of an owner's key, or null when no contact ever had this owner. */
  code(key: OwnerKey): number | null {
    return this.#codes.get(key) ?? null
  }

  key(code: number): OwnerKey {
    return this.#keys[code] ?? NO_OWNER
  }

  /** What is written where an owner is shown; empty for "no owner". */
  label(code: number): string {
    const owner = this.#owners[code]
    return owner ? ownerLabel(owner) : ''
  }

  /** Living contacts of an owner. */
  contacts(code: number): number {
    return this.#contacts[code] ?? 0
  }

  /** Keeps an owner as it is now; says whether anything was new about it. */
  put(owner: Owner | null): { code: number; isNew: boolean } {
    const key = ownerKey(owner)
    const known = this.#codes.get(key)
    if (known !== undefined && sameOwner(this.#owners[known] ?? null, owner))
      return { code: known, isNew: false }
    const code = known ?? this.size
    if (known === undefined) {
      this.#codes.set(key, code)
      this.#keys.push(key)
      this.#contacts.push(0)
    } else this.#renamed++
    this.#owners[code] = owner && { ...owner }
    this.#derived = null
    this.#known = null
    return { code, isNew: true }
  }

  /** The owners by code, to be kept; without "no owner". */
  saved(): Owner[] {
    return this.#owners.flatMap((owner) => (owner ? [owner] : []))
  }

  /** Takes kept owners over into an empty table. @throws UntrustedCopy */
  restore(owners: readonly Owner[]): void {
    for (const owner of owners) {
      const next = this.size
      if (this.put(owner).code !== next) throw new UntrustedCopy('an owner')
    }
  }

  /** Counts a contact of an owner that came (1) or went (-1). */
  count(code: number, difference: 1 | -1): void {
    const before = this.contacts(code)
    this.#contacts[code] = before + difference
    if (before === 0 || before + difference === 0) this.#known = null
  }

  /** The owners who have contacts, by label and then by key. */
  known(): readonly KnownOwner[] {
    this.#known ??= this.#owners
      .flatMap((owner, code) =>
        owner && this.contacts(code) > 0
          ? [{ code, key: this.key(code), owner, label: ownerLabel(owner) }]
          : [],
      )
      .sort((a, b) => this.compareLabels(a, b))
    return this.#known
  }

  /** Compares as facets are listed: by label, and by key where the labels compare as equal. */
  compareLabels(a: { label: string; key: OwnerKey }, b: { label: string; key: OwnerKey }): number {
    return this.#compare(a.label, b.label) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
  }

  /** The ranks of the labels, by code. */
  labelRanks(): Ranks {
    return this.#derive().labels
  }

  /** The ranks of the addresses, by code. */
  emailRanks(): Ranks {
    return this.#derive().emails
  }

  /** The ranks of the ids as numbers, by code. */
  idRanks(): Ranks {
    return this.#derive().ids
  }

  /** The folded labels, by code. */
  get words(): WordText {
    return this.#derive().words
  }

  #derive(): Derived {
    this.#derived ??= derive(this.#owners, this.#compare)
    return this.#derived
  }
}

interface Derived {
  labels: Ranks
  emails: Ranks
  ids: Ranks
  words: WordText
}

function derive(owners: readonly (Owner | null)[], compare: Compare): Derived {
  const labels = owners.map((owner) => (owner ? ownerLabel(owner) : ''))
  const words = new WordText('hyphens')
  for (const label of labels) words.append(fold(label))
  return {
    labels: rankTexts(labels, compare),
    emails: rankTexts(
      owners.map((owner) => owner?.email ?? ''),
      compare,
    ),
    ids: rankNumbers(owners.map((owner) => owner?.id ?? null)),
    words,
  }
}

function rankNumbers(numbers: readonly (number | null)[]): Ranks {
  const different = [...new Set(numbers)].filter((number) => number !== null).sort((a, b) => a - b)
  const ranks = new Map(different.map((number, rank) => [number, rank]))
  const of = numbers.map((number) => (number === null ? BLANK_RANK : (ranks.get(number) ?? BLANK_RANK)))
  return { of: Uint32Array.from(of), count: different.length }
}

function sameOwner(a: Owner | null, b: Owner | null): boolean {
  if (a === null || b === null) return a === b
  return (
    a.id === b.id &&
    a.email === b.email &&
    a.first_name === b.first_name &&
    a.last_name === b.last_name &&
    a.name === b.name
  )
}
