// @ts-check
import { inPage } from './in-page.mjs'
import { startServer } from './server.mjs'

/**
 * @typedef {import('playwright-core').Browser} Browser
 * @typedef {import('playwright-core').Page} Page
 * @typedef {'ours' | import('./build-contenders.mjs').ScrolledName} Scrolled
 *
 * What one contender did in one round.
 *
 * @typedef {object} ScrollRound
 * @property {Scrolled} contender
 * @property {number} framesPerSecond while it was scrolled by 1,200 px a frame
 * @property {number | null} longestBlank frames in a row in which the middle of the list showed nothing; null where the
 *   list is painted on a canvas, which does not tell
 * @property {number} picturesSoon that had come into sight two seconds after the scroll had ended
 */

/** As in performance.md. */
const pixelsPerFrame = 1200
const frames = 60
/** Code is compiled in the first ones, which are nobody's. */
const firstFrames = 20

/** @type {readonly Scrolled[]} */
const scrolled = ['ours', 'ag-grid', 'glide']

/**
 * Scrolls through the same contacts with the same pictures, one contender after the other, each time in a new browser
 * context.
 *
 * @param {Browser} browser
 * @param {object} options
 * @param {number} options.total
 * @param {number} options.rounds
 * @param {string} options.contenders the folder of the built contenders
 * @param {string} options.product the folder of the built page
 * @param {(line: string) => void} options.tell
 * @returns {Promise<ScrollRound[]>}
 */
export async function measureScroll(browser, { total, rounds, contenders, product, tell }) {
  const common = { total, hasPictures: true }
  const servers = {
    product: await startServer({ folder: product, ...common }),
    peers: await startServer({ folder: contenders, ...common }),
  }
  /** @type {ScrollRound[]} */
  const results = []
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const contender of scrolled) {
        tell(`Round ${round + 1} of ${rounds}: ${contender}`)
        const figures = await inPage(browser, async (page) => {
          await page.addInitScript(installScroll)
          if (contender === 'ours') await openProduct(page, servers.product.origin, total)
          else await openPeer(page, `${servers.peers.origin}/scroll/${contender}.html`, total)
          return scrollThrough(page)
        })
        results.push({ contender, ...figures })
      }
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
 * @param {number} total
 */
async function openProduct(page, origin, total) {
  await page.goto(`${origin}/?sort=name&rows=all`)
  await page.getByText('Verified', { exact: true }).waitFor({ timeout: 60_000 + total * 3 })
}

/**
 * @param {Page} page
 * @param {string} address
 * @param {number} total
 */
async function openPeer(page, address, total) {
  await page.goto(address)
  const count = await page.evaluate((size) => window.scroller.load(size), total)
  if (count !== total) throw new Error(`${address} shows ${count} contacts instead of ${total}.`)
}

/** @param {Page} page */
async function scrollThrough(page) {
  await page.waitForTimeout(2000)
  /** @param {{ frames: number, isLooking: boolean }} options */
  const scroll = (options) =>
    page.evaluate((given) => window.scrollFast(given), { pixelsPerFrame, ...options })
  await scroll({ frames: firstFrames, isLooking: false })
  const { ms } = await scroll({ frames, isLooking: false })
  // To look costs time, and is done by itself.
  const { longestBlank } = await scroll({ frames, isLooking: true })
  await page.waitForTimeout(2000)
  const picturesSoon = await page.evaluate(() => window.picturesInSight())
  return { framesPerSecond: (frames / ms) * 1000, longestBlank, picturesSoon }
}

/** Runs inside the page, before anything of it. */
function installScroll() {
  const scroller = () => {
    const own = window.scroller?.element()
    if (own) return own
    /** @type {Element | null | undefined} */
    let at = document.querySelector('table')
    while (at && at.scrollHeight <= at.clientHeight + 1000) at = at.parentElement
    if (!at) throw new Error('There is nothing to scroll.')
    return at
  }
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  const isCanvas = () => document.querySelector('canvas') !== null

  window.scrollFast = async ({ frames: count, pixelsPerFrame: pixels, isLooking }) => {
    const element = scroller()
    element.scrollTop = 0
    for (let rest = 0; rest < 20; rest += 1) await frame()
    const { left, top, width, height } = element.getBoundingClientRect()
    const isBlank = () => {
      const found = document.elementFromPoint(left + Math.min(120, width / 2), top + height / 2)
      const row = found?.closest('tr, [role=row]')
      return (row?.textContent ?? '').trim() === ''
    }
    let blank = 0
    let longestBlank = 0
    const beganMs = performance.now()
    for (let done = 0; done < count; done += 1) {
      element.scrollTop += pixels
      await frame()
      if (!isLooking) continue
      blank = isBlank() ? blank + 1 : 0
      longestBlank = Math.max(longestBlank, blank)
    }
    const ms = performance.now() - beganMs
    if (Math.abs(element.scrollTop - count * pixels) > pixels)
      throw new Error(`It scrolled to ${element.scrollTop} instead of ${count * pixels}.`)
    return { ms, longestBlank: isCanvas() ? null : longestBlank }
  }

  window.picturesInSight = () =>
    [...document.images].filter((image) => {
      const { top, bottom } = image.getBoundingClientRect()
      return image.complete && image.naturalWidth > 0 && bottom > 0 && top < innerHeight
    }).length
}
