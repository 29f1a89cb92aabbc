// @ts-check
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

import { chromium } from 'playwright-core'

import { findBrowser } from '../browser.mjs'

/**
 * Starts the built product on so many made-up contacts, and opens a page beside it, for a task.
 *
 * @template Result
 * @param {number} contacts
 * @param {(page: import('playwright-core').Page, origin: string) => Promise<Result>} task
 * @returns {Promise<Result>}
 */
export async function withDemonstration(contacts, task) {
  const gateway = spawn(process.execPath, [join(import.meta.dirname, '../../dist/server/main.js')], {
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: '0',
      DEMO_CONTACTS: String(contacts),
      DEMO_TROUBLE: '',
      LINQ_INTEGRATION_TOKEN: '',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const browser = await chromium.launch(await findBrowser())
  try {
    const [line] = await once(createInterface({ input: gateway.stdout }), 'line')
    const origin = /http:\/\/[^\s/]+/.exec(String(line))?.[0]
    if (origin === undefined) throw new Error(`The gateway printed no address: ${line}`)
    return await task(await browser.newPage({ locale: 'en-US', timezoneId: 'UTC' }), origin)
  } finally {
    await browser.close()
    gateway.kill('SIGTERM')
  }
}

/**
 * Exports all that match from the page, in a format as the dialog calls it, and puts the file at a path.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} format
 * @param {string} path
 */
export async function exportTo(page, format, path) {
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await page.getByRole('radio', { name: 'All matching', exact: true }).check()
  await page.getByRole('radio', { name: format, exact: true }).check()
  const download = page.waitForEvent('download', { timeout: 300_000 })
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Export [\d,]+ contacts$/ })
    .click()
  await (await download).saveAs(path)
}
