import { expect, it } from 'vitest'

import { DEFAULT_COLUMNS } from '../../directory/fields'
import { drawColumns } from './column-layout'

const untouched = { widths: {}, pinned: [] }

it('draws the name where it stays, and the others where they go', () => {
  const drawn = drawColumns(DEFAULT_COLUMNS, untouched, false)
  expect(drawn.map(({ leftPx }) => leftPx)).toEqual([0, ...DEFAULT_COLUMNS.slice(1).map(() => null)])
  expect(drawColumns(DEFAULT_COLUMNS, { ...untouched, widths: { owner: 300 } }, true)[2]).toEqual({
    key: 'owner',
    widthPx: 300,
    leftPx: null,
  })
})

it('keeps pinned columns beside the name only while they stand there', () => {
  const layout = { widths: { company: 100 }, pinned: ['company', 'phone'] as const }
  expect(
    drawColumns(['name', 'company', 'phone', 'email'], layout, false).map(({ leftPx }) => leftPx),
  ).toEqual([0, 292, 392, null])
  expect(drawColumns(['name', 'email', 'company'], layout, false).map(({ leftPx }) => leftPx)).toEqual([
    0,
    null,
    null,
  ])
})
