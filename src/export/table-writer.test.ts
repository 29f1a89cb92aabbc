import Papa from 'papaparse'
import { expect, it } from 'vitest'

import type { FieldKey } from '../directory/fields'
import type { Contact } from '../linq/contact'
import { createTableWriter } from './table-writer'
import { contactWith } from './testing/nasty-contacts'

const columns: FieldKey[] = ['name', 'phone', 'company', 'created', 'id']

async function written(contacts: readonly Contact[]) {
  const writer = createTableWriter({ columns, timeZone: 'America/Chicago' })
  const html = new Blob([writer.begin(), writer.add(contacts), writer.end?.(contacts.length) ?? ''])
  return { html: await html.text(), plain: (await writer.plain?.().text()) ?? '', altered: writer.altered }
}

const contact = contactWith({
  id: 7,
  full_name: '=HYPERLINK("x")',
  phone_number: '+15551234567',
  company: '<b>A & B</b>\ttwo\nlines',
  created_at: Date.parse('2026-01-31T16:42:05.120Z'),
})

it('is pasted as cells: lines with tabs between them, quoted as spreadsheets quote', async () => {
  const { plain, altered } = await written([contact])
  expect(Papa.parse(plain, { delimiter: '\t', newline: '\r\n', skipEmptyLines: true }).data).toEqual([
    ['Name', 'Phone', 'Company', 'Created (America/Chicago)', 'Linq ID'],
    [`'=HYPERLINK("x")`, '+15551234567', '<b>A & B</b>\ttwo\nlines', '2026-01-31 10:42:05', '7'],
  ])
  expect(altered.guarded).toBe(1)
})

it('marks text as text in HTML, and lets nothing of a contact be markup', async () => {
  const { html } = await written([contact])
  expect(html).toContain('<th>Created (America/Chicago)</th>')
  expect(html).toContain(String.raw`<td style='mso-number-format:"\@"'>+15551234567</td>`)
  expect(html).toContain('&lt;b&gt;A &amp; B&lt;/b&gt;\ttwo<br>lines')
  expect(html).toContain('<td>2026-01-31 10:42:05</td><td>7</td>')
  expect(html.endsWith('</tbody></table>')).toBe(true)
})
