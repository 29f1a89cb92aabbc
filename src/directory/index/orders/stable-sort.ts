import { BLANK_RANK, type Ranks } from '../columns/ranking'

/**
 * Sorts rows by the rank of their code (or their own rank, without codes). Equal ranks keep their order, blanks come
 * last in both directions. A counting sort: two passes, no comparison.
 */
export function sortByRanks(
  rows: Uint32Array,
  ranks: Ranks,
  codes: Uint32Array | null,
  descending: boolean,
): Uint32Array {
  const bucketOfRank = (rank: number) => {
    if (rank === BLANK_RANK) return ranks.count
    return descending ? ranks.count - 1 - rank : rank
  }
  const buckets = new Uint32Array(rows.length)
  const { of } = ranks
  if (codes) {
    const bucketOfCode = of.map(bucketOfRank)
    for (let index = 0; index < rows.length; index++) {
      buckets[index] = bucketOfCode[codes[rows[index] ?? 0] ?? 0] ?? 0
    }
  } else {
    for (let index = 0; index < rows.length; index++) {
      buckets[index] = bucketOfRank(of[rows[index] ?? 0] ?? BLANK_RANK)
    }
  }
  return distribute(rows, buckets, ranks.count + 1)
}

const DIGIT_VALUES = 65_536

/** Sorts rows by a number of theirs, stable, NaN last in both directions: a radix sort over the bits of the number. */
export function sortByNumbers(rows: Uint32Array, numbers: Float64Array, descending: boolean): Uint32Array {
  const high = new Uint32Array(numbers.length)
  const low = new Uint32Array(numbers.length)
  for (const row of rows) writeSortableBits(numbers[row] ?? NaN, descending, row, high, low)
  let sorted = rows
  for (const [words, shift] of [
    [low, 0],
    [low, 16],
    [high, 0],
    [high, 16],
  ] as const) {
    sorted = distribute(
      sorted,
      sorted.map((row) => ((words[row] ?? 0) >>> shift) & 0xffff),
      DIGIT_VALUES,
    )
  }
  return sorted
}

const float = new Float64Array(1)
const halves = new Uint32Array(float.buffer)
/** Engines run on little-endian machines today, but nothing promises it. */
const highHalf = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0

/** Bits that order as the numbers do: all flipped for a negative number, the sign alone for another (IEEE 754). */
function writeSortableBits(
  number: number,
  descending: boolean,
  row: number,
  high: Uint32Array,
  low: Uint32Array,
): void {
  if (Number.isNaN(number)) {
    high[row] = 0xffff_ffff
    low[row] = 0xffff_ffff
    return
  }
  float[0] = number + 0
  const [upper, lower] = [halves[highHalf] ?? 0, halves[1 - highHalf] ?? 0]
  const isNegative = upper >>> 31 === 1
  const ordered = isNegative ? 0 : 0x8000_0000
  const isFlipped = isNegative !== descending
  high[row] = (isFlipped ? ~upper : upper) ^ ordered
  low[row] = isFlipped ? ~lower : lower
}

/** Puts rows into `count` buckets, in their order; `buckets[i]` is the bucket of `rows[i]`. The rows themselves, when all are in one. */
export function distribute(rows: Uint32Array, buckets: Uint32Array, count: number): Uint32Array {
  const starts = new Uint32Array(count + 1)
  for (const bucket of buckets) starts[bucket + 1] = (starts[bucket + 1] ?? 0) + 1
  if (starts[(buckets[0] ?? 0) + 1] === rows.length) return rows
  for (let bucket = 1; bucket <= count; bucket++) {
    starts[bucket] = (starts[bucket] ?? 0) + (starts[bucket - 1] ?? 0)
  }
  const sorted = new Uint32Array(rows.length)
  for (let index = 0; index < rows.length; index++) {
    const bucket = buckets[index] ?? 0
    const place = starts[bucket] ?? 0
    starts[bucket] = place + 1
    sorted[place] = rows[index] ?? 0
  }
  return sorted
}
