import type { Page } from '@playwright/test'

import { expect, test } from './gateway'
import { axeViolations } from './testing/inspect'
import { figures, openAll, readTable, resultLine, search } from './testing/parts'

const bar = (page: Page) => page.getByRole('region', { name: 'Selection' })
const boxes = (page: Page) => page.getByRole('rowheader').getByRole('checkbox')

test('selection survives paging and filter', async ({ page, gateway }) => {
  await openAll(page, gateway.url)
  await boxes(page).nth(1).check()
  await boxes(page)
    .nth(4)
    .click({ modifiers: ['Shift'] })
  await expect(bar(page)).toContainText('4 selected')
  await page.getByRole('button', { name: 'Next page' }).click()
  await expect(page).toHaveURL(/page=2/)
  await page.getByRole('rowheader').first().getByRole('link').focus()
  await page.keyboard.press('Space')
  await expect(bar(page)).toContainText('5 selected')
  await search(page).fill('a')
  await expect(resultLine(page)).not.toContainText('5,000 of')
  await expect(bar(page)).toContainText('5 selected')
  await bar(page).getByRole('button', { name: 'Show only these' }).click()
  await expect(resultLine(page)).toContainText('5 of 5,000')
  await expect(page.getByRole('checkbox', { name: 'Select all on this page' })).toBeChecked()
  expect(await axeViolations(page)).toEqual([])
  await page.getByRole('button', { name: 'Remove the list filter' }).click()
  await expect(resultLine(page)).toContainText('5,000 of 5,000')
  await bar(page).getByRole('button', { name: 'Select all 5,000' }).click()
  await expect(bar(page)).toContainText('5,000 selected')
  await bar(page).getByRole('button', { name: 'Clear selection' }).click()
  await expect(bar(page)).toHaveCount(0)
  await page
    .getByRole('region', { name: 'Notifications' })
    .getByRole('button', { name: 'Undo' })
    .last()
    .click()
  await expect(bar(page)).toContainText('5,000 selected')
})

test('nobody is offered to select all who has selected all of them, page by page', async ({
  page,
  gateway,
}) => {
  await openAll(page, `${gateway.url}/?rows=25`)
  const [first = ''] = (await page.getByRole('rowheader').first().innerText()).split(/\s/)
  await search(page).fill(first)
  await expect(resultLine(page)).not.toContainText('5,000 of')
  const [matching] = await figures(page)
  const all = page.getByRole('checkbox', { name: 'Select all on this page' })
  const offer = bar(page).getByRole('button', { name: `Select all ${matching}` })
  for (let chosen = 0; chosen < matching; chosen += 25) {
    if (chosen > 0) await page.getByRole('button', { name: 'Next page' }).click()
    await expect(all).not.toBeChecked()
    await all.check()
  }
  await expect(bar(page)).toContainText(`${matching} selected`)
  await expect(offer).toHaveCount(0)
  await boxes(page).first().uncheck()
  await expect(offer).toBeVisible()
})

test('a pasted list of 200 is sorted into found and not found', async ({ page, gateway }) => {
  await openAll(page, `${gateway.url}/?rows=100&quality=&sort=email`)
  const { labels, rows } = await readTable(page)
  const emails = [...new Set(rows.map((row) => row[labels.indexOf('Email')] ?? ''))].filter(Boolean)
  const known = emails.slice(0, 80).map((email) => email.toUpperCase())
  const unknown = Array.from({ length: 200 - known.length }, (_, at) => `nobody${at}@nowhere.invalid`)
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Find a pasted list' }).click()
  const dialog = page.getByRole('dialog', { name: 'Find a pasted list' })
  await dialog.getByRole('textbox').fill([...known, ...unknown].join('\n'))
  expect(await axeViolations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Look up 200 lines' }).click()
  await expect(dialog.getByRole('radio', { name: `Not found ${unknown.length}` })).toBeVisible()
  await expect(dialog.getByRole('radio', { name: /^Found/ })).toBeFocused()
  const found = Number(/\d+/.exec(await dialog.getByText(/of 200 lines found/).innerText())?.[0])
  expect(found).toBeGreaterThan(0)
  expect(await axeViolations(page)).toEqual([])
  await dialog.getByRole('button', { name: /^Show/ }).click()
  await expect(page.getByRole('group', { name: 'List' })).toContainText('Pasted list')
  await expect.poll(async () => (await figures(page))[0]).toBeGreaterThan(0)
  await page.getByRole('button', { name: 'Remove the list filter' }).click()
  await expect(resultLine(page)).toContainText('5,000 of 5,000')
})
