import type { Page } from '@playwright/test'

import { expect, test } from './gateway'
import { contactPanel, openAll, readTable } from './testing/parts'

const header = (page: Page, name: string) => page.getByRole('columnheader', { name, exact: true })
const labels = async (page: Page) => (await readTable(page)).labels
const widthOf = async (page: Page, name: string) =>
  Math.round((await header(page, name).boundingBox())?.width ?? 0)

test('columns are dragged, widened and pinned by mouse, and stay so', async ({ page, gateway }) => {
  await page.setViewportSize({ width: 900, height: 700 })
  await openAll(page, gateway.url)
  const [owner, company] = [
    await header(page, 'Owner').boundingBox(),
    await header(page, 'Company').boundingBox(),
  ]
  if (!owner || !company) throw new Error('The headers are not drawn.')
  await page.mouse.move(owner.x + 40, owner.y + 10)
  await page.mouse.down()
  await page.mouse.move(company.x + 60, owner.y + 12, { steps: 5 })
  await page.mouse.move(company.x + 20, owner.y + 12, { steps: 5 })
  await page.mouse.up()
  await expect.poll(() => labels(page)).toEqual(expect.arrayContaining(['Name', 'Owner', 'Company']))
  expect((await labels(page)).slice(0, 4)).toEqual(['Name', 'Owner', 'Company', 'Phone'])
  // The press that dropped it sorted nothing.
  await expect(header(page, 'Owner')).toHaveAttribute('aria-sort', 'none')

  // Escape gives up a drag, or a width, and closes nothing else.
  await page.getByRole('rowheader').first().getByRole('link').click()
  await expect(contactPanel(page)).toBeVisible()
  const before = await widthOf(page, 'Owner')
  for (const inset of [40, before - 2]) {
    const left = (await header(page, 'Owner').boundingBox())?.x ?? 0
    await page.mouse.move(left + inset, owner.y + 10)
    await page.mouse.down()
    await page.mouse.move(left + inset + 90, owner.y + 10, { steps: 5 })
    await page.keyboard.press('Escape')
    await page.mouse.up()
  }
  await expect(contactPanel(page)).toBeVisible()
  expect(await widthOf(page, 'Owner')).toBe(before)
  expect((await labels(page)).slice(0, 4)).toEqual(['Name', 'Owner', 'Company', 'Phone'])
  await page.getByRole('button', { name: 'Close' }).click()

  const edge = await header(page, 'Owner').boundingBox()
  if (!edge) throw new Error('The header is not drawn.')
  await page.mouse.move(edge.x + edge.width - 2, edge.y + 10)
  await page.mouse.down()
  await page.mouse.move(edge.x + edge.width + 58, edge.y + 10, { steps: 4 })
  await page.mouse.up()
  expect(await widthOf(page, 'Owner')).toBe(before + 60)
  await expect(header(page, 'Owner')).toHaveAttribute('aria-sort', 'none')

  await header(page, 'Phone').hover()
  await page.getByTitle('Phone column menu').click()
  await page.getByRole('menuitem', { name: 'Pin beside the name' }).click()
  await expect.poll(async () => (await labels(page)).slice(0, 3)).toEqual(['Name', 'Phone', 'Owner'])
  await page.getByRole('region', { name: 'Rows' }).evaluate((rows) => rows.scrollTo({ left: 400 }))
  const nameWidth = await widthOf(page, 'Name')
  await expect.poll(async () => (await header(page, 'Phone').boundingBox())?.x).toBe(nameWidth)
  expect((await header(page, 'Owner').boundingBox())?.x).toBeLessThan(nameWidth)
  await page.reload()
  await expect.poll(async () => (await labels(page)).slice(0, 3)).toEqual(['Name', 'Phone', 'Owner'])
  expect(await widthOf(page, 'Owner')).toBe(before + 60)

  await page.getByRole('button', { name: 'Display' }).click()
  await page.getByRole('button', { name: 'Reset columns' }).click()
  await page.keyboard.press('Escape')
  expect(await widthOf(page, 'Owner')).toBe(before)
  expect((await labels(page)).slice(0, 3)).toEqual(['Name', 'Company', 'Owner'])
})

test('columns are moved, widened, hidden and sorted by several by keyboard', async ({ page, gateway }) => {
  await openAll(page, gateway.url)
  const choose = async (column: string, action: string) => {
    await page.getByRole('button', { name: `Sort by ${column}` }).focus()
    await page.keyboard.press('Shift+F10')
    await page.getByRole('menuitem', { name: action }).focus()
    await page.keyboard.press('Enter')
  }
  await choose('email', 'Move left')
  await expect
    .poll(async () => (await labels(page)).slice(0, 5))
    .toEqual(['Name', 'Company', 'Owner', 'Email', 'Phone'])
  await expect(page.getByRole('button', { name: 'Sort by email' })).toBeFocused()
  const before = await widthOf(page, 'Email')
  await choose('email', 'Wider')
  await expect.poll(() => widthOf(page, 'Email')).toBe(before + 24)
  await choose('owner', 'Sort Z to A')
  await choose('company', 'Then sort by this, too')
  await expect(header(page, 'Owner')).toHaveAttribute('aria-sort', 'descending')
  await expect(header(page, 'Company')).toHaveAttribute('aria-sort', 'ascending')
  await expect(
    page.getByRole('status').filter({ hasText: 'sorted by owner, Z to A, then company' }),
  ).toBeVisible()
  await choose('title', 'Hide')
  await expect(header(page, 'Title')).toHaveCount(0)
})
