// Shows that typing, filtering and sorting never block the main thread: `node bench/typing.mjs [contacts]`.
// Starts the built app on made-up contacts, types, sorts and filters in a real browser, and prints how many tasks of
// the main thread took longer than 50 ms (the bound of the Long Tasks API).
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
  const browser = await chromium.launch(await findBrowser({ prefersWhole: true }))
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
  await page.getByText(/^(Complete|Verified)$/).waitFor({ timeout: 600_000 })
  await page.evaluate(() => {
    globalThis.longTasks = []
    new PerformanceObserver((list) =>
      longTasks.push(...list.getEntries().map((entry) => entry.duration)),
    ).observe({
      type: 'longtask',
    })
  })
  const search = page.getByRole('searchbox', { name: 'Search contacts' })
  for (const word of words) {
    await search.focus()
    for (const letter of word) {
      await page.keyboard.type(letter)
      await page.waitForTimeout(80)
    }
    await search.fill('')
  }
  report(`typing ${words.join('').length} letters`, await takeLongTasks(page))

  for (const name of ['Sort by name', 'Sort by company', 'Sort by updated']) {
    await page.getByRole('button', { name }).click()
    await page.waitForTimeout(300)
  }
  report('sorting three columns', await takeLongTasks(page))

  await page.getByRole('button', { name: /^Owner/ }).click()
  for (let index = 0; index < 4; index++) {
    await page.getByRole('listbox', { name: 'Owners' }).getByRole('option').nth(index).click()
    await page.waitForTimeout(200)
  }
  report('choosing four owners', await takeLongTasks(page))
}

async function takeLongTasks(page) {
  await page.waitForTimeout(500)
  return page.evaluate(() => longTasks.splice(0))
}

function report(what, longTasks) {
  const longest = longTasks.length > 0 ? `, the longest ${Math.max(...longTasks).toFixed(0)} ms` : ''
  console.log(`${what}: ${longTasks.length} tasks over 50 ms on the main thread${longest}`)
}
