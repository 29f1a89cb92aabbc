import { expect, it } from 'vitest'

import type { LinqProblem } from '../linq/linq-error'
import { failedPagesWords } from './problem-words'

const problem: LinqProblem = {
  kind: 'server',
  message: 'Linq failed',
  status: 500,
  code: null,
  details: [],
  retryAfterMs: null,
  traceId: null,
  page: 3,
}

it('pages that could not be read are missing, unless a copy is shown meanwhile', () => {
  const one = [{ page: 3, rows: { first: 201, last: 300 }, problem }]
  const two = [...one, { page: 12, rows: { first: 1101, last: 1200 }, problem }]
  expect(failedPagesWords(one, false)).toMatchObject({
    title: 'Page 3 could not be read',
    text: 'Linq failed. Its contacts are missing here; all others are usable.',
  })
  expect(failedPagesWords(two, false).text).toContain('Their contacts are missing here')
  expect(failedPagesWords(two, true).text).toBe(
    'Linq failed. The copy on this device stays as it is until they can be read.',
  )
})
