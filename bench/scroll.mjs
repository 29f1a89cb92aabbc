// @ts-check
import { mkdir, writeFile } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import { chromium } from 'playwright-core'

import { findBrowser } from '../e2e/browser.mjs'
import { buildContenders, builtPages } from './measure/build-contenders.mjs'
import { busyWords, isBusy } from './measure/quiet.mjs'
import { measureScroll } from './measure/scroll.mjs'
import { describeMachine } from './report/machine.mjs'
import { scrollMarkdown } from './report/scroll-table.mjs'

const usage = `npm run bench -- scroll [contacts] [--rounds 3] [--force]
  contacts   how many, 100,000 by default, at most 400,000
  --rounds   how often each contender is scrolled, in a new browser context
  --force    also on a busy machine; the result says so`

/** Above it every list has to scale what it scrolls, and pixels are no longer rows. */
const most = 400_000
/** So many rows are scrolled through at least. */
const least = 2_500

/**
 * Measures how fast the list scrolls, beside AG Grid and Glide Data Grid; prints the result as Markdown and writes it
 * into `bench/results`. Expects what `bench` expects.
 *
 * @param {readonly string[]} args
 * @param {number} loadBefore the load average before anything was built
 * @returns {Promise<number>} the exit code
 */
export async function benchScroll(args, loadBefore) {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      rounds: { type: 'string', default: '3' },
      force: { type: 'boolean', default: false },
    },
  })
  const total = Number((positionals[0] ?? '100000').replaceAll(/[_,]/g, ''))
  const rounds = Number(values.rounds)
  if (!Number.isInteger(total) || total < least || total > most || !Number.isInteger(rounds) || rounds < 1) {
    console.error(`${least} to ${most} contacts, and whole rounds from 1.\n${usage}`)
    return 1
  }
  if (isBusy(loadBefore) && !values.force) {
    console.error(busyWords(loadBefore))
    return 1
  }
  await buildContenders(['scroll/ag-grid', 'scroll/glide'])
  const launch = await findBrowser({ prefersWhole: true })
  const browser = await chromium.launch(launch)
  try {
    const measured = await measureScroll(browser, {
      total,
      rounds,
      contenders: builtPages,
      product: join(import.meta.dirname, '../dist/client'),
      tell: (line) => console.error(line),
    })
    const markdown = scrollMarkdown({
      total,
      command: ['npm run bench -- scroll', ...args].join(' '),
      machine: describeMachine(browser.version(), ['ag-grid-community', '@glideapps/glide-data-grid']),
      loadAverage: { before: loadBefore, after: loadavg()[0] ?? 0, isForced: isBusy(loadBefore) },
      rounds: measured,
    })
    console.log(`\n${markdown}`)
    const folder = join(import.meta.dirname, 'results')
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, 'scroll.md'), markdown)
    console.log('Written to bench/results/scroll.md')
    return 0
  } finally {
    await browser.close()
  }
}
