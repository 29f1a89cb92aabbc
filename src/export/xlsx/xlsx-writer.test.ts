import { Buffer } from 'node:buffer'

import readWorkbook from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'

import type { FieldKey } from '../../directory/fields'
import type { Contact } from '../../linq/contact'
import { contactWith } from '../testing/nasty-contacts'
import { MOST_ROWS, columnLetters, createSheetPrinter } from './sheet-rows'
import { createXlsxWriter } from './xlsx-writer'
import { LONGEST_CELL } from './xml-text'

/** A workbook of contacts, with what was altered in it. */
async function workbookOf(contacts: readonly Contact[], columns: FieldKey[]) {
  const parts: Uint8Array[] = []
  const printer = createSheetPrinter({ columns, timeZone: 'America/Chicago' })
  const writer = createXlsxWriter({ columns, timeZone: 'America/Chicago' }, printer, async (bytes) => {
    parts.push(Buffer.from(bytes))
  })
  await writer.begin()
  if (contacts.length > 0) await writer.add(contacts)
  await writer.end([['Search', 'nor']])
  const file = Buffer.concat(parts)
  return { sheets: await readWorkbook(file, { trim: false }), altered: printer.altered, file }
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

  it('writes an id that Excel would round as text', async () => {
    const { sheets } = await workbookOf(
      [contactWith({ id: 999_999_999_999_999 }), contactWith({ id: Number.MAX_SAFE_INTEGER })],
      ['id'],
    )
    expect(sheets[0]?.data.slice(1)).toEqual([[999_999_999_999_999], ['9007199254740991']])
  })

  it('begins each sheet anew after as many rows as one holds', () => {
    const printer = createSheetPrinter({ columns: ['company'], timeZone: 'UTC' })
    const contact = contactWith({ company: 'Acme' })
    expect(printer.print(contact, MOST_ROWS - 1)).toContain('<row r="1048576">')
    expect(printer.print(contact, MOST_ROWS)).toContain('<row r="2"><c r="A2"')
  })

  it('names columns as Excel does', () => {
    expect([0, 25, 26, 51, 701, 702].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'AZ', 'ZZ', 'AAA'])
  })

  it('fails when nobody takes its bytes, and does not wait without end', async () => {
    const columns: FieldKey[] = ['company']
    const printer = createSheetPrinter({ columns, timeZone: 'UTC' })
    let room = 5_000
    const writer = createXlsxWriter({ columns, timeZone: 'UTC' }, printer, async (bytes) => {
      room -= bytes.length
      if (room < 0) throw new DOMException('No room.', 'QuotaExceededError')
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
