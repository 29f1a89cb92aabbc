import { expect, it, vi } from 'vitest'

import { createKeptPages } from './kept-pages'

it('is forgotten when it is of no use any more, also when nobody asks for it', async () => {
  // This clock stands still: only what was really forgotten is not given.
  const kept = createKeptPages(1, 60_000, () => 0)
  const keep = (key: string, readMs: number) => kept.keep(key, { body: '{}', askedMs: readMs, readMs })
  const keys = () => ['1/100', '2/100', '3/100'].filter((key) => kept.get(key) !== null)
  keep('1/100', 0)
  keep('2/100', -59_900)
  keep('3/100', -60_000)
  expect(keys()).toEqual(['1/100', '2/100'])
  await vi.waitFor(() => expect(keys()).toEqual(['1/100']), 5000)
})
