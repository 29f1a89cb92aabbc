import type { NumberColumn } from './number-column'

/** A slot that holds no row. */
const FREE = 0xffff_ffff

/**
 * Finds the row of an id: open addressing over a column of ids, four bytes a slot, which a `Map` of a million large
 * numbers would need ten times over. Ids are whole numbers below 2^53. Nothing is taken out: a row that is no
 * longer alive stays until its id gets another row.
 */
export class IdTable {
  readonly #ids: NumberColumn<Float64Array>
  #slots = new Uint32Array(2048).fill(FREE)
  #used = 0

  /** @param ids the id of every row that is in the table */
  constructor(ids: NumberColumn<Float64Array>) {
    this.#ids = ids
  }

  /** The newest row of an id, or null. */
  row(id: number): number | null {
    const row = this.#slots[this.#slotOf(id)] ?? FREE
    return row === FREE ? null : row
  }

  /** Makes `row`, which holds the id already, the row of its id. */
  set(id: number, row: number): void {
    const slot = this.#slotOf(id)
    if (this.#slots[slot] === FREE) this.#used++
    this.#slots[slot] = row
    if (this.#used * 2 > this.#slots.length) this.#resize(this.#slots.length * 2)
  }

  /** The slot of the id, or the free one where it belongs. */
  #slotOf(id: number): number {
    const last = this.#slots.length - 1
    let slot = hash(id) & last
    for (;;) {
      const row = this.#slots[slot] ?? FREE
      if (row === FREE || this.#ids.get(row) === id) return slot
      slot = (slot + 1) & last
    }
  }

  /** Makes room for so many ids at once, before they come. */
  reserve(ids: number): void {
    let slots = this.#slots.length
    while (ids * 2 > slots) slots *= 2
    if (slots > this.#slots.length) this.#resize(slots)
  }

  #resize(slots: number): void {
    const before = this.#slots
    this.#slots = new Uint32Array(slots).fill(FREE)
    for (const row of before) {
      if (row !== FREE) this.#slots[this.#slotOf(this.#ids.get(row))] = row
    }
  }
}

/** Spreads all 53 bits of an id over 32. */
function hash(id: number): number {
  const high = Math.floor(id / 0x1_0000_0000)
  let mixed = Math.imul((id >>> 0) ^ Math.imul(high, 0x9e37_79b1), 0x85eb_ca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0xc2b2_ae35)
  return (mixed ^ (mixed >>> 13)) >>> 0
}
