import { QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { expect, test } from 'vitest'
import { renderHook } from 'vitest-browser-react'

import { type Directory, type DirectorySnapshot, NOTHING_KNOWN, NOTHING_READ } from '../directory/directory'
import type { RowWindow, View, ViewQuery } from '../directory/view-query'
import { readContact } from '../linq/contact'
import { setCollapsedGroups } from './collapsed-groups'
import { DirectoryProvider } from './directory-context'
import { createQueryClient } from './query-client'
import { unchangedView } from './testing/unchanged-view'
import { useContactsView } from './use-contacts-view'
import type { ViewState } from './view-address'

/** Nothing answers there: what is shown comes from the directory alone. */
const nowhere = 'http://127.0.0.1:9'

test('an answer to an older question comes too late to be shown', async () => {
  const directory = fakeDirectory()
  const hook = await render(directory, { ...unchangedView, search: 'a' })
  await hook.rerender({ ...unchangedView, search: 'ab' })
  await directory.answer('ab', ['Abel'])
  await expect.poll(() => names(hook.result.current)).toEqual(['Abel'])
  await directory.answer('a', ['Anna', 'Abel'])
  await hook.rerender({ ...unchangedView, search: 'ab' })
  expect(names(hook.result.current)).toEqual(['Abel'])
})

test('rows stay on screen until the next question is answered', async () => {
  const directory = fakeDirectory()
  const hook = await render(directory, { ...unchangedView, search: 'a' })
  await directory.answer('a', ['Anna'])
  await expect.poll(() => names(hook.result.current)).toEqual(['Anna'])
  await hook.rerender({ ...unchangedView, search: 'ab' })
  expect(names(hook.result.current)).toEqual(['Anna'])
  await directory.answer('ab', ['Abel'])
  await expect.poll(() => names(hook.result.current)).toEqual(['Abel'])
})

test('a change of the directory renews the rows on screen', async () => {
  const directory = fakeDirectory()
  const hook = await render(directory, { ...unchangedView, search: 'a' })
  await directory.answer('a', ['Anna'])
  await expect.poll(() => names(hook.result.current)).toEqual(['Anna'])
  directory.change()
  await directory.answer('a', ['Anna', 'Abel'])
  await expect.poll(() => names(hook.result.current)).toEqual(['Anna', 'Abel'])
})

test('a page beyond the last one shows the last one', async () => {
  const directory = fakeDirectory()
  const hook = await render(directory, { ...unchangedView, search: 'a', page: 1_000_000 })
  await directory.answer('a', ['Anna'], { offset: 75, matching: 76 })
  await expect.poll(() => hook.result.current.page).toBe(4)
  expect(hook.result.current.pages).toBe(4)
  expect(hook.result.current.rowAt(75)?.full_name).toBe('Anna')
})

test('with groups, pages count the contacts of open ones', async () => {
  const directory = fakeDirectory()
  setCollapsedGroups('owner', { isAll: false, keys: ['7'] })
  const hook = await render(directory, { ...unchangedView, search: 'a', group: 'owner', page: 3 })
  const lines = {
    groups: 2,
    open: 76,
    start: 50,
    count: 27,
    heads: Uint32Array.of(0),
    firstGroup: 1,
    named: [],
    firstNamed: 0,
  }
  await directory.answer('a', ['Anna'], { offset: 50, matching: 90, lines })
  await expect.poll(() => hook.result.current.page).toBe(3)
  expect(hook.result.current).toMatchObject({ pages: 4, rowCount: 90, lines })
  expect(directory.windows.at(-1)).toEqual({
    offset: 50,
    limit: 25,
    lines: { offset: 0, limit: 200 },
    collapsed: { isAll: false, keys: ['7'] },
  })
})

function names(view: ReturnType<typeof useContactsView>): string[] {
  return view.rows.map((contact) => contact.full_name)
}

async function render(directory: Directory, state: ViewState) {
  const client = createQueryClient(directory.retry)
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>
      <DirectoryProvider value={directory}>{children}</DirectoryProvider>
    </QueryClientProvider>
  )
  return renderHook((given?: ViewState) => useContactsView(given ?? state, { first: 0, last: 0 }, nowhere), {
    initialProps: state,
    wrapper,
  })
}

/** A directory whose answers come when the test says so. */
function fakeDirectory() {
  let snapshot: DirectorySnapshot = {
    ...NOTHING_KNOWN,
    version: 1,
    read: { ...NOTHING_READ, status: 'complete', atMs: 0, contacts: 2, total: 2 },
  }
  const listeners = new Set<() => void>()
  const open = new Map<string, ((view: View) => void)[]>()
  const windows: RowWindow[] = []
  const nothing = () => undefined
  return {
    start: nothing,
    pause: nothing,
    resume: nothing,
    retry: nothing,
    refresh: nothing,
    renew: nothing,
    keepCopy: nothing,
    forget: async () => undefined,
    contact: async () => null,
    place: async () => null,
    summary: () => new Promise<never>(() => undefined),
    keepList: () => 1,
    ids: async () => new Float64Array(0),
    gone: async () => new Float64Array(0),
    lines: async () => ({ text: '', count: 0, blank: 0 }),
    match: () => new Promise<never>(() => undefined),
    snapshot: () => snapshot,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    /** What was asked for, in the order of the questions. */
    windows,
    view: (query: ViewQuery, window: RowWindow) =>
      new Promise<View>((resolve) => {
        windows.push(window)
        open.set(query.search, [...(open.get(query.search) ?? []), resolve])
      }),
    /** Answers every open question about a search. */
    answer: async (search: string, found: string[], part: Partial<View> = {}) => {
      await expect.poll(() => open.get(search)?.length ?? 0).toBeGreaterThan(0)
      const rows = found.flatMap((full_name, index) => readContact({ id: index + 1, full_name }) ?? [])
      const view = { version: 1, rows, offset: 0, matching: rows.length, total: 2, owners: [], ...part }
      for (const resolve of open.get(search) ?? []) resolve(view)
      open.delete(search)
    },
    change: () => {
      snapshot = { ...snapshot, version: snapshot.version + 1 }
      for (const listener of listeners) listener()
    },
  }
}
