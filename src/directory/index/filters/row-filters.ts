import type { ChoiceField, ChoiceFilter, InstantRange } from '../../filters'
import type { ViewQuery } from '../../view-query'
import type { ContactStore } from '../contact-store'
import { Searches } from '../searches'
import { type SearchWord, keyOf, readSearch } from '../text/search-words'
import { News } from '../visit-news'
import { type Choices, choicesOf } from './choices'
import { Duplicates } from './duplicates'
import { ISSUE_TRAITS, type TraitIssue, staleBefore } from './quality'

/**
 * The name of every filter of rows; the search is one of them. `traits` are all issues but `stale`: they share a bit,
 * because an issue leaves out nobody who has it, so that it is counted among the rows that show.
 */
type FilterName =
  | ChoiceField
  | 'created'
  | 'updated'
  | 'traits'
  | 'stale'
  | 'duplicates'
  | 'search'
  | 'since'
  | 'list'

/** Lists of contacts by their numbers, each as the ids of its contacts. */
export type ContactLists = ReadonlyMap<number, Float64Array>

/** The bit of each filter in the mask of a row. */
export const FILTER_BITS = {
  owner: 1,
  company: 2,
  title: 4,
  location: 8,
  created: 16,
  updated: 32,
  traits: 64,
  stale: 128,
  duplicates: 256,
  search: 512,
  since: 1024,
  list: 2048,
} as const satisfies Record<FilterName, number>

/** The bit of rows that died, which every view leaves out. */
const DEAD = 4096

/** A filter as it is asked for; equal keys leave out the same rows. */
interface Asked {
  key: string
  /** Sets the bit of the rows from `from` to before `to` that the filter leaves out, and clears it of the others. */
  mark: (mask: Uint16Array, from: number, to: number) => void
}

/** All filters of a query, by name. */
export interface AskedFilters {
  key: string
  filters: ReadonlyMap<FilterName, Asked>
}

/**
 * The mask of every row: one bit a filter, set where the filter leaves the row out. A row shows when its mask is 0,
 * and a facet counts the rows whose mask has no other bit than its own. A filter that changes costs one pass for its
 * bit; rows that are added cost themselves only.
 */
export class RowFilters {
  readonly choices: Record<ChoiceField, Choices>
  readonly duplicates: Duplicates
  readonly #store: ContactStore
  readonly #now: () => number
  readonly #lists: ContactLists
  readonly #searches: Searches
  readonly #keys = new Map<FilterName, string>()
  #mask = new Uint16Array(0)
  /** Rows of the store that are in the mask, and how many of all were dead. */
  #rows = 0
  #dead = 0

  /**
   * @param now milliseconds since 1970, for what depends on the day
   * @param lists the lists that queries may name
   */
  constructor(store: ContactStore, now: () => number, lists: ContactLists) {
    this.#store = store
    this.#now = now
    this.#lists = lists
    this.#searches = new Searches(store)
    this.choices = choicesOf(store)
    this.duplicates = new Duplicates(store)
  }

