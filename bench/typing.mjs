// Shows that typing, filtering and sorting never block the main thread: `node bench/typing.mjs [contacts]`.
// Starts the built app on made-up contacts, types in a real browser, and prints every task of the main thread that
// took longer than 50 ms (the Long Tasks API's bound), and how long a keystroke took until its rows were painted.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { loadavg } from 'node:os'
import { createInterface } from 'node:readline'

import { chromium } from 'playwright-core'

import { findBrowser } from '../e2e/browser.mjs'

const contacts = Number(process.argv[2] ?? 20_000)
const words = ['anna', 'nowak gmail', '555 01', 'müller berlin', 'a', 'no such person at all']

const gateway = spawn(process.execPath, ['dist/server/main.js'], {
  cwd: new URL('..', import.meta.url),
  env: { ...process.env, PORT: '0', DEMO_CONTACTS: String(contacts), DEMO_TROUBLE: '' },
  stdio: ['ignore', 'pipe', 'inherit'],
})
try {
  const [line] = await once(createInterface({ input: gateway.stdout }), 'line')
  const address = /http:\S+/.exec(String(line))?.[0]
  if (!address) throw new Error(`The gateway printed no address: ${line}`)
  const browser = await chromium.launch(await findBrowser())
  try {
    await measure(await browser.newPage({ viewport: { width: 1440, height: 900 } }), address)
  } finally {
    await browser.close()
  }
} finally {
  gateway.kill('SIGTERM')
}

async function measure(page, address) {
  console.log(`${contacts.toLocaleString('en')} contacts, load average ${loadavg()[0].toFixed(2)}`)
  await page.goto(address)
  await page.getByText('Complete', { exact: true }).waitFor({ timeout: 600_000 })
  await page.evaluate(() => {
    globalThis.longTasks = []
    new PerformanceObserver((list) =>
      longTasks.push(...list.getEntries().map((entry) => entry.duration)),
    ).observe({
      type: 'longtask',
    })
  })
  const search = page.getByRole('searchbox', { name: 'Search contacts' })
  const painted = []
  for (const word of words) {
    for (const letter of word) painted.push(await keystroke(page, search, letter))
    await search.fill('')
  }
  report('typing', painted, await takeLongTasks(page))

  for (const name of ['Sort by name', 'Sort by company', 'Sort by updated']) {
    await page.getByRole('button', { name }).click()
    await page.waitForTimeout(300)
  }
  report('sorting', [], await takeLongTasks(page))

  await page.getByRole('button', { name: /^Owner/ }).click()
  for (let index = 0; index < 4; index++) {
    await page.getByRole('option').nth(index).click()
    await page.waitForTimeout(200)
  }
  report('filtering owners', [], await takeLongTasks(page))
}

/** Types one letter; gives the milliseconds until two frames after the result line has changed or been confirmed. */
async function keystroke(page, search, letter) {
  const began = await page.evaluate(() => performance.now())
  await search.press(letter === ' ' ? 'Space' : letter)
  return page.evaluate(
    (start) =>
      new Promise((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - start)))
      }),
    began,
  )
}

async function takeLongTasks(page) {
  await page.waitForTimeout(500)
  return page.evaluate(() => longTasks.splice(0))
}

function report(what, painted, longTasks) {
  const sorted = painted.toSorted((left, right) => left - right)
  const at = (share) =>
    `${sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(0)} ms`
  const paint =
    sorted.length > 0 ? `; ${sorted.length} keys, painted after ${at(0.5)} (median), ${at(0.95)} (95 %)` : ''
  const longest = longTasks.length > 0 ? `, the longest ${Math.max(...longTasks).toFixed(0)} ms` : ''
  console.log(`${what}: ${longTasks.length} tasks over 50 ms${longest}${paint}`)
}
