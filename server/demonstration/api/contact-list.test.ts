import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { createContacts } from '../people/contact'
import { createContactList } from './contact-list'

const endMs = Date.UTC(2026, 10, 23)
const makeContact = createContacts({ seed: 1, total: 1_000, endMs })
const listOf = (total: number, seed: number) => createContactList({ total, seed, endMs, makeContact })
const idsOf = (list: ReturnType<typeof createContactList>, start = 0, limit = list.count()) =>
  list.rows(start, limit).map((contact) => contact.id)

test('gives the newest contact first, and nothing beyond the end', () => {
  const list = listOf(120, 1)
  const ids = idsOf(list)
  expect(ids).toEqual([...ids].sort((a, b) => b - a))
  expect(ids).toHaveLength(120)
  expect(idsOf(list, 100, 50)).toEqual(ids.slice(100))
  expect(idsOf(list, 120, 50)).toEqual([])
  expect(idsOf(list, 1e12, 50)).toEqual([])
})

test('after any writes, rows are distinct, in order, and pages of any size make up the same list', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 150 }),
      fc.nat(400),
      fc.integer({ min: 1, max: 100 }),
      fc.nat(1000),
      (total, writes, perPage, seed) => {
        const list = listOf(total, seed)
        for (let count = 0; count < writes; count++) list.write()
        const ids = idsOf(list)
        expect(ids).toHaveLength(list.count())
        expect(list.count()).toBeGreaterThan(0)
        expect(ids.every((id, row) => row === 0 || id < (ids[row - 1] ?? 0))).toBe(true)
        const pages = Array.from({ length: Math.ceil(ids.length / perPage) }, (_, page) =>
          idsOf(list, page * perPage, perPage),
        )
        expect(pages.flat()).toEqual(ids)
      },
    ),
    { numRuns: 60 },
  )
})

test('writes insert on top, delete, and change; the same ones in every run', () => {
  const run = () => {
    const list = listOf(1_000, 1)
    const before = new Map(list.rows(0, 1_000).map((contact) => [contact.id, contact.updated_at]))
    for (let count = 0; count < 200; count++) list.write()
    const after = list.rows(0, list.count())
    const ids = new Set(after.map((contact) => contact.id))
    return {
      inserted: after.filter((contact) => !before.has(contact.id)).map((contact) => contact.id),
      deleted: [...before.keys()].filter((id) => !ids.has(id)),
      changed: after.flatMap(({ id, updated_at }) =>
        (before.get(id) ?? updated_at) === updated_at ? [] : [id],
      ),
      top: after[0]?.id,
    }
  }
  const once = run()
  expect(once).toEqual(run())
  expect(once.inserted.length).toBeGreaterThan(20)
  expect(once.inserted[0]).toBe(once.top)
  expect(once.deleted.length).toBeGreaterThan(10)
  expect(once.changed.length).toBeGreaterThan(10)
})

test('an update is never before the creation, also of newcomers that were edited', () => {
  const total = 5
  const list = createContactList({
    total,
    seed: 3,
    endMs,
    makeContact: createContacts({ seed: 3, total, endMs }),
  })
  for (let count = 0; count < 2_000; count++) list.write()
  for (const { created_at, updated_at } of list.rows(0, list.count()))
    expect(Date.parse(updated_at)).toBeGreaterThanOrEqual(Date.parse(created_at))
})

test('one write adds one contact on top, takes one away or does neither, and nobody comes back', () => {
  const list = listOf(300, 4)
  const gone = new Set<number>()
  let before = idsOf(list)
  for (let count = 0; count < 300; count++) {
    list.write()
    const after = idsOf(list)
    const added = after.filter((id) => !before.includes(id))
    const removed = before.filter((id) => !after.includes(id))
    expect(added.length + removed.length).toBeLessThanOrEqual(1)
    expect(after.slice(0, added.length)).toEqual(added)
    expect(after.filter((id) => gone.has(id))).toEqual([])
    for (const id of removed) gone.add(id)
    before = after
  }
  expect(gone.size).toBeGreaterThan(10)
})
