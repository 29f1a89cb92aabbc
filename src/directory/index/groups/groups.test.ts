import { describe, expect, it } from 'vitest'

import type { Contact } from '../../../linq/contact'
import type { Collapsed } from '../../grouping'
import { EVERYTHING, type RowWindow } from '../../view-query'
import { indexOf, owner, person } from '../testing/people'

const jane = owner(7, { name: 'Jane' })
const lukasz = owner(8, { name: 'Łukasz' })
const amara = owner(9, { name: 'amara' })

/** By id: two of Jane, one of nobody, three of Łukasz, one of Amara. */
const owned: Contact[] = [jane, null, lukasz, jane, lukasz, amara, lukasz].map((contact_owner, at) =>
  person(at + 1, { contact_owner, title: `T${9 - at}` }),
)
const query = { ...EVERYTHING, group: 'owner' } as const
const everyLine = { offset: 0, limit: 100 }

function pageOf(window: Partial<RowWindow>, contacts = owned) {
  const { rows, lines, offset } = indexOf(contacts).view(query, {
    offset: 0,
    limit: Infinity,
    lines: everyLine,
    ...window,
  })
  const heads = lines?.named.map(({ label, count }, at) => [lines.heads[at], label, count])
  return { ids: rows.map(({ id }) => id), heads, lines, offset }
}

describe('a grouped view', () => {
  it('has its groups by label, "none" last, and each in the order asked for', () => {
    expect(pageOf({})).toMatchObject({
      ids: [6, 1, 4, 3, 5, 7, 2],
      heads: [
        [0, 'amara', 1],
        [2, 'Jane', 2],
        [5, 'Łukasz', 3],
        [9, '', 1],
      ],
    })
    const byTitle = indexOf(owned).idsOf({ ...query, sort: [{ field: 'title', descending: false }] })
    expect([...byTitle]).toEqual([6, 4, 1, 7, 5, 3, 2])
  })

  it('keeps companies together that differ in white space, and no others', () => {
    const companies = ['Acme', 'acme', ' Acme ', '', ' ', 'Bolt'].map((company, at) =>
      person(at + 1, { company }),
    )
    const index = indexOf(companies)
    const { lines } = index.view(
      { ...EVERYTHING, group: 'company' },
      { offset: 0, limit: 9, lines: everyLine },
    )
    expect(lines?.named.map(({ key, label, count }) => [key, label, count])).toEqual([
      ['Acme', 'Acme', 2],
      ['acme', 'acme', 1],
      ['Bolt', 'Bolt', 1],
      ['none', '', 2],
    ])
  })

  it('shows the head of a group that goes on from the page before again', () => {
    expect(pageOf({ offset: 2, limit: 2 })).toMatchObject({
      ids: [4, 3],
      heads: [
        [0, 'Jane', 2],
        [2, 'Łukasz', 3],
      ],
      lines: { firstGroup: 1, count: 4, start: 2 },
    })
  })

  it('counts the contacts of open groups alone on its pages, and keeps the heads of the others', () => {
    const collapsed: Collapsed = { isAll: false, keys: ['8'] }
    expect(pageOf({ collapsed, limit: 3 })).toMatchObject({
      ids: [6, 1, 4],
      heads: [
        [0, 'amara', 1],
        [2, 'Jane', 2],
      ],
      lines: { open: 4, groups: 4 },
    })
    // The collapsed one stands where its contacts would begin.
    expect(pageOf({ collapsed, offset: 3, limit: 3 })).toMatchObject({
      ids: [2],
      heads: [
        [0, 'Łukasz', 3],
        [1, '', 1],
      ],
    })
  })

  it('has one page of heads when all groups are collapsed', () => {
    const page = pageOf({ collapsed: { isAll: true, keys: [] }, offset: 50, limit: 25 })
    expect(page).toMatchObject({ ids: [], offset: 0, lines: { open: 0, count: 4, start: 0 } })
    expect(page.heads).toHaveLength(4)
  })

  it('names the group that the first of the wanted lines belongs to, and no others than are on them', () => {
    expect(pageOf({ lines: { offset: 7, limit: 2 } })).toMatchObject({
      ids: [5, 7],
      offset: 4,
      lines: { firstNamed: 2, named: [{ label: 'Łukasz' }] },
    })
  })

  it('leads over collapsed groups from contact to contact, and takes no one of them into a stretch', () => {
    const index = indexOf(owned)
    const collapsed: Collapsed = { isAll: false, keys: ['8'] }
    expect(index.place(query, 4, collapsed)).toEqual({ position: 2, previous: 1, next: 2 })
    expect(index.place(query, 4)).toEqual({ position: 2, previous: 1, next: 3 })
    // From within one it leads to the nearest that are seen.
    expect(index.place(query, 5, collapsed)).toEqual({ position: 4, previous: 4, next: 2 })
    expect([...index.idsOf(query, [1, 2], collapsed)]).toEqual([1, 4, 2])
    expect([...index.idsOf(query, [1, 2])]).toEqual([1, 4, 3, 5, 7, 2])
  })

  it('keeps what looks alike together within a group, and in its group', () => {
    const alike = [jane, lukasz, jane, lukasz, jane].map((contact_owner, at) =>
      person(at + 1, { contact_owner, email: at % 3 === 0 ? 'a@x' : 'b@x' }),
    )
    const both = { ...query, filters: { duplicates: true } }
    expect([...indexOf(alike).idsOf(both)]).toEqual([1, 3, 5, 4, 2])
  })
})
