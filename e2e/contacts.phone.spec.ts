import { readFile } from 'node:fs/promises'

import type { Locator, Page } from '@playwright/test'

import { readCsv } from '../src/export/testing/csv-reader'
import { expect, test } from './linq-stub'
import { axeViolations, overflows, smallTargets } from './testing/inspect'
import { alerts, completeSign, figures, openAll, openSettings, resultLine, search } from './testing/parts'
import { manyRecords } from './testing/records'

/** A finger needs so much. */
const targetPx = 44

test.describe('on a phone', () => {
  test('contacts are cards with a call beside the name', async ({ page, gateway }) => {
    await openAll(page, gateway.url)
    await expect(page.getByRole('table')).toHaveCount(0)
    await expect(cards(page).first()).toHaveAttribute('aria-setsize', '5000')
    await expect(cards(page).first()).toHaveAttribute('aria-posinset', '1')
    const call = page.getByRole('link', { name: /^Call / }).first()
    await expect(call).toHaveAttribute('href', /^tel:\+?\d+$/)
    const name = (await call.getAttribute('aria-label'))?.replace('Call ', '') ?? ''
    await expect(cards(page).filter({ hasText: name }).first()).toBeVisible()
    await search(page).fill(name)
    await expect(resultLine(page)).not.toContainText('5,000 of 5,000')
    await expect(cards(page).first()).toContainText(name)
    expect(await overflows(page)).toEqual([])
  })

  test('filters and order are in a sheet, which says how many contacts it leads to', async ({
    page,
    gateway,
  }) => {
    await openAll(page, gateway.url)
    await page.getByRole('button', { name: 'Filters' }).click()
    const sheet = page.getByRole('dialog', { name: 'Filters' })
    await expect(sheet.getByRole('button', { name: 'Show 5,000 contacts' })).toBeVisible()
    await sheet.getByRole('button', { name: 'Owner' }).click()
    const owners = page.getByRole('dialog', { name: 'Owner' })
    const option = owners.getByRole('listbox').getByRole('option').first()
    const owner = (await option.innerText()).split('\n')
    const count = owner.at(-1) ?? ''
    await option.click()
    await expect(option).toHaveAttribute('aria-selected', 'true')
    await expect(owners.getByRole('button', { name: `Show ${count} contacts` })).toBeVisible()
    await owners.getByRole('button', { name: 'Back to filters' }).click()
    await expect(sheet.getByRole('button', { name: /^Owner/ })).not.toContainText('Any')
    await sheet.getByRole('combobox', { name: 'Sort by' }).selectOption('Last name')
    await sheet.getByRole('button', { name: `Show ${count} contacts` }).click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(resultLine(page)).toContainText(`${count} of 5,000 contacts`)
    await expect(resultLine(page)).toContainText('sorted by last name')
    const filters = page.getByRole('button', { name: 'Filters, 1 in use' })
    await expect(filters).toBeFocused()
    await filters.click()
    await page.getByRole('dialog').getByRole('button', { name: 'Clear all' }).click()
    await expect(page.getByRole('button', { name: 'Show 5,000 contacts' })).toBeVisible()
    await sheet.getByRole('button', { name: 'Undo' }).click()
    await expect(page.getByRole('button', { name: `Show ${count} contacts` })).toBeVisible()
    await sheet.getByRole('button', { name: /^Company/ }).click()
    const company = page.getByRole('listbox', { name: 'Companies' }).getByRole('option').first()
    const ofCompany = (await company.innerText()).split('\n').at(-1) ?? ''
    await company.click()
    await page.getByRole('button', { name: `Show ${ofCompany} contact` }).click()
    await expect(resultLine(page)).toContainText(`${ofCompany} of 5,000 contacts`)
    await expect(page.getByRole('button', { name: 'Filters, 2 in use' })).toBeFocused()
  })

  test('a contact fills the screen and leads back to its card', async ({ page, gateway }) => {
    await openAll(page, gateway.url)
    const link = cards(page).nth(1).getByRole('link').first()
    await link.click()
    const panel = page.getByRole('dialog')
    await expect(panel.getByRole('button', { name: 'Next contact' })).toBeVisible()
    expect(await panel.boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 })
    const name = await panel.getByRole('heading', { level: 2 }).innerText()
    await expect(panel).toHaveAccessibleName(name)
    await expect(panel).toContainText(/^2 of 5,000/)
    await panel.getByRole('button', { name: 'Next contact' }).click()
    await expect(panel).toContainText(/^3 of 5,000/)
    await panel.getByRole('button', { name: 'Previous contact' }).click()
    await expect(panel).toHaveAccessibleName(name)
    await page.goBack()
    await expect(panel).toContainText(/^3 of 5,000/)
    await panel.getByRole('button', { name: 'Close' }).click()
    await expect(panel).toHaveCount(0)
    await expect(cards(page).nth(2).getByRole('link').first()).toBeFocused()
  })

  test('pages are turned, and a page begins at its top', async ({ page, gateway }) => {
    await openAll(page, gateway.url)
    const first = await cards(page).first().innerText()
    await cards(page).nth(8).scrollIntoViewIfNeeded()
    await page.getByRole('button', { name: 'Next page' }).click()
    await expect(page.getByRole('navigation', { name: 'Pages' })).toContainText('26–50 of 5,000')
    await expect(cards(page).first()).toHaveAttribute('aria-posinset', '26')
    await expect(cards(page).first()).toBeInViewport()
    await page.getByRole('button', { name: 'Previous page' }).click()
    await expect.poll(() => cards(page).first().innerText()).toBe(first)
    await page.getByRole('combobox', { name: 'Rows per page' }).selectOption('All')
    await expect(page.getByRole('button', { name: 'Next page' })).toHaveCount(0)
    const list = page.getByRole('region', { name: 'Rows' })
    await list.evaluate((element) => element.scrollTo({ top: element.scrollHeight }))
    await expect(cards(page).last()).toHaveAttribute('aria-posinset', '5000')
    await expect(cards(page).last().getByRole('link').first()).toBeVisible()
  })

  test('the file is made here too', async ({ page, gateway }) => {
    await openAll(page, `${gateway.url}/?q=an`)
    const [matching] = await figures(page)
    await page.getByRole('button', { name: 'Export', exact: true }).click()
    await page.getByRole('radio', { name: 'CSV' }).check()
    const words = `Export ${matching.toLocaleString('en-US')} contacts`
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('dialog').getByRole('button', { name: words }).click(),
    ])
    const text = (await readFile(await download.path(), 'utf8')).replace('\ufeff', '')
    expect(readCsv(text, ',')).toHaveLength(matching + 1)
    await expect(page.getByRole('button', { name: 'Export', exact: true })).toBeFocused()
  })

  test('an error is told above the pager, and everything stays within reach', async ({ page, startLinq }) => {
    const linq = await startLinq({
      records: manyRecords(250),
      answerFrom: 3,
      answer: { status: 500, body: '' },
    })
    await page.goto(linq.gateway.url)
    const toast = alerts(page, 'Page 3 could not be read')
    await expect(toast).toBeVisible()
    await expect(page.getByRole('button', { name: 'Next page' })).toBeInViewport()
    await page.getByRole('button', { name: 'Next page' }).click()
    await expect(cards(page).first()).toHaveAttribute('aria-posinset', '26')
    await toast.getByRole('button', { name: 'Details', exact: true }).click()
    expect(await overflows(page)).toEqual([])
    expect(await smallTargets(page, targetPx)).toEqual([])
    await linq.order({ answer: null })
    await toast.getByRole('button', { name: 'Try again' }).click()
    await expect(completeSign(page)).toBeVisible()
  })
})

