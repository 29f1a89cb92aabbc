import { expect, test } from './gateway'
import { completeSign, figures } from './testing/parts'

test.describe('somebody who opens the demonstration', () => {
  test('sees the first rows, then all 5,000 contacts', async ({ page, gateway }) => {
    await page.goto(gateway.url)
    await expect(page.getByRole('heading', { level: 1, name: 'Contacts' })).toBeVisible()
    await expect(page.getByRole('complementary', { name: 'Demonstration' })).toContainText('made up')
    const table = page.getByRole('table', { name: 'Contacts' })
    await expect(table.getByRole('row')).toHaveCount(26)
    await expect(completeSign(page)).toBeVisible()
    await expect(page.getByRole('status').filter({ hasText: 'contacts' })).toContainText(
      '5,000 of 5,000 contacts',
    )
    await expect(table).toHaveAttribute('aria-rowcount', '5001')
    await expect(page.getByRole('progressbar')).toHaveCount(0)
    await expect(table.getByRole('columnheader')).toHaveText([
      'Name',
      'Company',
      'Owner',
      'Phone',
      'Email',
      'Title',
      'Location',
      'Created',
      'Updated',
    ])
  })

  test('sees from the first moment that it is one, so that nothing moves when contacts come', async ({
    page,
    gateway,
  }) => {
    const held: (() => void)[] = []
    const answers = new Promise<void>((resolve) => held.push(resolve))
    await page.route('**/api/partner/**', async (route) => {
      await answers
      await route.continue()
    })
    await page.goto(gateway.url)
    await expect(page.getByRole('complementary', { name: 'Demonstration' })).toBeVisible()
    const search = page.getByRole('searchbox', { name: 'Search contacts' })
    const before = await search.boundingBox()
    for (const letGo of held) letGo()
    await expect(completeSign(page)).toBeVisible()
    expect(await search.boundingBox()).toEqual(before)
  })

  test('finds a contact by words in any order, accents forgiven', async ({ page, gateway }) => {
    await openAll(page, gateway.url)
    const rows = page.getByRole('table', { name: 'Contacts' }).getByRole('row')
    const name = await firstName(page)
    const words = name.split(' ').toReversed().join(' ')
    await page
      .getByRole('searchbox', { name: 'Search contacts' })
      .fill(words.normalize('NFD').replace(/\p{M}/gu, ''))
    await expect(rows.nth(1)).toContainText(name)
    await expect(page).toHaveURL(/[?&]q=/)
    await page.getByRole('button', { name: 'Clear the search' }).click()
    await expect(status(page)).toContainText('5,000 of 5,000')
  })

  test('leaves out a word, and looks for words together', async ({ page, gateway }) => {
    const matching = async (search: string) => {
      await openAll(page, `${gateway.url}/?q=${encodeURIComponent(search)}`)
      await expect(page.getByRole('row').nth(1)).toBeVisible()
      return (await figures(page))[0]
    }
    const all = await matching('an')
    const name = await firstName(page)
    const kept = await matching('an -mar')
    const both = await matching('an mar')
    expect(Math.min(kept, both)).toBeGreaterThan(0)
    expect(kept + both).toBe(all)
    await matching(`"${name}"`)
    expect(await firstName(page)).toBe(name)
  })

  test('filters two owners and "No owner", and the counts agree with the rows', async ({ page, gateway }) => {
    await openAll(page, gateway.url)
    await page.getByRole('button', { name: /^Owner/ }).click()
    const options = page.getByRole('listbox', { name: 'Owners' }).getByRole('option')
    const [first, second] = [options.nth(0), options.nth(1)]
    const none = page.getByRole('option', { name: /^No owner/ })
    let sum = 0
    for (const option of [first, second, none]) {
      sum += Number((await option.innerText()).replaceAll(',', '').match(/(\d+)\s*$/)?.[1])
      await option.click()
      await expect(option).toHaveAttribute('aria-selected', 'true')
    }
    await page.keyboard.press('Escape')
    await expect(status(page)).toContainText(`${sum.toLocaleString('en-US')} of 5,000`)
    await expect(page.getByRole('button', { name: /^Owner is/ })).toBeFocused()
    await page.getByRole('button', { name: 'Remove the owner filter' }).click()
    await expect(status(page)).toContainText('5,000 of 5,000')
    await expect(page.getByRole('button', { name: /^Owner/ })).toBeFocused()
  })

  test('sorts by a column both ways, blanks last in both', async ({ page, gateway }) => {
    await openAll(page, gateway.url)
    const table = page.getByRole('table', { name: 'Contacts' })
    const header = table.getByRole('columnheader', { name: 'Company' })
    await header.getByRole('button').click()
    await expect(header).toHaveAttribute('aria-sort', 'ascending')
    await expect(status(page)).toContainText('sorted by company')
    const ascending = await column(page, 1)
    expect(ascending).toEqual(ascending.toSorted(new Intl.Collator('en-US', { numeric: true }).compare))
    await header.getByRole('button').click()
    await expect(header).toHaveAttribute('aria-sort', 'descending')
    await expect(async () => expect((await column(page, 1))[0]).not.toBe(ascending[0])).toPass()
    await page.getByRole('button', { name: 'Last page' }).click()
    await expect(page).toHaveURL(/page=200/)
    await expect(table.getByRole('row').last()).toContainText('No company')
    await header.getByRole('button').click()
    await expect(header).toHaveAttribute('aria-sort', 'none')
  })

  test('sorts by last name, which is no column, and by date', async ({ page, gateway }) => {
    await openAll(page, gateway.url)
    await page.getByRole('button', { name: 'Display' }).click()
    await page.getByRole('combobox', { name: 'Sort by' }).selectOption('Last name')
    await page.getByRole('checkbox', { name: 'Last name' }).check()
    await page.keyboard.press('Escape')
    await expect(status(page)).toContainText('sorted by last name')
    const names = await column(page, 9)
    expect(names).toEqual(names.toSorted(new Intl.Collator('en-US', { numeric: true }).compare))
    await page.getByRole('columnheader', { name: 'Created' }).getByRole('button').click()
    await expect(status(page)).toContainText('sorted by created, newest first')
  })

  test('walks through the pages, and the address keeps up', async ({ page, gateway }) => {
    await openAll(page, gateway.url)
    const first = await firstName(page)
    await page.getByRole('button', { name: 'Next page' }).click()
    await expect(page).toHaveURL(/page=2/)
    await expect(page.getByRole('navigation', { name: 'Pages' })).toContainText('26–50 of 5,000')
    expect(await firstName(page)).not.toBe(first)
    await page.getByRole('combobox', { name: 'Rows per page' }).selectOption('100')
    await expect(page.getByRole('row')).toHaveCount(101)
    await page.getByRole('button', { name: 'Last page' }).click()
    await expect(page.getByRole('navigation', { name: 'Pages' })).toContainText('4,901–5,000 of 5,000')
    await expect(page.getByRole('button', { name: 'Next page' })).toBeDisabled()
    await page.getByRole('textbox', { name: 'Page' }).fill('7')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/page=7/)
    await page.goBack()
    await expect(page).toHaveURL(/page=50/)
  })

  test('scrolls through all contacts in one list', async ({ page, gateway }) => {
    await openAll(page, `${gateway.url}/?rows=all&sort=name`)
    const list = page.getByRole('region', { name: 'Rows' })
    await expect(page.getByRole('row').nth(1)).toBeVisible()
    expect(await page.getByRole('row').count()).toBeLessThan(100)
    await list.evaluate((element) => element.scrollTo({ top: element.scrollHeight }))
    await expect(page.getByRole('row').last()).toHaveAttribute('aria-rowindex', '5001')
    await list.evaluate((element) => element.scrollTo({ top: element.scrollHeight / 2 }))
    await expect(page.locator('[aria-rowindex="2500"]')).toBeVisible()
  })

  test('opens a contact, walks to the next, and comes back to the row', async ({ page, gateway }) => {
    await openAll(page, `${gateway.url}/?sort=email&q=example`)
    const name = await firstName(page)
    await page.getByRole('link', { name, exact: true }).first().click()
    const panel = page.getByRole('complementary', { name, exact: true })
    await expect(panel).toBeVisible()
    await expect(panel.getByRole('link', { name: `Email ${name}` })).toHaveAttribute('href', /^mailto:.+@/)
    await expect(panel).toContainText('Linq ID')
    await panel.getByRole('button', { name: 'Next contact' }).click()
    await expect(page).toHaveURL(/contact=\d+/)
    const aside = page
      .getByRole('complementary')
      .filter({ has: page.getByRole('button', { name: 'Next contact' }) })
    await expect(aside).toContainText(/^2 of /)
    await aside.getByRole('button', { name: 'Previous contact' }).click()
    await expect(aside).toContainText(/^1 of /)
    await aside.getByRole('button', { name: 'Close' }).click()
    await expect(aside).toHaveCount(0)
    await expect(page.getByRole('link', { name, exact: true }).first()).toBeFocused()
  })

  test('copies an email address', async ({ page, gateway, context }) => {
    await context.grantPermissions(['clipboard-write'])
    await openAll(page, `${gateway.url}/?q=example`)
    await page.getByRole('row').nth(1).getByRole('link').click()
    const link = page.getByRole('complementary').getByRole('link', { name: /@/ })
    const address = await link.innerText()
    await page.getByRole('button', { name: 'Copy email', exact: true }).click()
    await expect(page.getByRole('status').filter({ hasText: 'Copied' })).toHaveCount(1)
    await page.getByRole('searchbox').fill('')
    await page.getByRole('searchbox').press('ControlOrMeta+V')
    await expect(page.getByRole('searchbox')).toHaveValue(address)
  })

  test('gets the same view from a shared link, and after a reload', async ({ page, gateway, context }) => {
    await openAll(page, gateway.url)
    await page.getByRole('searchbox').fill('an')
    await page.getByRole('columnheader', { name: 'Updated' }).getByRole('button').click()
    await page.getByRole('button', { name: 'Next page' }).click()
    await page.getByRole('row').nth(3).getByRole('link').click()
    await expect(page).toHaveURL(/contact=\d+/)
    await expect(page.getByRole('complementary').getByRole('button', { name: 'Close' })).toBeVisible()
    const before = await column(page, 0)
    const other = await context.newPage()
    await other.goto(page.url())
    await page.reload()
    for (const one of [page, other]) {
      await expect(completeSign(one)).toBeVisible()
      await expect(async () => expect(await column(one, 0)).toEqual(before)).toPass()
      await expect(one.getByRole('complementary').getByRole('button', { name: 'Close' })).toBeVisible()
    }
  })

  test('goes back and forward through what was asked', async ({ page, gateway }) => {
    await openAll(page, gateway.url)
    await page.getByRole('searchbox').pressSequentially('anna')
    await expect(status(page)).not.toContainText('5,000 of 5,000')
    await page.getByRole('columnheader', { name: 'Name' }).getByRole('button').click()
    await expect(page).toHaveURL(/sort=name/)
    await page.goBack()
    await expect(page).not.toHaveURL(/sort=name/)
    await expect(page.getByRole('searchbox')).toHaveValue('anna')
    await page.goBack()
    await expect(page.getByRole('searchbox')).toHaveValue('')
    await expect(status(page)).toContainText('5,000 of 5,000')
    await page.goForward()
    await expect(page.getByRole('searchbox')).toHaveValue('anna')
  })

  test('is led out of a search that finds nothing', async ({ page, gateway }) => {
    await openAll(page, `${gateway.url}/?q=zzzz+anna`)
    await expect(page.getByRole('heading', { name: 'No contact matches' })).toBeVisible()
    await expect(status(page)).toContainText('0 of 5,000')
    await page.getByRole('button', { name: 'Export', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: 'Export contacts' })
    await expect(dialog.getByText('No contact matches, so there is nothing to export.')).toBeVisible()
    await expect(dialog.getByRole('button', { name: 'Export 0 contacts' })).toBeDisabled()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /Search for “anna” alone/ }).click()
    await expect(page.getByRole('searchbox')).toHaveValue('anna')
    await expect(page.getByRole('row').nth(1)).toBeVisible()
  })

  test('survives an address of nonsense', async ({ page, gateway }) => {
    await openAll(
      page,
      `${gateway.url}/?page=1000000000&owner=424242,__proto__&sort=shoe&rows=9&columns=x&contact=abc`,
    )
    const owner = page.getByRole('button', { name: /^Owner is/ })
    await expect(owner).toContainText('Owner #424242')
    await page.getByRole('button', { name: 'Remove the owner filter' }).click()
    await expect(status(page)).toContainText('5,000 of 5,000')
  })

  test('sees the last page when the address asks for one beyond it, also while contacts are read', async ({
    page,
    startGateway,
  }) => {
    const slow = await startGateway({ DEMO_CONTACTS: '3000', DEMO_TROUBLE: 'slow' })
    await page.goto(`${slow.url}/?page=9999`)
    await expect(page.getByRole('navigation', { name: 'Pages' })).toContainText('2,976–3,000 of 3,000')
    await expect(page.getByRole('rowheader')).toHaveCount(25)
    await expect(page.getByRole('progressbar')).toHaveCount(1)
  })

  test('is told a moment later that a second read found the same, while nothing else moves', async ({
    page,
    startGateway,
  }) => {
    // A gateway that keeps pages of earlier visits lets several people share the second read, which comes later then.
    const gateway = await startGateway()
    await openAll(page, gateway.url)
    const before = await column(page, 0)
    await expect(page.getByText('Verified', { exact: true })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Read again' })).toBeEnabled()
    await expect(page.getByRole('progressbar')).toHaveCount(0)
    await expect(status(page)).toContainText('5,000 of 5,000 contacts')
    expect(await column(page, 0)).toEqual(before)
  })

  test('keeps the rows on screen when everything is read again', async ({ page, startGateway }) => {
    const gateway = await startGateway({ DEMO_CONTACTS: '600', DEMO_TROUBLE: 'slow' })
    await openAll(page, `${gateway.url}/?page=8`)
    const before = await column(page, 0)
    // How far it is may be shown for too short a time to be seen here; that Linq is asked again is certain.
    const asked = page.waitForRequest(/\/api\/partner\/v2\/contacts/)
    await page.getByRole('button', { name: 'Read again' }).click()
    await asked
    expect(await column(page, 0)).toEqual(before)
    await expect(page.getByRole('button', { name: 'Export', exact: true })).toBeEnabled()
    await expect(page.getByRole('progressbar')).toHaveCount(0)
    await expect(completeSign(page)).toBeVisible()
    expect(await column(page, 0)).toEqual(before)
  })

  test('works by keyboard: slash, escape, sort, open', async ({ page, gateway }) => {
    await openAll(page, gateway.url)
    await page.keyboard.press('/')
    await expect(page.getByRole('searchbox')).toBeFocused()
    await page.keyboard.type('an')
    await expect(page.getByRole('searchbox')).toHaveValue('an')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('searchbox')).toHaveValue('')
    await page.getByRole('button', { name: 'Sort by name' }).focus()
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/sort=name/)
    await page.getByRole('row').nth(2).getByRole('link').focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('complementary').getByRole('button', { name: 'Close' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('row').nth(2).getByRole('link')).toBeFocused()
  })

  test('closes a contact with an Escape that is pressed the moment it appears', async ({ page, gateway }) => {
    await openAll(page, gateway.url)
    await page.evaluate(() => {
      const press = new MutationObserver(() => {
        if (!document.querySelector('[role=complementary]')) return
        press.disconnect()
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
        document.body.dataset.pressed = 'Escape'
      })
      press.observe(document.body, { childList: true, subtree: true })
    })
    await page.getByRole('row').nth(2).getByRole('link').click()
    await expect(page.locator('body')).toHaveAttribute('data-pressed', 'Escape')
    await expect(page).not.toHaveURL(/contact=/)
    await expect(page.getByRole('button', { name: 'Close' })).toHaveCount(0)
  })

  test('walks as many contacts as keys were pressed, however fast, from the moment one is open', async ({
    page,
    gateway,
  }) => {
    await openAll(page, gateway.url)
    await page.evaluate(() => {
      const press = new MutationObserver(() => {
        const next = document.querySelector<HTMLElement>('[aria-label="Next contact"]')
        if (!next) return
        press.disconnect()
        for (let presses = 0; presses < 3; presses++) next.click()
      })
      press.observe(document.body, { childList: true, subtree: true })
    })
    await page.getByRole('row').nth(2).getByRole('link').click()
    const panel = page
      .getByRole('complementary')
      .filter({ has: page.getByRole('button', { name: 'Next contact' }) })
    await expect(panel).toContainText(/^5 of /)
  })

  test('changes to the dark theme, and finds it again', async ({ page, gateway }) => {
    await page.goto(gateway.url)
    await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(255, 255, 255)')
    await page.getByRole('button', { name: 'Theme' }).click()
    await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(16, 18, 22)')
    await page.reload()
    await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(16, 18, 22)')
  })
})

type Page = Parameters<Parameters<typeof test>[2]>[0]['page']

async function openAll(page: Page, url: string) {
  await page.goto(url)
  await expect(completeSign(page)).toBeVisible()
}

function status(page: Page) {
  return page.getByRole('status').filter({ hasText: / of .* contacts?/ })
}

async function firstName(page: Page): Promise<string> {
  // The title, because the text of the cell begins with the letters of the avatar.
  return (await page.getByRole('rowheader').first().getByRole('link').getAttribute('title')) ?? ''
}

/** The texts of a column; screen-reader words such as "No company" stand for blanks. */
async function column(page: Page, index: number): Promise<string[]> {
  const rows = await page.getByRole('row').all()
  return Promise.all(
    rows.slice(1).map((row) =>
      row
        .locator('th, td')
        .nth(index)
        .evaluate((cell) => cell.textContent ?? ''),
    ),
  )
}
