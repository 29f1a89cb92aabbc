import '../../index.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { expect, it, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import { page, userEvent } from 'vitest/browser'

import { type Directory, NOTHING_KNOWN } from '../../directory/directory'
import { person } from '../../directory/index/testing/people'
import type { ListMatch } from '../../directory/list-match'
import { DirectoryProvider } from '../../view/directory-context'
import { unchangedView } from '../../view/testing/unchanged-view'
import { PasteDialog } from './paste-dialog'

const nobody: ListMatch = { lines: 1, found: { lines: [], ids: new Float64Array() }, missing: [], unclear: [] }

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
