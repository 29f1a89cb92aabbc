// @ts-check
import { judge } from './goals.mjs'
import { headOf, section } from './markdown.mjs'
import {
  actionsOf,
  bytesOf,
  contenderLabels,
  formatBytes,
  formatMs,
  formatRatio,
  paintOf,
  timesOf,
} from './results.mjs'
import { median } from './statistics.mjs'

/** @typedef {import('./results.mjs').Results} Results */

/**
 * The whole run as Markdown: the machine, the times, memory and loads, and every goal with its verdict.
 *
 * @param {Results} results
 * @returns {string}
 */
export function markdownOf(results) {
  const { total, command, machine, loadAverage } = results
  return [
    ...headOf({
      title: `Benchmark with ${total.toLocaleString('en')} contacts`,
      command,
      machine,
      loadAverage,
      agreement: 'Hit counts and first rows of all contenders agree.',
    }),
    ...section('Until the data is on the main thread: median (maximum)', actionTable(results)),
    ...section('From a keystroke until its rows are painted: median (maximum)', paintTable(results)),
    ...section('Memory after a garbage collection', memoryTable(results)),
    ...section('Loading, from the navigation on: median', loadTable(results)),
    ...section('Goals', goalTable(results)),
  ].join('\n')
}

/** @param {Results} results */
function actionTable(results) {
  const peers = [...contenderLabels].filter(
    ([name]) => name !== 'ours' && timesOf(results, name, 'a') !== null,
  )
  const counts = new Map(
    results.rounds.flatMap(({ found }) => Object.entries(found).map(([name, { count }]) => [name, count])),
  )
  return [
    ['', 'hits', 'Linq Contacts', ...peers.map(([, label]) => label)],
    ...actionsOf(results).map((action) => {
      const ours = timesOf(results, 'ours', action)
      return [
        action,
        (counts.get(action) ?? 0).toLocaleString('en'),
        ours ? both(ours) : '–',
        ...peers.map(([name]) => {
          const theirs = timesOf(results, name, action)
          if (!theirs) return '–'
          return `${both(theirs)}${ours ? `, ${formatRatio(theirs.median / ours.median)}` : ''}`
        }),
      ]
    }),
  ]
}

/** @param {Results} results */
function paintTable(results) {
  const words = [...new Set(results.paints.flatMap(({ times }) => Object.keys(times)))]
  return [
    ['', 'Linq Contacts, the whole page', 'AG Grid Community'],
    ...words.map((word) => [
      word,
      .../** @type {const} */ (['product', 'ag-grid']).map((page) => {
        const paint = paintOf(results, page, word)
        return paint ? both(paint) : '–'
      }),
    ]),
  ]
}

/** @param {Results} results */
function memoryTable(results) {
  const rows = [...contenderLabels].flatMap(([name, label]) => {
    const loaded = bytesOf(results, name, 'loaded')
    const used = bytesOf(results, name, 'used')
    return loaded === null || used === null ? [] : [[label, formatBytes(loaded), formatBytes(used)]]
  })
  return [['', 'after loading', 'after all actions'], ...rows]
}

/** @param {Results} results */
function loadTable({ loads }) {
  return [
    ['', 'pages', 'Linq Contacts, read and indexed', 'bytes only', 'sorted rows at the second visit'],
    ...loads.map(({ latencyMs, rounds }) => {
      const visits = rounds.flatMap(({ visits: one }) => (one ? [one.secondMs] : []))
      return [
        latencyMs === 0 ? 'without a delay' : `${latencyMs} ms a request`,
        String(rounds[0]?.pages ?? 0),
        formatMs(median(rounds.map(({ oursMs }) => oursMs))),
        formatMs(median(rounds.map(({ bytesMs }) => bytesMs))),
        visits.length > 0 ? formatMs(median(visits)) : '–',
      ]
    }),
  ]
}

/** @param {Results} results */
function goalTable(results) {
  const rows = judge(results).map(({ id, goal, measured, isMet }) => [
    id,
    goal,
    measured,
    isMet === null ? 'not judged' : isMet ? 'met' : '**missed**',
  ])
  return [['', 'goal', 'measured', ''], ...rows]
}

/** @param {{ median: number, maximum: number }} times */
function both({ median: middle, maximum }) {
  return `${formatMs(middle)} (${formatMs(maximum)})`
}
