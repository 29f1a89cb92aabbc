import { Buffer } from 'node:buffer'

import * as fc from 'fast-check'
import Papa from 'papaparse'
import readWorkbook from 'read-excel-file/node'
import { parse as parseCards } from 'vcard4'
import { describe, expect, it } from 'vitest'

import { FIELDS, type FieldKey, fieldOf } from '../directory/fields'
import { ContactIndex } from '../directory/index/contact-index'
import { type ViewQuery, ownerKey } from '../directory/view-query'
import { type Contact, contactName } from '../linq/contact'
import { guardCell } from './csv/guard-cell'
import { exportContacts } from './export-contacts'
import type { ExportRequest } from './export-request'
import { LINQ_IMPORT_HEADERS, linqImportValues } from './linq/linq-import-writer'
import { nastyContact } from './testing/nasty-contacts'

/** The cells of a file as a reader gives them, with the labels first. */
type Table = string[][]

const keys = FIELDS.map((field) => field.key)
const never = () => false
const ignore = () => undefined

async function fileOf(index: ContactIndex, request: ExportRequest): Promise<Buffer> {
  const { bytes } = await exportContacts(index, request, null, ignore, never)
  if (bytes === null) throw new TypeError('The file was not given back.')
  return Buffer.from(await bytes.arrayBuffer())
}

function readCsvFile(file: Buffer, delimiter: string): Table {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(file)
  const { data, errors } = Papa.parse<string[]>(text, { delimiter, newline: '\r\n' })
  expect(errors).toEqual([])
  // What stands behind the last line break is no record.
  return data.slice(0, -1)
}

/** The rows on screen, page after page. */
function rowsOnScreen(index: ContactIndex, query: ViewQuery): Contact[] {
  const rows: Contact[] = []
  for (;;) {
    const view = index.view(query, { offset: rows.length, limit: 7 })
    if (rows.length >= view.matching) return rows
    rows.push(...view.rows)
  }
}

/** Contacts, and a view of them: owners, a search, an order, columns. */
const view = fc
  .uniqueArray(nastyContact, { selector: (contact) => contact.id, minLength: 1, maxLength: 20 })
  .chain((contacts) =>
    fc.record({
      contacts: fc.constant(contacts),
      query: fc.record({
        search: fc.constantFrom('', 'a', 'bj', 'cmd', '48'),
        owners: fc.subarray([...new Set(contacts.map((contact) => ownerKey(contact.contact_owner)))]),
        sort: fc.array(fc.record({ field: fc.constantFrom(...keys), descending: fc.boolean() }), {
          maxLength: 2,
        }),
      }),
      columns: fc.uniqueArray(fc.constantFrom(...keys), { minLength: 1 }),
      timeZone: fc.constantFrom('UTC', 'America/Chicago', 'Asia/Kathmandu', 'America/St_Johns'),
      separator: fc.constantFrom<',' | ';'>(',', ';'),
    }),
  )

type Asked = Omit<ExportRequest, 'rows' | 'format' | 'receipt'>

/** Checks a format: `check` is given the file of a random view and the rows of its pages. */
async function everyView(
  format: ExportRequest['format'],
  check: (file: Buffer, rows: Contact[], asked: Asked) => Promise<void> | void,
  { numRuns = 100, given = (contact: Contact) => contact } = {},
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(view, async ({ contacts, ...asked }) => {
      const index = new ContactIndex()
      index.put(
        contacts.map(given),
        contacts.map((_, position) => position),
      )
      const file = await fileOf(index, {
        ...asked,
        rows: { scope: 'all' },
        format,
        receipt: [['Search', 'x']],
      })
      await check(file, rowsOnScreen(index, asked.query), asked)
    }),
    { numRuns },
  )
}

/** What a cell must give back: no format holds half of a surrogate pair. */
function textOf(contact: Contact, key: FieldKey): string {
  return String(fieldOf(key).value(contact) ?? '').toWellFormed()
}

/** Takes the guard's apostrophe away, as its documentation says. */
function unguarded(text = '', isPhone = false): string {
  const rest = text.slice(1)
  return text.startsWith("'") && guardCell(rest, isPhone ? 'phone' : 'text') !== rest ? rest : text
}

