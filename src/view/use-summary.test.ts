import { afterEach, expect, it } from 'vitest'

import { monthStarts } from './use-summary'

const zone = process.env['TZ']

afterEach(() => {
  if (zone === undefined) delete process.env['TZ']
  else process.env['TZ'] = zone
})

it.each(['America/Chicago', 'Asia/Kolkata', 'Pacific/Auckland'])(
  'gives the last months by the calendar of %s, over the change of a year and of the clock',
  (name) => {
    process.env['TZ'] = name
    const starts = monthStarts(new Date(2026, 2, 31, 23, 59).getTime(), 5)
    expect(starts.map((start) => new Date(start).toLocaleString('sv'))).toEqual([
      '2025-11-01 00:00:00',
      '2025-12-01 00:00:00',
      '2026-01-01 00:00:00',
      '2026-02-01 00:00:00',
      '2026-03-01 00:00:00',
      '2026-04-01 00:00:00',
    ])
  },
)
