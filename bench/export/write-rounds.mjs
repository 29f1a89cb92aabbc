// @ts-check
import { join } from 'node:path'

import { startServer } from '../measure/server.mjs'

/**
 * @typedef {import('../measure/build-contenders.mjs').ExporterName} ExporterName
 * @typedef {import('../contenders/export/exporter').ComparedFormat} ComparedFormat
 *
 * One contender that writes one format.
 * @typedef {{ name: ExporterName, format: ComparedFormat }} Writer
 *
 * What a writer did in one round, in milliseconds until the file was in hand on the main thread.
 * @typedef {Writer & { firstMs: number, againMs: number[], bytes: number }} WriteRound
 */

/** In the order in which they are measured and shown. @type {readonly Writer[]} */
export const writers = [
  { name: 'ours', format: 'csv' },
  { name: 'join', format: 'csv' },
  { name: 'papaparse', format: 'csv' },
  { name: 'ours', format: 'xlsx' },
  { name: 'exceljs', format: 'xlsx' },
]

/** A file is written again so often, or until a writer has worked for so long in this round. */
const mostRepeats = 3
const longEnoughMs = 8_000

/**
 * All writers in turn, round after round, each in a new browser context: what slows the machine down for a while meets
 * all of them. The first file of each is kept in a folder, as `ours.csv`.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {object} options
 * @param {string} options.pages the folder of the built pages
 * @param {string} options.files where the first file of each writer is put
 * @param {readonly Writer[]} options.writers
 * @param {number} options.total
 * @param {number} options.rounds
 * @param {(line: string) => void} options.tell
 * @returns {Promise<WriteRound[]>}
 */
export async function measureWrites(browser, { pages, files, writers: all, total, rounds, tell }) {
  const server = await startServer({ folder: pages, total })
  /** @type {WriteRound[]} */
  const results = []
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const writer of all) {
        tell(`Round ${round + 1} of ${rounds}: ${writer.name}, ${writer.format}`)
        // Dates are written in the zone of the browser, and peers know only this one.
        const context = await browser.newContext({ timezoneId: 'UTC' })
        try {
          const page = await context.newPage()
          await page.goto(`${server.origin}/export/${writer.name}.html`)
          const count = await page.evaluate((size) => window.exporter.load(size), total)
          if (count !== total) throw new Error(`${writer.name} has ${count} contacts instead of ${total}.`)
          results.push({ ...writer, ...(await writeOften(page, writer.format)) })
          if (round === 0) {
            const download = page.waitForEvent('download')
            await page.evaluate(() => window.exporter.save())
            await (await download).saveAs(join(files, `${writer.name}.${writer.format}`))
          }
        } finally {
          await context.close()
        }
      }
    }
  } finally {
    server.close()
  }
  return results
}

/**
 * @param {import('playwright-core').Page} page
 * @param {ComparedFormat} format
 */
async function writeOften(page, format) {
  const once = () => page.evaluate((asked) => window.exporter.measure(asked), format)
  const { ms: firstMs, bytes } = await once()
  /** @type {number[]} */
  const againMs = []
  let spentMs = 0
  while (againMs.length < mostRepeats && (againMs.length === 0 || spentMs < longEnoughMs)) {
    const { ms } = await once()
    againMs.push(ms)
    spentMs += ms
  }
  return { firstMs, againMs, bytes }
}
