import { distribute } from './stable-sort'

/**
 * The rows of an order that no filter leaves out, found as far as somebody asked: most views show their first
 * rows only, and to walk an order that is not the one in memory costs more than to count.
 */
export class ShownRows {
  readonly length: number
  readonly #order: Uint32Array
  readonly #mask: Uint16Array | null
  readonly #shown: Uint32Array
  #count = 0
  /** Places of the order that were looked at. */
  #walked = 0

  /**
   * @param mask by row, 0 where it is shown; null when all of them are. Must not change while rows are asked for
   * @param length how many rows are shown
   */
  constructor(order: Uint32Array, mask: Uint16Array | null, length: number) {
    this.length = length
    this.#order = order
    this.#mask = mask
    this.#shown = mask === null ? order : new Uint32Array(length)
    if (mask === null) this.#count = length
  }

  /** The rows from one place to before another. Not to be changed. Costs the walk to the end of them, once. */
  slice(from: number, to: number): Uint32Array {
    this.#walk(Math.min(to, this.length))
    return this.#shown.subarray(from, to)
  }

  all(): Uint32Array {
    return this.slice(0, this.length)
  }

  /** The place of a row, or -1. */
  placeOf(row: number): number {
    if (this.#mask !== null && this.#mask[row] !== 0) return -1
    const known = this.#shown.subarray(0, this.#count).indexOf(row)
    return known >= 0 ? known : this.all().indexOf(row)
  }

  #walk(count: number): void {
    const [order, mask, shown] = [this.#order, this.#mask, this.#shown]
    if (mask === null) return
    let [found, walked] = [this.#count, this.#walked]
    for (; found < count && walked < order.length; walked++) {
      const row = order[walked] ?? 0
      if (mask[row] === 0) shown[found++] = row
    }
    this.#count = found
    this.#walked = walked
  }
}

/** Brings the rows of a group together, where the first of them stands. */
export function grouped(rows: Uint32Array, groupOf: Uint32Array): Uint32Array {
  const turns = new Map<number, number>()
  const turnOf = rows.map((row) => {
    const group = groupOf[row] ?? 0
    const turn = turns.get(group) ?? turns.size
    turns.set(group, turn)
    return turn
  })
  return distribute(rows, turnOf, turns.size)
}
