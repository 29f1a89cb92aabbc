// @ts-check
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { chromium } from 'playwright-core'

import { startServer } from '../measure/server.mjs'
import { watchMemory } from './process-memory.mjs'

/**
 * @typedef {import('playwright-core').Browser} Browser
 * @typedef {import('playwright-core').Page} Page
 *
 * One export in the product itself, from the press of the button.
 *
 * @typedef {object} ProductExport
 * @property {string} format as the dialog calls it
 * @property {'place' | 'download'} way written where the user says, bit by bit, or handed to the browser as a whole
 * @property {number} rows
 * @property {number} ms until the toast tells its end
 * @property {number} bytes of the file
 * @property {number[]} longTasks durations of tasks over 50 ms on the main thread meanwhile
 * @property {import('./process-memory.mjs').Peak | null} peak
 *
 * An export that was cancelled at a tenth.
 *
 * @typedef {object} CancelledExport
 * @property {string} format
 * @property {number} readyMs from the press of Cancel until the dialog offers to export again
 * @property {number} answeredMs from then on until the worker answered a search
 * @property {number} downloads that came none the less
 */

const formats = /** @type {const} */ (['Excel', 'CSV', 'For Linq import', 'vCard'])

/**
 * Exports everything in each format from the page of the product, in each way, and cancels each once.
 *
 * @param {Parameters<typeof chromium.launch>[0]} launch
 * @param {object} options
 * @param {string} options.product the folder of the built page
 * @param {number} options.total
 * @param {readonly ProductExport['way'][]} options.ways
 * @param {boolean} options.cancels whether exports are also cancelled
 * @param {(line: string) => void} options.tell
 * @returns {Promise<{ exports: ProductExport[], cancelled: CancelledExport[] }>}
 */
export async function measureProduct(launch, { product, total, ways, cancels, tell }) {
  const server = await startServer({ folder: product, total })
  /** @type {ProductExport[]} */
  const exports = []
  /** @type {CancelledExport[]} */
  const cancelled = []
  // A profile of its own: a window off the record, which other contexts are, keeps files and Blobs in memory.
  const profile = await mkdtemp(join(tmpdir(), 'linq-contacts-profile-'))
  const context = await chromium.launchPersistentContext(profile, {
    ...launch,
    viewport: { width: 1440, height: 900 },
    timezoneId: 'UTC',
  })
  try {
    const browser = context.browser()
    if (browser === null) throw new Error('The browser cannot be watched.')
    const page = await context.newPage()
    await page.addInitScript(installSpies)
    await page.goto(server.origin)
    tell(`Reading ${total.toLocaleString('en')} contacts in the product`)
    await page.getByText('Verified', { exact: true }).waitFor({ timeout: 120_000 + total * 3 })
    for (const way of ways) {
      await page.evaluate((isPlace) => window.exportSpies.offerPlace(isPlace), way === 'place')
      for (const format of formats) {
        tell(`${total.toLocaleString('en')} contacts, ${format}, ${way}`)
        exports.push(await exportOnce(browser, page, { format, way, total }))
      }
    }
    for (const format of cancels ? formats : []) {
      tell(`Cancelling ${format}`)
      cancelled.push(await cancelOnce(page, format))
    }
  } finally {
    await context.close()
    server.close()
    await rm(profile, { recursive: true, force: true })
  }
  return { exports, cancelled }
}

/** Runs inside the page: counts long tasks, and stands for the window in which a user names a place. */
function installSpies() {
  /** @type {number[]} */
  let longTasks = []
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longTasks.push(duration)
  }).observe({ type: 'longtask' })
  const folder = () => navigator.storage.getDirectory()
  window.exportSpies = {
    takeLongTasks: () => longTasks.splice(0),
    offerPlace: (isOffered) => {
      const picker = async () => (await folder()).getFileHandle('export', { create: true })
      if (isOffered) Object.assign(window, { showSaveFilePicker: picker })
      else Reflect.deleteProperty(window, 'showSaveFilePicker')
    },
    cancelAtATenth: async () => {
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
      const bar = () => document.querySelector('progress')
      for (let now = bar(); now === null || now.value < now.max / 10; now = bar()) await frame()
      const start = performance.now()
      for (const button of document.querySelectorAll('dialog button'))
        if (button instanceof HTMLElement && button.textContent === 'Cancel') button.click()
      while (bar() !== null) await frame()
      return performance.now() - start
    },
    placeBytes: async () => {
      const handle = await (await folder()).getFileHandle('export')
      const { size } = await handle.getFile()
      await (await folder()).removeEntry('export')
      return size
    },
  }
}

/**
 * @param {Page} page
 * @param {string} format
 */
async function openDialog(page, format) {
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await page.getByRole('radio', { name: 'All matching', exact: true }).check()
  await page.getByRole('radio', { name: format, exact: true }).check()
  // What the file would alter is counted first; the count would be in the figures.
  await page.getByRole('dialog').getByText('Counting…').waitFor({ state: 'detached', timeout: 300_000 })
  return page.getByRole('dialog').getByRole('button', { name: /^Export [\d,]+ contacts$/ })
}

/**
 * @param {Browser} browser
 * @param {Page} page
 * @param {{ format: string, way: ProductExport['way'], total: number }} of
 * @returns {Promise<ProductExport>}
 */
async function exportOnce(browser, page, { format, way, total }) {
  const button = await openDialog(page, format)
  await page.evaluate(() => window.exportSpies.takeLongTasks())
  const { result, peak } = await watchMemory(browser, async () => {
    const timeout = 120_000 + total * 2
    const download = way === 'download' ? page.waitForEvent('download', { timeout }) : null
    const start = performance.now()
    await button.click()
    const end = page.getByRole('region', { name: 'Notifications' }).getByText(/ contacts exported$/)
    await end.waitFor({ timeout })
    const ms = performance.now() - start
    const longTasks = await page.evaluate(() => window.exportSpies.takeLongTasks())
    return { ms, longTasks, rows: numberIn(await end.textContent()), download: await download }
  })
  const { download, ...measured } = result
  const bytes = download ? await sizeOf(download) : await page.evaluate(() => window.exportSpies.placeBytes())
  await download?.delete()
  // The next toast must be a new one.
  await page
    .getByRole('region', { name: 'Notifications' })
    .getByRole('button', { name: /Close|Dismiss/ })
    .first()
    .click()
  return { format, way, bytes, peak, ...measured }
}

/** @param {string | null} text */
function numberIn(text) {
  return Number(/[\d,]+/.exec(text ?? '')?.[0].replaceAll(',', ''))
}

/** @param {import('playwright-core').Download} download */
async function sizeOf(download) {
  return (await stat(await download.path())).size
}

/**
 * @param {Page} page
 * @param {string} format
 * @returns {Promise<CancelledExport>}
 */
async function cancelOnce(page, format) {
  let downloads = 0
  const count = () => {
    downloads += 1
  }
  page.on('download', count)
  const button = await openDialog(page, format)
  const dialog = page.getByRole('dialog')
  const ready = page.evaluate(() => window.exportSpies.cancelAtATenth())
  await button.click()
  const readyMs = await ready
  await dialog.getByRole('button', { name: 'Close', exact: true }).click()
  const search = page.getByRole('searchbox', { name: 'Search contacts' })
  const asked = performance.now()
  await search.fill('zzzzqqqq')
  await page
    .getByText(/^0 of /)
    .first()
    .waitFor()
  const answeredMs = performance.now() - asked
  await search.fill('')
  await page.waitForTimeout(500)
  page.off('download', count)
  return { format, readyMs, answeredMs, downloads }
}
