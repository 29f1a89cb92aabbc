// @ts-check
import { readFile } from 'node:fs/promises'

/**
 * The most memory that a page with its workers and the browser's own process took while something was done, beyond
 * what they had before, in bytes; a Blob is kept in the second until it is so large that it goes to the disk.
 *
 * @typedef {{ page: number, browser: number }} Peak
 */

const everyMs = 100

/**
 * Watches the browser's processes while a task runs. Linux alone tells such figures (`/proc`, proportional set size);
 * null elsewhere.
 *
 * @template Result
 * @param {import('playwright-core').Browser} browser with a single page
 * @param {() => Promise<Result>} task
 * @returns {Promise<{ result: Result, peak: Peak | null }>}
 */
export async function watchMemory(browser, task) {
  if (process.platform !== 'linux') return { result: await task(), peak: null }
  const session = await browser.newBrowserCDPSession()
  const look = async () => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo')
    const sizes = { page: 0, browser: 0 }
    for (const { id, type } of processInfo) {
      if (type === 'renderer') sizes.page += await sizeOf(id)
      if (type === 'browser') sizes.browser += await sizeOf(id)
    }
    return sizes
  }
  const before = await look()
  const peak = { page: 0, browser: 0 }
  const over = new AbortController()
  const watching = (async () => {
    while (!over.signal.aborted) {
      const now = await look()
      peak.page = Math.max(peak.page, now.page - before.page)
      peak.browser = Math.max(peak.browser, now.browser - before.browser)
      await new Promise((resolve) => setTimeout(resolve, everyMs))
    }
  })()
  try {
    return { result: await task(), peak }
  } finally {
    over.abort()
    await watching
    await session.detach()
  }
}

/**
 * @param {number} id of a process
 * @returns {Promise<number>} bytes; 0 for one that has ended
 */
async function sizeOf(id) {
  const text = await readFile(`/proc/${id}/smaps_rollup`, 'utf8').catch(() => '')
  return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) * 1024
}