for (const theme of ['light', 'dark'] as const) {
  test(`every state on a phone in the ${theme} theme: nothing for axe, nothing too small for a finger`, async ({
    page,
    startGateway,
  }) => {
    test.setTimeout(180_000)
    const gateway = await startGateway({ DEMO_CONTACTS: '10' })
    await page.emulateMedia({ colorScheme: theme })
    await openAll(page, gateway.url)
    await expect(cards(page).first()).toBeVisible()
    await expect(page.getByRole('button', { name: 'Keep a copy' })).toBeVisible()
    await expectGood(page, 'the list, and the question of a copy')
    await page.getByRole('button', { name: 'Keep a copy' }).click()
    await openSettings(page)
    await expectGood(page, 'the settings')
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
    await page.getByRole('button', { name: 'Filters' }).click()
    await expect(page.getByRole('dialog', { name: 'Filters' })).toBeVisible()
    await expectGood(page, 'the filters')
    await page.getByRole('dialog').getByRole('button', { name: 'Owner' }).click()
    const owner = page.getByRole('listbox', { name: 'Owners' }).getByRole('option').first()
    await owner.click()
    await expect(owner).toHaveAttribute('aria-selected', 'true')
    await expectGood(page, 'the owners')
    await page.getByRole('button', { name: 'Back to filters' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Created' }).click()
    await expect(page.getByRole('radio', { name: 'Any time' })).toBeVisible()
    await expectGood(page, 'the dates')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Show / })
      .click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await page.getByRole('button', { name: 'Export', exact: true }).click()
    await expect(page.getByRole('dialog', { name: 'Export contacts' })).toBeVisible()
    await expectGood(page, 'the export')
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
    await cards(page).first().getByRole('link').first().click()
    await expect(page.getByRole('dialog').getByRole('button', { name: 'Next contact' })).toBeVisible()
    await expectGood(page, 'the contact')
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
    await search(page).fill('zzzz anna')
    await expect(page.getByRole('heading', { name: 'No contact matches' })).toBeVisible()
    await expectGood(page, 'nothing found')
  })
}

function cards(page: Page): Locator {
  return page.getByRole('list', { name: 'Contacts' }).getByRole('listitem')
}

async function expectGood(page: Page, state: string): Promise<void> {
  expect.soft(await axeViolations(page), `${state}: axe`).toEqual([])
  expect.soft(await smallTargets(page, targetPx), `${state}: targets`).toEqual([])
  expect.soft(await overflows(page), `${state}: width`).toEqual([])
}
