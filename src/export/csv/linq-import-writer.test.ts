import * as fc from 'fast-check'
import Papa from 'papaparse'
import { expect, it } from 'vitest'

import type { Contact } from '../../linq/contact'
import { contactWith, nastyContact } from '../testing/nasty-contacts'
import { guardCell } from './guard-cell'
import { createLinqImportWriter, isRefused } from './linq-import-writer'

async function written(contacts: readonly Contact[]) {
  const writer = createLinqImportWriter()
  const parts = contacts.length === 0 ? [writer.begin()] : [writer.begin(), writer.add(contacts)]
  return { text: await new Blob(parts).text(), altered: writer.altered }
}

it('has exactly the six columns of Linq’s importer, from the first byte on', async () => {
  const { text } = await written([
    contactWith({
      full_name: 'Ann O’Neil',
      first_name: 'Ann',
      last_name: 'O’Neil',
      email: 'ann@acme.example',
      phone_number: '+1 (415) 555-0100',
      company: 'Acme, Inc.',
      title: 'CTO',
      location: 'nowhere in it',
    }),
    contactWith({ full_name: 'Björn 李' }),
  ])
  expect(text).toBe(
    'First Name,Last Name,Email,Phone,Company,Title\r\n' +
      'Ann,O’Neil,ann@acme.example,+1 (415) 555-0100,"Acme, Inc.",CTO\r\n' +
      'Björn 李,,,,,\r\n',
  )
  expect((await written([])).text).toBe('First Name,Last Name,Email,Phone,Company,Title\r\n')
})

it('gives every value back to a reader that is not ours, but for the guard, which it counts', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(nastyContact, { maxLength: 10 }), async (contacts) => {
      const { text, altered } = await written(contacts)
      const { data, errors } = Papa.parse<string[]>(text, { newline: '\r\n' })
      expect(errors).toEqual([])
      const rows = data.slice(1, -1)
      let guarded = 0
      const expected = contacts.map((contact) => {
        const hasParts = `${contact.first_name}${contact.last_name}`.trim() !== ''
        const names = hasParts ? [contact.first_name, contact.last_name] : [contact.full_name, '']
        const cells = [...names, contact.email, contact.phone_number, contact.company, contact.title]
        return cells.map((given, column) => {
          const value = given.toWellFormed()
          const isNumber = column === 3 && /^[+()\d][\d ().\-/]*$/.test(value)
          const cell = isNumber ? value : guardCell(value, 'text')
          if (cell !== value) guarded++
          return cell
        })
      })
      expect(rows).toEqual(expected)
      expect(altered.guarded).toBe(guarded)
    }),
    { numRuns: 200 },
  )
}, 60_000)

it('knows whom Linq refuses', () => {
  expect(isRefused(contactWith({ email: ' ', phone_number: '' }))).toBe(true)
  expect(isRefused(contactWith({ email: 'a@b.example' }))).toBe(false)
  expect(isRefused(contactWith({ phone_number: '+15551234567' }))).toBe(false)
})
