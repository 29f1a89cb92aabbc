import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { DEFAULT_COLUMNS, FIELDS, type FieldKey, fieldOf } from '../directory/fields'
import { GROUP_FIELDS } from '../directory/grouping'
import { ContactIndex } from '../directory/index/contact-index'
import { EVERYTHING, type ViewQuery, ownerKey } from '../directory/view-query'
import type { Contact } from '../linq/contact'
import { guardCell } from './csv/guard-cell'
import { exportContacts } from './export-contacts'
import type { ExportRequest } from './export-request'
import { readCsv } from './testing/csv-reader'
import { contactWith, listIndex, nastyContact } from './testing/nasty-contacts'
import type { ExportedIndex } from './walk-rows'

const plainRequest: ExportRequest = {
  query: EVERYTHING,
  rows: { scope: 'all' },
  columns: DEFAULT_COLUMNS,
  format: 'csv',
  separator: ',',
  timeZone: 'America/Chicago',
  receipt: [],
}

const never = () => false
const ignore = () => undefined

async function bytesOf(file: Blob | null): Promise<ArrayBuffer> {
  if (file === null) throw new TypeError('The file was not given back.')
  return file.arrayBuffer()
}

async function exported(index: ExportedIndex, part: Partial<ExportRequest> = {}): Promise<string> {
  const { bytes } = await exportContacts(index, { ...plainRequest, ...part }, null, ignore, never)
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await bytesOf(bytes))
  expect(text.startsWith('\ufeff')).toBe(true)
  return text.slice(1)
}

/** Undoes the guard as its documentation says. */
function valueOfCell(cell: string, key: FieldKey): string | number | null {
  const { kind } = fieldOf(key)
  const rest = cell.slice(1)
  const isGuarded = cell.startsWith("'") && guardCell(rest, kind) !== rest
  const text = isGuarded ? rest : cell
  if (kind === 'instant') return text === '' ? null : Date.parse(text)
  if (kind === 'number') return text === '' ? null : Number(text)
  return text
}

function valueOnScreen(contact: Contact, key: FieldKey): string | number | null {
  const { kind, value } = fieldOf(key)
  const given = value(contact)
  if (kind === 'instant' || kind === 'number') return given
  return String(given ?? '').toWellFormed()
}

/** The rows of a view as a person meets them, page after page. */
function allPages(index: ContactIndex, query: ViewQuery, limit: number): Contact[] {
  const rows: Contact[] = []
  for (let offset = 0; ; offset += limit) {
    const view = index.view(query, { offset, limit })
    if (rows.length >= view.matching) return rows
    rows.push(...view.rows)
  }
}

function numbered(count: number): Contact[] {
  return Array.from({ length: count }, (_, index) => contactWith({ id: index + 1 }))
}

async function exportedIds(index: ExportedIndex, part: Partial<ExportRequest>): Promise<number[]> {
  const records = readCsv(await exported(index, { columns: ['id'], ...part }), ',')
  return records.slice(1).map((record) => Number(record[0]))
}

