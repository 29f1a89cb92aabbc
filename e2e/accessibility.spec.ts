import type { Locator, Page } from '@playwright/test'

import { expect, test } from './linq-stub'
import { axeViolations, focusedName, isFocusSeen, overflows } from './testing/inspect'
import { alerts, contactsTable, figures, openAll, openSettings, resultLine, search } from './testing/parts'
import { manyRecords } from './testing/records'

test.describe('axe finds nothing', () => {
  // It looks at every element of many states, which a busy machine takes long for.
  test.describe.configure({ timeout: 180_000 })
  for (const theme of ['light', 'dark'] as const) {
    test(`in the ${theme} theme: table, popovers, menus`, async ({ page, startGateway }) => {
      // Few rows, because axe looks at every cell.
      const gateway = await startGateway({ DEMO_CONTACTS: '10' })
      await page.emulateMedia({ colorScheme: theme })
      await openAll(page, `${gateway.url}/?sort=-updated,name`)
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
      await expect(page.getByRole('button', { name: 'Keep a copy' })).toBeVisible()
      await expectNoViolations(page, 'the table, and the question of a copy')

      await page.getByRole('button', { name: /^Owner/ }).click()
      const options = page.getByRole('listbox', { name: 'Owners' }).getByRole('option')
      await options.nth(1).click()
      await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true')
      await expectNoViolations(page, 'owner popover')
      await page.keyboard.press('Escape')
      await expect(options).toHaveCount(0)
      for (const [name, part] of [
        ['Company', page.getByRole('listbox', { name: 'Companies' }).getByRole('option').first()],
        ['Created', page.getByRole('radio', { name: 'Any time' })],
        ['Quality', page.getByRole('checkbox', { name: /^No email \d/ })],
        ['Duplicates', page.getByRole('checkbox', { name: /^Only duplicates \d/ })],
      ] as const) {
        await page.getByRole('region', { name: 'Filters' }).getByRole('button', { name, exact: true }).click()
        await expect(part).toBeVisible()
        await expectNoViolations(page, `${name} popover`)
        await page.keyboard.press('Escape')
        await expect(part).toHaveCount(0)
      }
      await search(page).focus()
      await page.keyboard.type('owner:a')
      await expect(page.getByRole('listbox', { name: 'Owner is' })).toBeVisible()
      await expectNoViolations(page, 'what is offered for a word')
      await page.keyboard.type('zzz')
      await expect(page.getByText('No owner matches “azzz”')).toBeVisible()
      await expectNoViolations(page, 'nothing to offer for a word')
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
      await page.getByRole('rowheader').first().getByRole('link').focus()
      await page.keyboard.press('Shift+F10')
      await expect(page.getByRole('menuitem', { name: 'Open' })).toBeVisible()
      await expectNoViolations(page, 'row menu')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Display' }).click()
      await expect(page.getByRole('checkbox', { name: 'Company' })).toBeVisible()
      await expectNoViolations(page, 'display popover')
    })

    test(`in the ${theme} theme: panel, summary, dialogs, nothing found`, async ({ page, startGateway }) => {
      const gateway = await startGateway({ DEMO_CONTACTS: '10' })
      await page.emulateMedia({ colorScheme: theme })
      await openAll(page, gateway.url)
      await page.getByRole('rowheader').first().getByRole('link').click()
      await expect(page.getByRole('complementary').getByRole('button', { name: 'Close' })).toBeVisible()
      await expectNoViolations(page, 'panel')
      await page.getByRole('button', { name: 'Summary' }).click()
      const owner = page.getByRole('table', { name: 'Contacts per owner' }).getByRole('button').first()
      await owner.click()
      await expect(owner).toHaveAttribute('aria-pressed', 'true')
      await expectNoViolations(page, 'summary')
      await page.getByRole('button', { name: 'Export', exact: true }).click()
      await expect(page.getByRole('dialog', { name: 'Export contacts' })).toBeVisible()
      await expectNoViolations(page, 'export dialog')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Connect your organisation' }).click()
      await expect(page.getByRole('dialog', { name: 'Connect your organisation' })).toBeVisible()
      await expectNoViolations(page, 'connect dialog')
      await page.keyboard.press('Escape')
      await openSettings(page)
      await expectNoViolations(page, 'settings')
      await page.keyboard.press('Escape')

      await search(page).fill('zzzz anna')
      await expect(page.getByRole('heading', { name: 'No contact matches' })).toBeVisible()
      await expectNoViolations(page, 'nothing found')
    })

    test(`in the ${theme} theme: views, menus of columns, palette, keys`, async ({ page, startGateway }) => {
      const gateway = await startGateway({ DEMO_CONTACTS: '10' })
      await page.emulateMedia({ colorScheme: theme })
      await openAll(page, gateway.url)
      await page.getByRole('button', { name: 'Mine' }).click()
      const who = page.getByRole('combobox', { name: 'Which owner you are' })
      await expect(who).toBeVisible()
      await expectNoViolations(page, 'who are you')
      await who.selectOption({ index: 1 })
      await page.getByRole('button', { name: 'Show my contacts' }).click()
      await page.getByRole('button', { name: 'Saved views' }).click()
      await page.getByRole('textbox', { name: 'Name of this view' }).fill('Mine')
      await page.keyboard.press('Enter')
      await expect(page.getByRole('button', { name: 'Delete Mine' })).toBeAttached()
      await expectNoViolations(page, 'saved views')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'All', exact: true }).click()
      await page.getByRole('button', { name: 'Sort by phone' }).focus()
      await page.keyboard.press('Shift+F10')
      await expect(page.getByRole('menuitem', { name: 'Wider' })).toBeVisible()
      await expectNoViolations(page, 'column menu')
      await page.keyboard.press('Escape')
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: 'Search for contacts and commands' }).fill('a')
      await expect(page.getByRole('option', { name: /^Show all/ })).toBeVisible()
      await expectNoViolations(page, 'palette')
      await page.keyboard.press('Escape')
      await page.keyboard.press('?')
      await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
      await expectNoViolations(page, 'keys')
      await page.keyboard.press('Escape')
    })

    test(`in the ${theme} theme: loading, toasts, an empty organisation`, async ({ page, startLinq }) => {
      await page.emulateMedia({ colorScheme: theme })
      // What Linq has next is to be seen at once.
      const linq = await startLinq({ records: [], held: true }, { CACHE_MEGABYTES: '0' })
      await page.goto(linq.gateway.url)
      await expect(contactsTable(page)).toHaveAttribute('aria-busy', 'true')
      await expectNoViolations(page, 'loading')
      await linq.order({ held: false })
      await expect(page.getByRole('heading', { name: 'There are no contacts yet' })).toBeVisible()
      await expectNoViolations(page, 'an empty organisation')
      await linq.order({ records: manyRecords(205), answerFrom: 3, answer: { status: 500, body: '' } })
      await page.goto(`${linq.gateway.url}/?q=novak 10`)
      const toast = alerts(page, 'Page 3 could not be read')
      await toast.getByRole('button', { name: 'Details', exact: true }).click()
      await expect(toast.getByRole('button', { name: 'Copy details' })).toBeVisible()
      await expectNoViolations(page, 'toasts')
      await linq.order({ answerFrom: 1, answer: { status: 401, body: '' } })
      await page.reload()
      await expect(page.getByText('Reading stopped')).toBeVisible()
      await expectNoViolations(page, 'the token was rejected')
    })
  }

  test('while contacts are being read, and while Linq asks to wait', async ({ page, startLinq }) => {
    const wait = { status: 429, body: '', headers: { 'Retry-After': '300' } }
    const linq = await startLinq({ records: manyRecords(250), answerFrom: 3, answer: wait })
    await page.goto(linq.gateway.url)
    await expect(page.getByText(/Linq asked us to wait/)).toBeVisible()
    await expectNoViolations(page, 'waiting')
    await page.getByRole('button', { name: 'Pause' }).click()
    await expect(page.getByText(/^Paused/)).toBeVisible()
    await expectNoViolations(page, 'paused')
  })
})

