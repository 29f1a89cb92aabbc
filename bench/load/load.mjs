// @ts-check
import { inPage } from '../measure/in-page.mjs'
import { startGateway } from './gateway.mjs'
import { installProbe, readProbe } from './probe.mjs'
import { startProxy } from './proxy.mjs'

/**
 * @typedef {import('playwright-core').Browser} Browser
 * @typedef {import('playwright-core').Page} Page
 *
 * @typedef {object} LoadRound
 * @property {number} oursMs from the navigation until everything is read, in the real product
 * @property {number} bytesMs the same for a page that reads the same bytes and drops them
 * @property {number} pages
 * @property {number[]} longTasks on the main thread of the product
 * @property {{ firstMs: number, secondMs: number, hasCopy: boolean } | null} visits whole read at the first visit,
 *   sorted rows under the whole total at the second
 */

/** After so long a read is called failed, instead of waited for. */
const patienceMs = (/** @type {number} */ total) => 60_000 + total * 1.5

/**
 * Loads the product and the bytes-only page in turn, each in a new browser context, from the same gateway behind the
 * same delay.
 *
 * @param {Browser} browser
 * @param {{ total: number, rounds: number, latencyMs: number, visits: boolean }} options
 * @returns {Promise<LoadRound[]>}
 */
export async function measureLoad(browser, { total, rounds, latencyMs, visits }) {
  const gateway = await startGateway(total)
  const proxy = await startProxy({ gateway: gateway.origin, latencyMs })
  /** @type {LoadRound[]} */
  const results = []
  try {
    for (let round = 0; round < rounds; round += 1) {
      results.push(await inPage(browser, (page) => loadProduct(page, proxy, { total, visits })))
      const last = results.at(-1)
      if (last) last.bytesMs = await inPage(browser, (page) => loadBytes(page, proxy.origin))
    }
  } finally {
    proxy.close()
    gateway.close()
  }
  return results
}

/**
 * @param {Page} page
 * @param {Awaited<ReturnType<typeof startProxy>>} proxy
 * @param {{ total: number, visits: boolean }} options
 * @returns {Promise<LoadRound>}
 */
async function loadProduct(page, proxy, { total, visits }) {
  proxy.takeAsked()
  await page.addInitScript(installProbe, total)
  await page.goto(`${proxy.origin}/?sort=name`)
  await page.getByText('The read is done').waitFor({ state: 'attached', timeout: patienceMs(total) })
  const pages = proxy.takeAsked()
  proxy.setPages(pages)
  const { readMs, longTasks } = await readProbe(page)
  const oursMs = readMs ?? NaN
  return {
    oursMs,
    bytesMs: NaN,
    pages: pages.length,
    longTasks,
    visits: visits ? await visitAgain(page, { total, firstMs: oursMs }) : null,
  }
}

/**
 * Lets the page keep its copy, and comes back.
 *
 * @param {Page} page
 * @param {{ total: number, firstMs: number }} first
 */
async function visitAgain(page, { total, firstMs }) {
  const timeout = patienceMs(total)
  // The page asks once whether it may keep a copy; without the question there is none, and this is a cold start.
  const keep = page.getByRole('button', { name: /keep (a|the|this)? ?copy/i })
  const hasCopy = await keep
    .first()
    .waitFor({ timeout: 3_000 })
    .then(
      () => true,
      () => false,
    )
  if (hasCopy) await keep.first().click()
  await page.getByText('Verified', { exact: true }).waitFor({ timeout })
  await page.waitForTimeout(3_000)
  await page.reload()
  const endMs = Date.now() + timeout
  // Playwright's own way to wait evaluates text, which the page's Content-Security-Policy forbids.
  while (Date.now() < endMs) {
    const { wholeMs } = await readProbe(page)
    if (wholeMs !== null) return { firstMs, secondMs: wholeMs, hasCopy }
    await page.waitForTimeout(100)
  }
  throw new Error('The second visit did not come to its end.')
}

/**
 * @param {Page} page
 * @param {string} origin
 * @returns {Promise<number>}
 */
async function loadBytes(page, origin) {
  await page.goto(`${origin}/bytes-only/bytes-only.html`)
  return page.evaluate('bytesOnly.then(({ ms }) => ms)')
}
