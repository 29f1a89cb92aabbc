import { readFile } from 'node:fs/promises'

import type { Download, Page } from '@playwright/test'
import readExcelFile from 'read-excel-file/node'
import { parse } from 'vcard4'

import { readCsv } from '../src/export/testing/csv-reader'
import { expect, test } from './gateway'
import { test as testWithLinq } from './linq-stub'
import { figures, openAll, readTable, resultLine, search } from './testing/parts'
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

  test('is a workbook of what the table shows, with phones as text, dates as dates and a receipt', async ({
    page,
    gateway,
    context,
  }) => {
    await context.grantPermissions(['clipboard-write'])
    await openAll(page, `${gateway.url}/?q=co&sort=-updated&rows=100&columns=name,phone,updated,id`)
    const shown = await readAllPages(page)
    const [matching] = await figures(page)
    await openExport(page, 'Excel')
    const download = await pressExport(page, /^Export [\d,]+ contacts$/)
    expect(download.suggestedFilename()).toMatch(/^contacts_co_.*\.xlsx$/)
    const [contacts, about] = await readExcelFile(await download.path(), { trim: false })
    const [labels = [], ...rows] = contacts?.data ?? []
    expect(labels).toEqual(['Name', 'Phone', 'Updated (America/Chicago)', 'Linq ID'])
    expect(rows).toHaveLength(matching)
    const shownPhones = shown.rows.map((row) => (row[1] ?? '').replaceAll(/[ ()./-]/g, ''))
    expect(rows.map((row) => String(row[1] ?? '').replaceAll(/[ ()./-]/g, ''))).toEqual(shownPhones)
    expect(rows.map((row) => row[0])).toEqual(shown.rows.map((row) => row[0]))
    // The page shows the same instant; a cell has the clocks of Chicago, where no summer time lies between these hours.
    const chicago = new Intl.DateTimeFormat('sv', {
      timeZone: 'America/Chicago',
      dateStyle: 'short',
      timeStyle: 'medium',
    })
    const first = rows[0]?.[2]
    expect(first instanceof Date && first.toISOString().slice(0, 19).replace('T', ' ')).toBe(
      chicago.format(new Date(shown.rows[0]?.[2] ?? '')),
    )
    const told = about?.data.map(([label, value]) => `${String(label)}: ${String(value)}`) ?? []
    expect(told).toContain('Search: co')
    expect(told).toContain(`Written: ${matching.toLocaleString('en-US')} contacts`)

    await page.getByRole('button', { name: 'Copy receipt' }).click()
    await expect(page.getByText('Receipt copied')).toBeVisible()
    await page.reload()
    await page.getByRole('button', { name: 'Export', exact: true }).click()
    await expect(page.getByRole('radio', { name: 'Excel' })).toBeChecked()
  })

  test('for Linq has its six columns, and is preceded by what Linq will refuse', async ({
    page,
    gateway,
  }) => {
    await openAll(page, `${gateway.url}/?quality=no-email,no-phone`)
    await openExport(page, 'For Linq import')
    await expect(page.getByRole('dialog').getByText(/neither email nor phone/)).toBeVisible()
    await choose(page, 'Rows', 'This page')
    const bytes = await readFile(await (await pressExport(page, /^Export \d+ contacts$/)).path(), 'utf8')
    const [labels, ...rows] = readCsv(bytes, ',')
    expect(labels).toEqual(['First Name', 'Last Name', 'Email', 'Phone', 'Company', 'Title'])
    expect(rows.every((row) => row.length === 6)).toBe(true)
  })

  test('is an address book of as many cards as contacts', async ({ page, gateway }) => {
    await openAll(page, `${gateway.url}/?q=an&rows=50`)
    await openExport(page, 'vCard')
    await expect(page.getByRole('radio', { name: 'All columns' })).toBeDisabled()
    await choose(page, 'Rows', 'This page')
    const shown = (await readTable(page)).rows.map((row) => row[0])
    const download = await pressExport(page, 'Export 50 contacts')
    expect(download.suggestedFilename()).toMatch(/\.vcf$/)
    const cards = [parse(await readFile(await download.path(), 'utf8'))].flat()
    expect(cards.map((card) => card.getProperty('FN')[0]?.value)).toEqual(shown)
  })

  test('is copied as a table, and pasted as its lines', async ({ page, gateway, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await openAll(page, `${gateway.url}/?columns=name,phone,id&rows=25`)
    await openExport(page, 'Excel')
    await choose(page, 'Rows', 'This page')
    await page.getByRole('button', { name: 'Copy as a table' }).click()
    await expect(page.getByText('25 contacts copied')).toBeVisible()
    const shown = (await readTable(page)).rows
    await search(page).focus()
    await page.keyboard.press('Control+v')
    // A field has one line, of at most 200 characters: the first rows are in it.
    const [name = '', phone = '', id = ''] = shown[0] ?? []
    const cells = ['Name', 'Phone', 'Linq ID', name, phone.replaceAll(/[ ()./-]/g, ''), id]
    await expect
      .poll(async () => (await search(page).inputValue()).split(/[\t ]/).join(' '))
      .toContain(cells.join(' '))
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
    await expect(button).toBeDisabled()
    await search(page).fill('')
    await expect(button).toBeEnabled()
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

interface File {
  labels: string[]
  rows: string[][]
}

/** Opens the dialog, and chooses a format. */
async function openExport(page: Page, format = 'CSV'): Promise<void> {
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await expect(page.getByRole('dialog', { name: 'Export contacts' })).toBeVisible()
  await choose(page, 'Format', format)
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