test.describe('by keyboard alone', () => {
  test('Tab goes through search, filters, headers, rows and pager, and is always seen', async ({
    page,
    gateway,
  }) => {
    await openAll(page, gateway.url)
    const firstRow = await page.getByRole('rowheader').first().getByRole('link').innerText()
    const met: string[] = []
    for (let step = 0; step < 80; step++) {
      await page.keyboard.press('Tab')
      const name = await focusedName(page)
      met.push(name)
      expect(await isFocusSeen(page), name).toBe(true)
      if (name === 'Last page') break
    }
    const wanted = [
      'Search contacts',
      'Export',
      'Theme',
      'More',
      'Owner',
      'Company',
      'Title',
      'Location',
      'Created',
      'Updated',
      'Quality',
      'Duplicates',
      'Display',
      'Sort by name',
      'Sort by updated',
      firstRow.replace(/^.*\n/, ''),
      'Rows per page',
      'Next page',
      'Last page',
    ]
    const places = wanted.map((name) => met.findIndex((one) => one === name || one.endsWith(name)))
    expect(places, met.join(' · ')).not.toContain(-1)
    expect(places).toEqual(places.toSorted((left, right) => left - right))
  })

  test('owners are chosen, columns changed, and the focus comes back each time', async ({
    page,
    gateway,
  }) => {
    await openAll(page, gateway.url)
    const owner = page.getByRole('button', { name: /^Owner/ })
    await owner.focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('combobox', { name: 'Find an owner' })).toBeFocused()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    const chosen = page.getByRole('listbox', { name: 'Owners' }).getByRole('option', { selected: true })
    await expect(chosen).toHaveCount(1)
    const active = page.getByRole('combobox', { name: 'Find an owner' })
    const chosenId = await chosen.getAttribute('id')
    await expect(active).toHaveAttribute('aria-activedescendant', chosenId ?? '')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('button', { name: /^Owner is/ })).toBeFocused()
    const [matching] = await figures(page)
    expect(matching).toBeLessThan(5000)

    const display = page.getByRole('button', { name: 'Display' })
    await display.focus()
    await page.keyboard.press('Enter')
    const title = page.getByRole('checkbox', { name: 'Title' })
    await expect(title).toBeChecked()
    for (let step = 0; step < 20 && !(await isFocused(title)); step++) await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await expect(title).not.toBeChecked()
    await page.keyboard.press('Escape')
    await expect(display).toBeFocused()
    await expect(page.getByRole('columnheader', { name: 'Title' })).toHaveCount(0)
  })

  test('the export dialog gives the focus back', async ({ page, gateway }) => {
    await openAll(page, gateway.url)
    const button = page.getByRole('button', { name: 'Export', exact: true })
    await button.focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Export contacts' })
    await expect(dialog).toBeVisible()
    // What has the focus is inside of the dialog, wherever Tab leads within the page.
    for (let step = 0; step < 12; step++) {
      await page.keyboard.press('Tab')
      const place = await page.evaluate(() => {
        const focused = document.activeElement
        return focused === document.body || focused?.closest('dialog') !== null
      })
      expect(place).toBe(true)
    }
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
    await expect(button).toBeFocused()
  })

  test('a contact is opened, and Escape leads back to its row', async ({ page, gateway }) => {
    await openAll(page, gateway.url)
    const link = page.getByRole('rowheader').nth(2).getByRole('link')
    await link.focus()
    await page.keyboard.press('Enter')
    const panel = page
      .getByRole('complementary')
      .filter({ has: page.getByRole('button', { name: 'Next contact' }) })
    await expect(panel).toBeFocused()
    await page.keyboard.press('Tab')
    await expect(panel.getByRole('button', { name: 'Previous contact' })).toBeFocused()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(panel).toContainText(/^4 of /)
    await page.keyboard.press('Escape')
    await expect(panel).toHaveCount(0)
    await expect(page.getByRole('rowheader').nth(3).getByRole('link')).toBeFocused()
  })

  test('a toast is reached, and the focus is not lost when it is dismissed', async ({ page, startLinq }) => {
    const linq = await startLinq({
      records: manyRecords(250),
      answerFrom: 3,
      answer: { status: 500, body: '' },
    })
    await page.goto(linq.gateway.url)
    const toast = alerts(page, 'Page 3 could not be read')
    await toast.getByRole('button', { name: 'Dismiss' }).focus()
    await page.keyboard.press('Enter')
    await expect(toast).toHaveCount(0)
    await expect(page.getByRole('region', { name: 'Rows' })).toBeFocused()
    await page.keyboard.press('/')
    await expect(search(page)).toBeFocused()
  })
})

