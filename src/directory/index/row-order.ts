import type { FieldKey } from '../fields'
import type { SortKey } from '../view-query'
import type { Dictionary } from './columns/dictionary'
import type { NumberColumn } from './columns/number-column'
import { BLANK_RANK, Ranking, type Ranks } from './columns/ranking'
import type { ContactStore } from './contact-store'
import { sortByNumbers, sortByRanks } from './stable-sort'

/** Orders kept for the views of one moment; one of a million rows takes 4 MB. */
const ORDERS_KEPT = 6

/** The orders of a store's living rows, each made once for every state of the store. */
export class RowOrders {
  readonly #store: ContactStore
  readonly #rankings: Record<'email' | 'phone' | 'photo', Ranking>
  readonly #kept = new Map<string, Uint32Array>()
  /** The places of the order that was asked for last. */
  #places: { order: Uint32Array; of: Uint32Array } | null = null
  /** The newest order without a sort: the next one is hardly different. */
  #linqOrder: Uint32Array = new Uint32Array(0)
  /** Rows of the store when that order was made. */
  #rowsSeen = 0

  constructor(store: ContactStore) {
    this.#store = store
    this.#rankings = {
      email: new Ranking(store.compare, (row) => store.email.get(row)),
      phone: new Ranking(store.compare, (row) => store.phone.get(row)),
      photo: new Ranking(store.compare, (row) => store.imageUrl.get(row)),
    }
  }

  /** Says that the store has changed. */
  forget(): void {
    this.#kept.clear()
    this.#places = null
  }

  /** The rows of all contacts in the order of a sort; ties stay in Linq's order. Not to be changed. */
  rows(sort: readonly SortKey[]): Uint32Array {
    const key = JSON.stringify(sort.map(({ field, descending }) => [field, descending]))
    const kept = this.#kept.get(key)
    if (kept) return kept
    const rows = sort.length === 0 ? this.#renewedLinqOrder() : this.#sorted(sort)
    const oldest = this.#kept.keys().next().value
    if (oldest !== undefined && this.#kept.size >= ORDERS_KEPT) this.#kept.delete(oldest)
    this.#kept.set(key, rows)
    return rows
  }

  /** By row its place in the order of a sort. Not to be changed. */
  places(sort: readonly SortKey[]): Uint32Array {
    const order = this.rows(sort)
    if (this.#places?.order !== order) {
      const of = new Uint32Array(this.#store.rows)
      for (let place = 0; place < order.length; place++) of[order[place] ?? 0] = place
      this.#places = { order, of }
    }
    return this.#places.of
  }

  /** The least important key first: every pass is stable, so the last one decides. */
  #sorted(sort: readonly SortKey[]): Uint32Array {
    return sort.reduceRight(
      (rows, { field, descending }) => this.#pass(field, rows, descending),
      this.rows([]),
    )
  }

  #pass(field: FieldKey, rows: Uint32Array, descending: boolean): Uint32Array {
    const store = this.#store
    const byText = (column: CodedText) =>
      sortByRanks(rows, column.dictionary.ranks(), column.codes.values, descending)
    const byOwnText = (ranking: Ranking) => sortByRanks(rows, ranking.ranks(store.rows), null, descending)
    const byOwner = (ranks: Ranks) => sortByRanks(rows, ranks, store.ownerCodes.values, descending)
    const byNumber = (column: NumberColumn<Float64Array>) => sortByNumbers(rows, column.values, descending)
    const byPart = (column: CodedText, sorted: Uint32Array) =>
      sortByRanks(sorted, blanksFirst(column.dictionary.ranks()), column.codes.values, descending)
    const byName = () => byPart(store.nameHead, byPart(store.nameTail, rows))
    const passes: Record<FieldKey, () => Uint32Array> = {
      name: byName,
      first_name: () => byText(store.firstName),
      last_name: () => byText(store.lastName),
      company: () => byText(store.company),
      title: () => byText(store.title),
      location: () => byText(store.location),
      email: () => byOwnText(this.#rankings.email),
      phone: () => byOwnText(this.#rankings.phone),
      photo: () => byOwnText(this.#rankings.photo),
      created: () => byNumber(store.created),
      updated: () => byNumber(store.updated),
      id: () => byNumber(store.ids),
      owner: () => byOwner(store.owners.labelRanks()),
      owner_email: () => byOwner(store.owners.emailRanks()),
      owner_id: () => byOwner(store.owners.idRanks()),
    }
    return passes[field]()
  }

  /** Rows that died are dropped and new ones added; sorted only when they do not follow in order already. */
  #renewedLinqOrder(): Uint32Array {
    const { rows, alive, positions, arrivals } = this.#store
    const next = new Uint32Array(this.#linqOrder.length + rows - this.#rowsSeen)
    let count = 0
    for (const row of this.#linqOrder) if (alive.get(row) === 1) next[count++] = row
    for (let row = this.#rowsSeen; row < rows; row++) if (alive.get(row) === 1) next[count++] = row
    const compare = (a: number, b: number) =>
      positions.get(a) - positions.get(b) || arrivals.get(a) - arrivals.get(b)
    const living = next.slice(0, count)
    const isInOrder = living.every((row, place) => place === 0 || compare(living[place - 1] ?? 0, row) < 0)
    // An array's sort is quick where much is in order already; that of a typed array is not.
    this.#linqOrder = isInOrder ? living : Uint32Array.from(Array.from(living).sort(compare))
    this.#rowsSeen = rows
    return this.#linqOrder
  }
}

interface CodedText {
  dictionary: Dictionary
  codes: NumberColumn<Uint32Array>
}

/** Ranks for a part of a name: a missing part is the lowest text, and no blank that comes last both ways. */
function blanksFirst({ of, count }: Ranks): Ranks {
  return { of: of.map((rank) => (rank === BLANK_RANK ? 0 : rank + 1)), count: count + 1 }
}
