/**
 * The one order in which several pieces of a list can all have stood: every piece is in it from front to back.
 * Costs time in proportion to the entries of all pieces.
 *
 * @param pieces numbers from 0, less than `count`; each number is in one piece at least, and in no piece twice
 * @returns all numbers in that order, or null when there is none: something changed its place in the list
 */
export function mergedOrder(pieces: readonly (readonly number[])[], count: number): Uint32Array | null {
  // Kahn's algorithm over "stands right before": entry by entry, whatever has nothing left before it is next.
  const before = new Uint32Array(count)
  const firstEdge = new Uint32Array(count + 1)
  eachPair(pieces, (left, right) => {
    firstEdge[left + 1] = (firstEdge[left + 1] ?? 0) + 1
    before[right] = (before[right] ?? 0) + 1
  })
  for (let entry = 0; entry < count; entry += 1)
    firstEdge[entry + 1] = (firstEdge[entry + 1] ?? 0) + (firstEdge[entry] ?? 0)
  const edges = new Uint32Array(firstEdge[count] ?? 0)
  const nextEdge = firstEdge.slice()
  eachPair(pieces, (left, right) => {
    const at = nextEdge[left] ?? 0
    edges[at] = right
    nextEdge[left] = at + 1
  })
  const order = new Uint32Array(count)
  let found = 0
  for (let entry = 0; entry < count; entry += 1) if (before[entry] === 0) order[found++] = entry
  for (let place = 0; place < found; place += 1) {
    const entry = order[place] ?? 0
    for (let edge = firstEdge[entry] ?? 0; edge < (firstEdge[entry + 1] ?? 0); edge += 1) {
      const right = edges[edge] ?? 0
      const left = (before[right] ?? 0) - 1
      before[right] = left
      if (left === 0) order[found++] = right
    }
  }
  return found === count ? order : null
}

function eachPair(pieces: readonly (readonly number[])[], take: (left: number, right: number) => void): void {
  for (const piece of pieces)
    for (let index = 1; index < piece.length; index += 1) take(piece[index - 1] ?? 0, piece[index] ?? 0)
}