test('rows say where they stand among all that match', async ({ page, gateway }) => {
  await openAll(page, gateway.url)
  const rows = contactsTable(page).getByRole('row')
  await expect(contactsTable(page)).toHaveAttribute('aria-rowcount', '5001')
  await expect(rows.first()).toHaveAttribute('aria-rowindex', '1')
  await expect(rows.nth(1)).toHaveAttribute('aria-rowindex', '2')
  await page.getByRole('button', { name: 'Next page' }).click()
  await expect(rows.nth(1)).toHaveAttribute('aria-rowindex', '27')
  await expect(rows.last()).toHaveAttribute('aria-rowindex', '51')
  await search(page).fill('an')
  await expect(resultLine(page)).not.toContainText('5,000 of 5,000')
  const [matching] = await figures(page)
  await expect(contactsTable(page)).toHaveAttribute('aria-rowcount', String(matching + 1))
  await expect(rows.nth(1)).toHaveAttribute('aria-rowindex', '2')
})

test('nothing moves for people who ask for less motion', async ({ page, gateway }) => {
  await openAll(page, gateway.url)
  const longestMotion = () =>
    page.evaluate(() => {
      const seconds = (list: string) => Math.max(...list.split(',').map(Number.parseFloat))
      const styles = [...document.querySelectorAll('*')].map((element) => getComputedStyle(element))
      return Math.max(
        ...styles.map((style) =>
          Math.max(seconds(style.transitionDuration), seconds(style.animationDuration)),
        ),
      )
    })
  await page.getByRole('button', { name: 'Display' }).click()
  await expect(page.getByRole('checkbox', { name: 'Company' })).toBeVisible()
  expect(await longestMotion()).toBe(0)
  await page.emulateMedia({ reducedMotion: 'no-preference' })
  expect(await longestMotion()).toBeGreaterThan(0.05)
  // look.md, "Motion": 120 ms for colour.
  await expect(page.getByRole('button', { name: 'Display' })).toHaveCSS('transition-duration', '0.12s')
})

