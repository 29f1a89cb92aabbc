import fc from 'fast-check'
import { expect, it } from 'vitest'

import { FIELDS, type FieldKey } from '../../directory/fields'
import { drawColumns } from './column-layout'
import { moveColumn, pinnedOf, togglePin } from './column-order'

const keys = FIELDS.map(({ key }) => key)
const orders = fc
  .uniqueArray(fc.constantFrom(...keys.filter((key) => key !== 'name')), { minLength: 1 })
  .map((others): FieldKey[] => ['name', ...others])

it('moves columns without losing one, and never the name', () => {
  fc.assert(
    fc.property(orders, fc.constantFrom(...keys), fc.integer({ min: -3, max: 20 }), (columns, key, to) => {
      fc.pre(columns.includes(key))
      const { columns: moved } = moveColumn(columns, [], key, to)
      expect(moved[0]).toBe('name')
      expect(moved.toSorted()).toEqual(columns.toSorted())
    }),
  )
})

it('pins a column that is moved among pinned ones, and lets one go that is moved away', () => {
  const columns: FieldKey[] = ['name', 'company', 'phone', 'email', 'owner']
  const pinned: FieldKey[] = ['company', 'phone']
  expect(moveColumn(columns, pinned, 'owner', 1)).toEqual({
    columns: ['name', 'owner', 'company', 'phone', 'email'],
    pinned: ['owner', 'company', 'phone'],
  })
  expect(moveColumn(columns, pinned, 'owner', 3).pinned).toEqual(['company', 'phone'])
  expect(moveColumn(columns, pinned, 'company', 2).pinned).toEqual(['phone', 'company'])
  expect(moveColumn(columns, pinned, 'company', 3)).toEqual({
    columns: ['name', 'phone', 'email', 'company', 'owner'],
    pinned: ['phone'],
  })
})

it('calls a column pinned exactly when it is drawn so, however it was moved', () => {
  fc.assert(
    fc.property(
      orders,
      fc.array(fc.tuple(fc.nat({ max: 20 }), fc.option(fc.nat({ max: 20 }), { nil: null })), {
        maxLength: 8,
      }),
      (start, steps) => {
        let now: { columns: FieldKey[]; pinned: FieldKey[] } = { columns: start, pinned: [] }
        for (const [press, to] of steps) {
          const key = now.columns[1 + (press % (now.columns.length - 1))] ?? 'name'
          now =
            to === null
              ? togglePin(now.columns, now.pinned, key)
              : moveColumn(now.columns, now.pinned, key, to)
          const drawn = drawColumns(now.columns, { widths: {}, pinned: now.pinned }, false)
          const stay = drawn.filter((column) => column.leftPx !== null && column.key !== 'name')
          expect(stay.map(({ key: one }) => one)).toEqual(now.pinned)
          expect(pinnedOf(now.columns, now.pinned)).toEqual(now.pinned)
        }
      },
    ),
  )
})

it('pins behind what is pinned, and lets go again, without losing a column', () => {
  fc.assert(
    fc.property(orders, fc.array(fc.nat({ max: 20 }), { maxLength: 6 }), (columns, presses) => {
      let now: { columns: FieldKey[]; pinned: FieldKey[] } = { columns, pinned: [] }
      for (const press of presses) {
        const key = now.columns[1 + (press % (now.columns.length - 1))] ?? 'name'
        const wasPinned = now.pinned.includes(key)
        now = togglePin(now.columns, now.pinned, key)
        expect(now.pinned.includes(key)).toBe(!wasPinned)
        expect(now.columns.toSorted()).toEqual(columns.toSorted())
        expect(now.columns.slice(0, now.pinned.length + 1)).toEqual(['name', ...now.pinned])
      }
    }),
  )
})
