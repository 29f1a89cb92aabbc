import { readFile } from 'node:fs/promises'

import type { Page } from '@playwright/test'

import { expect, test } from './gateway'
import { contactPanel, figures, openAll, openSettings, readTable, resultLine, search } from './testing/parts'

const views = (page: Page) => page.getByRole('dialog', { name: 'Saved views' })
const openViews = (page: Page) => page.getByRole('button', { name: 'Saved views' }).click()

test('a view gets a name, is changed, reset, updated, deleted and brought back, and moves to another device', async ({
  page,
  gateway,
  browser,
}) => {
  test.setTimeout(120_000)
  await openAll(page, `${gateway.url}/?quality=no-email&sort=-updated`)
  const [matching] = await figures(page)
  await openViews(page)
  await page.getByRole('textbox', { name: 'Name of this view' }).fill('  No  email ')
  await page.keyboard.press('Enter')
  await expect(views(page).getByRole('button', { name: 'No email', exact: true })).toHaveAttribute(
    'aria-current',
  )
  await views(page).getByRole('button', { name: 'Rename No email' }).press('Enter')
  await page.keyboard.press('Enter')
  await expect(views(page).getByRole('button', { name: 'No email', exact: true })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Saved views' })).toBeFocused()

  await search(page).fill('anna')
  await expect(page.getByRole('img', { name: 'changed' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('img', { name: 'changed' })).toBeVisible()
  await openViews(page)
  await page.getByRole('button', { name: 'Reset' }).click()
  await expect(search(page)).toHaveValue('')
  await expect(resultLine(page)).toContainText(`${matching} of`)
  await page.keyboard.press('Escape')
  await search(page).fill('mar')
  await expect(resultLine(page)).not.toContainText(`${matching} of`)
  const [updated] = await figures(page)
  await openViews(page)
  await page.getByRole('button', { name: 'Update', exact: true }).click()
  await expect(page.getByRole('img', { name: 'changed' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Save as a new view' }).click()
  await page.getByRole('textbox', { name: 'Name of this view' }).fill('no EMAIL')
  await page.keyboard.press('Enter')
  await expect(views(page).getByText('Another view has this name.')).toBeVisible()
  await page.keyboard.press('Escape')
  // Escape gave up the name, and not the list.
  await views(page).getByRole('button', { name: 'Delete No email' }).click()
  await expect(views(page).getByRole('button', { name: 'No email', exact: true })).toHaveCount(0)
  await page.getByRole('region', { name: 'Notifications' }).getByRole('button', { name: 'Undo' }).click()
  await openViews(page)
  const downloading = page.waitForEvent('download')
  await views(page).getByRole('button', { name: 'Export all views to a file' }).click()
  const path = await (await downloading).path()

  const other = await (await browser.newContext()).newPage()
  await openAll(other, gateway.url)
  await openViews(other)
  await other.getByLabel('File of views').setInputFiles({
    name: 'photo.png',
    mimeType: 'image/png',
    buffer: Buffer.from([0x89, 0x50, 0, 1]),
  })
  await expect(other.getByText('photo.png holds no views')).toBeVisible()
  await other.getByLabel('File of views').setInputFiles({
    name: 'views.json',
    mimeType: 'application/json',
    buffer: await readFile(path),
  })
  await views(other).getByRole('button', { name: 'No email', exact: true }).click()
  await expect(resultLine(other)).toContainText(`${updated} of`)
  await other.context().close()
})

test('whoever says once who they are sees their own contacts in one click', async ({ page, gateway }) => {
  await openAll(page, gateway.url)
  await page.getByRole('button', { name: 'Mine' }).click()
  await page.getByRole('combobox', { name: 'Which owner you are' }).selectOption('Amara Osei')
  await page.getByRole('button', { name: 'Show my contacts' }).click()
  await expect(page.getByRole('button', { name: /^Owner is Amara Osei/ })).toBeVisible()
  const { labels, rows } = await readTable(page)
  expect(new Set(rows.map((row) => row[labels.indexOf('Owner')]))).toEqual(new Set(['Amara Osei']))
  await page.getByRole('button', { name: 'All', exact: true }).click()
  await expect(resultLine(page)).toContainText('5,000 of 5,000')
  await page.reload()
  await page.getByRole('button', { name: 'Mine' }).click()
  await expect(page.getByRole('button', { name: 'Mine' })).toHaveAttribute('aria-pressed', 'true')
  await page.getByRole('button', { name: 'You: Amara Osei' }).click()
  await page.getByRole('menuitem', { name: 'Forget who I am' }).click()
  await expect(page.getByRole('button', { name: 'Mine' })).toHaveAttribute('aria-pressed', 'false')
})

test('emails and phones are hidden everywhere, and copied and called as they are', async ({
  page,
  gateway,
  context,
}) => {
  await context.grantPermissions(['clipboard-write'])
  await openAll(page, `${gateway.url}/?q=example`)
  const { labels, rows } = await readTable(page)
  const email = rows[0]?.[labels.indexOf('Email')] ?? ''
  expect(email).toContain('@')
  const settings = await openSettings(page)
  await settings.getByRole('checkbox', { name: 'Hide emails and phones' }).check()
  await page.keyboard.press('Escape')
  await page.getByRole('rowheader').first().getByRole('link').click()
  await expect(contactPanel(page).getByText('Emails and phones are hidden')).toBeVisible()
  const leaks = () =>
    page.evaluate(() => {
      const everything = document.documentElement.outerHTML + document.title
      return everything.match(/[\w.]+@[\w-]+\.\w+|\+\d[\d ]{7,}|tel:|mailto:|example · /g) ?? []
    })
  await expect.poll(leaks).toEqual([])
  await contactPanel(page).getByRole('button', { name: 'Copy email', exact: true }).click()
  await expect(contactPanel(page).getByText('Copied', { exact: true })).toBeAttached()
  await search(page).focus()
  await search(page).press('Control+a')
  await search(page).press('Control+v')
  await expect(search(page)).toHaveValue(email)
  await search(page).fill('example')
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search for contacts and commands' }).fill('example')
  await expect(page.getByRole('option', { name: /^Show all/ })).toBeVisible()
  expect(await leaks()).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Owner', exact: true }).click()
  await expect(page.getByRole('listbox', { name: 'Owners' })).toContainText('••••@••••')
  expect(await leaks()).toEqual([])
})