describe('exportContacts', () => {
  it('writes exactly the values of the view, whatever they are', async () => {
    const keys = FIELDS.map((field) => field.key)
    await fc.assert(
      fc.asyncProperty(
        fc.array(nastyContact, { maxLength: 12 }),
        fc.uniqueArray(fc.constantFrom(...keys), { minLength: 1 }),
        fc.constantFrom<',' | ';'>(',', ';'),
        fc.record({
          search: fc.constantFrom('', 'a', '=', '"'),
          owners: fc.constantFrom([], ['none'], ['1', '2', 'none']),
          sort: fc.constantFrom([], [{ field: 'company' as const, descending: true }]),
        }),
        fc.constantFrom('UTC', 'Asia/Kathmandu', 'America/St_Johns'),
        async (contacts, columns, separator, query, timeZone) => {
          const index = listIndex(contacts)
          const [head, ...records] = readCsv(
            await exported(index, { columns, separator, query, timeZone }),
            separator,
          )
          expect(head).toEqual(columns.map((key) => fieldOf(key).label))
          const rows = [...index.scan(query)]
          expect(records.every((record) => record.length === columns.length)).toBe(true)
          expect(
            records.map((record) => columns.map((key, column) => valueOfCell(record[column] ?? '', key))),
          ).toEqual(rows.map((contact) => columns.map((key) => valueOnScreen(contact, key))))
        },
      ),
      { numRuns: 300 },
    )
  })

  it('writes the rows of the table over all pages, in their order', async () => {
    const keys = FIELDS.map((field) => field.key)
    const sortKey = fc.record({ field: fc.constantFrom(...keys), descending: fc.boolean() })
    const asked = fc
      .uniqueArray(nastyContact, { selector: (contact) => contact.id, maxLength: 30 })
      .chain((contacts) =>
        fc.record({
          contacts: fc.constant(contacts),
          search: fc.constantFrom('', 'a', 'bj', 'cmd', '48'),
          owners: fc.subarray([...new Set(contacts.map((contact) => ownerKey(contact.contact_owner)))]),
          sort: fc.array(sortKey, { maxLength: 2 }),
          group: fc.constantFrom(...GROUP_FIELDS, null),
        }),
      )
    await fc.assert(
      fc.asyncProperty(asked, async ({ contacts, group, ...rest }) => {
        const query = { ...rest, ...(group && { group }) }
        const index = new ContactIndex()
        index.put(
          contacts,
          contacts.map((_, position) => position),
        )
        const [, ...records] = readCsv(await exported(index, { query, columns: keys }), ',')
        expect(
          records.map((record) => keys.map((key, column) => valueOfCell(record[column] ?? '', key))),
        ).toEqual(allPages(index, query, 7).map((contact) => keys.map((key) => valueOnScreen(contact, key))))
      }),
      { numRuns: 200 },
    )
  })

  it('writes the file byte for byte as RFC 4180 has it', async () => {
    const contact = contactWith({
      full_name: 'Ann "Nan" O’Neil',
      company: 'Acme, Inc.',
      phone_number: '+48225550147',
      email: '=1+1',
      title: 'two\r\nlines',
      created_at: Date.parse('2026-01-31T16:42:05.120Z'),
    })
    const columns: FieldKey[] = ['name', 'company', 'phone', 'email', 'title', 'created', 'updated', 'id']
    expect(await exported(listIndex([contact]), { columns })).toBe(
      'Name,Company,Phone,Email,Title,Created,Updated,Linq ID\r\n' +
        `"Ann ""Nan"" O’Neil","Acme, Inc.",+48225550147,'=1+1,"two\r\nlines",2026-01-31T10:42:05.120-06:00,,1\r\n`,
    )
  })

  it('separates with semicolons and quotes a cell with either separator', async () => {
    const contacts = [contactWith({ company: 'a,b', title: 'a;b' })]
    expect(await exported(listIndex(contacts), { columns: ['company', 'title'], separator: ';' })).toBe(
      'Company;Title\r\n"a,b";"a;b"\r\n',
    )
  })

  it('begins with the three bytes of a byte order mark', async () => {
    const { bytes } = await exportContacts(listIndex([]), plainRequest, null, ignore, never)
    expect([...new Uint8Array(await bytesOf(bytes)).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(bytes?.type).toBe('text/csv;charset=utf-8')
  })

  it('writes the labels alone when nothing matches', async () => {
    expect(await exported(listIndex([]), { columns: ['name', 'phone'] })).toBe('Name,Phone\r\n')
  })

  it('keeps a blank row of a single column visible to every reader', async () => {
    const contacts = [contactWith({ company: '' }), contactWith({ company: 'Acme' })]
    expect(await exported(listIndex(contacts), { columns: ['company'] })).toBe('Company\r\n""\r\nAcme\r\n')
  })

  it('replaces half of a surrogate pair by U+FFFD', async () => {
    const contacts = [contactWith({ company: 'a\ud800b' })]
    expect(await exported(listIndex(contacts), { columns: ['company'] })).toBe('Company\r\na\ufffdb\r\n')
  })

  it.each([
    [0, 25],
    [1_990, 25],
    [2_000, 100],
    [4_990, 25],
    [9_000, 25],
  ])('writes a page from row %i, at most %i rows', async (offset, limit) => {
    const contacts = numbered(5_000)
    const expected = contacts.slice(offset, offset + limit).map((contact) => contact.id)
    expect(await exportedIds(listIndex(contacts), { rows: { scope: 'page', offset, limit } })).toEqual(
      expected,
    )
  })

  it('writes the page that is seen, without collapsed groups, and everybody in the order of the groups', async () => {
    const companies = ['Bolt', 'Acme', '', 'Bolt', 'Acme']
    const contacts = companies.map((company, at) => contactWith({ id: at + 1, company }))
    const index = new ContactIndex({ locale: 'en' })
    index.put(contacts, [0, 1, 2, 3, 4])
    const query = { ...EVERYTHING, group: 'company' } as const
    const collapsed = { isAll: false, keys: ['Bolt'] }
    const page = { scope: 'page', offset: 1, limit: 2, collapsed } as const
    expect(await exportedIds(index, { query, rows: page })).toEqual([5, 3])
    expect(await exportedIds(index, { query })).toEqual([2, 5, 1, 4, 3])
    const selected = { scope: 'selected', ids: new Set([1, 3, 5]) } as const
    expect(await exportedIds(index, { query, rows: selected })).toEqual([5, 1, 3])
  })

  it('loses and repeats no row between parts', async () => {
    const contacts = numbered(4_001)
    expect(await exportedIds(listIndex(contacts), {})).toEqual(contacts.map((contact) => contact.id))
  })

  it('tells its progress up to the number of rows', async () => {
    const told: number[] = []
    const result = await exportContacts(
      listIndex(numbered(4_500)),
      plainRequest,
      null,
      (done) => told.push(done),
      never,
    )
    expect(told).toEqual([2_000, 4_000, 4_500])
    expect(result.rows).toBe(4_500)
  })

  it('answers other messages while it works', async () => {
    let done = 0
    let doneWhenAnswered = Infinity
    const { port1, port2 } = new MessageChannel()
    port2.addEventListener('message', () => {
      doneWhenAnswered = done
    })
    port2.start()
    const tell = (rows: number) => {
      done = rows
    }
    const work = exportContacts(listIndex(numbered(20_000)), plainRequest, null, tell, never)
    port1.postMessage('search')
    await work
    port1.close()
    expect(doneWhenAnswered).toBeLessThan(20_000)
  })

  it('stops soon after it was cancelled, and gives no file', async () => {
    let made = 0
    function* endless() {
      for (;;) yield contactWith({ id: ++made })
    }
    let isCancelled = false
    const work = exportContacts(
      { scan: endless },
      plainRequest,
      null,
      () => {
        isCancelled = true
      },
      () => isCancelled,
    )
    await expect(work).rejects.toMatchObject({ name: 'AbortError' })
    expect(made).toBeLessThanOrEqual(2_000)
  })

  it('passes on what the index throws', async () => {
    const broken: ExportedIndex = {
      scan: () => {
        throw new Error('The index is gone.')
      },
    }
    await expect(exportContacts(broken, plainRequest, null, ignore, never)).rejects.toThrow(
      'The index is gone.',
    )
  })
})
