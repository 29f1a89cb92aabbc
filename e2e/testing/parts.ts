import { type Locator, type Page, expect } from '@playwright/test'

/** The parts of the page, found as a person with a screen reader finds them (design.md). */

export function contactsTable(page: Page): Locator {
  return page.getByRole('table', { name: 'Contacts' })
}

/** The line that says how many contacts match. */
export function resultLine(page: Page): Locator {
  return page.getByRole('status').filter({ hasText: / of .* contacts?/ })
}

export function search(page: Page): Locator {
  return page.getByRole('searchbox', { name: 'Search contacts' })
}

/** All toasts about errors, or the ones with these words. */
export function alerts(page: Page, words: string | RegExp = ''): Locator {
  return page.getByRole('region', { name: 'Notifications' }).getByRole('alert').filter({ hasText: words })
}

/** A first clean read is complete; a second one, read behind it, verifies it a moment later. */
export function completeSign(page: Page): Locator {
  return page.getByText(/^(Complete|Verified)$/)
}

/** Opens an address and waits until everything has been read. */
export async function openAll(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await expect(completeSign(page)).toBeVisible()
  // The rows follow the figures by a turn of the worker, which a busy machine draws out.
  let before = ''
  const isSettled = async () => {
    const now = await page.getByRole('main').innerText()
    const isSame = now === before
    before = now
    return isSame
  }
  await expect.poll(isSettled, { intervals: [200] }).toBe(true)
}

/** The open contact, beside the demonstration's own line. */
export function contactPanel(page: Page): Locator {
  return page.getByRole('complementary').filter({ has: page.getByRole('button', { name: 'Next contact' }) })
}

/** Opens the settings, which stand behind More. */
export async function openSettings(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Settings' }).click()
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await expect(settings).toBeVisible()
  return settings
}

/** Both figures of the result line: contacts that match, and all. */
export async function figures(page: Page): Promise<[number, number]> {
  const text = (await resultLine(page).innerText()).replaceAll(',', '')
  const [, matching, all] = /(\d+) of (\d+) contact/.exec(text) ?? []
  return [Number(matching), Number(all)]
}

/** What the table shows. */
export interface ShownTable {
  labels: string[]
  /** Blanks are empty, instants are `Date.toISOString`, everything else is as it is read aloud. */
  rows: string[][]
}

/** Reads the table as a screen reader does: without what is there for the eye alone. */
export function readTable(page: Page): Promise<ShownTable> {
  return contactsTable(page).evaluate((table) => {
    const labels = [...table.querySelectorAll('th[scope=col]')].map(
      (header) => header.getAttribute('aria-label') ?? '',
    )
    const read = (cell: Element, label = '') => {
      const instant = cell.querySelector('time')?.dateTime
      if (instant) return instant
      const spoken = document.createElement('div')
      spoken.append(...[...cell.childNodes].map((node) => node.cloneNode(true)))
      for (const silent of spoken.querySelectorAll('[aria-hidden]')) silent.remove()
      const text = spoken.textContent ?? ''
      return text === `No ${label.toLowerCase()}` ? '' : text
    }
    const lines = [...table.querySelectorAll('tbody tr:not([aria-hidden])')]
    return {
      labels,
      rows: lines.map((line) =>
        [...line.querySelectorAll(':scope > :is(th, td):not([aria-hidden])')].map((cell, index) =>
          read(cell, labels[index]),
        ),
      ),
    }
  })
}

/** The names that the rows show, in their order. */
export async function names(page: Page): Promise<string[]> {
  return (await readTable(page)).rows.map((row) => row[0] ?? '')
}
