import { readFile } from 'node:fs/promises'

import type { Download, Page } from '@playwright/test'
import readWorkbook from 'read-excel-file/node'
import { parse as parseCards } from 'vcard4'

import { readCsv } from '../src/export/testing/csv-reader'
import { expect, test } from './gateway'
import { test as testWithLinq } from './linq-stub'
import { alerts, figures, openAll, readTable, resultLine, search } from './testing/parts'
import { record } from './testing/records'

test.describe('the exported file', () => {
  test('is what the table shows, over all pages: two owners, a search, an order, a hidden column', async ({
    page,
    gateway,
  }) => {
    await openAll(page, gateway.url)
    await page.getByRole('button', { name: /^Owner/ }).click()
    for (const index of [0, 2]) {
      const option = page.getByRole('listbox', { name: 'Owners' }).getByRole('option').nth(index)
      await option.click()
      await expect(option).toHaveAttribute('aria-selected', 'true')
    }
    await page.keyboard.press('Escape')
    await search(page).fill('co')
    await page.getByRole('button', { name: 'Sort by company' }).click()
    await page.getByRole('button', { name: 'Display' }).click()
    await page.getByRole('checkbox', { name: 'Location' }).uncheck()
    await page.getByRole('checkbox', { name: 'Linq ID' }).check()
    await page.keyboard.press('Escape')
    await page.getByRole('combobox', { name: 'Rows per page' }).selectOption('100')
    await expect(page).toHaveURL(/rows=100/)
    await expect(resultLine(page)).toContainText('sorted by company')
    await expect(page.getByRole('row').nth(1)).toBeVisible()
    const shown = await readAllPages(page)
    const [matching, all] = await figures(page)
    expect(matching).toBeGreaterThan(100)
    expect(all).toBe(5000)
    expect(shown.rows).toHaveLength(matching)

    await openExport(page)
    const download = await pressExport(page, `Export ${matching.toLocaleString('en-US')} contacts`)
    expect(download.suggestedFilename()).toMatch(
      new RegExp(
        String.raw`^contacts_owner-[\p{L}\p{N}-]+_co_\d{4}-\d{2}-\d{2}_${matching}-of-5000\.csv$`,
        'u',
      ),
    )
    const { labels, rows } = await readFileOf(download)
    expect(labels).toEqual(shown.labels)
    expect(labels).not.toContain('Location')
    expect(labels).toContain('Linq ID')
    expectSameRows(rows, shown.rows, labels)
    const phones = rows.map((row) => row[labels.indexOf('Phone')] ?? '')
    expect(phones.filter((phone) => /^\+\d+$/.test(phone)).length).toBeGreaterThan(matching / 4)
    await expect(
      page.getByRole('region', { name: 'Notifications' }).getByText(/^contacts_owner/),
    ).toBeVisible()
    await expect(page.getByRole('dialog')).toHaveCount(0)
  })

  test('holds this page alone when asked', async ({ page, gateway }) => {
    await openAll(page, `${gateway.url}/?sort=-updated&page=3`)
    await expect(page.getByRole('navigation', { name: 'Pages' })).toContainText('51–75 of 5,000')
    const shown = await readTable(page)
    await openExport(page)
    await choose(page, 'Rows', 'This page')
    const download = await pressExport(page, 'Export 25 contacts')
    expect(download.suggestedFilename()).toContain('rows-51-to-75')
    const { labels, rows } = await readFileOf(download)
    expect(labels).toEqual(shown.labels)
    expectSameRows(rows, shown.rows, labels)
  })

  test('holds all columns when asked, the visible ones first', async ({ page, gateway }) => {
    await openAll(page, `${gateway.url}/?columns=name,email&q=example`)
    const [matching] = await figures(page)
    await openExport(page)
    await choose(page, 'Columns', 'All columns')
    const download = await pressExport(page, /^Export [\d,]+ contacts$/)
    const { labels, rows } = await readFileOf(download)
    expect(labels.slice(0, 2)).toEqual(['Name', 'Email'])
    expect(labels).toHaveLength(15)
    expect(new Set(labels).size).toBe(15)
    expect(rows).toHaveLength(matching)
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([15]))
  })

  test('has semicolons when asked, and again the next time', async ({ page, gateway }) => {
    await openAll(page, `${gateway.url}/?q=an&rows=50`)
    await openExport(page)
    await expect(page.getByRole('combobox', { name: 'Separator' })).toHaveValue(',')
    await page.getByRole('combobox', { name: 'Separator' }).selectOption('Semicolon')
    await choose(page, 'Rows', 'This page')
    const { labels, rows } = await readFileOf(await pressExport(page, 'Export 50 contacts'), ';')
    expect(labels).toHaveLength(9)
    expect(rows).toHaveLength(50)
    await page.reload()
    await expect(page.getByRole('button', { name: 'Export', exact: true })).toBeEnabled()
    await openExport(page)
    await expect(page.getByRole('combobox', { name: 'Separator' })).toHaveValue(';')
  })

  test('is of the view at the press while one goes on in the table, and its dialog is hidden', async ({
    page,
    gateway,
  }) => {
    await openAll(page, gateway.url)
    await openExport(page)
    const release = await holdParts(page)
    const pressed = page.waitForEvent('download')
    await page.getByRole('dialog').getByRole('button', { name: 'Export 5,000 contacts' }).click()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    const toast = page.getByRole('status').filter({ hasText: 'Exporting 5,000 contacts' })
    await expect(toast).toContainText('of 5,000')
    await search(page).fill('nor')
    await expect(resultLine(page)).not.toContainText('5,000 of 5,000')
    await page.getByRole('button', { name: 'Export', exact: true }).click()
    await expect(page.getByRole('progressbar', { name: 'Exporting contacts' })).toBeVisible()
    await expect(toast).toHaveCount(0)
    await page.mouse.click(5, 400)
    await expect(toast).toBeVisible()
    await release()
    const { rows } = await readFileOf(await pressed)
    expect(rows).toHaveLength(5000)
    await expect(toast).toHaveCount(0)
    await expect(page.getByRole('region', { name: 'Notifications' })).toContainText('5,000 contacts exported')
  })

  test('is not made when one cancels in the toast of a hidden dialog', async ({ page, gateway }) => {
    await openAll(page, gateway.url)
    let downloads = 0
    page.on('download', () => (downloads += 1))
    await openExport(page)
    const release = await holdParts(page)
    await page.getByRole('dialog').getByRole('button', { name: 'Export 5,000 contacts' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
    const toast = page.getByRole('status').filter({ hasText: 'Exporting 5,000 contacts' })
    await toast.getByRole('button', { name: 'Cancel' }).click()
    await expect(toast).toHaveCount(0)
    await release()
    await openExport(page)
    await expect(page.getByRole('button', { name: 'Export 5,000 contacts' })).toBeEnabled()
    expect(downloads).toBe(0)
  })

  test('is not made when the worker ends at half, which is told', async ({ page, gateway }) => {
    await openAll(page, gateway.url)
    let downloads = 0
    page.on('download', () => (downloads += 1))
    await openExport(page, 'Excel')
    await page.workers()[0]?.evaluate(() => {
      addEventListener('message', ({ data }: MessageEvent<{ path?: string[] }>) => {
        if (data.path?.includes('exportContacts')) setTimeout(() => globalThis.close())
      })
    })
    await page.getByRole('dialog').getByRole('button', { name: 'Export 5,000 contacts' }).click()
    await expect(alerts(page, 'The file could not be made')).toContainText('Nothing was saved.')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    expect(downloads).toBe(0)
  })

  test('is not made when one cancels, nor when nothing matches', async ({ page, gateway }) => {
    await openAll(page, gateway.url)
    let downloads = 0
    page.on('download', () => (downloads += 1))
    const button = page.getByRole('button', { name: 'Export', exact: true })
    for (const way of ['Cancel', 'Close']) {
      await button.click()
      await page.getByRole('dialog').getByRole('button', { name: way, exact: true }).click()
      await expect(page.getByRole('dialog')).toHaveCount(0)
    }
    await button.click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await search(page).fill('zzzzqqqq')
    await expect(resultLine(page)).toContainText('0 of 5,000')
    await search(page).fill('')
    expect(downloads).toBe(0)
  })
})

testWithLinq('the exported file keeps what a spreadsheet would run or spoil', async ({ page, startLinq }) => {
  const records = [
    record(1, {
      full_name: '=HYPERLINK("http://example.com")',
      phone_number: '+15551234567',
      company: '007',
    }),
    record(2, { full_name: 'A "quoted", name', phone_number: '+1 555 CALL', company: 'two\r\nlines' }),
    record(3, { full_name: '@SUM(A1)', phone_number: '-5', company: 'a;b\tc' }),
    record(4, { full_name: 'Żółć 李 👩‍👩‍👧', phone_number: '', company: null }),
  ]
  const linq = await startLinq({ records })
  await openAll(page, `${linq.gateway.url}/?columns=name,phone,company,created`)
  await openExport(page)
  const { rows } = await readFileOf(await pressExport(page, 'Export 4 contacts'))
  expect(rows.map((row) => row.slice(0, 3))).toEqual([
    [`'=HYPERLINK("http://example.com")`, '+15551234567', '007'],
    ['A "quoted", name', `'+1 555 CALL`, 'two\r\nlines'],
    [`'@SUM(A1)`, `'-5`, 'a;b\tc'],
    ['Żółć 李 👩‍👩‍👧', '', ''],
  ])
  // The instant in the zone of the viewer, who is in Chicago.
  expect(rows[0]?.[3]).toBe('2025-07-30T10:00:00.000-05:00')
})

testWithLinq.describe('in each other format', () => {
  const records = [
    record(1, { full_name: 'Björn Ek', first_name: 'Björn', last_name: 'Ek', phone_number: '+15551234567' }),
    record(2, {
      full_name: '=1+1',
      first_name: '=1+1',
      last_name: '',
      phone_number: '+1 (415) 555-0100',
      email: '',
    }),
    record(3, {
      full_name: '李',
      first_name: '李',
      last_name: '',
      phone_number: '',
      email: '',
      company: '007',
    }),
  ]

  testWithLinq(
    'Excel holds text as text, dates as dates, and a sheet about itself',
    async ({ page, startLinq }) => {
      const linq = await startLinq({ records })
      await openAll(page, `${linq.gateway.url}/?columns=name,company,phone,created`)
      await openExport(page, 'Excel')
      const download = await pressExport(page, 'Export 3 contacts')
      expect(download.suggestedFilename()).toMatch(/\.xlsx$/)
      const [contacts, about] = await readWorkbook(await readFile(await download.path()))
      const [labels, ...rows] = contacts?.data ?? []
      expect(labels).toEqual(['Name', 'Company', 'Phone', 'Created (America/Chicago)'])
      expect(rows.map((row) => [row[0], row[2]])).toEqual([
        ['Björn Ek', '+15551234567'],
        ['=1+1', '+1 (415) 555-0100'],
        ['李', null],
      ])
      expect(rows[2]?.[1]).toBe('007')
      // The reader loses up to a millisecond.
      expect(rows[0]?.[3]).toBeInstanceOf(Date)
      expect(Math.round(Number(rows[0]?.[3]) / 1_000)).toBe(Date.UTC(2025, 6, 30, 10) / 1_000)
      expect(about?.sheet).toBe('About this file')
      expect(about?.data).toContainEqual(['Written', '3 contacts'])
    },
  )

  testWithLinq(
    'Linq’s import gets its six columns, and who it will refuse is said before',
    async ({ page, startLinq }) => {
      const linq = await startLinq({ records })
      await openAll(page, `${linq.gateway.url}/?columns=name`)
      await openExport(page, 'For Linq import')
      await expect(page.getByText('1 row has neither email nor phone; Linq will refuse it.')).toBeVisible()
      const download = await pressExport(page, 'Export 3 contacts')
      expect(download.suggestedFilename()).toMatch(/^contacts_linq-import_.*\.csv$/)
      const [labels, ...rows] = readCsv(await readFile(await download.path(), 'utf8'), ',')
      expect(labels).toEqual(['First Name', 'Last Name', 'Email', 'Phone', 'Company', 'Title'])
      expect(rows.map((row) => row[3])).toEqual(['+15551234567', '+1 (415) 555-0100', ''])
    },
  )

  testWithLinq('vCard holds a card for each contact', async ({ page, startLinq }) => {
    const linq = await startLinq({ records })
    await openAll(page, linq.gateway.url)
    await openExport(page, 'vCard')
    const download = await pressExport(page, 'Export 3 contacts')
    const cards = [parseCards(await readFile(await download.path(), 'utf8'))].flat()
    const names = cards.map((card) => card.parsedVcard.find(({ property }) => property === 'FN')?.value)
    expect(names).toEqual(['Björn Ek', '=1+1', '李'])
  })

  testWithLinq('a copy pastes as cells, and digits as text', async ({ page, context, startLinq }) => {
    const linq = await startLinq({ records })
    await context.grantPermissions(['clipboard-write'], { origin: linq.gateway.url })
    const refusals: string[] = []
    page.on('console', (message) => refusals.push(message.text()))
    await openAll(page, `${linq.gateway.url}/?columns=name,phone,created`)
    await openExport(page)
    await page.getByRole('button', { name: 'Copy as a table' }).click()
    await expect(page.getByRole('region', { name: 'Notifications' })).toContainText('3 contacts copied')
    // The browser looks through what is copied under the page's Content-Security-Policy.
    expect(refusals.filter((text) => text.includes('Content Security Policy'))).toEqual([])
    const other = await context.newPage()
    await other.setContent('<div contenteditable role="textbox" aria-label="Mail"></div>')
    const pasted = other.evaluate(
      () =>
        new Promise<string>((resolve) => {
          addEventListener('paste', ({ clipboardData }) => resolve(clipboardData?.getData('text/html') ?? ''))
        }),
    )
    await other.getByRole('textbox', { name: 'Mail' }).focus()
    await other.keyboard.press('Control+V')
    const cells = other.getByRole('cell')
    const created = '2025-07-30 10:00:00.000'
    await expect(cells).toHaveText([
      'Björn Ek',
      '+15551234567',
      created,
      "'=1+1",
      "'+1 (415) 555-0100",
      created,
      '李',
      '',
      created,
    ])
    const html = await pasted
    expect(html).toContain(
      String.raw`<style>.t{mso-number-format:"\@"}br{mso-data-placement:same-cell}</style>`,
    )
    const marked = `class="t" sdnum="1033;0;@" data-sheets-value="{&quot;1&quot;:2,&quot;2&quot;:&quot;+15551234567&quot;}" data-sheets-numberformat="{&quot;1&quot;:2,&quot;2&quot;:&quot;@&quot;}"`
    expect(html).toContain(`<td ${marked}>+15551234567</td>`)
    // A date is to be a date there.
    expect(html).toContain(`<td>${created}</td>`)
  })
})

interface File {
  labels: string[]
  rows: string[][]
}

async function openExport(page: Page, format = 'CSV'): Promise<void> {
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await expect(page.getByRole('dialog', { name: 'Export contacts' })).toBeVisible()
  await choose(page, 'Format', format)
}

/** Lets the worker make no more than the first part of a file, until what it gives is called. */
async function holdParts(page: Page): Promise<() => Promise<void>> {
  const [worker] = page.workers()
  await worker?.evaluate(() => {
    const { MessageChannel } = globalThis
    const released = new Promise((resolve) => addEventListener('release', resolve))
    globalThis.MessageChannel = class extends MessageChannel {
      constructor() {
        super()
        const post = this.port2.postMessage.bind(this.port2)
        this.port2.postMessage = (message: unknown) => void released.then(() => post(message))
      }
    }
  })
  return async () => {
    await worker?.evaluate(() => dispatchEvent(new Event('release')))
  }
}

async function choose(page: Page, group: string, choice: string): Promise<void> {
  const radio = page.getByRole('radiogroup', { name: group }).getByRole('radio', { name: choice })
  await radio.check()
  await expect(radio).toBeChecked()
}

async function pressExport(page: Page, name: string | RegExp): Promise<Download> {
  const button = page
    .getByRole('dialog')
    .getByRole('button', { name, ...(typeof name === 'string' && { exact: true }) })
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()])
  return download
}

