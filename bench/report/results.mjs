// @ts-check
import { summarize } from './statistics.mjs'

/**
 * @typedef {import('../measure/actions.mjs').Round} Round
 * @typedef {import('../measure/build-contenders.mjs').ContenderName} ContenderName
 * @typedef {import('../measure/paint.mjs').PaintRound} PaintRound
 * @typedef {import('../load/load.mjs').LoadRound} LoadRound
 * @typedef {import('./machine.mjs').Machine} Machine
 *
 * Everything that a run measured.
 *
 * @typedef {object} Results
 * @property {number} total contacts
 * @property {string} command
 * @property {Machine} machine
 * @property {{ before: number, after: number, isForced: boolean }} loadAverage of one minute
 * @property {readonly Round[]} rounds of the contenders; empty when they were not asked for
 * @property {readonly PaintRound[]} paints
 * @property {readonly { latencyMs: number, rounds: readonly LoadRound[] }[]} loads
 */

/** How contenders are called, in the order in which they are shown. @type {ReadonlyMap<ContenderName, string>} */
export const contenderLabels = new Map([
  ['ours', 'Linq Contacts'],
  ['ag-grid', 'AG Grid Community'],
  ['tanstack', 'TanStack row models'],
  ['raw', 'plain objects'],
  ['scan', 'SIMD scan of the text'],
])

/**
 * Median and maximum of an action of a contender, in milliseconds; null when it was not measured.
 *
 * @param {Results} results
 * @param {ContenderName} contender
 * @param {string} action
 */
export function timesOf({ rounds }, contender, action) {
  const times = rounds
    .filter((round) => round.contender === contender)
    .map((round) => round.times[action] ?? [])
    .filter((values) => values.length > 0)
  return times.length === 0 ? null : summarize(times)
}

/**
 * Median of the bytes that a contender takes; null when they were not measured.
 *
 * @param {Results} results
 * @param {ContenderName} contender
 * @param {'loaded' | 'used'} state after loading, or after all actions
 */
export function bytesOf({ rounds }, contender, state) {
  const bytes = rounds
    .filter((round) => round.contender === contender)
    .flatMap(({ memory }) => (memory === null ? [] : [memory[state]]))
  return bytes.length === 0 ? null : summarize([bytes]).median
}

/**
 * @param {Results} results
 * @param {PaintRound['page']} page
 * @param {string} action
 */
export function paintOf({ paints }, page, action) {
  const times = paints.filter((paint) => paint.page === page).map((paint) => paint.times[action] ?? [])
  return times.some((values) => values.length > 0) ? summarize(times) : null
}

/** @param {Results} results */
export function actionsOf({ rounds }) {
  return [...new Set(rounds.flatMap(({ times }) => Object.keys(times)))]
}

/** @param {number} ms */
export function formatMs(ms) {
  if (ms >= 10_000) return `${(ms / 1000).toFixed(1)} s`
  if (ms >= 100) return `${Math.round(ms).toLocaleString('en')} ms`
  return `${ms.toFixed(1)} ms`
}

/** @param {number} bytes */
export function formatBytes(bytes) {
  return `${(bytes / 1e6).toFixed(bytes < 1e8 ? 1 : 0)} MB`
}

/** @param {number} ratio */
export function formatRatio(ratio) {
  return `${ratio >= 100 ? Math.round(ratio).toLocaleString('en') : ratio.toFixed(ratio >= 10 ? 1 : 2)}×`
}
