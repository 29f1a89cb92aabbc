import * as fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import readExcelFile from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'

import { FIELDS, type FieldKey, fieldOf } from '../../directory/fields'
import type { Contact } from '../../linq/contact'
import { offsetReader } from '../csv/zoned-instant'
import { contactWith, nastyContact } from '../testing/nasty-contacts'
import { createXlsxWriter } from './xlsx-writer'

const keys = FIELDS.map((field) => field.key)
const about = [['Search', 'nor']] as const

interface Written {
  columns?: readonly FieldKey[]
  timeZone?: string
  rowsPerSheet?: number
}

async function written(contacts: readonly Contact[], part: Written = {}) {
  const writer = createXlsxWriter({ columns: keys, timeZone: 'UTC', about, ...part })
  const parts = [writer.begin()]
  for (let at = 0; at < contacts.length; at += 7) parts.push(writer.add(contacts.slice(at, at + 7)))
  parts.push(writer.end?.(contacts.length) ?? '')
  const bytes = Buffer.from(await new Blob(parts).arrayBuffer())
  return { bytes, altered: writer.altered }
}

/** The sheets of a workbook, read by a library that knows nothing of ours. */
async function read(contacts: readonly Contact[], part: Written = {}) {
  const { bytes, altered } = await written(contacts, part)
  return { sheets: await readExcelFile(bytes, { trim: false }), altered }
}

/** The parts of a workbook as text, by their paths. */
async function unpacked(contacts: readonly Contact[], part: Written = {}) {
  const { bytes } = await written(contacts, part)
  return new Map(Object.entries(unzipSync(bytes)).map(([path, data]) => [path, strFromU8(data)]))
}

// oxlint-disable-next-line no-control-regex -- what XML 1.0 cannot hold (2.2, Char)
const notXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\ud800-\udfff]/gu

/** What a reader must find in a cell; undefined where the reader tells no text from an empty one. */
function valueInCell(contact: Contact, key: FieldKey, timeZone: string): string | number | null {
  const { kind, value } = fieldOf(key)
  const given = value(contact)
  if (given === null || given === '') return null
  if (kind === 'instant') {
    const local = Number(given) + offsetReader(timeZone)(Number(given)) * 60_000
    return local < Date.UTC(1900, 2, 1) ? 'text' : local
  }
  if (kind === 'number') return Number(given) > 999_999_999_999_999 ? String(given) : given
  return String(given).replace(notXml, '\ufffd')
}

function plainCell(cell: unknown, expected: string | number | null): unknown {
  // The reader rounds down what is a fraction of a day.
  if (cell instanceof Date) return Math.abs(cell.getTime() - Number(expected)) <= 1 ? expected : cell
  return expected === 'text' && typeof cell === 'string' ? 'text' : cell
}