describe('a file gives back exactly the values of the view, read by a reader of somebody else:', () => {
  it('CSV, by papaparse', async () => {
    await everyView('csv', (file, rows, { columns, separator }) => {
      const [labels, ...records] = readCsvFile(file, separator)
      expect(labels).toEqual(columns.map((key) => fieldOf(key).label))
      const read = records.map((record) =>
        columns.map((key, column) => {
          if (fieldOf(key).kind === 'instant') return record[column] && Date.parse(record[column])
          return unguarded(record[column], fieldOf(key).kind === 'phone')
        }),
      )
      const shown = rows.map((contact) =>
        columns.map((key) =>
          fieldOf(key).kind === 'instant' ? (fieldOf(key).value(contact) ?? '') : textOf(contact, key),
        ),
      )
      expect(read).toEqual(shown)
    })
  }, 60_000)

  it('the six columns of Linq’s import, by papaparse', async () => {
    await everyView('linq-import', (file, rows) => {
      const [labels, ...records] = readCsvFile(file, ',')
      expect(labels).toEqual([...LINQ_IMPORT_HEADERS])
      const read = records.map((record) => record.map((cell) => unguarded(cell)))
      const wanted = rows.map((contact) => linqImportValues(contact).map((text) => text.toWellFormed()))
      // A phone that is one is not guarded, and nothing is to be taken away from it.
      expect(read).toEqual(wanted)
    })
  }, 60_000)

  it('Excel, by read-excel-file', async () => {
    await everyView('xlsx', async (file, rows, { columns, timeZone }) => {
      const sheets = await readWorkbook(file, { trim: false })
      expect(sheets.map(({ sheet }) => sheet)).toEqual(['Contacts', 'About this file'])
      const [labels, ...cells] = sheets[0]?.data ?? []
      expect(labels).toEqual(
        columns.map((key) => fieldOf(key).label + (fieldOf(key).kind === 'instant' ? ` (${timeZone})` : '')),
      )
      const read = columns.map((key, column) =>
        rows.map((contact, row) => readCell(cells[row]?.[column], excelValue(contact, key, timeZone))),
      )
      const shown = columns.map((key) => rows.map((contact) => excelValue(contact, key, timeZone)))
      expect(read).toEqual(shown)
    })
  }, 120_000)

  it('vCard, by vcard4', async () => {
    await everyView(
      'vcard',
      (file, rows) => {
        const text = new TextDecoder('utf-8', { fatal: true }).decode(file)
        const cards = text === '' ? [] : [parseCards(text)].flat()
        expect(cards.map((card) => valuesOfCard(card.parsedVcard))).toEqual(rows.map(valuesForCard))
      },
      { given: withoutQuotes },
    )
  }, 60_000)
})

/** vcard4 4.0.5 loses a value with an odd number of quotes. The card holds them: see the strict reader of vcard.test.ts. */
function withoutQuotes(contact: Contact): Contact {
  const plain = Object.entries(contact).map(([key, value]) => [
    key,
    typeof value === 'string' ? value.replaceAll('"', "'") : value,
  ])
  return { ...contact, ...Object.fromEntries(plain) }
}

/**
 * A cell of read-excel-file, which loses up to a millisecond of a date: one that is as near to the wanted one is it.
 */
function readCell(cell: unknown, wanted: unknown): unknown {
  if (cell instanceof Date) {
    const read = cell.getTime()
    return typeof wanted === 'number' && Math.abs(wanted - read) <= 1 ? wanted : read
  }
  if (typeof cell !== 'string') return cell ?? null
  return typeof wanted === 'number' ? Date.parse(cell) : cell
}

const inExcel =
  // oxlint-disable-next-line no-control-regex -- what XML forbids
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

/** The clock of a zone at an instant, as if it were UTC: what Excel shows. */
function clockOf(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
    .formatToParts(instant)
    .map(({ type, value }) => [type, Number(value)] as const)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = Object.fromEntries(parts)
  return Date.UTC(year, month - 1, day, hour, minute, second, ((instant % 1_000) + 1_000) % 1_000)
}

/** Excel has no dates before March 1900 that all programs agree on: these are texts with their offset. */
function isExcelDate(instant: number, timeZone: string): boolean {
  return clockOf(instant, timeZone) >= Date.UTC(1900, 2, 1)
}

function excelValue(contact: Contact, key: FieldKey, timeZone: string): unknown {
  const { kind, value } = fieldOf(key)
  const given = value(contact)
  if (given === null || given === '') return null
  if (kind === 'instant' && typeof given === 'number')
    return isExcelDate(given, timeZone) ? clockOf(given, timeZone) : given
  if (kind === 'number' && typeof given === 'number')
    return given > 999_999_999_999_999 ? String(given) : given
  return textOf(contact, key).replace(inExcel, '\ufffd')
}

type ParsedCard = Extract<ReturnType<typeof parseCards>, { parsedVcard: unknown }>['parsedVcard']

const structured = { N: ['familyNames', 'givenNames'], ADR: ['locality'] } as const

function valuesOfCard(properties: ParsedCard): Record<string, string> {
  const values: Record<string, string> = {}
  for (const { property, value } of properties) {
    if (typeof value === 'string') values[property] = value
    else {
      const parts = property === 'N' || property === 'ADR' ? structured[property] : []
      for (const part of parts) values[`${property}.${part}`] = String(Reflect.get(value, part) ?? '')
    }
  }
  return values
}

function valuesForCard(contact: Contact): Record<string, string> {
  const { first_name, last_name, email, phone_number, company, title, location, image_url, id } = contact
  const values: Record<string, string> = {
    FN: written(contact.full_name.trim() === '' ? contactName(contact) : contact.full_name) || `#${id}`,
    ...(written(first_name) + written(last_name) !== '' && {
      'N.familyNames': written(last_name),
      'N.givenNames': written(first_name),
    }),
    ORG: written(company),
    TITLE: written(title),
    TEL: written(phone_number),
    EMAIL: written(email),
    'ADR.locality': written(location),
    PHOTO: image_url?.startsWith('https://') ? image_url : '',
    UID: `urn:linq:contact:${id}`,
    ...(contact.updated_at !== null && {
      REV: new Date(contact.updated_at).toISOString().replace(/\.\d+|[-:]/g, ''),
    }),
  }
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => name.startsWith('N.') || value !== ''),
  )
}

/** What a card holds of a text: RFC 6350 has one kind of line break and no control characters. */
function written(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(/\r\n|[\r\n\u0085\u2028\u2029]/g, '\n')
      // oxlint-disable-next-line no-control-regex -- these are what is taken out
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
  )
}