/** Reads a file back by the grammar of RFC 4180; it must begin with the mark of UTF-8. */
async function readFileOf(download: Download, separator = ','): Promise<File> {
  const bytes = await readFile(await download.path())
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  expect(text.endsWith('\r\n')).toBe(true)
  const [labels = [], ...rows] = readCsv(text, separator)
  return { labels, rows }
}

/** The table, read page by page from the first to the last. */
async function readAllPages(page: Page): Promise<File> {
  const pager = page.getByRole('navigation', { name: 'Pages' })
  const next = page.getByRole('button', { name: 'Next page' })
  const { labels, rows } = await readTable(page)
  while (await next.isEnabled()) {
    await next.click()
    await expect(pager).toContainText(`${(rows.length + 1).toLocaleString('en-US')}–`)
    await expect(page.locator(`[aria-rowindex="${rows.length + 2}"]`)).toBeVisible()
    rows.push(...(await readTable(page)).rows)
  }
  return { labels, rows }
}

/** Compares a file with the table: there instants have no zone, phones are in groups, and nothing is guarded. */
function expectSameRows(file: string[][], shown: string[][], labels: readonly string[]): void {
  const plain = (value: string, label = '') => {
    const text = value.replace(/^'(?=[\s'=+\-@＝＋－＠])/u, '')
    if (label === 'Created' || label === 'Updated') return text === '' ? '' : new Date(text).toISOString()
    return label === 'Phone' ? text.replaceAll(/[ ()./-]/g, '') : text
  }
  const all = (rows: string[][]) => rows.map((row) => row.map((value, index) => plain(value, labels[index])))
  expect(all(file)).toEqual(all(shown))
}
