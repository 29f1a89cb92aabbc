import '../../index.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { afterEach, expect, it, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import { page, userEvent } from 'vitest/browser'

import { type Directory, NOTHING_KNOWN } from '../../directory/directory'
import { person } from '../../directory/index/testing/people'
import type { ListMatch } from '../../directory/list-match'
import { DirectoryProvider } from '../../view/directory-context'
import { unchangedView } from '../../view/testing/unchanged-view'
import { PasteDialog } from './paste-dialog'

const nobody: ListMatch = {
  lines: 1,
  found: { lines: [], ids: new Float64Array() },
  missing: [],
  unclear: [],
}

/** The dialog over a directory that finds the same for every list. */
async function show(match: Partial<ListMatch> = {}) {
  const asked = vi.fn<(text: string) => Promise<ListMatch>>(async () => ({ ...nobody, ...match }))
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the dialog asks nothing else
  const directory = {
    snapshot: () => NOTHING_KNOWN,
    subscribe: () => () => {},
    contact: async (id: number) => person(id, { full_name: `Person ${id}` }),
    match: asked,
  } as unknown as Directory
  await render(
    <QueryClientProvider client={new QueryClient()}>
      <DirectoryProvider value={directory}>
        <PasteDialog state={unchangedView} onChange={() => {}} onClose={() => {}} />
      </DirectoryProvider>
    </QueryClientProvider>,
  )
  return asked
}

afterEach(() => {
  setPrivacy(null)
  vi.restoreAllMocks()
})

/** Switches the privacy mode as another tab does. */
function setPrivacy(kept: 'on' | null) {
  const key = 'linq-contacts.privacy'
  if (kept === null) localStorage.removeItem(key)
  else localStorage.setItem(key, kept)
  dispatchEvent(new StorageEvent('storage', { key }))
}

const field = page.getByRole('textbox', { name: 'Emails, phones or names, one a line' })
const lookUp = (lines: string) => page.getByRole('button', { name: `Look up ${lines}` })

it('leads the focus to the result, and back to the list', async () => {
  await show({ missing: ['jane@acme.example'] })
  await field.fill('jane@acme.example')
  lookUp('1 line').element().focus()
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('radio', { name: 'Not found 1' })).toHaveFocus()
  await page.getByRole('button', { name: 'Back' }).click()
  await expect.element(field).toHaveFocus()
  await expect.element(field).toHaveValue('jane@acme.example')
})

it('shows names alone while emails and phones are hidden, and copies lines as they were pasted', async () => {
  const written = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
  const missing = ['Jane <jane@acme.example>', '+1 415 555 0132']
  setPrivacy('on')
  await show({
    found: { lines: ['tom@acme.example'], ids: Float64Array.of(1) },
    missing,
    unclear: [{ line: 'Amara, amara@acme.example', ids: [2, 3], more: 0 }],
  })
  await field.fill('whatever')
  await lookUp('1 line').click()
  await expect.element(page.getByText('••••@••••')).toBeVisible()
  await page.getByRole('radio', { name: 'Not found 2' }).click()
  await expect.element(page.getByText('Jane <••••@••••>')).toBeVisible()
  await expect.element(page.getByText('••• ••• ••••')).toBeVisible()
  await page.getByRole('button', { name: 'Copy 2 lines' }).click()
  expect(written).toHaveBeenLastCalledWith(missing.join('\n'))
  await page.getByRole('radio', { name: 'To choose 1' }).click()
  const choice = page.getByRole('combobox', { name: 'Who is meant by Amara, ••••@••••' })
  await expect.element(choice).toBeVisible()
  expect(document.body.textContent).not.toContain('acme.example')
})
