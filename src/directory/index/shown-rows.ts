import type { Masked } from './filters/facets'
import { distribute } from './stable-sort'

/** Of so many rows at most one is shown when sorting the shown ones is faster than walking all rows in their order. */
const FEW = 24

/**
 * The rows of an order that were found and that no filter leaves out.
 *
 * @param placesOf gives the place of each row in the order, which is costly when it was never asked for
 */
export function shownRows(
  rowsThere: number,
  ordered: Uint32Array,
  { rows: found, mask }: Masked,
  placesOf: () => Uint32Array,
): Uint32Array {
  const shown = mask === null ? found : unmasked(found, mask)
  if (shown.length * FEW < ordered.length) {
    const places = placesOf()
    const sorted = shown.map((row) => places[row] ?? 0).sort()
    return sorted.map((place) => ordered[place] ?? 0)
  }
  const shows = new Uint8Array(rowsThere)
  for (const row of shown) shows[row] = 1
  const rows = new Uint32Array(shown.length)
  let place = 0
  for (let index = 0; place < rows.length; index++) {
    const row = ordered[index] ?? 0
    if (shows[row] === 1) rows[place++] = row
  }
  return rows
}

function unmasked(found: Uint32Array, mask: Uint16Array): Uint32Array {
  const rows = new Uint32Array(found.length)
  let count = 0
  for (let index = 0; index < found.length; index++) {
    const row = found[index] ?? 0
    if (mask[row] === 0) rows[count++] = row
  }
  return rows.subarray(0, count)
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
