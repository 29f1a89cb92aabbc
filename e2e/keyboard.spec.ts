import { expect, test } from './gateway'
import { contactPanel, names, openAll, openSettings, readTable, resultLine, search } from './testing/parts'

test('a salesperson finds someone by half a phone number and copies the email without a mouse', async ({
  page,
  gateway,
  context,
}) => {
  await context.grantPermissions(['clipboard-write'])
  await openAll(page, `${gateway.url}/?quality=&rows=100`)
  const { labels, rows } = await readTable(page)
  const row = rows.find(
    (cells) => cells[labels.indexOf('Email')] !== '' && /\d{4}$/.test(cells[labels.indexOf('Phone')] ?? ''),
  )
  const digits = (row?.[labels.indexOf('Phone')] ?? '').replaceAll(/\D/g, '').slice(-7)
  await page.keyboard.press('/')
  await expect(search(page)).toBeFocused()
  await page.keyboard.type(`${digits.slice(0, 3)}-${digits.slice(3)}`)
  await expect(resultLine(page)).toContainText('1 of 5,000')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('rowheader').first().getByRole('link')).toBeFocused()
  await page.keyboard.press('Shift+F10')
  await page.getByRole('menuitem', { name: 'Copy email' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText('Email copied')).toBeVisible()
  await search(page).press('Control+a')
  await search(page).press('Control+v')
  await expect(search(page)).toHaveValue(row?.[labels.indexOf('Email')] ?? '')
})

test('arrows walk the rows, keys and the palette do what the page can do', async ({ page, gateway }) => {
  await openAll(page, gateway.url)
  const links = page.getByRole('rowheader').getByRole('link')
  await page.getByRole('region', { name: 'Rows' }).focus()
  await page.keyboard.press('ArrowDown')
  await expect(links.nth(0)).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('End')
  await expect(links.last()).toBeFocused()
  await expect(links.last()).toBeInViewport({ ratio: 1 })
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await expect(contactPanel(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(links.nth(23)).toBeFocused()
  await page.keyboard.press(']')
  await expect(page).toHaveURL(/page=2/)
  await page.keyboard.press('s')
  await expect(page.getByRole('table', { name: 'Contacts per owner' })).toBeVisible()
  await expect(page).toHaveURL(/page=2/)
  await page.keyboard.press('s')
  await page.keyboard.press('f')
  await page.keyboard.press('c')
  await expect(page.getByRole('combobox', { name: 'Find a company' })).toBeFocused()
  await page.keyboard.press('Escape')

  await page.keyboard.press('Control+f')
  await expect(search(page)).toBeFocused()
  await page.keyboard.press('Control+k')
  await page.keyboard.press('Escape')
  await expect(search(page)).toBeFocused()
  await page.keyboard.press('Control+k')
  const field = page.getByRole('combobox', { name: 'Search for contacts and commands' })
  await field.fill('no email')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Quality is No email', exact: false })).toBeVisible()
  const [first = ''] = await names(page)
  await page.keyboard.press('Control+k')
  await field.fill(first)
  await page.getByRole('option', { name: first }).first().click()
  await expect(page.getByRole('complementary', { name: first })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await field.fill('nothing is called this')
  await expect(page.getByText('Nothing is called that')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toContainText('Show the summary')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await field.fill('save this view')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Name of this view' })).toBeFocused()
  await page.keyboard.type('Without an email')
  await page.keyboard.press('Enter')
  await expect(page.getByText('“Without an email” saved')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Saved views' })).toContainText('Without an email')
})

test('keys mean what is on screen, and the focus comes back from wherever it was led', async ({
  page,
  gateway,
}) => {
  await openAll(page, `${gateway.url}/?rows=all`)
  const rows = page.getByRole('region', { name: 'Rows' })
  const row = (index: number) => page.locator(`tr[aria-rowindex="${index}"]`).getByRole('link')
  await rows.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('End')
  await expect(row(5001)).toBeFocused()
  await page.keyboard.press('Home')
  await expect(row(2)).toBeFocused()

  // The second of two keys means nothing by itself.
  await page.keyboard.press('f')
  await page.keyboard.press('e')
  await page.keyboard.press('Enter')
  await expect(contactPanel(page)).toBeVisible()
  await expect(page.getByRole('dialog', { name: 'Export contacts' })).toHaveCount(0)
  // The summary takes the place of the contact, and goes with the next press.
  const summary = page.getByRole('table', { name: 'Contacts per owner' })
  await page.keyboard.press('s')
  await expect(summary).toBeVisible()
  await expect(contactPanel(page)).toHaveCount(0)
  await page.keyboard.press('s')
  await expect(summary).toHaveCount(0)

  const more = page.getByRole('button', { name: 'More', exact: true })
  for (const name of ['Settings', 'Keys', 'Settings']) {
    await more.press('Enter')
    await page.getByRole('menuitem', { name }).press('Enter')
    await expect(page.getByRole('dialog', { name })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(more).toBeFocused()
  }

  const settings = await openSettings(page)
  await settings.getByRole('checkbox', { name: 'Keys of one letter' }).uncheck()
  await page.keyboard.press('Escape')
  await rows.focus()
  await page.keyboard.press('/')
  await page.keyboard.press('s')
  await expect(rows).toBeFocused()
  await expect(summary).toHaveCount(0)
})

test('the focus stays in the list when its row or its filter goes, and walks by screens', async ({
  page,
  gateway,
}) => {
  await openAll(page, `${gateway.url}/?rows=all`)
  const links = page.getByRole('rowheader').getByRole('link')
  const focused = page.locator('a:focus')
  const rows = page.getByRole('region', { name: 'Rows' })

  const indexOf = async () =>
    Number(await focused.locator('xpath=ancestor::tr').getAttribute('aria-rowindex'))
  await search(page).focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(links.nth(1)).toBeFocused()
  const { y = 0 } = (await focused.boundingBox()) ?? {}
  await page.keyboard.press('PageDown')
  await expect.poll(indexOf).toBeGreaterThan(10)
  const lower = await indexOf()
  await expect(focused).toBeInViewport({ ratio: 1 })
  expect(Math.abs(((await focused.boundingBox())?.y ?? 0) - y)).toBeLessThan(40)
  await page.keyboard.press('PageDown')
  await expect.poll(indexOf).toBeGreaterThan(lower + 10)
  await page.keyboard.press('PageUp')
  await page.keyboard.press('PageUp')
  await page.keyboard.press('PageUp')
  await expect(links.first()).toBeFocused()

  // A row that goes leaves the focus to the one at its place, or the last one.
  await page.keyboard.press('End')
  await expect(links.last()).toBeFocused()
  await page.evaluate(() => history.pushState(null, '', '?q=wen'))
  await page.evaluate(() => dispatchEvent(new PopStateEvent('popstate')))
  await expect(resultLine(page)).not.toContainText('5,000 of')
  await expect(focused).toHaveCount(1)
  await page.keyboard.press('Home')
  await expect(links.first()).toBeFocused()
  await page.keyboard.press('x')
  await expect(resultLine(page)).toContainText('5,000 of 5,000')
  await expect(focused).toHaveCount(1)

  // So does a chip: the list takes it over.
  await page.goto(`${gateway.url}/?quality=no-email`)
  await page.getByRole('button', { name: 'Quality is No email' }).focus()
  await page.keyboard.press('x')
  await expect(resultLine(page)).toContainText('5,000 of 5,000')
  await expect(rows).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(links.first()).toBeFocused()
})
