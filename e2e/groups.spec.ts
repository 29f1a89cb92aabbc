import { expect, test } from './gateway'
import { axeViolations } from './testing/inspect'
import { contactPanel, contactsTable, figures, openAll, resultLine } from './testing/parts'

test('a manager groups by owner, collapses one, walks by keyboard, and shares the link', async ({
  page,
  gateway,
  browser,
}) => {
  test.setTimeout(120_000)
  await openAll(page, `${gateway.url}/?sort=name`)
  await page.getByRole('button', { name: 'Display' }).click()
  await page.getByRole('group', { name: 'Group by' }).getByText('Owner').click()
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/group=owner/)
  await expect(resultLine(page)).toContainText('grouped by owner, sorted by name')
  const heads = contactsTable(page).getByRole('button', { name: /, [\d,]+ contacts?$/ })
  const first = heads.first()
  await expect(first).toHaveAttribute('aria-expanded', 'true')
  const label = (await first.getAttribute('aria-label')) ?? ''
  const count = Number(/, ([\d,]+) contacts?$/.exec(label)?.[1]?.replaceAll(',', ''))
  const owner = label.replace(/, [\d,]+ contacts?$/, '')
  await expect(contactsTable(page).getByRole('row').nth(2).getByText(owner, { exact: true })).toBeVisible()

  // By keyboard: to the head, into the group, back, and collapsed.
  await page.getByRole('region', { name: 'Rows' }).focus()
  await page.keyboard.press('ArrowDown')
  await expect(first).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('rowheader').nth(1).getByRole('link')).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(first).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(first).toHaveAttribute('aria-expanded', 'false')
  await expect(first).toBeFocused()
  await expect(page.getByText(`of ${(5_000 - count).toLocaleString('en-US')} in open groups`)).toBeVisible()
  expect(await figures(page)).toEqual([5_000, 5_000])
  await page.keyboard.press('ArrowDown')
  await expect(heads.nth(1)).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(contactPanel(page)).toContainText('of 5,000')
  const opened = page.url()
  await page.keyboard.press('Escape')

  expect(await axeViolations(page)).toEqual([])

  // Who opens the link has all groups open.
  const other = await (await browser.newContext()).newPage()
  await openAll(other, opened.replace(/&?contact=\d+/, ''))
  const shared = contactsTable(other).getByRole('button', { name: label, exact: true })
  await expect(shared).toHaveAttribute('aria-expanded', 'true')
  await other.context().close()
})
