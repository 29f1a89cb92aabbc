/**
 * An order with further rows in their places: a binary search for each, and copies of what lies between them. Rows
 * that compare as equal stand behind those that were there.
 *
 * @param added in their order
 */
export function patchedOrder(
  before: Uint32Array,
  added: Uint32Array,
  compare: (a: number, b: number) => number,
): Uint32Array {
  const order = new Uint32Array(before.length + added.length)
  let from = 0
  for (let index = 0; index < added.length; index++) {
    const row = added[index] ?? 0
    const to = firstBehind(before, row, from, compare)
    order.set(before.subarray(from, to), from + index)
    order[to + index] = row
    from = to
  }
  order.set(before.subarray(from), from + added.length)
  return order
}

/** The first place, from `from` on, whose row stands behind the given one. The end is tried first: pages come in order. */
function firstBehind(
  order: Uint32Array,
  row: number,
  from: number,
  compare: (a: number, b: number) => number,
): number {
  let low = from
  let high = order.length
  if (high > low && compare(order[high - 1] ?? 0, row) <= 0) return high
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compare(order[middle] ?? 0, row) <= 0) low = middle + 1
    else high = middle
  }
  return low
}
