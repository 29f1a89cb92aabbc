import { expect, it } from 'vitest'

import type { OwnerSummary, Summary } from '../../directory/summary'
import { summaryText } from './summary-text'

const named = (name: string): OwnerSummary => ({
  key: '1',
  owner: { id: 1, email: '', first_name: '', last_name: '', name },
  count: 3,
  withEmail: 2,
  withPhone: 1,
})

const summary: Summary = {
  version: 1,
  matching: 6,
  withEmail: 2,
  withPhone: 1,
  withNeither: 0,
  owners: [named('Jane\tDoe\n(West)'), named('=1+1'), { ...named(''), key: 'none', owner: null }],
  months: [7, 8],
}

it('is pasted as cells, and no name makes two cells of one or runs in a spreadsheet', () => {
  const starts = [new Date(2025, 11, 1), new Date(2026, 0, 1), new Date(2026, 1, 1)].map(Number)
  expect(summaryText(summary, starts).split('\n')).toEqual([
    'Owner\tContacts\tWith email\tWith phone',
    'Jane Doe (West)\t3\t2\t1',
    "'=1+1\t3\t2\t1",
    'No owner\t3\t2\t1',
    '',
    'Month\tNew contacts',
    '2025-12\t7',
    '2026-01\t8',
  ])
})
