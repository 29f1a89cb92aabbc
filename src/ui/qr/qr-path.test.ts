import { expect, it } from 'vitest'

import { qrPath } from './qr-path'

/** The dark modules that a path draws, by row. */
function drawn(path: string, modules: number): boolean[][] {
  const rows = Array.from({ length: modules }, () => Array.from({ length: modules }, () => false))
  for (const [, x = '', y = '', width = ''] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
    rows[Number(y)]?.fill(true, Number(x), Number(x) + Number(width))
  return rows
}

it('draws the three corners by which a camera finds a code, and none in the fourth', () => {
  const code = qrPath('BEGIN:VCARD')
  const modules = code?.modules ?? 0
  const rows = drawn(code?.path ?? '', modules)
  const corner = (x: number, y: number) =>
    rows.slice(y, y + 7).map((row) =>
      row
        .slice(x, x + 7)
        .map((dark) => (dark ? '#' : ' '))
        .join(''),
    )
  const finder = ['#######', '#     #', '# ### #', '# ### #', '# ### #', '#     #', '#######']
  expect(modules).toBe(21)
  expect(corner(0, 0)).toEqual(finder)
  expect(corner(14, 0)).toEqual(finder)
  expect(corner(0, 14)).toEqual(finder)
  expect(corner(14, 14)).not.toEqual(finder)
})

it('grows with its text, by bytes and not by letters, and is none when no camera could read it', () => {
  expect(qrPath('a'.repeat(850))?.modules).toBe(97)
  expect(qrPath('漢'.repeat(283))?.modules).toBe(97)
  expect(qrPath('漢'.repeat(300))).toBeNull()
  expect(qrPath('a'.repeat(5_000))).toBeNull()
})