test('a dialog fits into a low window, and its buttons stay within reach', async ({ page, gateway }) => {
  await page.setViewportSize({ width: 1024, height: 420 })
  await openAll(page, gateway.url)
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Export contacts' })
  await expect(dialog.getByRole('button', { name: 'Close' })).toBeInViewport({ ratio: 1 })
  await expect(dialog.getByRole('button', { name: 'Export 5,000 contacts' })).toBeInViewport({ ratio: 1 })
})

test('a window that is far too small for the page scrolls to what does not fit', async ({
  page,
  startGateway,
}) => {
  const gateway = await startGateway({ DEMO_CONTACTS: '100' })
  await page.setViewportSize({ width: 320, height: 220 })
  await page.goto(gateway.url)
  // What asks something covers such a window.
  await page.getByRole('region', { name: 'Question' }).getByRole('button', { name: 'Dismiss' }).click()
  const next = page.getByRole('button', { name: 'Next page' })
  await expect(next).not.toBeInViewport()
  await page.mouse.move(20, 20)
  await page.mouse.wheel(0, 1_000)
  await expect(next).toBeInViewport()
})

test('a window of 320 pixels shows everything without scrolling sideways', async ({ page, gateway }) => {
  await page.setViewportSize({ width: 320, height: 640 })
  await openAll(page, gateway.url)
  const card = page.getByRole('list', { name: 'Contacts' }).getByRole('listitem').first()
  await expect(card).toBeVisible()
  expect(await overflows(page)).toEqual([])
  await page.getByRole('button', { name: 'Filters' }).click()
  await expect(page.getByRole('dialog', { name: 'Filters' })).toBeVisible()
  expect(await overflows(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await expect(page.getByRole('dialog', { name: 'Export contacts' })).toBeVisible()
  expect(await overflows(page)).toEqual([])
  await page.keyboard.press('Escape')
  await card.getByRole('link').first().click()
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Next contact' })).toBeVisible()
  expect(await overflows(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Summary' }).click()
  await expect(page.getByRole('table', { name: 'Contacts per owner' })).toBeVisible()
  expect(await overflows(page)).toEqual([])
})

async function expectNoViolations(page: Page, state: string): Promise<void> {
  expect.soft(await axeViolations(page), state).toEqual([])
}

function isFocused(element: Locator): Promise<boolean> {
  return element.evaluate((node) => node === document.activeElement)
}
