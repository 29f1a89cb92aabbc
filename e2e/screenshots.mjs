// Takes the pictures of the README from the built app on made-up contacts: `npm run screenshots`.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

import { chromium } from 'playwright-core'

import { findBrowser } from './browser.mjs'

const folder = new URL('./screenshots/', import.meta.url)
const pictures = [
  { name: 'light', address: '/', width: 1440, height: 900 },
  { name: 'dark', address: '/?q=ann&sort=name', width: 1440, height: 900, open: true },
  { name: 'phone', address: '/?sort=-updated', width: 390, height: 844 },
  {
    name: 'filters',
    address: '/?quality=no-phone&sort=-updated',
    width: 1280,
    height: 640,
    press: 'Owner',
    isList: true,
  },
  { name: 'summary', address: '/?sort=name', width: 1440, height: 800, press: 'Summary' },
  { name: 'palette', address: '/?sort=name', width: 1280, height: 720, type: 'ow' },
]

const gateway = spawn(process.execPath, ['dist/server/main.js'], {
  cwd: fileURLToPath(new URL('..', import.meta.url)),
  env: { ...process.env, PORT: '0', DEMO_CONTACTS: '5000', DEMO_TROUBLE: '' },
  stdio: ['ignore', 'pipe', 'inherit'],
})
try {
  const [line] = await once(createInterface({ input: gateway.stdout }), 'line')
  const origin = /http:\S+/.exec(String(line))?.[0]
  const browser = await chromium.launch(await findBrowser())
  for (const { name, address, width, height, open, press, isList, type } of pictures) {
    const page = await browser.newPage({
      viewport: { width, height },
      colorScheme: name === 'dark' ? 'dark' : 'light',
      reducedMotion: 'reduce',
      locale: 'en-US',
    })
    await page.goto(origin + address)
    await page.getByText(/^(Complete|Verified)$/).waitFor()
    await page.getByRole('button', { name: 'Not on this device' }).click()
    if (open) {
      await page.getByRole('rowheader').nth(2).getByRole('link').click()
      await page.getByRole('button', { name: 'Next contact' }).waitFor()
    }
    if (press) await page.getByRole('button', { name: press, exact: true }).click()
    if (isList) await page.getByRole('listbox').getByRole('option').first().waitFor()
    if (type) {
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: 'Search for contacts and commands' }).fill(type)
      await page.getByRole('option', { name: /^Show all/ }).waitFor()
    }
    await page.mouse.move(0, 0)
    await page.waitForLoadState('networkidle')
    await page.screenshot({ path: fileURLToPath(new URL(`${name}.png`, folder)) })
    await page.close()
  }
  await browser.close()
} finally {
  gateway.kill('SIGTERM')
}
