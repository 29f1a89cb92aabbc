import type { FieldKey } from '../../fields'
import type { ChoiceField } from '../../filters'
import type { GroupField } from '../../grouping'
import type { SortKey } from '../../view-query'
import type { ContactStore } from '../contact-store'
import type { Choices } from '../filters/choices'
import { patchedOrder } from './patched-order'
import { SortSteps, compareBySteps, sortBySteps } from './sort-steps'

/** Orders kept for the views of one moment; one of a million rows takes 4 MB. */
const ORDERS_KEPT = 6

/** One new row in so many is put in its place; more of them are sorted with all others. */
const FEW = 32

/** An order, and what tells how much of the store it knows. */
interface KnownOrder {
  order: Uint32Array
  rows: number
  dead: number
  reordered: number
}

/**
 * The orders of a store's living rows, each made once for every state of the store. After a change, an order that was
 * made before is patched where that is enough: rows that died are left out, new ones put in their places.
 */
export class RowOrders {
  readonly #store: ContactStore
  readonly #steps: SortSteps
  readonly #kept = new Map<string, KnownOrder>()
  /** The orders before the last change. */
  #former = new Map<string, KnownOrder>()

  constructor(store: ContactStore, choices: Record<ChoiceField, Choices>) {
    this.#store = store
    this.#steps = new SortSteps(store, choices)
  }

  /** Says that the store has changed. */
  forget(): void {
    if (this.#kept.size > 0) this.#former = new Map(this.#kept)
    this.#kept.clear()
  }

  /**
   * The rows of all contacts in the order of a sort; ties stay in Linq's order. With a group, the rows of each group
   * stand together, each in that order: one more counting pass over the order that is there. Not to be changed.
   */
  rows(sort: readonly SortKey[], group?: GroupField): Uint32Array {
    const key = JSON.stringify([group ?? null, ...sort.map(({ field, descending }) => [field, descending])])
    const kept = this.#kept.get(key)
    if (kept) return kept.order
    const former = this.#former.get(key)
    this.#former.delete(key)
    const order = (former && this.#patched(former, sort, group)) ?? this.#sorted(sort, group, former)
    const oldest = this.#kept.keys().next().value
    if (oldest !== undefined && this.#kept.size >= ORDERS_KEPT) this.#kept.delete(oldest)
    const { rows, dead, reordered } = this.#store
    this.#kept.set(key, { order, rows, dead, reordered })
    return order
  }

  /** Ranks what a sort by a field compares, which is most of the work of the first one; no order is made. */
  rank(field: FieldKey): void {
    this.#steps.of([{ field, descending: false }])
  }

  /** Brings the rows of each group together; within a group they keep their order. */
  byGroup(rows: Uint32Array, group: GroupField): Uint32Array {
    return sortBySteps(rows, this.#steps.ofGroup(group))
  }

  /** The order after few rows came or died and no other moved; else null. */
  #patched(former: KnownOrder, sort: readonly SortKey[], group?: GroupField): Uint32Array | null {
    const { rows, dead, reordered } = this.#store
    if (former.reordered !== reordered || (rows - former.rows) * FEW > rows) return null
    const steps = [...(group ? this.#steps.ofGroup(group) : []), ...this.#steps.of(sort)]
    const before = former.dead === dead ? former.order : this.#living(former.order)
    const added = this.#living(rowsBetween(former.rows, rows)).sort(this.#compareByPlace)
    return patchedOrder(
      before,
      sortBySteps(added, steps),
      (a, b) => compareBySteps(a, b, steps) || this.#compareByPlace(a, b),
    )
  }

  #sorted(
    sort: readonly SortKey[],
    group: GroupField | undefined,
    former: KnownOrder | undefined,
  ): Uint32Array {
    if (group) return this.byGroup(this.rows(sort), group)
    if (sort.length > 0) return sortBySteps(this.rows([]), this.#steps.of(sort))
    const { rows } = this.#store
    // The former order is hardly different, and an array's sort is quick where much is in order already.
    const known = this.#living(former?.order ?? new Uint32Array(0))
    const added = this.#living(rowsBetween(former?.rows ?? 0, rows))
    const living = new Uint32Array(known.length + added.length)
    living.set(known)
    living.set(added, known.length)
    return this.#isInOrder(living) ? living : Uint32Array.from(Array.from(living).sort(this.#compareByPlace))
  }

  #isInOrder(rows: Uint32Array): boolean {
    for (let place = 1; place < rows.length; place++) {
      if (this.#compareByPlace(rows[place - 1] ?? 0, rows[place] ?? 0) > 0) return false
    }
    return true
  }

  #living(rows: Uint32Array): Uint32Array {
    const alive = this.#store.alive.values
    const living = new Uint32Array(rows.length)
    let count = 0
    for (let index = 0; index < rows.length; index++) {
      const row = rows[index] ?? 0
      if (alive[row] === 1) living[count++] = row
    }
    return living.slice(0, count)
  }

  /** Linq's order. */
  readonly #compareByPlace = (a: number, b: number): number => {
    const { positions, arrivals } = this.#store
    return positions.get(a) - positions.get(b) || arrivals.get(a) - arrivals.get(b)
  }
}

function rowsBetween(from: number, to: number): Uint32Array {
  return Uint32Array.from({ length: to - from }, (_, index) => from + index)
}
