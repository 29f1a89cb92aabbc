import { expect, it, vi } from 'vitest'

import { scrollMarkdown } from './report/scroll-table.mjs'
import { benchScroll } from './scroll.mjs'

function run(ours: number, longestBlank: number) {
  const round = { longestBlank: null, picturesSoon: 0 }
  return scrollMarkdown({
    total: 100_000,
    command: 'npm run bench -- scroll',
    machine: { processor: 'a', memory: 'b', browser: 'c', node: 'd', peers: 'e', date: '2026-01-01' },
    loadAverage: { before: 0.1, after: 1, isForced: false },
    rounds: [
      { contender: 'ours', framesPerSecond: ours, longestBlank, picturesSoon: 21 },
      { ...round, contender: 'ag-grid', framesPerSecond: 10, longestBlank: 0 },
      { ...round, contender: 'glide', framesPerSecond: 40 },
    ],
  })
}

it('says by how much scrolling is faster, and judges it', () => {
  const good = run(30, 2)
  expect(good).toContain('| AG Grid Community | 10.0 | 3.00× | 0 |')
  expect(good).toContain('| Glide Data Grid (canvas) | 40.0 | 0.75× | not known |')
  expect(good).not.toMatch(/missed|NaN|Infinity/)
  const bad = run(15, 3)
  expect(bad.match(/missed/g)).toHaveLength(3)
})

it.each([
  ['a busy machine', [], 1.5, /load average is 1\.50.*--force/],
  ['more than can be scrolled by the pixel', ['1000000'], 0, /2500 to 400000/],
])('refuses %s', async (_, args, load, words) => {
  const say = vi.spyOn(console, 'error').mockReturnValue()
  expect(await benchScroll(args, load)).toBe(1)
  expect(say).toHaveBeenCalledWith(expect.stringMatching(words))
  say.mockRestore()
})
