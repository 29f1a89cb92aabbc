// @ts-check
import {
  firstSort,
  laterSort,
  ownerFilter,
  ownerFilterWithFacets,
  pasted,
  typed,
} from '../measure/actions.mjs'
import { emptyUpdate } from '../measure/paint.mjs'
import { bytesOf, formatMs, formatRatio, paintOf, timesOf } from './results.mjs'
import { median, quantile } from './statistics.mjs'

/**
 * @typedef {import('./results.mjs').Results} Results
 * @typedef {import('./results.mjs').ContenderName} ContenderName
 *
 * A goal of performance.md and what this run says of it. `isMet` is null where it cannot say: another size, or not
 * measured.
 *
 * @typedef {{ id: string, goal: string, measured: string, isMet: boolean | null }} Verdict
 */

/** At 60 frames a second. */
export const frameMs = 1000 / 60

/**
 * @param {Results} results
 * @returns {Verdict[]} those that the run measured
 */
export function judge(results) {
  const verdicts = [
    ...keystrokes(results),
    ...filters(results),
    ...sorts(results),
    ...paints(results),
    ...loads(results),
    ...memory(results),
  ]
  // The goals are for the sizes at which speed is felt; below, what every answer costs covers the differences.
  return results.total < 100_000 ? verdicts.map((one) => ({ ...one, isMet: null })) : verdicts
}

/** @param {Results} results */
function keystrokes(results) {
  const { total } = results
  const every = results.rounds
    .filter(({ contender }) => contender === 'ours')
    .flatMap(({ times }) => typed.flatMap((word) => times[word] ?? []))
  const slowest = every.length === 0 ? null : quantile(every, 0.95)
  const cold = timesOf(results, 'ours', pasted)?.median ?? null
  const scan = timesOf(results, 'scan', pasted)?.median ?? null
  const narrowing = timesOf(results, 'ours', 'anna')?.median ?? null
  return at(
    total >= 1_000_000 ? 'P2' : 'P1',
    total >= 1_000_000
      ? [
          faster(results, 'ag-grid', 'ann', 25),
          faster(results, 'ag-grid', 'a', 25),
          within('`ann` pasted (cold), on a quiet machine', cold, 50),
          within('`anna` after `ann` (narrowing), on a quiet machine', narrowing, 25),
          scan && cold
            ? verdict(
                '`ann` pasted ≤ 2.5× a SIMD scan of the same text',
                cold / scan,
                (ratio) => ratio <= 2.5,
                formatRatio,
              )
            : null,
        ]
      : [
          faster(results, 'ag-grid', 'ann', 15),
          faster(results, 'tanstack', 'ann', 25),
          faster(results, 'ag-grid', 'a', 50),
          within(`95th percentile of ${every.length} keystrokes`, slowest, frameMs),
        ],
  )
}

/** @param {Results} results */
function filters(results) {
  const facets = timesOf(results, 'ours', ownerFilterWithFacets)?.median ?? null
  return at('P3', [
    faster(results, 'ag-grid', ownerFilter, 40, ownerFilterWithFacets),
    faster(results, 'tanstack', ownerFilter, 60, ownerFilterWithFacets),
    within('3 owners with all facet counts', facets, frameMs),
    faster(results, 'ag-grid', ownerFilter, 40),
    faster(results, 'tanstack', ownerFilter, 60),
  ])
}

/** @param {Results} results */
function sorts(results) {
  return at('P4', [
    faster(results, 'ag-grid', firstSort, 60),
    faster(results, 'tanstack', firstSort, 60),
    faster(results, 'ag-grid', laterSort, 60),
    faster(results, 'tanstack', laterSort, 60),
  ])
}

/** @param {Results} results */
function paints(results) {
  const ours = paintOf(results, 'product', 'ann')
  const peer = paintOf(results, 'ag-grid', 'ann')
  const empty = paintOf(results, 'product', emptyUpdate)
  return at('P5', [
    ours && peer
      ? verdict('`ann` painted ≥ 5× AG Grid', peer.median / ours.median, (ratio) => ratio >= 5, formatRatio)
      : null,
    ours && empty
      ? verdict(
          '`ann` painted at most 2 frames (33.3 ms) after an empty update',
          ours.median - empty.median,
          (ms) => ms <= 2 * frameMs,
          formatMs,
        )
      : null,
  ])
}

