import { expect, it } from 'vitest'

import type { OwnerFacet } from '../../directory/view-query'
import type { NamedFile } from '../file-name'
import { completeRead } from '../testing/reads'
import { shownFileName } from './shown-file-name'

const nobody = { email: '', first_name: '', last_name: '', name: '' }
const owners: OwnerFacet[] = [
  { key: '1', owner: { ...nobody, id: 1, email: 'amara@example.com' }, count: 1 },
  { key: '2', owner: { ...nobody, id: 2, name: '+1 555 123 4567' }, count: 1 },
  { key: '3', owner: { ...nobody, id: 3, name: 'Jane Whitfield', email: 'jane@example.com' }, count: 1 },
  { key: '~joe@example.com', owner: { ...nobody, id: null, email: 'joe@example.com' }, count: 1 },
]

function file(...keys: string[]): NamedFile {
  return {
    query: { search: '', owners: keys },
    owners,
    page: null,
    rows: 7,
    read: completeRead(9),
    atMs: Date.UTC(2026, 0, 31),
    timeZone: 'UTC',
    format: 'csv',
  }
}

it.each([
  ['an email in place of a name', ['1'], 'owner-hidden'],
  ['a phone in place of a name', ['2'], 'owner-hidden'],
  ['an owner without an id', ['~joe@example.com'], 'owner-hidden'],
  ['an owner of whom nothing is known but the key', ['~ann@example.com'], 'owner-hidden'],
  ['a name', ['3'], 'owner-jane'],
  ['several', ['1', '3', '~joe@example.com'], 'owner-hidden-jane-hidden'],
])('masks in privacy mode: %s', (_, keys, part) => {
  expect(shownFileName(file(...keys), true)).toBe(`contacts_${part}_2026-01-31_7-of-9.csv`)
})

it('shows the name as it is otherwise', () => {
  expect(shownFileName(file('1'), false)).toBe('contacts_owner-amara_2026-01-31_7-of-9.csv')
})
