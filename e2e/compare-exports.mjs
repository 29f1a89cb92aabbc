// @ts-check
// Exports a view of 100,000 made-up contacts from the page in every format, and compares every cell with what the API
// said, by readers that nobody here wrote: `node e2e/compare-exports.mjs [contacts]`, after a build. Takes minutes.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import Papa from 'papaparse'
import readWorkbook from 'read-excel-file/node'
import { parse as parseCards } from 'vcard4'

import { exportTo, withDemonstration } from './testing/demonstration.mjs'

const total = Number(process.argv[2] ?? 100_000)
const perPage = 100

/**
 * @typedef {Record<'email' | 'first_name' | 'last_name' | 'name', string | null> & { id: number }} Owner
 * @typedef {'first_name' | 'last_name' | 'full_name' | 'email' | 'phone_number' | 'company' | 'title' | 'location'} TextKey
 *
 * A contact as the API writes it.
 * @typedef {Record<TextKey, string | null> & { id: number, created_at: string, contact_owner: Owner | null }} WireContact
 */

const nameOf = (/** @type {WireContact} */ of) =>
  of.full_name?.trim() ||
  `${of.first_name ?? ''} ${of.last_name ?? ''}`.trim() ||
  of.email?.trim() ||
  of.phone_number?.trim() ||
  `#${of.id}`

const ownerOf = (/** @type {WireContact} */ { contact_owner: owner }) =>
  owner === null
    ? ''
    : owner.name?.trim() ||
      `${owner.first_name ?? ''} ${owner.last_name ?? ''}`.trim() ||
      owner.email?.trim() ||
      ''

/** Two columns fewer than at first (title, updated), one more, in another order; the pinned one stands first. */
const columns = /** @type {const} */ ([
  ['name', 'Name', nameOf],
  ['id', 'Linq ID', (/** @type {WireContact} */ of) => String(of.id)],
  ['company', 'Company', (/** @type {WireContact} */ of) => of.company ?? ''],
  ['phone', 'Phone', (/** @type {WireContact} */ of) => of.phone_number ?? ''],
  ['email', 'Email', (/** @type {WireContact} */ of) => of.email ?? ''],
  ['created', 'Created', (/** @type {WireContact} */ of) => Date.parse(of.created_at)],
  ['owner', 'Owner', ownerOf],
  ['location', 'Location', (/** @type {WireContact} */ of) => of.location ?? ''],
])

/**
 * @param {string} origin
 * @returns {Promise<WireContact[]>} in Linq's order
 */
async function readAll(origin) {
  /** @type {WireContact[]} */
  const all = []
  for (let page = 1; all.length < total; page += 1) {
    const answer = await fetch(`${origin}/api/partner/v2/contacts?page=${page}&per_page=${perPage}`, {
      headers: { 'Sec-Fetch-Site': 'same-origin' },
    })
    if (!answer.ok) throw new Error(`Page ${page} was answered with ${answer.status}.`)
    /** @type {{ contacts: WireContact[] }} */
    const { contacts } = await answer.json()
    all.push(...contacts)
  }
  return all
}

/** What a person who left an owner out and sorted by company, from Z to A, is to get. */
const collator = new Intl.Collator('en-US', { numeric: true, sensitivity: 'base' })

/** Blanks last; equal ones stay in Linq's order. @param {readonly WireContact[]} contacts */
function inOrder(contacts) {
  return contacts.toSorted((left, right) => {
    const [one, other] = [left.company ?? '', right.company ?? '']
    if (one === '' || other === '') return Number(one === '') - Number(other === '')
    return collator.compare(other, one)
  })
}

const failures = new Set()

/**
 * @param {string} format
 * @param {readonly (readonly unknown[])[]} rows
 * @param {readonly (readonly unknown[])[]} expected
 */
function compare(format, rows, expected) {
  let cells = 0
  const different = expected.findIndex((wanted, row) =>
    wanted.some((value, column) => {
      cells += 1
      return rows[row]?.[column] !== value
    }),
  )
  if (different === -1 && rows.length === expected.length) {
    console.log(
      `${format}: ${rows.length.toLocaleString('en')} rows, ${cells.toLocaleString('en')} cells agree.`,
    )
    return
  }
  failures.add(format)
  console.log(
    `${format}: ${rows.length} rows of ${expected.length}; row ${different} is ${JSON.stringify(rows[different])} instead of ${JSON.stringify(expected[different])}`,
  )
}

/** @param {string} path */
function readCsv(path) {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path))
  /** @type {Papa.ParseResult<string[]>} */
  const { data, errors } = Papa.parse(text, { newline: '\r\n', delimiter: ',' })
  if (errors.length > 0) throw new Error(JSON.stringify(errors[0]))
  return data.slice(0, -1).map((row) => row.map((cell) => cell.replace(/^'(?=[\s'=+\-@＝＋－＠])/u, '')))
}

