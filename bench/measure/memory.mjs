// @ts-check

/** Without this, Chromium measures memory with its next big garbage collection, up to minutes later. */
export const eagerMemory = '--enable-blink-features=ForceEagerMeasureMemory'

/**
 * The bytes of a page and its workers after a garbage collection: objects, strings and array buffers.
 *
 * @param {import('playwright-core').Page} page a cross-origin isolated one
 * @returns {Promise<number>}
 * @throws {Error} where the browser does not measure it, as a headless shell
 */
export async function memoryOf(page) {
  const bytes = await page.evaluate(async () => {
    /** @type {Performance & { measureUserAgentSpecificMemory?: () => Promise<{ bytes: number }> }} */
    const clock = performance
    // What is there and not allowed rejects.
    const measured = await clock.measureUserAgentSpecificMemory?.().catch(() => undefined)
    return measured?.bytes ?? null
  })
  if (bytes !== null) return bytes
  throw new Error(
    'This browser does not measure memory. Name a whole Chromium or Chrome with CHROMIUM_PATH, or choose other parts with --only.',
  )
}
