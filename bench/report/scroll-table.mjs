// @ts-check
import { headOf, section } from './markdown.mjs'
import { formatRatio } from './results.mjs'
import { median } from './statistics.mjs'

/**
 * @typedef {import('../measure/scroll.mjs').ScrollRound} ScrollRound
 * @typedef {import('../measure/scroll.mjs').Scrolled} Scrolled
 *
 * @typedef {object} ScrollResults
 * @property {number} total
 * @property {string} command
 * @property {import('./machine.mjs').Machine} machine
 * @property {import('./markdown.mjs').LoadAverage} loadAverage
 * @property {readonly ScrollRound[]} rounds
 */

/** @type {ReadonlyMap<Scrolled, string>} */
const labels = new Map([
  ['ours', 'Linq Contacts, the whole page'],
  ['ag-grid', 'AG Grid Community'],
  ['glide', 'Glide Data Grid (canvas)'],
])

/** Frames in a row in which the list may show nothing: "a frame or two". */
const mostBlank = 2

/**
 * The whole run as Markdown, with a verdict on the goals of scrolling.
 *
 * @param {ScrollResults} results
 * @returns {string}
 */
export function scrollMarkdown({ total, command, machine, loadAverage, rounds }) {
  const of = (/** @type {Scrolled} */ name) => rounds.filter(({ contender }) => contender === name)
  const rateOf = (/** @type {Scrolled} */ name) => median(of(name).map((one) => one.framesPerSecond))
  const rows = [...labels]
    .filter(([name]) => of(name).length > 0)
    .map(([name, label]) => {
      const blanks = of(name).flatMap(({ longestBlank }) => longestBlank ?? [])
      return [
        label,
        rateOf(name).toFixed(1),
        name === 'ours' ? '' : formatRatio(rateOf('ours') / rateOf(name)),
        blanks.length === 0 ? 'not known' : String(Math.max(...blanks)),
      ]
    })
  const longest = Math.max(...of('ours').map(({ longestBlank }) => longestBlank ?? Infinity))
  const pictures = Math.min(...of('ours').map(({ picturesSoon }) => picturesSoon))
  /** @type {readonly [string, string, boolean][]} */
  const goals = [
    ['P9: ≥ 2× AG Grid’s frame rate', ...atLeast(rateOf('ours') / rateOf('ag-grid'), 2)],
    ['P9: ≥ 0.75× Glide’s frame rate', ...atLeast(rateOf('ours') / rateOf('glide'), 0.75)],
    ['blank for two frames in a row at most', String(longest), longest <= mostBlank],
    ['pictures are there two seconds after the scroll', String(pictures), pictures > 0],
  ]
  return [
    ...headOf({
      title: `Benchmark of scrolling with ${total.toLocaleString('en')} contacts`,
      command,
      machine,
      loadAverage,
      agreement: '1,200 pixels a frame, rows of 40 pixels, a picture of its own for every contact.',
    }),
    ...section('Medians', [['', 'frames a second', 'ours beside it', 'longest blank, frames'], ...rows]),
    ...section('Goals', [
      ['goal', 'measured', ''],
      ...goals.map(([goal, measured, isMet]) => [goal, measured, isMet ? 'met' : '**missed**']),
    ]),
  ].join('\n')
}

/** @param {number} ratio @param {number} least @returns {[string, boolean]} */
function atLeast(ratio, least) {
  return [formatRatio(ratio), ratio >= least]
}