/** @param {Results} results */
function loads({ loads: measured, rounds }) {
  const visits = measured.flatMap(({ rounds: list }) =>
    list.flatMap((round) => (round.visits ? [round.visits] : [])),
  )
  const slowest = rounds.flatMap(({ extras }) => extras['slowestDuringReadMs'] ?? [])
  const usual = rounds.flatMap(({ extras }) => extras['usualDuringReadMs'] ?? [])
  const longTasks = measured.flatMap(({ rounds: list }) => list.map((round) => round.longTasks.length))
  return [
    ...at('P6', [
      ...measured.map(({ latencyMs, rounds: list }) =>
        verdict(
          `whole load ≤ 1.15× bytes only, ${latencyMs === 0 ? 'without a delay' : `${latencyMs} ms a request`}`,
          median(list.map((round) => round.oursMs / round.bytesMs)),
          (ratio) => ratio <= 1.15,
          formatRatio,
        ),
      ),
      slowest.length === 0
        ? null
        : within(
            `slowest query during the load (median ${formatMs(median(usual))})`,
            Math.max(...slowest),
            50,
          ),
      longTasks.length === 0
        ? null
        : verdict(
            'no task over 50 ms on the main thread during a load',
            median(longTasks),
            (count) => count === 0,
            (count) => `${count} a load`,
          ),
    ]),
    ...at('P7', [
      visits.length === 0
        ? null
        : verdict(
            `second visit to sorted rows ≤ 0.1× the first load${visits.every(({ hasCopy }) => hasCopy) ? '' : ' (there is no copy on the device)'}`,
            median(visits.map(({ firstMs, secondMs }) => secondMs / firstMs)),
            (ratio) => ratio <= 0.1,
            formatRatio,
          ),
    ]),
  ]
}

/** @param {Results} results */
function memory(results) {
  const ours = bytesOf(results, 'ours', 'used')
  const raw = bytesOf(results, 'raw', 'used')
  const peer = bytesOf(results, 'ag-grid', 'used')
  return at('P8', [
    ours && raw
      ? verdict('memory ≤ 0.4× plain objects', ours / raw, (ratio) => ratio <= 0.4, formatRatio)
      : null,
    ours && peer
      ? verdict('memory ≤ 0.25× AG Grid', ours / peer, (ratio) => ratio <= 0.25, formatRatio)
      : null,
  ])
}

/**
 * How many times faster an action of ours is than the same action of a peer.
 *
 * @param {Results} results
 * @param {ContenderName} peer
 * @param {string} action
 * @param {number} least
 * @param {string} [oursAction] where ours has to do more
 */
function faster(results, peer, action, least, oursAction = action) {
  const ours = timesOf(results, 'ours', oursAction)
  const theirs = timesOf(results, peer, action)
  if (!ours || !theirs) return null
  const name = peer === 'ag-grid' ? 'AG Grid' : 'TanStack'
  return verdict(
    `\`${oursAction}\` ≥ ${least}× ${name}`,
    theirs.median / ours.median,
    (ratio) => ratio >= least,
    formatRatio,
  )
}

/**
 * @param {string} what
 * @param {number | null} ms
 * @param {number} mostMs
 */
function within(what, ms, mostMs) {
  if (ms === null) return null
  return verdict(`${what} ≤ ${formatMs(mostMs)}`, ms, (value) => value <= mostMs, formatMs)
}

/**
 * @param {string} goal
 * @param {number} value
 * @param {(value: number) => boolean} isMet
 * @param {(value: number) => string} format
 */
function verdict(goal, value, isMet, format) {
  return { goal, measured: format(value), isMet: isMet(value) }
}

/**
 * @param {string} id
 * @param {readonly (Omit<Verdict, 'id'> | null)[]} verdicts
 * @returns {Verdict[]}
 */
function at(id, verdicts) {
  return verdicts.flatMap((one) => (one === null ? [] : [{ id, ...one }]))
}
