import { Buffer } from 'node:buffer'
import { inflateRawSync } from 'node:zlib'

import readWorkbook from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'

import type { FieldKey } from '../../directory/fields'
import type { Contact } from '../../linq/contact'
import { blobSink } from '../sinks/byte-sink'
import { contactWith } from '../testing/nasty-contacts'
import { MOST_ROWS, columnLetters, createSheetPrinter } from './sheet-rows'
import { createXlsxWriter } from './xlsx-writer'
import { LONGEST_CELL } from './xml-text'

/** A workbook of contacts, with what was altered in it. */
async function workbookOf(contacts: readonly Contact[], columns: FieldKey[], rowsPerSheet = MOST_ROWS) {
  const sink = blobSink()
  const options = { columns, timeZone: 'America/Chicago', rowsPerSheet }
  const printer = createSheetPrinter(options)
  const writer = createXlsxWriter(options, printer, sink)
  await writer.begin()
  if (contacts.length > 0) await writer.add(contacts)
  await writer.end([['Search', 'nor']])
  const bytes = await sink.finish(writer.mimeType)
  if (bytes === null) throw new TypeError('The file was not given back.')
  const file = Buffer.from(await bytes.arrayBuffer())
  return { sheets: await readWorkbook(file, { trim: false }), altered: printer.altered, file }
}

/** The parts of an archive, one after the other, by nothing but what stands before each (PKWARE APPNOTE 4.3.7). */
function partsOf(file: Buffer) {
  const parts: { name: string; flags: number; text: string }[] = []
  let at = 0
  while (file.readUInt32LE(at) === 0x04034b50) {
    const nameEnd = at + 30 + file.readUInt16LE(at + 26)
    const end = nameEnd + file.readUInt32LE(at + 18)
    const unpacked = inflateRawSync(file.subarray(nameEnd, end))
    expect(unpacked).toHaveLength(file.readUInt32LE(at + 22))
    parts.push({
      name: file.toString('utf8', at + 30, nameEnd),
      flags: file.readUInt16LE(at + 6),
      text: unpacked.toString('utf8'),
    })
    at = end
  }
  // Behind the last part stands the list of all of them: nothing between was skipped.
  expect(file.readUInt32LE(at)).toBe(0x02014b50)
  return parts
}

