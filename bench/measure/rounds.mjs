// @ts-check
import { runRound } from './actions.mjs'
import { startServer } from './server.mjs'

/**
 * @typedef {import('./actions.mjs').ContenderName} ContenderName
 * @typedef {import('./actions.mjs').Round} Round
 */

/**
 * All contenders in turn, round after round, each in a new browser context: what slows the machine down for a while
 * meets all of them.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {object} options
 * @param {string} options.folder of the built pages
 * @param {readonly ContenderName[]} options.contenders
 * @param {number} options.total
 * @param {number} options.rounds
 * @param {number} options.repeats of an action in a round, at most
 * @param {boolean} options.memory
 * @param {(line: string) => void} options.tell
 * @returns {Promise<Round[]>}
 */
export async function measureRounds(browser, { folder, contenders, total, rounds, repeats, memory, tell }) {
  const server = await startServer({ folder, total })
  /** @type {Round[]} */
  const results = []
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const contender of contenders) {
        tell(`Round ${round + 1} of ${rounds}: ${contender}`)
        const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
        try {
          const page = await context.newPage()
          await page.goto(`${server.origin}/${contender}.html`)
          results.push(await runRound(page, contender, { total, repeats, memory }))
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
