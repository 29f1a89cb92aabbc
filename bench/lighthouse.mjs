// @ts-check
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

import { chromium } from 'playwright-core'

import { findBrowser } from '../e2e/browser.mjs'

const root = join(import.meta.dirname, '..')
const categories = ['performance', 'accessibility', 'best-practices']

/**
 * Lets Lighthouse judge the built product on made-up contacts, as a desktop and as a phone, and prints the scores with
 * what costs points. Expects that the product and the packages of `bench` are in place: `.ci/bench.mjs` sees to that.
 *
 * @returns {Promise<number>} the exit code: 0 when every score is 100
 */
export async function judgeWithLighthouse() {
  const { default: lighthouse, desktopConfig } = await import('lighthouse')
  const gateway = spawn(process.execPath, ['dist/server/main.js'], {
    cwd: root,
    env: { ...process.env, PORT: '0', DEMO_CONTACTS: '5000', DEMO_TROUBLE: '', LINQ_INTEGRATION_TOKEN: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const launch = await findBrowser({ prefersWhole: true })
  const port = 9300 + Math.floor(Math.random() * 600)
  const browser = await chromium.launch({
    ...launch,
    args: [...launch.args, `--remote-debugging-port=${port}`],
  })
  let isPerfect = true
  try {
    const [line] = await once(createInterface({ input: gateway.stdout }), 'line')
    const address = /http:\S+/.exec(String(line))?.[0] ?? ''
    for (const [name, config] of /** @type {const} */ ([
      ['desktop', desktopConfig],
      ['phone', undefined],
    ])) {
      const result = await lighthouse(
        address,
        { port, onlyCategories: categories, logLevel: 'error' },
        config,
      )
      if (!result) throw new Error('Lighthouse gave no result.')
      const { lhr } = result
      const scores = categories.map((category) => {
        const score = Math.round((lhr.categories[category]?.score ?? 0) * 100)
        if (score < 100) isPerfect = false
        return `${category} ${score}`
      })
      console.log(`${name}: ${scores.join(', ')}`)
      for (const category of categories) {
        for (const { id, weight } of lhr.categories[category]?.auditRefs ?? []) {
          const audit = lhr.audits[id]
          const isLost = weight > 0 && audit?.score !== null && (audit?.score ?? 1) < 1
          if (isLost)
            console.log(`  ${category}: ${audit?.title ?? id} (${audit?.displayValue ?? audit?.score})`)
        }
      }
    }
  } finally {
    await browser.close()
    gateway.kill('SIGTERM')
  }
  return isPerfect ? 0 : 1
}
