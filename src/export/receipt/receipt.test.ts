import { expect, it } from 'vitest'

import { EVERYTHING } from '../../directory/view-query'
import { NOTHING_ALTERED } from '../file-writer'
import { completeRead, disturbedRead } from '../testing/reads'
import { alteredWords } from './altered-words'
import { outcomeLines } from './outcome'
import { receiptOf, receiptText } from './receipt'

const jane = {
  key: '1',
  owner: { id: 1, email: '', first_name: 'Jane', last_name: 'Whitfield', name: 'Jane Whitfield' },
  count: 231,
}

const asked = {
  query: {
    search: 'nor -acme',
    owners: ['1', 'none'],
    sort: [{ field: 'updated' as const, descending: true }],
    group: 'owner' as const,
    filters: {
      companies: { values: ['=Nordic'], mode: 'exclude' as const },
      quality: ['no-email' as const],
      duplicates: true,
      list: 3,
    },
  },
  rows: { scope: 'all' as const },
  columns: ['name', 'phone'] as const,
  format: 'csv' as const,
  owners: [jane],
  timeZone: 'America/Chicago',
  atMs: Date.parse('2026-01-31T16:42:05.120Z'),
}

it('tells when a file was made, of which rows, and that all contacts were there', () => {
  const lines = receiptText(receiptOf({ ...asked, read: completeRead(4_812) })).split('\n')
  expect(lines).toEqual(
    expect.arrayContaining([
      'Made: 2026-01-31T10:42:05.120-06:00 (America/Chicago)',
      'Format: CSV',
      'Rows: All that match',
      'Search: nor -acme',
      'Owner: is Jane Whitfield (#1) or No owner',
      expect.stringMatching(/^Company: is not .*Nordic/),
      'Quality: No email',
      'Duplicates: Only',
      'List: Only the contacts of a pasted list or a selection',
      'Grouped by: Owner',
      'Sorted by: Alike contacts together; then Updated, descending',
      'Columns: Name, Phone',
      expect.stringMatching(/^Directory: 4,812 of 4,812 contacts as of .*, complete$/),
    ]),
  )
})

it('tells of selected contacts how they are sorted, and no search or filter, which did not choose them', () => {
  const rows = { scope: 'selected' as const, ids: new Set([3, 5]) }
  const labels = receiptOf({ ...asked, rows, read: completeRead(4_812) })
  expect(labels.slice(2, -3)).toEqual([
    ['Rows', '2 selected'],
    ['Grouped by', 'Owner'],
    ['Sorted by', 'Updated, descending'],
  ])
})

it('tells of a page of groups that its rows are counted in the open ones, and how many are left out', () => {
  const rows = { scope: 'page' as const, offset: 0, limit: 25, collapsed: { isAll: false, keys: ['7'] } }
  const wordsOf = (hidden: number) => receiptOf({ ...asked, rows, hidden, read: completeRead(4_812) })[2]?.[1]
  expect(wordsOf(31)).toBe(
    'Rows 1 to 25 of those in open groups; 31 contacts in collapsed groups are left out',
  )
  expect(wordsOf(1)).toContain('1 contact in collapsed groups is left out')
})

it('tells how duplicates stand, also without a sort', () => {
  const query = { ...EVERYTHING, filters: { duplicates: true } }
  const lines = receiptOf({ ...asked, query, read: completeRead(4_812) })
  expect(lines).toContainEqual(['Sorted by', 'Alike contacts together; then Linq’s order'])
})

it('admits what is missing, and names the columns that a format has of its own', () => {
  const lines = receiptText(
    receiptOf({
      ...asked,
      query: EVERYTHING,
      rows: { scope: 'page', offset: 25, limit: 25 },
      format: 'linq-import',
      read: disturbedRead(4_790, 4_812),
    }),
  )
  expect(lines).toContain('Rows: Rows 26 to 50 of those that match')
  expect(lines).toContain('Columns: First Name, Last Name, Email, Phone, Company, Title')
  expect(lines).toMatch(/Directory: 4,790 of 4,812 contacts.*not known to be complete/)
})

it('tells which records and pages of the directory are left out, without words of a file', () => {
  const read = { ...completeRead(4_812), contacts: 4_811, unreadable: 1 }
  expect(receiptOf({ ...asked, read }).find(([label]) => label === 'Directory')?.[1]).toMatch(
    /: 1 record could not be understood and is left out\. 4,811 of 4,812 contacts have been read\.$/,
  )
})

it('counts what is not as it is in Linq, one or many, and says when nothing is', () => {
  const nothing = NOTHING_ALTERED
  expect(outcomeLines('csv', { rows: 1, altered: nothing })).toEqual([
    ['Written', '1 contact'],
    ['Altered', 'Nothing'],
  ])
  expect(alteredWords('linq-import', { ...nothing, refused: 12, guarded: 1 })).toEqual([
    '12 rows have neither email nor phone; Linq will refuse them.',
    '1 cell begins like a formula and gets an apostrophe, which Linq will keep.',
  ])
  expect(alteredWords('xlsx', { ...nothing, replaced: 2, cut: 1 })).toEqual([
    '2 cells have characters that the format cannot hold; a � stands for each.',
    '1 cell is cut at 32,767 characters.',
  ])
  expect(alteredWords('xlsx', { ...nothing, dates: 5 })).toEqual([
    '5 dates are texts with their offset: no date of the format can tell which instant is meant.',
  ])
  expect(alteredWords('vcard', { ...nothing, replaced: 1 })).toEqual([
    '1 text has characters that a card cannot hold; they are changed or left out.',
  ])
})
