import type { Locator, Page } from '@playwright/test'

import { expect, test } from './gateway'
import { completeSign, contactsTable, figures, openAll, readTable, resultLine, search } from './testing/parts'

test('a manager slices by company, owner and quality, and shares the view', async ({
  page,
  gateway,
  context,
}) => {
  await openAll(page, gateway.url)
  await filter(page, 'Company').click()
  const companies = page.getByRole('listbox', { name: 'Companies' }).getByRole('option')
  const sum = (await choose(companies.nth(0))) + (await choose(companies.nth(1)))
  await expect(resultLine(page)).toContainText(`${sum} of 5,000`)
  await page.getByRole('combobox', { name: 'Find a company' }).fill('no such company')
  await expect(page.getByText('No company is called that.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: /^Company is / })).toBeFocused()

  await filter(page, 'Owner').click()
  await page.getByRole('radio', { name: 'Exclude' }).check()
  const owner = page.getByRole('listbox', { name: 'Owners' }).getByRole('option').first()
  const withOwner = await choose(owner)
  await expect(resultLine(page)).toContainText(`${sum - withOwner} of 5,000`)
  await page.keyboard.press('Escape')

  await filter(page, 'Quality').click()
  const noEmail = page.getByRole('checkbox', { name: /^No email/ })
  await expect(noEmail).toHaveAccessibleName(/\d$/)
  const left = countIn((await noEmail.evaluate((box) => box.closest('label')?.textContent)) ?? '')
  await noEmail.check()
  await expect(resultLine(page)).toContainText(`${left} of 5,000`)
  await page.keyboard.press('Escape')
  const { labels, rows } = await readTable(page)
  expect(rows).toHaveLength(Math.min(25, left))
  expect(new Set(rows.map((row) => row[labels.indexOf('Email')]))).toEqual(new Set(['']))
  expect(new Set(rows.map((row) => row[labels.indexOf('Company')])).size).toBeLessThanOrEqual(2)

  const other = await context.newPage()
  await other.goto(page.url())
  await expect(completeSign(other)).toBeVisible()
  await expect.poll(() => readTable(other)).toEqual({ labels, rows })
  await expect(other.getByRole('button', { name: /^Owner is not / })).toBeVisible()

  await page.goBack()
  await expect(resultLine(page)).toContainText(`${sum - withOwner} of 5,000`)
  await page.goForward()
  await page.getByRole('button', { name: 'Clear all' }).click()
  await expect(resultLine(page)).toContainText('5,000 of 5,000')
  await expect(filter(page, 'Owner')).toBeFocused()
  await page.getByRole('region', { name: 'Notifications' }).getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => readTable(page)).toEqual({ labels, rows })
  await expect(page.getByRole('button', { name: /^Owner is not / })).toBeFocused()
})

test('dates and duplicates are filters, and a narrow window folds them away', async ({ page, gateway }) => {
  await page.setViewportSize({ width: 1100, height: 800 })
  await openAll(page, gateway.url)
  await page.getByRole('button', { name: 'More filters' }).click()
  await page.getByRole('menuitem', { name: 'Created' }).click()
  await expect(page.getByText('Dates in America/Chicago')).toBeVisible()
  await page.getByRole('radio', { name: 'Last 30 days' }).check()
  await expect(page).toHaveURL(/created=30d/)
  const [matching] = await figures(page)
  await page.getByLabel('From', { exact: true }).fill('2020-01-01')
  await page.getByLabel('To', { exact: true }).fill('2020-12-31')
  await expect(page).toHaveURL(/created=2020-01-01\.\.2020-12-31/)
  await page.getByRole('radio', { name: 'Last 30 days' }).check()
  await expect.poll(() => figures(page)).toEqual([matching, 5000])
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Created last 30 days' })).toBeFocused()
  await page.getByRole('button', { name: 'Remove the created filter' }).click()
  await expect(page.getByRole('button', { name: 'More filters' })).toBeFocused()

  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Duplicates' }).click()
  const only = page.getByRole('checkbox', { name: /^Only duplicates \d/ })
  await only.check()
  await page.keyboard.press('Escape')
  const headers = contactsTable(page).getByRole('rowheader')
  await expect(headers.first()).toContainText(/\d alike/)
  await expect(headers.filter({ hasText: 'different owners' })).not.toHaveCount(0)
})

test('a cell filters the table by its value, by pointer and by keyboard', async ({
  page,
  gateway,
  context,
}) => {
  await context.grantPermissions(['clipboard-write'])
  await openAll(page, `${gateway.url}/?quality=no-photo&q=son`)
  await expect(contactsTable(page).locator('mark').first()).toHaveText(/^son$/i)
  const { labels, rows } = await readTable(page)
  const company = labels.indexOf('Company')
  const row = rows.findIndex((cells) => cells[company] !== '')
  const value = rows[row]?.[company] ?? ''
  await contactsTable(page)
    .getByRole('row')
    .nth(row + 1)
    .getByRole('cell', { name: value })
    .first()
    .hover()
  await page.getByRole('button', { name: 'Company menu' }).click()
  await page.getByRole('menuitem', { name: `Only ${value}` }).click()
  await expect(page.getByRole('button', { name: `Company is ${value}` })).toBeVisible()
  const shown = await readTable(page)
  expect(new Set(shown.rows.map((cells) => cells[company]))).toEqual(new Set([value]))

  const link = page.getByRole('rowheader').first().getByRole('link')
  const name = (await link.getAttribute('title')) ?? ''
  await link.focus()
  await page.keyboard.press('Shift+F10')
  await expect(page.getByRole('menuitem', { name: 'Open' })).toBeFocused()
  await page.keyboard.press('c')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Name copied')).toBeVisible()
  await expect(link).toBeFocused()
  await search(page).fill('')
  await search(page).press('ControlOrMeta+V')
  await expect(search(page)).toHaveValue(name)
})

/** The button of a filter that is not in use. */
function filter(page: Page, name: string): Locator {
  return page.getByRole('region', { name: 'Filters' }).getByRole('button', { name, exact: true })
}

/** Chooses an option; gives the count that it shows. */
async function choose(option: Locator): Promise<number> {
  const count = countIn(await option.innerText())
  await option.click()
  await expect(option).toHaveAttribute('aria-selected', 'true')
  return count
}

function countIn(text: string): number {
  return Number(/(\d+)\s*$/.exec(text.replaceAll(',', ''))?.[1])
}
