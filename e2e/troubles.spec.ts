import { expect, test } from './gateway'
import {
  alerts,
  completeSign,
  contactsTable,
  figures,
  names,
  openAll,
  resultLine,
  search,
} from './testing/parts'

test.describe('while the demonstration misbehaves', () => {
  test('a pause and a failed page are told, cost nothing else, and mend on demand', async ({
    page,
    context,
    startGateway,
  }) => {
    await context.grantPermissions(['clipboard-write'])
    const gateway = await startGateway({ DEMO_CONTACTS: '5000', DEMO_TROUBLE: 'errors,rate-limit' })
    await page.goto(gateway.url)
    const pause = page.getByText(/Linq asked us to wait \d+ s; going on at page \d+/)
    await expect(pause).toBeVisible()
    const pausedAt = await figures(page)
    expect(pausedAt[0]).toBeLessThan(5000)
    // The wait counts down, and then reading goes on where it stopped.
    const text = await pause.innerText()
    await expect(pause).not.toHaveText(text)
    await expect.poll(async () => (await figures(page))[0]).toBeGreaterThan(pausedAt[0])

    const toast = alerts(page, 'Page 12 could not be read')
    await expect(toast).toBeVisible({ timeout: 40_000 })
    // The windows before and after the failed one hold some contacts of page 12.
    await expect(page.getByText(/^At least 4,9\d\d of 5,000: page 12 failed$/)).toBeVisible({
      timeout: 40_000,
    })
    await expect(resultLine(page)).toContainText(/4,9\d\d of 5,000 contacts/)
    await expect(alerts(page)).toHaveCount(1)
    await expect(completeSign(page)).toHaveCount(0)

    await test.step('the details can be read and copied', async () => {
      await toast.getByRole('button', { name: 'Details', exact: true }).click()
      await expect(toast).toContainText(/50\d .* page 12/)
      await toast.getByRole('button', { name: 'Copy details' }).click()
      await expect(toast.getByRole('button', { name: 'Copied' })).toBeVisible()
      await search(page).press('ControlOrMeta+V')
      await expect(search(page)).toHaveValue(/^50\d .*page 12/)
    })
    await test.step('the table is usable under the toast', async () => {
      await search(page).fill('an')
      await expect(resultLine(page)).not.toContainText(/4,9\d\d of/)
      await page.getByRole('button', { name: 'Sort by company' }).click()
      await expect(resultLine(page)).toContainText('sorted by company')
      await expect(contactsTable(page).getByRole('row').nth(1)).toBeVisible()
      await search(page).fill('')
      await expect(toast).toBeVisible()
    })
    await toast.getByRole('button', { name: 'Try again' }).click()
    await expect(completeSign(page)).toBeVisible({ timeout: 30_000 })
    await expect(resultLine(page)).toContainText('5,000 of 5,000 contacts')
    await expect(alerts(page)).toHaveCount(0)
  })

  test('slow answers show how far reading is, and the search says that it is for so far', async ({
    page,
    startGateway,
  }) => {
    const gateway = await startGateway({ DEMO_CONTACTS: '1500', DEMO_TROUBLE: 'slow' })
    await page.goto(gateway.url)
    const progress = page.getByRole('progressbar', { name: 'Loading contacts' })
    await expect(progress).toHaveAttribute('aria-valuemax', '1500')
    await expect.poll(async () => Number(await progress.getAttribute('aria-valuenow'))).toBeGreaterThan(99)
    await expect(progress).toHaveAttribute('aria-valuetext', /^[\d,]+ of 1,500$/)
    await expect(contactsTable(page).getByRole('rowheader')).toHaveCount(25)
    await search(page).fill('a')
    await expect(page.getByRole('navigation', { name: 'Pages' })).toContainText('so far')
    await expect(page.getByText('Search and filters cover what is read so far.')).toBeVisible()
    await expect(contactsTable(page).getByRole('rowheader')).toHaveCount(25)
    await expect(completeSign(page)).toHaveCount(0)
    await expect(completeSign(page)).toBeVisible({ timeout: 40_000 })
    await expect(page.getByRole('navigation', { name: 'Pages' })).not.toContainText('so far')
    await expect(progress).toHaveCount(0)
  })

  test('reading can be paused and goes on where it was', async ({ page, startGateway }) => {
    const gateway = await startGateway({ DEMO_CONTACTS: '1200', DEMO_TROUBLE: 'slow' })
    await page.goto(gateway.url)
    const progress = page.getByRole('progressbar', { name: 'Loading contacts' })
    await expect(progress).toHaveAttribute('aria-valuenow', /\d{3}/)
    await page.getByRole('button', { name: 'Pause' }).click()
    await expect(page.getByText(/^Paused, [\d,]+ not read yet$/)).toBeVisible()
    await expect(contactsTable(page).getByRole('rowheader')).toHaveCount(25)
    await page.getByRole('button', { name: 'Resume' }).click()
    await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
    await expect(completeSign(page)).toBeVisible({ timeout: 30_000 })
    await expect(resultLine(page)).toContainText('1,200 of 1,200 contacts')
  })

  test('contacts that are written meanwhile never lead to a false "Complete"', async ({
    page,
    startGateway,
  }) => {
    const gateway = await startGateway({ DEMO_CONTACTS: '1500', DEMO_TROUBLE: 'writes' })
    await page.goto(gateway.url)
    const verdict = page.getByText(/^(Complete|Verified)|changed while we read/)
    await expect(verdict).toBeVisible({ timeout: 40_000 })
    // The words and the figures at one moment: a read behind what is shown may change both at any time.
    const line = (await resultLine(page).locator('..').innerText()).replaceAll(',', '')
    const [, shown, all] = /(\d+) of (\d+) contact/.exec(line)?.map(Number) ?? []
    expect(shown).toBeGreaterThan(1400)
    // Every question writes, so the truth is what the questions of the page itself have made of it: `all`.
    if (/(Complete|Verified)$/m.test(line)) expect(shown).toBe(all)
    await expect(page.getByRole('button', { name: /^Read(ing)? again$/ })).toBeVisible()
    await expect(alerts(page)).toHaveCount(0)
  })

  test('a lost network is said, and reading goes on by itself', async ({ page, context, startGateway }) => {
    const gateway = await startGateway({ DEMO_CONTACTS: '1200', DEMO_TROUBLE: 'slow' })
    await page.goto(gateway.url)
    await expect(page.getByRole('progressbar', { name: 'Loading contacts' })).toHaveAttribute(
      'aria-valuenow',
      /\d{3}/,
    )
    await context.setOffline(true)
    await expect(page.getByText('No connection; going on when it is back')).toBeVisible()
    const before = await names(page)
    await search(page).fill(before[0]?.split(' ')[0] ?? '')
    await expect(page.getByRole('rowheader').first()).toBeVisible()
    await expect(page.getByText('No connection; going on when it is back')).toBeVisible()
    await expect(alerts(page)).toHaveCount(0)
    await context.setOffline(false)
    await search(page).fill('')
    await expect(completeSign(page)).toBeVisible({ timeout: 40_000 })
    await expect(resultLine(page)).toContainText('1,200 of 1,200 contacts')
  })
})

