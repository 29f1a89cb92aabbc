import { expect, it } from 'vitest'

import { alteredLines, receiptOf, receiptText } from './receipt'
import { completeRead, disturbedRead } from './testing/reads'

const asked = {
  view: [
    ['Owner', 'Jane Whitfield'],
    ['Order', 'sorted by name'],
  ] as const,
  rows: 'All that match',
  columns: ['name', 'phone'] as const,
  timeZone: 'America/Chicago',
  atMs: Date.parse('2026-01-31T16:42:05.120Z'),
}

it('tells where a file comes from, what was asked, and that it is complete', () => {
  expect(receiptText(receiptOf({ ...asked, read: completeRead(4_812) })).split('\n')).toEqual([
    expect.stringMatching(/^Made by: Linq Contacts \d+\.\d+\.\d+$/),
    'Made at: 2026-01-31T10:42:05.120-06:00',
    'Time zone: America/Chicago',
    'Rows: All that match',
    'Owner: Jane Whitfield',
    'Order: sorted by name',
    'Columns: Name, Phone',
    'Completeness: Complete: all 4,812 contacts of the organisation, read 1969-12-31T18:00:00.000-06:00',
  ])
})

it('admits what is missing, and names no columns where the format has its own', () => {
  const lines = receiptOf({ ...asked, columns: null, read: disturbedRead(4_790, 4_812) })
  expect(lines.at(-1)).toEqual(['Completeness', '4,790 of 4,812 contacts have been read.'])
  expect(lines.map(([label]) => label)).not.toContain('Columns')
})

it('counts what was written otherwise, one cell or many, and is silent about what was not', () => {
  expect(alteredLines({ guarded: 0, replaced: 0, cut: 0 })).toEqual([])
  expect(
    alteredLines({ guarded: 1, replaced: 1_200, cut: 1 }).map(([, words]) => words.slice(0, 30)),
  ).toEqual([
    '1 cell begins with an apostrop',
    '1,200 cells hold � in place of',
    '1 cell is cut, because a cell ',
  ])
})
