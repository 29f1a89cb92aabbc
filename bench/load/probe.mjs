// @ts-check

/**
 * @typedef {object} Probe what a page of the product has seen of itself; instants in milliseconds since its navigation
 * @property {number | null} wholeMs sorted rows are on screen, and the line above them shows the whole total
 * @property {number | null} readMs the read is done
 * @property {number[]} longTasks durations of tasks over 50 ms on the main thread
 */

/**
 * Watches a page of the product from its start, a look a frame. Runs inside the page, before anything of it.
 *
 * @param {number} total
 */
export function installProbe(total) {
  /** @type {Probe} */
  const probe = { wholeMs: null, readMs: null, longTasks: [] }
  window.probe = probe
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) probe.longTasks.push(duration)
  }).observe({ type: 'longtask', buffered: true })

  function look() {
    const line = document.querySelector('p[role=status]')
    const [shown, whole] = (line?.textContent ?? '')
      .split(' of ')
      .map((text) => Number(text.match(/^[\d,]+/)?.[0].replaceAll(',', '')))
    const hasRows = document.querySelector('table[aria-busy=false] tbody tr') !== null
    if (hasRows && shown === total && whole === total) probe.wholeMs ??= performance.now()
    if (line?.parentElement?.textContent?.includes('The read is done')) probe.readMs ??= performance.now()
    if (probe.wholeMs === null || probe.readMs === null) requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

/**
 * @param {import('playwright-core').Page} page
 * @returns {Promise<Probe>}
 */
export function readProbe(page) {
  return page.evaluate(() => window.probe)
}
