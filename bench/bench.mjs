// @ts-check
import { mkdir, writeFile } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import { chromium } from 'playwright-core'

import { findBrowser } from '../e2e/browser.mjs'
import { measureLoad } from './load/load.mjs'
import { disagreements, mostRepeats, typed } from './measure/actions.mjs'
import { buildContenders, builtPages } from './measure/build-contenders.mjs'
import { eagerMemory } from './measure/memory.mjs'
import { measurePaint } from './measure/paint.mjs'
import { busyWords, isBusy } from './measure/quiet.mjs'
import { measureRounds } from './measure/rounds.mjs'
import { describeMachine } from './report/machine.mjs'
import { svgOf } from './report/plot.mjs'
import { markdownOf } from './report/table.mjs'

/** @typedef {import('./measure/actions.mjs').ContenderName} ContenderName */

const parts = /** @type {const} */ (['search', 'memory', 'paint', 'load'])
const most = 1_000_000

/** The delay of every answer of the API that stands for a network, beside a load without one. */
const latenciesMs = [0, 50]

const usage = `npm run bench -- [contacts] [--rounds 3] [--only ${parts.join(',')}] [--force]
  contacts   how many, 100,000 by default, at most 1,000,000
  --rounds   how often each contender runs, in a new browser context
  --only     what is measured: search (with filter and sort), memory, paint, load (with the second visit)
  --force    also on a busy machine; the result says so`

/**
 * Measures the directory beside its peers, prints the result as Markdown and writes it, with a plot, into
 * `bench/results`. Expects that the product and the packages of `bench` are in place: `.ci/bench.mjs` sees to that.
 *
 * @param {readonly string[]} args
 * @param {number} loadBefore the load average before anything was built
 * @returns {Promise<number>} the exit code
 */
export async function bench(args, loadBefore) {
  const options = readOptions(args)
  if (typeof options === 'string') {
    console.error(`${options}\n${usage}`)
    return 1
  }
  if (isBusy(loadBefore) && !options.isForced) {
    console.error(busyWords(loadBefore))
    return 1
  }
  const { total, only } = options
  const results = await measure(options)
  if ('problems' in results) {
    console.error(`The contenders disagree, so no time counts:\n${results.problems.join('\n')}`)
    return 1
  }
  const whole = {
    total,
    command: ['npm run bench --', ...args].join(' ').replace(/ --$/, ''),
    machine: describeMachine(results.browserVersion),
    loadAverage: { before: loadBefore, after: loadavg()[0] ?? 0, isForced: isBusy(loadBefore) },
    rounds: results.rounds,
    paints: results.paints,
    loads: results.loads,
  }
  const markdown = markdownOf(whole)
  console.log(`\n${markdown}`)
  const folder = join(import.meta.dirname, 'results')
  await mkdir(folder, { recursive: true })
  // A part of a run must not take the place of a whole one.
  const name = only.length === parts.length ? String(total) : `${total}-${only.join('-')}`
  await writeFile(join(folder, `${name}.md`), markdown)
  if (only.includes('search')) await writeFile(join(folder, `${name}.svg`), svgOf(whole))
  console.log(`Written to bench/results/${name}.md${only.includes('search') ? ' and .svg' : ''}`)
  return 0
}

/**
 * Gives what was measured, or in which answers the contenders disagree.
 *
 * @param {{ total: number, rounds: number, only: readonly (typeof parts[number])[] }} options
 */
async function measure({ total, rounds, only }) {
  const launch = await findBrowser({ prefersWhole: true })
  const browser = await chromium.launch({ ...launch, args: [...launch.args, eagerMemory] })
  const tell = (/** @type {string} */ line) => console.error(line)
  // Paint and load need to know only what ours finds, and how it answers while it reads.
  const isCompared = only.includes('search') || only.includes('memory')
  /** @type {ContenderName[]} */
  const contenders = isCompared ? ['ours', 'ag-grid', 'tanstack'] : ['ours']
  if (only.includes('memory')) contenders.push('raw')
  if (only.includes('search')) contenders.push('scan')
  await buildContenders(['ours', 'ag-grid', 'tanstack', 'raw', 'scan'])
  const common = { total, rounds, tell }
  try {
    const measured = await measureRounds(browser, {
      ...common,
      folder: builtPages,
      contenders,
      repeats: mostRepeats,
      memory: only.includes('memory'),
    })
    const problems = disagreements(measured)
    if (problems.length > 0) return { problems }
    const counts = new Map(typed.map((word) => [word, measured[0]?.found[word]?.count ?? NaN]))
    if (only.includes('paint')) tell('Paint')
    const paints = only.includes('paint')
      ? await measurePaint(browser, {
          ...common,
          counts,
          contenders: builtPages,
          product: join(import.meta.dirname, '../dist/client'),
        })
      : []
    /** @type {{ latencyMs: number, rounds: import('./load/load.mjs').LoadRound[] }[]} */
    const loads = []
    for (const latencyMs of only.includes('load') ? latenciesMs : []) {
      tell(`Loads with a delay of ${latencyMs} ms`)
      loads.push({
        latencyMs,
        rounds: await measureLoad(browser, { ...common, latencyMs, visits: latencyMs === 0 }),
      })
    }
    return { browserVersion: browser.version(), rounds: measured, paints, loads }
  } finally {
    await browser.close()
  }
}

/**
 * @param {readonly string[]} args
 * @returns {{ total: number, rounds: number, only: readonly (typeof parts[number])[], isForced: boolean } | string} or what is wrong
 */
function readOptions(args) {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      rounds: { type: 'string', default: '3' },
      only: { type: 'string', default: parts.join(',') },
      force: { type: 'boolean', default: false },
    },
  })
  const total = Number((positionals[0] ?? '100000').replaceAll(/[_,]/g, ''))
  const rounds = Number(values.rounds)
  const asked = values.only.split(',')
  const only = parts.filter((part) => asked.includes(part))
  if (!Number.isInteger(total) || total < 1_000 || total > most)
    return `The number of contacts must be 1,000 to ${most.toLocaleString('en')}.`
  if (!Number.isInteger(rounds) || rounds < 1) return '--rounds must be a whole number from 1.'
  if (only.length !== asked.length) return `--only knows ${parts.join(', ')}.`
  return { total, rounds, only, isForced: values.force }
}