describe('an Excel file', () => {
  it('has labels and the receipt when there is no contact', async () => {
    const { sheets } = await workbookOf([], ['name', 'created'])
    expect(sheets).toEqual([
      { sheet: 'Contacts', data: [['Name', 'Created (America/Chicago)']] },
      { sheet: 'About this file', data: [['Search', 'nor']] },
    ])
  })

  it('replaces what XML forbids, cuts what Excel cannot hold, and counts both', async () => {
    const long = `${'a'.repeat(LONGEST_CELL - 1)}😀`
    const { sheets, altered } = await workbookOf(
      [
        contactWith({ company: 'a\u0000b\ud800c' }),
        contactWith({ company: long }),
        contactWith({ company: '_x0041_' }),
      ],
      ['company'],
    )
    const cells = sheets[0]?.data.slice(1).map(([cell]) => cell) ?? []
    expect(cells[0]).toBe('a\ufffdb\ufffdc')
    // Half of the last character would be none.
    expect(cells[1]).toBe('a'.repeat(LONGEST_CELL - 1))
    // Written as it is, it would be read as "A".
    expect(cells[2]).toBe('_x0041_')
    expect(altered).toMatchObject({ replaced: 1, cut: 1 })
  })

  it('lists a text once that many contacts have in common, and counts what is altered in each of them', async () => {
    const acme = Array.from({ length: 3 }, () => contactWith({ company: 'Acme', title: 'a\u0000b' }))
    const { sheets, altered, file } = await workbookOf(acme, ['company', 'title'])
    expect(sheets[0]?.data.slice(1)).toEqual(acme.map(() => ['Acme', 'a\ufffdb']))
    expect(altered).toMatchObject({ replaced: 3, cut: 0 })
    const texts = new Map(partsOf(file).map(({ name, text }) => [name, text]))
    expect(texts.get('xl/sharedStrings.xml')?.match(/<si>/g)).toHaveLength(1)
    expect(texts.get('xl/worksheets/sheet1.xml')).not.toContain('Acme')
  })

  it('keeps white space as it is, in cells and in the list of texts', async () => {
    const spaced = [' a', 'a ', 'a  b', 'a\tb', 'a\nb', '\u00a0a', ' ']
    const { sheets } = await workbookOf(
      spaced.map((text) => contactWith({ company: text, email: text })),
      ['company', 'email'],
    )
    expect(sheets[0]?.data.slice(1)).toEqual(spaced.map((text) => [text, text]))
  })

  it('keeps what Excel would read as a code of a character, and line ends, in cells and in the list of texts', async () => {
    const odd = ['_x0041_', 'a_x000D_b', 'a\rb', 'a\r\nb', '_x005F_x0041_']
    const { file } = await workbookOf(
      odd.map((text) => contactWith({ company: text, email: text })),
      ['company', 'email'],
    )
    const texts = new Map(partsOf(file).map(({ name, text }) => [name, text]))
    // Excel undoes `_xHHHH_` (ECMA-376, 22.9.2.19), and XML makes a line feed of a plain return (XML 1.0, 2.11).
    const written = ['_x005F_x0041_', 'a_x005F_x000D_b', 'a&#13;b', 'a&#13;\nb', '_x005F_x005F_x005F_x0041_']
    const listed = [...(texts.get('xl/sharedStrings.xml') ?? '').matchAll(/<t[^>]*>([^<]*)<\/t>/g)]
    const inCells = [...(texts.get('xl/worksheets/sheet1.xml') ?? '').matchAll(/<is><t[^>]*>([^<]*)<\/t>/g)]
    expect(listed.map(([, text]) => text)).toEqual(written)
    expect(inCells.map(([, text]) => text).slice(-odd.length)).toEqual(written)
  })

  it('holds every text where the list of them is full', async () => {
    const companies = Array.from({ length: 65_600 }, (_, number) => `Company ${number}`)
    const { file } = await workbookOf(
      companies.map((company) => contactWith({ company })),
      ['company'],
    )
    const texts = new Map(partsOf(file).map(({ name, text }) => [name, text]))
    expect(texts.get('xl/sharedStrings.xml')?.match(/<si>/g)).toHaveLength(65_536)
    const [sheet] = await readWorkbook(file)
    expect(sheet?.data.slice(1).map(([company]) => company)).toEqual(companies)
  })

  it('writes an id that Excel would round as text', async () => {
    const { sheets } = await workbookOf(
      [contactWith({ id: 999_999_999_999_999 }), contactWith({ id: Number.MAX_SAFE_INTEGER })],
      ['id'],
    )
    expect(sheets[0]?.data.slice(1)).toEqual([[999_999_999_999_999], ['9007199254740991']])
  })

  it('fills the last row that Excel has, and goes on in the second of the next sheet', () => {
    const printer = createSheetPrinter({ columns: ['company'], timeZone: 'UTC' })
    const contact = contactWith({ company: 'Acme' })
    expect(printer.print(contact, MOST_ROWS - 1)).toContain('<row r="1048576">')
    expect(printer.print(contact, MOST_ROWS)).toContain('<row r="2"><c r="A2"')
  })

  it.each([
    [5, [5]],
    [6, [5, 1]],
    [10, [5, 5]],
    [12, [5, 5, 2]],
  ])('spreads %i contacts over sheets of 5, each whole in itself', async (count, rows) => {
    const contacts = Array.from({ length: count }, (_, index) => contactWith({ id: index + 1 }))
    const { sheets, file } = await workbookOf(contacts, ['id', 'phone'], 5)
    const names = rows.map((_, index) => (index === 0 ? 'Contacts' : `Contacts ${index + 1}`))
    expect(sheets.map(({ sheet }) => sheet)).toEqual([...names, 'About this file'])
    const parts = sheets.slice(0, -1)
    expect(parts.map(({ data }) => data.length - 1)).toEqual(rows)
    expect(parts.map(({ data }) => data[0])).toEqual(rows.map(() => ['Linq ID', 'Phone']))
    expect(parts.flatMap(({ data }) => data.slice(1).map(([id]) => id))).toEqual(contacts.map(({ id }) => id))
    expect(sheets.at(-1)?.data).toEqual([['Search', 'nor']])
    const texts = new Map(partsOf(file).map(({ name, text }) => [name, text]))
    const sheetText = (index: number) => texts.get(`xl/worksheets/sheet${index + 1}.xml`)
    rows.forEach((ofSheet, index) => {
      expect(sheetText(index)).toContain('ySplit="1" topLeftCell="A2"')
      expect(sheetText(index)).toContain(`<autoFilter ref="A1:B${ofSheet + 1}"/>`)
    })
    expect(sheetText(rows.length)).not.toContain('autoFilter')
  })

  it('tells the sizes of each part before its data, for readers that unpack while they read', async () => {
    const { file } = await workbookOf([contactWith({ company: 'Acme' })], ['company'])
    const parts = partsOf(file)
    expect(parts.map(({ name }) => name)).toEqual([
      '_rels/.rels',
      'xl/styles.xml',
      'xl/worksheets/sheet1.xml',
      'xl/worksheets/sheet2.xml',
      'xl/sharedStrings.xml',
      'xl/workbook.xml',
      'xl/_rels/workbook.xml.rels',
      '[Content_Types].xml',
    ])
    expect(parts.map(({ flags }) => flags & 8)).toEqual(parts.map(() => 0))
  })

  it('names columns as Excel does', () => {
    expect([0, 25, 26, 51, 701, 702].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'AZ', 'ZZ', 'AAA'])
  })

  it('fails when nobody takes its bytes, and does not wait without end', async () => {
    const columns: FieldKey[] = ['company']
    const printer = createSheetPrinter({ columns, timeZone: 'UTC' })
    let room = 5_000
    const take = async (length: number) => {
      room -= length
      if (room < 0) throw new DOMException('No room.', 'QuotaExceededError')
    }
    const writer = createXlsxWriter({ columns, timeZone: 'UTC' }, printer, {
      write: (bytes) => take(bytes.length),
      reserve: async (length) => {
        await take(length)
        return () => take(0)
      },
    })
    const fill = async () => {
      await writer.begin()
      for (let part = 0; part < 500; part++) {
        const contacts = Array.from({ length: 500 }, () => contactWith({ company: crypto.randomUUID() }))
        await writer.add(contacts)
      }
    }
    await expect(fill()).rejects.toMatchObject({ name: 'QuotaExceededError' })
  }, 60_000)
})
