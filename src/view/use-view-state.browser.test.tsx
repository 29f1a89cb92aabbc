import { NuqsTestingAdapter } from 'nuqs/adapters/testing'
import { expect, test } from 'vitest'
import { renderHook } from 'vitest-browser-react'

import { shownToasts } from '../ui/toasts/toast-store'
import { useViewState } from './use-view-state'

const many = (count: number) => Array.from({ length: count }, (_, index) => `Company ${index}, Łódź`)

test('a filter that no address could hold is told, and leaves the view as it is', async () => {
  const hook = await renderHook(() => useViewState(), {
    wrapper: ({ children }) => <NuqsTestingAdapter hasMemory>{children}</NuqsTestingAdapter>,
  })
  await hook.act(() => hook.result.current[1]({ companies: { values: many(20), mode: 'include' } }))
  expect(hook.result.current[0].companies.values).toHaveLength(20)
  expect(shownToasts()).toHaveLength(0)
  await hook.act(() => hook.result.current[1]({ companies: { values: many(300), mode: 'include' } }))
  expect(hook.result.current[0].companies.values).toHaveLength(20)
  expect(shownToasts().map(({ title }) => title)).toEqual(['No more values fit into this filter'])
})

test('another filter leads back to the first page; an opened contact does not', async () => {
  const hook = await renderHook(() => useViewState(), {
    wrapper: ({ children }) => (
      <NuqsTestingAdapter hasMemory searchParams="?page=7">
        {children}
      </NuqsTestingAdapter>
    ),
  })
  await hook.act(() => hook.result.current[1]({ contact: 3 }))
  expect(hook.result.current[0].page).toBe(7)
  await hook.act(() => hook.result.current[1]({ quality: ['stale'] }))
  expect(hook.result.current[0].page).toBe(1)
})
