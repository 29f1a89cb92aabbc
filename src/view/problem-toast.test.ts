import { beforeEach, expect, it, vi } from 'vitest'

import type { LinqProblem } from '../linq/linq-error'
import { dismissToast, shownToasts } from '../ui/toasts/toast-store'
import { dismissProblem, dismissProblems, raiseProblem } from './problem-toast'

const rejected: LinqProblem = {
  kind: 'rejected',
  message: 'Invalid token',
  status: 401,
  code: null,
  details: [],
  retryAfterMs: null,
  traceId: null,
  page: null,
}

beforeEach(() => {
  for (const { key } of shownToasts()) dismissToast(key)
})

it('a problem is told once its words are there, and once for each cause', async () => {
  raiseProblem(rejected, null)
  raiseProblem(rejected, null)
  await vi.waitFor(() => expect(shownToasts()).toHaveLength(1))
  expect(shownToasts()[0]?.title).toBe('Linq rejected the token')
})

it('a problem that has passed before its words were there is not told any more', async () => {
  dismissProblem(raiseProblem(rejected, null))
  raiseProblem({ ...rejected, kind: 'timeout', status: null }, null)
  dismissProblems()
  const last = raiseProblem({ ...rejected, kind: 'network', status: null }, null)
  await vi.waitFor(() => expect(shownToasts()).not.toHaveLength(0))
  expect(shownToasts().map(({ key }) => key)).toEqual([last])
})