test('a worker that ends is noticed at once, whatever is asked of it', async ({ page, gateway }) => {
  await openAll(page, gateway.url)
  await page.workers()[0]?.evaluate(() => globalThis.close())
  await search(page).fill('becker')
  const told = page.getByRole('heading', { name: 'Search, filters and sorting stopped working' })
  await expect(told).toBeVisible()
})

test.describe('when the worker cannot start', () => {
  test('pages in Linq’s order work, the notice says so, and Start again mends it', async ({
    page,
    gateway,
  }) => {
    await page.route('**/assets/worker-*.js', (route) => route.abort())
    await page.goto(gateway.url)
    const toast = alerts(page, 'Search, filters and sorting stopped working')
    await expect(toast).toBeVisible()
    await expect(toast).toContainText('Pages in Linq’s order still work')
    await expect(page.getByText('Search and filters are not available')).toBeVisible()
    await expect(contactsTable(page).getByRole('rowheader')).toHaveCount(25)
    const first = await names(page)
    await page.getByRole('button', { name: 'Next page' }).click()
    await expect(page.getByRole('navigation', { name: 'Pages' })).toContainText('26–50 of 5,000')
    await expect.poll(() => names(page)).not.toEqual(first)
    await page.getByRole('button', { name: 'Previous page' }).click()
    await expect.poll(() => names(page)).toEqual(first)
    await page.unroute('**/assets/worker-*.js')
    await toast.getByRole('button', { name: 'Start again' }).click()
    await expect(completeSign(page)).toBeVisible()
    await expect(alerts(page)).toHaveCount(0)
    await expect(resultLine(page)).toContainText('5,000 of 5,000 contacts')
  })

  test('a search that nobody can answer is no loading without end', async ({ page, gateway }) => {
    await page.route('**/assets/worker-*.js', (route) => route.abort())
    await page.goto(`${gateway.url}/?q=anna`)
    await expect(alerts(page, 'Search, filters and sorting stopped working')).toBeVisible()
    await expect(page.getByText('Search and filters are not available', { exact: true })).toBeVisible()
    await expect(page.getByText('Reading the first contacts')).toHaveCount(0)
    await expect(page.getByRole('progressbar')).toHaveCount(0)
    await expect(contactsTable(page)).toHaveAttribute('aria-busy', 'false')
  })
})
