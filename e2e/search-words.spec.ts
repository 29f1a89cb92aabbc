import type { Page } from '@playwright/test'

import { expect, test } from './gateway'
import { figures, openAll, readTable, search } from './testing/parts'

test('a salesperson narrows the list down with words in the search, by keyboard alone', async ({
  page,
  gateway,
}) => {
  await openAll(page, gateway.url)
  await page.keyboard.press('/')
  await expect(search(page)).toBeFocused()
  await expect(page.getByRole('listbox')).toHaveCount(0)
  await page.keyboard.type('owner:ja')
  const owners = page.getByRole('listbox', { name: 'Owner is' }).getByRole('option')
  await expect(owners.first()).toHaveAttribute('aria-selected', 'true')
  // What is being written is not searched yet.
  expect(await figures(page)).toEqual([5_000, 5_000])
  await page.keyboard.press('ArrowDown')
  await expect(owners.nth(1)).toHaveAttribute('aria-selected', 'true')
  const count = Number(/(\d+)$/.exec((await owners.nth(1).innerText()).replaceAll(',', ''))?.[1])
  await page.keyboard.press('Enter')
  await expect.poll(() => figures(page)).toEqual([count, 5_000])
  await expect(chip(page, /^Owner is Jane/)).toBeVisible()
  await expect(search(page)).toHaveValue('')
  await expect(search(page)).toBeFocused()

  await page.keyboard.type('has:email created:>=2020-01-01')
  await expect(chip(page, 'Quality is Has email')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(chip(page, 'Created since Jan 1, 2020')).toBeVisible()
  await expect(page).toHaveURL(/created=2020-01-01\.\./)
  await expect(search(page)).toHaveValue('')
  const { labels, rows } = await readTable(page)
  expect(rows.length).toBeGreaterThan(0)
  expect(rows.map((row) => row[labels.indexOf('Email')])).not.toContain('')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('rowheader').first().getByRole('link')).toBeFocused()

  await page.keyboard.press('/')
  await page.keyboard.type('-company:')
  const company = page.getByRole('listbox', { name: 'Company is not' }).getByRole('option').first()
  const [left] = await figures(page)
  const without = left - Number(/(\d+)$/.exec(await company.innerText())?.[1])
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(chip(page, /^Company is not /)).toBeVisible()
  await expect.poll(() => figures(page)).toEqual([without, 5_000])
  await page.reload()
  await expect.poll(() => figures(page)).toEqual([without, 5_000])

  // The last filter comes back as the word that it is, and as a filter again.
  await page.keyboard.press('/')
  // Loaded when the box is used.
  await expect(search(page)).toHaveAttribute('aria-autocomplete', 'list')
  await page.keyboard.press('Backspace')
  await expect(search(page)).toHaveValue('has:email')
  await expect(chip(page, /^Quality/)).toHaveCount(0)
  await page.keyboard.press('Space')
  await expect(chip(page, 'Quality is Has email')).toBeVisible()
  await expect.poll(() => figures(page)).toEqual([without, 5_000])
})

test('what means nothing is text like others, and is told while it is written', async ({ page, gateway }) => {
  await openAll(page, gateway.url)
  await search(page).focus()
  await page.keyboard.type('colour:red')
  await expect.poll(() => figures(page)).toEqual([0, 5_000])
  await expect(page.getByText('Nothing holds “colour:red”.')).toBeVisible()
  await search(page).press('ControlOrMeta+a')
  await page.keyboard.type('owner:nobody')
  await expect(page.getByText('No owner matches “nobody”')).toBeVisible()
  await expect.poll(() => figures(page)).toEqual([5_000, 5_000])
  await page.keyboard.press('Enter')
  await expect.poll(() => figures(page)).toEqual([0, 5_000])
  await expect(page).toHaveURL(/q=owner:nobody/)
  await page.keyboard.press('Escape')
  await expect(search(page)).toHaveValue('')
  await expect.poll(() => figures(page)).toEqual([5_000, 5_000])
})

test('what is typed before words can be read is read as soon as they can', async ({ page, gateway }) => {
  let letCome = () => {}
  const held = new Promise<void>((resolve) => (letCome = resolve))
  await page.route(/\/assets\/field-words/, async (route) => {
    await held
    await route.continue()
  })
  await openAll(page, gateway.url)
  await search(page).focus()
  await page.keyboard.type('owner:ja')
  await expect.poll(() => figures(page)).toEqual([0, 5_000])
  letCome()
  await expect(page.getByRole('listbox', { name: 'Owner is' })).toBeVisible()
  await expect.poll(() => figures(page)).toEqual([5_000, 5_000])
  await page.keyboard.press('Enter')
  await expect(chip(page, /^Owner is Ja/)).toBeVisible()
})

/** A filter that is in use. */
function chip(page: Page, name: string | RegExp) {
  return page.getByRole('region', { name: 'Filters' }).getByRole('button', { name })
}