/** @param {unknown} value */
function textIn(value) {
  return typeof value === 'string' ? value : ''
}

async function main() {
  const folder = mkdtempSync(join(tmpdir(), 'linq-contacts-'))
  const paths = {
    Excel: join(folder, 'a.xlsx'),
    CSV: join(folder, 'a.csv'),
    'For Linq import': join(folder, 'b.csv'),
    vCard: join(folder, 'a.vcf'),
  }
  try {
    const expected = await withDemonstration(total, async (page, origin) => {
      const all = await readAll(origin)
      const out = all.find((contact) => contact.contact_owner)?.contact_owner?.id
      const keys = columns.map(([key]) => key).join(',')
      await page.goto(`${origin}/?owner=!${out}&columns=${keys}&sort=-company`)
      await page.getByText(/^(Complete|Verified)$/).waitFor({ timeout: 600_000 })
      const shown = await page
        .getByRole('table', { name: 'Contacts' })
        .getByRole('columnheader')
        .allInnerTexts()
      for (const [, label] of columns)
        if (!shown.some((text) => text.includes(label))) failures.add(`the column ${label} on screen`)
      for (const [format, path] of Object.entries(paths)) {
        const start = performance.now()
        await exportTo(page, format, path)
        console.log(
          `${format} was made in ${((performance.now() - start) / 1000).toFixed(1)} s, with its dialog.`,
        )
      }
      return inOrder(all.filter((contact) => contact.contact_owner?.id !== out))
    })
    console.log(`${expected.length.toLocaleString('en')} of ${total.toLocaleString('en')} contacts match.`)
    const wanted = expected.map((contact) => columns.map(([, , value]) => value(contact)))
    const created = columns.findIndex(([key]) => key === 'created')
    const id = columns.findIndex(([key]) => key === 'id')
    const labels = columns.map(([, label]) => label)

    const [csvLabels, ...csv] = readCsv(paths.CSV)
    compare('The labels of CSV', [csvLabels ?? []], [labels])
    compare(
      'CSV',
      csv.map((row) => row.map((cell, column) => (column === created ? Date.parse(cell) : cell))),
      wanted,
    )

    const sheets = await readWorkbook(readFileSync(paths.Excel), { trim: false })
    const [sheetLabels, ...sheet] = sheets[0]?.data ?? []
    compare(
      'The labels of Excel',
      [sheetLabels ?? []],
      [labels.map((label) => (label === 'Created' ? 'Created (UTC)' : label))],
    )
    // The reader loses up to a millisecond.
    const near = (/** @type {unknown} */ cell, /** @type {unknown} */ instant) =>
      cell instanceof Date && Math.abs(cell.getTime() - Number(instant)) <= 1 ? instant : cell
    compare(
      'Excel',
      sheet.map((row, index) =>
        row.map((cell, column) => {
          if (column === created) return near(cell, wanted[index]?.[column])
          return cell === null ? '' : column === id ? String(cell) : cell
        }),
      ),
      wanted,
    )

    const [importLabels, ...imported] = readCsv(paths['For Linq import'])
    compare(
      'The labels for Linq',
      [importLabels ?? []],
      [['First Name', 'Last Name', 'Email', 'Phone', 'Company', 'Title']],
    )
    compare(
      'For Linq import',
      imported,
      expected.map((of) => {
        const isOneName = `${of.first_name ?? ''}${of.last_name ?? ''}`.trim() === ''
        const names = isOneName ? [of.full_name ?? '', ''] : [of.first_name ?? '', of.last_name ?? '']
        return [...names, of.email ?? '', of.phone_number ?? '', of.company ?? '', of.title ?? '']
      }),
    )

    const cards = readFileSync(paths.vCard, 'utf8').split(/(?<=END:VCARD\r\n)/)
    compare(
      'vCard',
      cards.map((text) => {
        const card = [parseCards(text)].flat()[0]
        const valueOf = (/** @type {string} */ name) =>
          textIn(card?.parsedVcard.find(({ property }) => property === name)?.value)
        return ['UID', 'FN', 'TEL', 'EMAIL', 'ORG', 'TITLE'].map(valueOf)
      }),
      expected.map((of) => [
        `urn:linq:contact:${of.id}`,
        // A card has a full name as Linq has it; the table shows it without the blanks around.
        of.full_name?.trim() ? of.full_name : nameOf(of),
        of.phone_number ?? '',
        of.email ?? '',
        of.company ?? '',
        of.title ?? '',
      ]),
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  if (failures.size > 0) process.exitCode = 1
}

await main()
