import { rm } from 'node:fs/promises'

import { type GatewaySettings, type RunningGateway, expect, test } from './gateway'
import { partsKept } from './testing/kept-copy'
import { NEW_MARK, newVersion } from './testing/new-version'
import { alerts, completeSign, names, openAll, openSettings, resultLine, search } from './testing/parts'

type Page = Parameters<Parameters<typeof test>[2]>[0]['page']

/** The same address again, with other settings: the browser takes it for the same place. */
async function restart(
  start: (settings: GatewaySettings) => Promise<RunningGateway>,
  gateway: RunningGateway,
  settings: GatewaySettings = {},
) {
  await gateway.stop()
  return start({ ...settings, PORT: new URL(gateway.url).port })
}

/** Says yes to the question, and waits until a copy is there. */
async function keepCopy(page: Page) {
  await page.getByRole('button', { name: 'Keep a copy' }).click()
  await expect(page.getByRole('button', { name: 'Keep a copy' })).toHaveCount(0)
  await expect.poll(() => partsKept(page)).toBeGreaterThan(0)
}

/** Keeps a copy and the page itself, and gives the names on screen. */
async function keepPage(page: Page, { url }: RunningGateway): Promise<string[]> {
  await openAll(page, `${url}/?sort=name`)
  const shown = await names(page)
  await keepCopy(page)
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true)
  return shown
}

test('a second visit opens with the copy, also when no server answers at all', async ({
  page,
  startGateway,
}) => {
  const gateway = await startGateway({ DEMO_CONTACTS: '3000' })
  const before = await keepPage(page, gateway)
  await gateway.stop()
  await page.reload()
  await expect(page.getByText(/Copy as of/)).toBeVisible()
  await expect(resultLine(page)).toContainText('3,000 of 3,000 contacts')
  expect(await names(page)).toEqual(before)
  await search(page).fill('zzzz nobody')
  await expect(page.getByRole('heading', { name: 'No contact matches' })).toBeVisible()
  await search(page).fill('')

  await startGateway({ DEMO_CONTACTS: '3000', PORT: new URL(gateway.url).port })
  await expect(completeSign(page)).toBeVisible({ timeout: 30_000 })
})

test('a new version of the page is there at the next visit, also when its server goes away after that', async ({
  context,
  page,
  startGateway,
}) => {
  const gateway = await startGateway({ DEMO_CONTACTS: '3000' })
  const before = await keepPage(page, gateway)
  const own = page.locator(`script[src*="${NEW_MARK}"]`)
  await gateway.stop()
  const build = await newVersion()
  try {
    const next = await startGateway({ DEMO_CONTACTS: '3000', PORT: new URL(gateway.url).port }, build)

    // Somebody who comes now has the new version; who has the page open goes on with what is there.
    const later = await context.newPage()
    await openAll(later, `${gateway.url}/?sort=name`)
    await expect(later.locator(`script[src*="${NEW_MARK}"]`)).toHaveCount(1)
    await expect(own).toHaveCount(0)
    await search(page).fill('an')
    await expect(resultLine(page)).not.toContainText('3,000 of 3,000')
    await later.close()
    // The file of the dialog is gone with the former version.
    await page.getByRole('button', { name: 'Export' }).click()
    await alerts(page).getByRole('button', { name: 'Load again' }).click()
    await expect(own).toHaveCount(1)
    await expect(search(page)).toHaveValue('an')
    await page.getByRole('button', { name: 'Export' }).click()
    await expect(page.getByRole('dialog', { name: 'Export contacts' })).toBeVisible()

    await page.goto(`${gateway.url}/?sort=name`)
    await next.stop()
    await page.reload()
    await expect(own).toHaveCount(1)
    await expect(page.getByText(/Copy as of/)).toBeVisible()
    expect(await names(page)).toEqual(before)
  } finally {
    await rm(build, { recursive: true })
  }
})

test('storage that is full is said, and costs nothing but the copy', async ({ page, startGateway }) => {
  const gateway = await startGateway({ DEMO_CONTACTS: '3000' })
  await openAll(page, gateway.url)
  const browser = await page.context().newCDPSession(page)
  await browser.send('Storage.overrideQuotaForOrigin', { origin: gateway.url, quotaSize: 1000 })
  await page.getByRole('button', { name: 'Keep a copy' }).click()
  await expect(page.getByText(/no room|full|storage/i).first()).toBeVisible()
  expect(await partsKept(page)).toBe(0)
  await search(page).fill('an')
  await expect(resultLine(page)).not.toContainText('3,000 of 3,000')
  await page.reload()
  await expect(completeSign(page)).toBeVisible()
  await expect(resultLine(page)).toContainText(' of 3,000 contacts')

  // As soon as there is room again, the next read is kept.
  await browser.send('Storage.overrideQuotaForOrigin', { origin: gateway.url })
  await page.getByRole('button', { name: 'Read again' }).click()
  await expect.poll(() => partsKept(page), { timeout: 30_000 }).toBeGreaterThan(0)
})