  /** Says that the store has changed. */
  forget(): void {
    this.duplicates.forget()
    // A contact that comes or goes can make others duplicates, or not.
    if (this.#keys.has('duplicates')) this.#keys.set('duplicates', '?')
    // So does what is new about them when a visit begins, and the row of a contact that is on a list.
    for (const name of ['since', 'list'] as const) if (this.#keys.has(name)) this.#keys.set(name, '?')
  }

  /** What a query leaves out, besides rows that died. Two queries with equal keys leave out the same rows. */
  asked(query: ViewQuery): AskedFilters {
    const filters = this.#asked(query)
    return { key: JSON.stringify([...filters].map(([name, { key }]) => [name, key])), filters }
  }

  /** The masks by row. Not to be changed, and good until the next call. */
  mask({ filters }: AskedFilters): Uint16Array {
    const { rows } = this.#store
    this.#extend(filters, rows)
    for (const name of new Set([...this.#keys.keys(), ...filters.keys()])) {
      const filter = filters.get(name)
      if (this.#keys.get(name) === filter?.key) continue
      if (filter) {
        filter.mark(this.#mask, 0, rows)
        this.#keys.set(name, filter.key)
      } else {
        clear(this.#mask, FILTER_BITS[name], rows)
        this.#keys.delete(name)
      }
    }
    return this.#mask
  }

  /** 1 where a contact is stale now. */
  isStale(): (row: number) => boolean {
    const before = staleBefore(this.#now())
    const [created, updated] = [this.#store.created.values, this.#store.updated.values]
    return (row) => {
      const changed = updated[row] ?? NaN
      return (Number.isNaN(changed) ? (created[row] ?? NaN) : changed) < before
    }
  }

  /** Marks new rows for the filters that stay; the others are marked afterwards. */
  #extend(asked: AskedFilters['filters'], rows: number): void {
    if (this.#mask.length < rows) {
      const larger = new Uint16Array(Math.ceil(rows * 1.25))
      larger.set(this.#mask)
      this.#mask = larger
    }
    for (const [name, filter] of asked) {
      if (this.#keys.get(name) === filter.key) filter.mark(this.#mask, this.#rows, rows)
    }
    this.#rows = rows
    if (this.#dead === this.#store.dead) return
    this.#dead = this.#store.dead
    const alive = this.#store.alive.values
    for (let row = 0; row < rows; row++) if (alive[row] === 0) this.#mask[row] = (this.#mask[row] ?? 0) | DEAD
  }

  #asked({ search, owners, filters = {} }: ViewQuery): Map<FilterName, Asked> {
    const asked = new Map<FilterName, Asked>()
    const words = readSearch(search)
    if (words.length > 0) asked.set('search', this.#search(words))
    const choose = (field: ChoiceField, filter: ChoiceFilter | undefined) => {
      if (filter && filter.values.length > 0) asked.set(field, this.#choice(field, filter))
    }
    const within = (field: 'created' | 'updated', range: InstantRange | undefined) => {
      if (range && (range.from !== null || range.to !== null)) asked.set(field, this.#range(field, range))
    }
    choose('owner', { values: owners, mode: filters.ownersMode ?? 'include' })
    choose('company', filters.companies)
    choose('title', filters.titles)
    choose('location', filters.locations)
    within('created', filters.created)
    within('updated', filters.updated)
    const { quality = [], duplicates = false, since, list } = filters
    const issues = quality.filter((issue) => issue !== 'stale')
    if (issues.length > 0) asked.set('traits', this.#traits(issues))
    if (quality.includes('stale')) asked.set('stale', this.#stale())
    if (duplicates) asked.set('duplicates', this.#duplicates())
    if (since !== undefined && since !== 'gone') asked.set('since', this.#since(since))
    if (list !== undefined) asked.set('list', this.#onList(list))
    return asked
  }

  #search(words: readonly SearchWord[]): Asked {
    return {
      // Whom an owner's name finds changes with the name.
      key: JSON.stringify([this.#store.owners.renamed, ...words.map(keyOf)]),
      mark: (mask, from, to) => {
        const found = this.#searches.marks(words)
        const bit = FILTER_BITS.search
        for (let row = from; row < to; row++) {
          // Without a branch, because nothing foretells what a search finds.
          mask[row] = ((mask[row] ?? 0) & ~bit) | ((1 - (found[row] ?? 0)) * bit)
        }
      },
    }
  }

  #choice(field: ChoiceField, { values, mode }: ChoiceFilter): Asked {
    return {
      key: JSON.stringify([mode, ...new Set(values)]),
      mark: (mask, from, to) => {
        const choices = this.choices[field]
        const isChosen = new Uint8Array(choices.size)
        for (const key of values) {
          const value = choices.find(key)
          if (value !== null) isChosen[value] = 1
        }
        const shown = mode === 'include' ? 1 : 0
        const bit = FILTER_BITS[field]
        const leftOut = Uint16Array.from({ length: choices.codes }, (_, code) =>
          isChosen[choices.valueOf(code)] === shown ? 0 : bit,
        )
        const codes = codesOf(this.#store, field)
        for (let row = from; row < to; row++) {
          mask[row] = ((mask[row] ?? 0) & ~bit) | (leftOut[codes[row] ?? 0] ?? 0)
        }
      },
    }
  }

  #range(field: 'created' | 'updated', { from: first, to: end }: InstantRange): Asked {
    const [low, high] = [first ?? -Infinity, end ?? Infinity]
    return {
      key: `${low} ${high}`,
      mark: (mask, from, to) => {
        const instants = this.#store[field].values
        const bit = FILTER_BITS[field]
        for (let row = from; row < to; row++) {
          const instant = instants[row] ?? NaN
          mask[row] = ((mask[row] ?? 0) & ~bit) | (instant >= low && instant < high ? 0 : bit)
        }
      },
    }
  }

  #traits(issues: readonly TraitIssue[]): Asked {
    const traitsOf = (isSet: boolean) =>
      issues.reduce((bits, issue) => {
        const told = ISSUE_TRAITS[issue]
        return told.isSet === isSet ? bits | told.trait : bits
      }, 0)
    const [wanted, unwanted] = [traitsOf(true), traitsOf(false)]
    return {
      key: `${wanted} ${unwanted}`,
      mark: (mask, from, to) => {
        const traits = this.#store.traits.values
        const bit = FILTER_BITS.traits
        for (let row = from; row < to; row++) {
          const has = traits[row] ?? 0
          mask[row] = ((mask[row] ?? 0) & ~bit) | (((~has & wanted) | (has & unwanted)) === 0 ? 0 : bit)
        }
      },
    }
  }

  #stale(): Asked {
    return this.#where('stale', String(staleBefore(this.#now())), () => this.isStale())
  }

  #since(kind: keyof typeof News): Asked {
    return this.#where('since', kind, () => {
      const marks = this.#store.news.marks.values
      return (row) => ((marks[row] ?? 0) & News[kind]) !== 0
    })
  }

  #onList(list: number): Asked {
    // A list that is forgotten holds nobody any more.
    return this.#where('list', this.#lists.has(list) ? String(list) : 'none', () => {
      const isListed = new Uint8Array(this.#store.rows)
      for (const id of this.#lists.get(list) ?? []) {
        const row = this.#store.row(id)
        if (row !== null) isListed[row] = 1
      }
      return (row) => isListed[row] === 1
    })
  }

  /** Leaves out all rows of which something is not true; `testOf` looks at the store when rows are marked. */
  #where(name: 'stale' | 'since' | 'list', key: string, testOf: () => (row: number) => boolean): Asked {
    const bit = FILTER_BITS[name]
    return {
      key,
      mark: (mask, from, to) => {
        const isTrue = testOf()
        for (let row = from; row < to; row++) {
          mask[row] = ((mask[row] ?? 0) & ~bit) | (isTrue(row) ? 0 : bit)
        }
      },
    }
  }

  #duplicates(): Asked {
    return {
      key: 'duplicates',
      mark: (mask, from, to) => {
        const groupOf = this.duplicates.groupOf
        const bit = FILTER_BITS.duplicates
        for (let row = from; row < to; row++) {
          mask[row] = ((mask[row] ?? 0) & ~bit) | (groupOf[row] === 0 ? bit : 0)
        }
      },
    }
  }
}

/** The codes of a field by row. */
export function codesOf(store: ContactStore, field: ChoiceField): Uint32Array {
  return field === 'owner' ? store.ownerCodes.values : store[field].codes.values
}

function clear(mask: Uint16Array, bit: number, rows: number): void {
  for (let row = 0; row < rows; row++) mask[row] = (mask[row] ?? 0) & ~bit
}
