import '../../index.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { afterEach, describe, expect, it, vi } from 'vitest'
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
function fieldNow(): HTMLTextAreaElement {
  const element = field.element()
  if (element instanceof HTMLTextAreaElement) return element
  throw new Error('The field is no textarea.')
}
const shownText = () => fieldNow().value

/** Pastes a text into the field. @returns whether the page takes it, in place of the browser */
function paste(text: string): boolean {
  const clipboardData = new DataTransfer()
  clipboardData.setData('text/plain', text)
  return !fieldNow().dispatchEvent(
    new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
  )
}
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

describe('a list of 50,000 lines', () => {
  const long = Array.from({ length: 50_000 }, (_, at) => `person${at}@acme.example`).join('\n')

  it('is looked up whole, while the field holds only how it begins', async () => {
    const asked = await show({ lines: 50_000, missing: ['jane@acme.example'] })
    expect(paste(long)).toBe(true)
    await expect.element(page.getByText('50,000 lines pasted; the first ones are shown.')).toBeVisible()
    expect(shownText()).toMatch(/^person0@acme\.example\nperson1@/)
    expect(shownText().length).toBeLessThan(5_000)
    await expect.element(field).toHaveAttribute('readonly')
    await lookUp('50,000 lines').click()
    await expect.element(page.getByRole('radio', { name: 'Not found 1' })).toBeVisible()
    expect(asked.mock.lastCall?.[0]).toBe(long)
    await page.getByRole('button', { name: 'Back' }).click()
    await expect.element(field).toHaveFocus()
    expect(shownText().length).toBeLessThan(5_000)
    await expect.element(lookUp('50,000 lines')).toBeEnabled()
  })

  it('can be added to, replaced and cleared', async () => {
    const asked = await show()
    paste(long)
    await expect.element(field).toHaveAttribute('readonly')
    paste('tom@acme.example')
    await lookUp('50,001 lines').click()
    await expect.element(page.getByRole('alert')).toHaveTextContent('these are 50,001')
    await page.getByRole('button', { name: 'Clear' }).click()
    await expect.element(page.getByRole('alert')).not.toBeInTheDocument()
    await expect.element(field).toHaveFocus()
    await expect.element(field).toHaveValue('')
    await userEvent.keyboard('amara@acme.example')
    await expect.element(lookUp('1 line')).toBeEnabled()
    paste(long)
    await expect.element(field).toHaveAttribute('readonly')
    fieldNow().select()
    paste('tom@acme.example')
    await expect.element(field).toHaveValue('tom@acme.example')
    await expect.element(field).not.toHaveAttribute('readonly')
    await lookUp('1 line').click()
    await expect.poll(() => asked.mock.lastCall?.[0]).toBe('tom@acme.example')
  })
})

it.each([1, 3, 40])('is as high with each group of the result: %s found', async (count) => {
  await page.viewport(1280, 800)
  await show({
    lines: count + 9,
    found: {
      lines: Array.from({ length: count }, (_, at) => `person${at}@acme.example`),
      ids: Float64Array.from({ length: count }, (_, at) => at + 1),
    },
    missing: Array.from({ length: 8 }, (_, at) => `nobody${at}@acme.example`),
    unclear: [{ line: 'Amara', ids: [1, 2], more: 0 }],
  })
  await field.fill('whatever')
  await lookUp('1 line').click()
  const heights = new Set<number>()
  for (const group of [/^Found/, /^Not found/, /^To choose/]) {
    await page.getByRole('radio', { name: group }).click()
    await expect.element(page.getByRole('listitem').first()).toBeVisible()
    heights.add(page.getByRole('dialog').element().getBoundingClientRect().height)
  }
  expect([...heights]).toHaveLength(1)
})

it('a short list is pasted by the browser', async () => {
  await show()
  expect(paste('tom@acme.example')).toBe(false)
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