test('what has come, changed and gone since the last visit is told, and each is a filter', async ({
  page,
  startGateway,
}) => {
  const first = await startGateway({ DEMO_CONTACTS: '1000' })
  await page.clock.install()
  await openAll(page, first.url)
  await keepCopy(page)
  await restart(startGateway, first, { DEMO_CONTACTS: '1010' })
  // Whoever comes back after half an hour begins another visit; the worker's clock is the machine's.
  await page.evaluate(changeCopy, { part: 'facts', olderByMs: 3_600_000 } as const)
  await page.goto(first.url)
  await expect(completeSign(page)).toBeVisible()
  const news = page.getByRole('group', { name: 'Since your last visit' })
  await news.getByRole('button', { name: '10 new' }).click()
  await expect(resultLine(page)).toContainText('10 of 1,010 contacts')
  await expect(page).toHaveURL(/since=new/)
  await page.reload()
  await expect(resultLine(page)).toContainText('10 of 1,010 contacts')
  await news.getByRole('button', { name: '10 new' }).click()
  await expect(resultLine(page)).toContainText('1,010 of 1,010 contacts')
})

test('a copy that was spoilt is removed, which is said, and everything is read anew', async ({
  page,
  startGateway,
}) => {
  const gateway = await startGateway({ DEMO_CONTACTS: '300' })
  await openAll(page, gateway.url)
  await keepCopy(page)
  await page.evaluate(changeCopy, { part: 'numbers' } as const)
  await page.reload()
  await expect(page.getByText('The copy on this device was removed')).toBeVisible()
  await expect(completeSign(page)).toBeVisible()
  await expect(resultLine(page)).toContainText('300 of 300 contacts')
})

test('forgetting removes everything, in every tab, and nothing is kept again', async ({
  context,
  page,
  startGateway,
}) => {
  const gateway = await startGateway({ DEMO_CONTACTS: '300' })
  await openAll(page, gateway.url)
  await keepCopy(page)
  const other = await context.newPage()
  await openAll(other, gateway.url)
  await openSettings(other)
  await other.getByRole('button', { name: 'Forget everything on this device' }).click()
  await expect(other.getByText('Nothing is kept on this device any more.')).toBeVisible()
  expect(await partsKept(other)).toBe(0)
  await page.bringToFront()
  await page.getByRole('button', { name: 'Read again' }).click()
  await expect(page.getByRole('button', { name: 'Read again' })).toBeVisible()
  // Longer than it takes from the end of a read until its contacts would be kept.
  await page.waitForTimeout(4000)
  await openSettings(page)
  await expect(page.getByRole('checkbox', { name: 'Keep a copy on this device' })).not.toBeChecked()
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([])
  expect(await partsKept(page)).toBe(0)
})

test('two tabs read once, and the second goes on when the first is closed', async ({
  context,
  page,
  startGateway,
}) => {
  const gateway = await startGateway({ DEMO_CONTACTS: '2000' })
  await openAll(page, gateway.url)
  await expect(page.getByText('Verified')).toBeVisible()
  const other = await context.newPage()
  const asked: string[] = []
  context.on('request', (request) => {
    if (request.url().includes('/contacts?') && request.serviceWorker() === null) asked.push(request.url())
  })
  await openAll(other, `${gateway.url}/?sort=name`)
  await expect(resultLine(other)).toContainText('2,000 of 2,000 contacts')
  // A list in order of names comes from the worker alone, and the worker has it from the other tab.
  expect(asked).toEqual([])
  await page.close()
  await other.getByRole('button', { name: 'Read again' }).click()
  await expect.poll(() => asked.length).toBeGreaterThan(20)
  await expect(completeSign(other)).toBeVisible()
  await expect(alerts(other)).toHaveCount(0)
})

test('without storage everything works, and nobody is asked twice', async ({ page, startGateway }) => {
  const gateway = await startGateway({ DEMO_CONTACTS: '300' })
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'localStorage', {
      get: () => {
        throw new DOMException('denied', 'SecurityError')
      },
    })
  })
  await openAll(page, gateway.url)
  await page.getByRole('button', { name: 'Not on this device' }).click()
  await page.getByRole('button', { name: 'Read again' }).click()
  await expect(completeSign(page)).toBeVisible()
  await expect(page.getByText('Keep a copy on this device?')).toHaveCount(0)
})

/** What is done to a part of the copy: an earlier time for its facts, or other numbers, as a bad disk might write. */
type Change = { part: 'facts'; olderByMs: number } | { part: 'numbers' }

function changeCopy(change: Change): Promise<void> {
  return new Promise((resolve) => {
    const opened = indexedDB.open('linq-contacts')
    opened.addEventListener('success', () => {
      const database = opened.result
      const transaction = database.transaction('parts', 'readwrite')
      const store = transaction.objectStore('parts')
      const keys = store.getAllKeys()
      keys.addEventListener('success', () => {
        const key = keys.result.find((one) => Array.isArray(one) && one[1] === change.part)
        if (key === undefined) return
        const read = store.get(key)
        read.addEventListener('success', () => {
          const part = read.result
          if (change.part === 'facts') part.read.atMs -= change.olderByMs
          else part.ids = Float64Array.of(1)
          store.put(part, key)
        })
      })
      transaction.addEventListener('complete', () => {
        database.close()
        resolve()
      })
    })
  })
}
