// @ts-check
import { inPage } from './in-page.mjs'
import { startServer } from './server.mjs'

/**
 * @typedef {import('playwright-core').Browser} Browser
 * @typedef {import('playwright-core').Page} Page
 *
 * Times from a keystroke until its rows are painted, by word; `empty` is a frame in which nothing happened.
 *
 * @typedef {{ page: 'product' | 'ag-grid', times: Record<string, number[]> }} PaintRound
 */

/** The words that are typed, and how many contacts each finds. @typedef {ReadonlyMap<string, number>} Counts */

export const emptyUpdate = 'nothing'
const repeats = 5

/**
 * Keystrokes in the real page of the product and in a grid of the same size, with the same contacts. No pictures on
 * either side.
 *
 * @param {Browser} browser
 * @param {{ total: number, rounds: number, counts: Counts, contenders: string, product: string }} options the folders
 *   of the built contenders and of the built product
 * @returns {Promise<PaintRound[]>}
 */
export async function measurePaint(browser, { total, rounds, counts, contenders, product }) {
  const servers = {
    product: await startServer({ folder: product, total, hasImage: false }),
    peers: await startServer({ folder: contenders, total, hasImage: false }),
  }
  /** @type {PaintRound[]} */
  const results = []
  try {
    for (let round = 0; round < rounds; round += 1) {
      results.push({
        page: 'product',
        times: await inPage(browser, (page) => paintProduct(page, servers.product.origin, { total, counts })),
      })
      results.push({
        page: 'ag-grid',
        times: await inPage(browser, (page) => paintGrid(page, servers.peers.origin, { total, counts })),
      })
    }
  } finally {
    servers.product.close()
    servers.peers.close()
  }
  return results
}

/**
 * @param {Page} page
 * @param {string} origin
 * @param {{ total: number, counts: Counts }} options
 */
async function paintProduct(page, origin, { total, counts }) {
  await page.goto(`${origin}/?sort=last_name,first_name`)
  // The second pass, which proves the first one, is not part of a keystroke.
  await page.getByText('Verified', { exact: true }).waitFor({ timeout: 60_000 + total * 3 })
  await page.evaluate(installTyping)
  return typeWords(
    (word, count) =>
      page.evaluate(
        ([text, found]) => window.typeAndPaint(text, found),
        /** @type {const} */ ([word, count]),
      ),
    { total, counts },
  )
}

/**
 * @param {Page} page
 * @param {string} origin
 * @param {{ total: number, counts: Counts }} options
 */
async function paintGrid(page, origin, { total, counts }) {
  await page.goto(`${origin}/ag-grid.html?shown`)
  await page.evaluate((size) => window.contender.load(size), total)
  await page.evaluate(() =>
    window.measure([
      ['sort', ['last_name', 'first_name']],
      ['search', 'o'],
    ]),
  )
  return typeWords(
    async (word, count) => {
      const [result] = await page.evaluate((text) => window.measurePaint([['search', text]]), word)
      if (result?.count !== count)
        throw new Error(`AG Grid finds ${result?.count} instead of ${count} of "${word}".`)
      return result.ms
    },
    { total, counts },
  )
}

/**
 * @param {(word: string, count: number) => Promise<number>} type gives milliseconds
 * @param {{ total: number, counts: Counts }} options
 */
async function typeWords(type, { total, counts }) {
  /** @type {Record<string, number[]>} */
  const times = {}
  // The first keystroke is nobody's, as in the other figures.
  for (const [word, count] of counts) await type(word, count)
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    await type('', total)
    // The same text again: nothing to do but to wait for two frames.
    const empty = (times[emptyUpdate] ??= [])
    empty.push(await type('', total))
    for (const [word, count] of counts) {
      const list = (times[word] ??= [])
      list.push(await type(word, count))
    }
  }
  return times
}

/** Runs inside the product: types like a person (an input event), and waits until the rows that belong to it are painted. */
function installTyping() {
  const field = document.querySelector('input[type=search], [role=search] input')
  if (!(field instanceof HTMLInputElement)) throw new Error('There is no search box.')
  const property = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')

  const isShown = (/** @type {number} */ count) => {
    const line = document.querySelector('p[role=status]')?.textContent ?? ''
    return Number(/^[\d,]+/.exec(line)?.[0].replaceAll(',', '')) === count
  }

  /** @param {() => boolean} isTrue */
  const until = (isTrue) =>
    new Promise((/** @type {(value?: undefined) => void} */ resolve, reject) => {
      if (isTrue()) return resolve()
      const timer = setTimeout(() => reject(new Error('What was typed did not come to the screen.')), 20_000)
      const observer = new MutationObserver(() => {
        if (!isTrue()) return
        clearTimeout(timer)
        observer.disconnect()
        resolve()
      })
      observer.observe(document.body, { subtree: true, childList: true, characterData: true })
    })

  const painted = () =>
    new Promise((/** @type {(value?: undefined) => void} */ resolve) => {
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port1.addEventListener('message', () => {
            port1.close()
            resolve()
          })
          port1.start()
          port2.postMessage(null)
        }),
      )
    })

  window.typeAndPaint = async (text, count) => {
    const start = performance.now()
    property?.set?.call(field, text)
    field.dispatchEvent(new Event('input', { bubbles: true }))
    await until(() => isShown(count))
    await painted()
    const ms = performance.now() - start
    await new Promise((resolve) => setTimeout(resolve, 50))
    return ms
  }
}