describe('a workbook', () => {
  it('holds exactly the values of the contacts, whatever they are, for a reader that is not ours', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(nastyContact, { maxLength: 10 }),
        fc.uniqueArray(fc.constantFrom(...keys), { minLength: 1 }),
        fc.constantFrom('UTC', 'Asia/Kathmandu', 'America/St_Johns'),
        async (contacts, columns, timeZone) => {
          const { sheets } = await read(contacts, { columns, timeZone })
          const [head, ...rows] = sheets[0]?.data ?? []
          expect(head).toEqual(
            columns.map((key) => {
              const { label, kind } = fieldOf(key)
              return kind === 'instant' ? `${label} (${timeZone})` : label
            }),
          )
          const expected = contacts.map((contact) =>
            columns.map((key) => valueInCell(contact, key, timeZone)),
          )
          // The reader leaves out rows without a value at the end.
          const filled = expected.slice(
            0,
            expected.findLastIndex((row) => row.some((cell) => cell !== null)) + 1,
          )
          expect(
            rows.map((row, at) =>
              columns.map((_, column) => plainCell(row[column] ?? null, filled[at]?.[column] ?? null)),
            ),
          ).toEqual(filled)
        },
      ),
      { numRuns: 150 },
    )
  }, 60_000)

  it('keeps phones, long digits, zeros and formulas as text, and dates as dates by the clocks of the zone', async () => {
    const contact = contactWith({
      id: 9_007_199_254_740_991,
      full_name: '=1+1',
      phone_number: '+48225550147',
      company: '0012',
      title: '12345678901234567890',
      location: '_x0041_ & <b>"\r\n',
      created_at: Date.parse('2026-01-31T16:42:05.120Z'),
    })
    const columns: FieldKey[] = ['name', 'phone', 'company', 'title', 'location', 'created', 'id']
    const { sheets } = await read([contact], { columns, timeZone: 'America/Chicago' })
    expect(sheets[0]?.data[1]).toEqual([
      '=1+1',
      '+48225550147',
      '0012',
      '12345678901234567890',
      '_x0041_ & <b>"\r\n',
      new Date('2026-01-31T10:42:05.120Z'),
      '9007199254740991',
    ])
  })

  it('replaces what XML cannot hold and cuts what a cell cannot, and counts both', async () => {
    const long = `${'x'.repeat(32_766)}😀`
    const contacts = [
      contactWith({ company: 'a\u0000b\ud800c\uffff', title: long, location: 'x'.repeat(32_767) }),
      contactWith({ company: 'fine 😀' }),
    ]
    const { sheets, altered } = await read(contacts, { columns: ['company', 'title', 'location'] })
    expect(altered).toEqual({ guarded: 0, replaced: 1, cut: 1 })
    expect(sheets[0]?.data[1]).toEqual(['a\ufffdb\ufffdc\ufffd', 'x'.repeat(32_766), 'x'.repeat(32_767)])
    expect(sheets[0]?.data[2]?.[0]).toBe('fine 😀')
    const told = sheets.at(-1)?.data.map(([label, value]) => `${String(label)}: ${String(value)}`)
    expect(told).toEqual([
      'Search: nor',
      'Contacts in this file: 2',
      'Altered: 1 cell holds � in place of characters that this format cannot hold',
      'Altered: 1 cell is cut, because a cell of Excel holds 32,767 characters',
    ])
  })

  it('goes on in another sheet where one is full, each with its own header and filters', async () => {
    const contacts = Array.from({ length: 25 }, (_, index) => contactWith({ id: index + 1 }))
    const part: Written = { columns: ['id'], rowsPerSheet: 10 }
    const { sheets } = await read(contacts, part)
    expect(sheets.map(({ sheet }) => sheet)).toEqual([
      'Contacts',
      'Contacts 2',
      'Contacts 3',
      'About this file',
    ])
    expect(sheets.slice(0, 3).flatMap(({ data }) => data.map(([cell]) => cell))).toEqual([
      'Linq ID',
      ...contacts.slice(0, 10).map(({ id }) => id),
      'Linq ID',
      ...contacts.slice(10, 20).map(({ id }) => id),
      'Linq ID',
      ...contacts.slice(20).map(({ id }) => id),
    ])
    const parts = await unpacked(contacts, part)
    expect(parts.get('xl/worksheets/sheet3.xml')).toContain('<autoFilter ref="A1:A6"/>')
    expect(parts.get('xl/workbook.xml')).toContain(`'Contacts 3'!$A$1:$A$6</definedName>`)
  })

  it('has a header that stays in sight, with filters, also without a contact', async () => {
    const parts = await unpacked([], { columns: ['name', 'created'] })
    expect([...parts.keys()].toSorted()).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'xl/_rels/workbook.xml.rels',
      'xl/styles.xml',
      'xl/workbook.xml',
      'xl/worksheets/sheet1.xml',
      'xl/worksheets/sheet2.xml',
    ])
    const sheet = parts.get('xl/worksheets/sheet1.xml')
    expect(sheet).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>')
    expect(sheet).toContain('<autoFilter ref="A1:B1"/>')
  })

  it('has letters for columns beyond Z', async () => {
    const { columnLetters } = await import('./cell-xml')
    expect([0, 25, 26, 701, 702].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA'])
  })
})
