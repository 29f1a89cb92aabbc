// @ts-check
import { headOf, section } from './markdown.mjs'
import { formatBytes, formatMs, formatRatio } from './results.mjs'
import { median, summarize } from './statistics.mjs'

/**
 * @typedef {import('../export/write-rounds.mjs').WriteRound} WriteRound
 * @typedef {import('../export/product.mjs').ProductExport} ProductExport
 * @typedef {import('../export/product.mjs').CancelledExport} CancelledExport
 *
 * Everything that a run measured.
 *
 * @typedef {object} ExportResults
 * @property {number} total contacts of the compared files
 * @property {string} command
 * @property {import('./machine.mjs').Machine} machine
 * @property {{ before: number, after: number, isForced: boolean }} loadAverage of one minute
 * @property {readonly WriteRound[]} rounds
 * @property {readonly ProductExport[]} exports in the product, of `total` contacts and of more
 * @property {readonly CancelledExport[]} cancelled
 *
 * @typedef {{ goal: string, measured: string, isMet: boolean | null }} Verdict null at a size that judges nothing
 */

const labels = { ours: 'Linq Contacts', join: 'joined by hand', papaparse: 'papaparse', exceljs: 'ExcelJS' }

/** Below this, starting costs more than writing. */
const judgedFrom = 100_000
const longTaskMs = 50

/**
 * The whole run as Markdown.
 *
 * @param {ExportResults} results
 * @returns {string}
 */
export function exportMarkdown(results) {
  const { total, command, machine, loadAverage } = results
  return [
    ...headOf({
      title: `Benchmark of exports with ${total.toLocaleString('en')} contacts`,
      command,
      machine,
      loadAverage,
      agreement:
        results.rounds.length > 0
          ? '13 columns; readers of others found the same value in every cell of all files.'
          : '',
    }),
    ...section('Until the file is in hand on the main thread: median (maximum)', writeTable(results)),
    ...section('In the product, from the press of the button', productTable(results)),
    ...section('Cancelled at a tenth', cancelTable(results)),
    ...section('Goals', goalTable(results)),
  ].join('\n')
}

/**
 * Times of a writer over all rounds; null when it was not measured.
 *
 * @param {ExportResults} results
 * @param {WriteRound['name']} name
 * @param {WriteRound['format']} format
 */
function timesOf({ rounds }, name, format) {
  const own = rounds.filter((round) => round.name === name && round.format === format)
  if (own.length === 0) return null
  return {
    first: summarize(own.map(({ firstMs }) => [firstMs])),
    again: summarize(own.map(({ againMs }) => againMs)),
    bytes: median(own.map(({ bytes }) => bytes)),
  }
}

/** @param {ExportResults} results */
function writeTable(results) {
  const both = (/** @type {{ median: number, maximum: number }} */ times) =>
    `${formatMs(times.median)} (${formatMs(times.maximum)})`
  const keys = new Map(results.rounds.map(({ name, format }) => [`${name} ${format}`, { name, format }]))
  return [
    ['', 'first file', 'again', 'beside ours, again', 'size'],
    ...[...keys.values()].map(({ name, format }) => {
      const times = timesOf(results, name, format)
      const ours = timesOf(results, 'ours', format)
      if (times === null) throw new RangeError(`${name} was not measured.`)
      const ratio = ours && name !== 'ours' ? formatRatio(times.again.median / ours.again.median) : ''
      const label = `${format === 'csv' ? 'CSV' : 'Excel'}, ${labels[name]}`
      return [label, both(times.first), both(times.again), ratio, formatBytes(times.bytes)]
    }),
  ]
}

/** @param {ExportResults} results */
function productTable({ exports }) {
  const grown = (/** @type {number | undefined} */ bytes) => (bytes === undefined ? '–' : formatBytes(bytes))
  return [
    [
      '',
      'contacts',
      'written',
      'time',
      'file',
      'page grows by',
      'browser grows by',
      'longest task over 50 ms',
    ],
    ...exports.map(({ format, rows, way, ms, bytes, peak, longTasks }) => [
      format,
      rows.toLocaleString('en'),
      way === 'place' ? 'where the user says' : 'as a download',
      formatMs(ms),
      formatBytes(bytes),
      grown(peak?.page),
      grown(peak?.browser),
      longTasks.length === 0 ? 'none' : `${formatMs(Math.max(...longTasks))} of ${longTasks.length}`,
    ]),
  ]
}

/** @param {ExportResults} results */
function cancelTable({ cancelled }) {
  return [
    ['', 'until one can export again', 'until a search is answered', 'files'],
    ...cancelled.map(({ format, readyMs, answeredMs, downloads }) => [
      format,
      formatMs(readyMs),
      formatMs(answeredMs),
      downloads === 0 ? 'none' : String(downloads),
    ]),
  ]
}

/** @param {ExportResults} results */
function goalTable(results) {
  const verdicts = judgeExports(results)
  return [
    ['goal', 'measured', ''],
    ...verdicts.map(({ goal, measured, isMet }) => [
      goal,
      measured,
      isMet === null ? 'not judged at this size' : isMet ? 'met' : '**missed**',
    ]),
  ]
}

/**
 * P10 of performance.md, and that the main thread stays free.
 *
 * @param {ExportResults} results
 * @returns {Verdict[]}
 */
export function judgeExports(results) {
  const { total, exports } = results
  /** @type {Verdict[]} */
  const verdicts = []
  const judged = (/** @type {boolean} */ isMet) => (total >= judgedFrom ? isMet : null)
  for (const when of /** @type {const} */ (['first', 'again'])) {
    const csv = timesOf(results, 'ours', 'csv')
    const join = timesOf(results, 'join', 'csv')
    const words = when === 'first' ? 'the first file' : 'again'
    if (csv && join) {
      const ratio = csv[when].median / join[when].median
      verdicts.push({
        goal: `CSV ≤ 1.3× a join by hand, ${words}`,
        measured: formatRatio(ratio),
        isMet: judged(ratio <= 1.3),
      })
    }
    const xlsx = timesOf(results, 'ours', 'xlsx')
    const exceljs = timesOf(results, 'exceljs', 'xlsx')
    if (xlsx && exceljs) {
      const ratio = exceljs[when].median / xlsx[when].median
      verdicts.push({
        goal: `Excel ≥ 3× ExcelJS, ${words}`,
        measured: formatRatio(ratio),
        isMet: judged(ratio >= 3),
      })
    }
  }
  if (exports.length > 0) {
    const longest = Math.max(0, ...exports.flatMap(({ longTasks }) => longTasks))
    verdicts.push({
      goal: `no task over ${longTaskMs} ms on the main thread during an export`,
      measured: longest === 0 ? 'none' : formatMs(longest),
      isMet: judged(longest === 0),
    })
  }
  return verdicts
}
