// @ts-check

/** @param {readonly number[]} values at least one */
export function median(values) {
  return quantile(values, 0.5)
}

/**
 * The value below which this share of the values lies, between two neighbours in proportion.
 *
 * @param {readonly number[]} values at least one
 * @param {number} share 0 to 1
 */
export function quantile(values, share) {
  if (values.length === 0) throw new RangeError('Nothing was measured.')
  const sorted = [...values].sort((a, b) => a - b)
  const at = (sorted.length - 1) * share
  const low = sorted[Math.floor(at)] ?? 0
  const high = sorted[Math.ceil(at)] ?? low
  return low + (high - low) * (at - Math.floor(at))
}

/**
 * Median of the medians of the rounds, and the largest value of all.
 *
 * @param {readonly (readonly number[])[]} rounds
 */
export function summarize(rounds) {
  const measured = rounds.filter((values) => values.length > 0)
  return { median: median(measured.map(median)), maximum: Math.max(...measured.flat()) }
}
