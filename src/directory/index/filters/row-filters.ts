import { type ChoiceField, type ChoiceFilter, type InstantRange, type QualityIssue } from '../../filters'
import type { ViewQuery } from '../../view-query'
import type { ContactStore } from '../contact-store'
import { News } from '../visit-news'
import { type Choices, choicesOf } from './choices'
import { Duplicates } from './duplicates'
import { Trait, staleBefore } from './quality'

/** The name of every filter of rows. */
export type FilterName = ChoiceField | 'created' | 'updated' | QualityIssue | 'duplicates' | 'since'

/** The bit of each filter in the mask of a row. */
export const FILTER_BITS = {
  owner: 1,
  company: 2,
  title: 4,
  location: 8,
  created: 16,
  updated: 32,
  'no-email': 64,
  'no-phone': 128,
  'odd-phone': 256,
  'no-company': 512,
  'no-photo': 1024,
  stale: 2048,
  duplicates: 4096,
  since: 8192,
} as const satisfies Record<FilterName, number>

/** A filter as it is asked for; equal keys leave out the same rows. */
interface Asked {
  key: string
  /** Sets the bit of the rows from `from` to before `to` that the filter leaves out, and clears it of the others. */
  mark: (mask: Uint16Array, from: number, to: number) => void
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
  readonly #keys = new Map<FilterName, string>()
  #mask = new Uint16Array(0)
  /** Rows of the store that are in the mask. */
  #rows = 0

  /** @param now milliseconds since 1970, for what depends on the day */
  constructor(store: ContactStore, now: () => number) {
    this.#store = store
    this.#now = now
    this.choices = choicesOf(store)
    this.duplicates = new Duplicates(store)
  }

  /** Says that the store has changed. */
  forget(): void {
    this.duplicates.forget()
    // A contact that comes or goes can make others duplicates, or not.
    if (this.#keys.has('duplicates')) this.#keys.set('duplicates', '?')
    // So does what is new about them when a visit begins.
    if (this.#keys.has('since')) this.#keys.set('since', '?')
  }

  /** Whether two queries ask for the same filters is whether their keys are equal. */
  key(query: ViewQuery): string {
    return JSON.stringify([...this.#asked(query)].map(([name, { key }]) => [name, key]))
  }

  /** The masks by row, or null when no filter is asked for. Not to be changed, and good until the next call. */
  mask(query: ViewQuery): Uint16Array | null {
    const asked = this.#asked(query)
    const { rows } = this.#store
    if (asked.size === 0 && this.#keys.size === 0) return null
    this.#extend(asked, rows)
    for (const name of new Set([...this.#keys.keys(), ...asked.keys()])) {
      const filter = asked.get(name)
      if (this.#keys.get(name) === filter?.key) continue
      if (filter) {
        filter.mark(this.#mask, 0, rows)
        this.#keys.set(name, filter.key)
      } else {
        clear(this.#mask, FILTER_BITS[name], rows)
        this.#keys.delete(name)
      }
    }
    return asked.size === 0 ? null : this.#mask
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
  #extend(asked: ReadonlyMap<FilterName, Asked>, rows: number): void {
    if (this.#mask.length < rows) {
      const larger = new Uint16Array(Math.max(rows, this.#mask.length * 2))
      larger.set(this.#mask)
      this.#mask = larger
    }
    for (const [name, filter] of asked) {
      if (this.#keys.get(name) === filter.key) filter.mark(this.#mask, this.#rows, rows)
    }
    this.#rows = rows
  }

  #asked({ owners, filters = {} }: ViewQuery): Map<FilterName, Asked> {
    const asked = new Map<FilterName, Asked>()
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
    for (const issue of filters.quality ?? []) asked.set(issue, this.#issue(issue))
    if (filters.duplicates === true) asked.set('duplicates', this.#duplicates())
    if (filters.since !== undefined && filters.since !== 'gone')
      asked.set('since', this.#since(filters.since))
    return asked
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
        const isShown = Uint8Array.from({ length: choices.codes }, (_, code) =>
          isChosen[choices.valueOf(code)] === shown ? 1 : 0,
        )
        const codes = codesOf(this.#store, field)
        const bit = FILTER_BITS[field]
        for (let row = from; row < to; row++) {
          const before = mask[row] ?? 0
          mask[row] = isShown[codes[row] ?? 0] === 0 ? before | bit : before & ~bit
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
          const before = mask[row] ?? 0
          mask[row] = instant >= low && instant < high ? before & ~bit : before | bit
        }
      },
    }
  }

  #issue(issue: QualityIssue): Asked {
    const bit = FILTER_BITS[issue]
    if (issue === 'stale') {
      const isStale = this.isStale()
      return {
        key: String(staleBefore(this.#now())),
        mark: (mask, from, to) => {
          for (let row = from; row < to; row++) {
            const before = mask[row] ?? 0
            mask[row] = isStale(row) ? before & ~bit : before | bit
          }
        },
      }
    }
    return {
      key: issue,
      mark: (mask, from, to) => {
        const traits = this.#store.traits.values
        const trait = Trait[issue]
        for (let row = from; row < to; row++) {
          const before = mask[row] ?? 0
          mask[row] = ((traits[row] ?? 0) & trait) === 0 ? before | bit : before & ~bit
        }
      },
    }
  }

  #since(kind: keyof typeof News): Asked {
    return {
      key: kind,
      mark: (mask, from, to) => {
        const marks = this.#store.news.marks.values
        const [bit, mark] = [FILTER_BITS.since, News[kind]]
        for (let row = from; row < to; row++) {
          const before = mask[row] ?? 0
          mask[row] = ((marks[row] ?? 0) & mark) === 0 ? before | bit : before & ~bit
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
          const before = mask[row] ?? 0
          mask[row] = groupOf[row] === 0 ? before | bit : before & ~bit
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
