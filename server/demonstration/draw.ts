/**
 * A cheap seeded generator of numbers (mulberry32), made anew for every contact, so that contact n needs no
 * memory of the others. Not for secrets.
 */
export class Draw {
  #state: number

  /** @param keys whole numbers; the same keys in the same order give the same draws */
  constructor(...keys: readonly number[]) {
    this.#state = 0x9e3779b9
    for (const key of keys) this.#state = scramble((this.#state ^ key) + 0x6d2b79f5)
  }

  /** A number from 0 to below 1. */
  fraction(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    return scramble(this.#state) / 2 ** 32
  }

  /** A whole number from 0 to below `limit`. */
  below(limit: number): number {
    return Math.floor(this.fraction() * limit)
  }

  /** Whether something happens that happens in `share` (0 to 1) of all cases. */
  happens(share: number): boolean {
    return this.fraction() < share
  }

  /** One of `items`; the first ones more often the larger `skew` is (1: all alike). Throws when there is none. */
  pick<Item>(items: readonly Item[], skew = 1): Item {
    const item = items[Math.floor(this.fraction() ** skew * items.length)]
    if (item === undefined) throw new RangeError('Nothing to pick from')
    return item
  }
}

/** Mixes 32 bits, so that neighbouring numbers give unrelated ones; unsigned. */
function scramble(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 15), value | 1)
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
  return (mixed ^ (mixed >>> 14)) >>> 0
}

/**
 * Looks up by weight: gives a function that turns a fraction (0 to below 1) into one of `items`.
 * Throws a RangeError when there is no item.
 */
export function byWeight<Item extends { weight: number }>(
  items: readonly Item[],
): (fraction: number) => Item {
  const last = items.at(-1)
  if (last === undefined) throw new RangeError('Nothing to weigh')
  const total = items.reduce((sum, item) => sum + item.weight, 0)
  return (fraction) => {
    let rest = fraction * total
    for (const item of items) {
      rest -= item.weight
      if (rest < 0) return item
    }
    return last
  }
}
