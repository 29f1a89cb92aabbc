// @ts-check

/** Without this, Chromium measures memory with its next big garbage collection, up to minutes later. */
export const eagerMemory = '--enable-blink-features=ForceEagerMeasureMemory'

/**
 * The bytes of a page and its workers after a garbage collection: objects, strings and array buffers.
 *
 * @param {import('playwright-core').Page} page a cross-origin isolated one
 * @returns {Promise<number>}
 */
export async function memoryOf(page) {
  return page.evaluate(async () => {
    /** @type {Performance & { measureUserAgentSpecificMemory?: () => Promise<{ bytes: number }> }} */
    const clock = performance
    const measured = await clock.measureUserAgentSpecificMemory?.()
    if (measured === undefined) throw new Error('This browser does not measure memory.')
    return measured.bytes
  })
}
