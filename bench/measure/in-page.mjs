// @ts-check

const viewport = { width: 1440, height: 900 }

/**
 * Does a task in a page of a desk's size, in a new browser context.
 *
 * @template Result
 * @param {import('playwright-core').Browser} browser
 * @param {(page: import('playwright-core').Page) => Promise<Result>} task
 * @returns {Promise<Result>}
 */
export async function inPage(browser, task) {
  const context = await browser.newContext({ viewport })
  try {
    return await task(await context.newPage())
  } finally {
    await context.close()
  }
}
