// @ts-check
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import { chromium } from 'playwright-core'

import { findBrowser } from '../e2e/browser.mjs'
import { measureProduct } from './export/product.mjs'
import { differencesIn } from './export/read-back.mjs'
import { measureWrites, writers } from './export/write-rounds.mjs'
import { buildContenders, builtPages } from './measure/build-contenders.mjs'
import { busyWords, isBusy } from './measure/quiet.mjs'
import { exportMarkdown } from './report/export-table.mjs'
import { describeMachine } from './report/machine.mjs'

const parts = /** @type {const} */ (['compare', 'product', 'large'])

const most = 1_200_000

/** From so many contacts on the product asks for a place (`export-to-place.ts`). */
const placeFrom = 250_000

/** Fewer are written before anybody could press Cancel. */
const cancelledFrom = 50_000

const usage = `npm run bench -- export [contacts] [--large 1000000] [--rounds 3] [--only ${parts.join(',')}] [--force]
  contacts   how many in the compared files, 100,000 by default
  --large    how many in the export of which the memory is watched
  --rounds   how often each contender writes, in a new browser context
  --only     what is measured: compare (beside others), product (long tasks, cancelling), large (memory)
  --force    also on a busy machine; the result says so`

/**
 * Measures how files are written, beside a join by hand, papaparse and ExcelJS and in the product itself; prints the
 * result as Markdown and writes it into `bench/results`. Expects what `bench` expects.
 *
 * @param {readonly string[]} args
 * @param {number} loadBefore the load average before anything was built
 * @returns {Promise<number>} the exit code
 */
export async function benchExport(args, loadBefore) {
  const options = readOptions(args)
  if (typeof options === 'string') {
    console.error(`${options}\n${usage}`)
    return 1
  }
  if (isBusy(loadBefore) && !options.isForced) {
    console.error(busyWords(loadBefore))
    return 1
  }
  const results = await measure(options)
  if ('problems' in results) {
    console.error(`The files differ, so no time counts:\n${results.problems.join('\n')}`)
    return 1
  }
  const { browserVersion, ...measured } = results
  const markdown = exportMarkdown({
    total:
      options.only.includes('compare') || options.only.includes('product') ? options.total : options.large,
    command: ['npm run bench -- export', ...args].join(' '),
    machine: describeMachine(browserVersion, ['exceljs', 'papaparse']),
    loadAverage: { before: loadBefore, after: loadavg()[0] ?? 0, isForced: isBusy(loadBefore) },
    ...measured,
  })
  console.log(`\n${markdown}`)
  const folder = join(import.meta.dirname, 'results')
  await mkdir(folder, { recursive: true })
  // A part of a run, or one of another size, must not take the place of a whole one; the large files stand for themselves.
  const { total, large, only } = options
  const isWhole = only.includes('compare') && only.includes('product') && total === 100_000
  const isLargeAlone = only.length === 1 && only[0] === 'large'
  const name = isWhole ? 'export' : isLargeAlone ? `export-${large}` : `export-${total}-${only.join('-')}`
  await writeFile(join(folder, `${name}.md`), markdown)
  console.log(`Written to bench/results/${name}.md`)
  return 0
}

/** @param {{ total: number, large: number, rounds: number, only: readonly (typeof parts[number])[] }} options */
async function measure({ total, large, rounds, only }) {
  const launch = await findBrowser({ prefersWhole: true })
  const tell = (/** @type {string} */ line) => console.error(line)
  const product = join(import.meta.dirname, '../dist/client')
  const files = await mkdtemp(join(tmpdir(), 'linq-contacts-export-'))
  const browser = await chromium.launch(launch)
  try {
    /** @type {import('./export/write-rounds.mjs').WriteRound[]} */
    let written = []
    if (only.includes('compare')) {
      await buildContenders(['export/ours', 'export/join', 'export/papaparse', 'export/exceljs'])
      written = await measureWrites(browser, { pages: builtPages, files, writers, total, rounds, tell })
      tell('Reading the files back')
      const problems = await differencesIn(files, writers, total)
      if (problems.length > 0) return { problems }
    }
    const inProduct = only.includes('product')
      ? await measureProduct(launch, {
          product,
          total,
          ways: ['download'],
          cancels: total >= cancelledFrom,
          tell,
        })
      : { exports: [], cancelled: [] }
    const ofLarge = only.includes('large')
      ? await measureProduct(launch, {
          product,
          total: large,
          ways: large >= placeFrom ? ['place', 'download'] : ['download'],
          cancels: false,
          tell,
        })
      : { exports: [] }
    return {
      browserVersion: browser.version(),
      rounds: written,
      exports: [...inProduct.exports, ...ofLarge.exports],
      cancelled: inProduct.cancelled,
    }
  } finally {
    await browser.close()
    await rm(files, { recursive: true, force: true })
  }
}

/** @param {readonly string[]} args */
function readOptions(args) {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      large: { type: 'string', default: '1000000' },
      rounds: { type: 'string', default: '3' },
      only: { type: 'string', default: parts.join(',') },
      force: { type: 'boolean', default: false },
    },
  })
  const numberOf = (/** @type {string} */ text) => Number(text.replaceAll(/[_,]/g, ''))
  const total = numberOf(positionals[0] ?? '100000')
  const large = numberOf(values.large)
  const rounds = Number(values.rounds)
  const asked = values.only.split(',')
  const only = parts.filter((part) => asked.includes(part))
  for (const size of [total, large])
    if (!Number.isInteger(size) || size < 1_000 || size > most)
      return `The number of contacts must be 1,000 to ${most.toLocaleString('en')}.`
  if (!Number.isInteger(rounds) || rounds < 1) return '--rounds must be a whole number from 1.'
  if (only.length !== asked.length) return `--only knows ${parts.join(', ')}.`
  return { total, large, rounds, only, isForced: values.force }
}
