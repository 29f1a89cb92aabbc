import '../../index.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import { page, userEvent } from 'vitest/browser'

import { type Directory, NOTHING_KNOWN, NOTHING_READ } from '../../directory/directory'
import { indexOf, owner, person } from '../../directory/index/testing/people'
import { DirectoryProvider } from '../../view/directory-context'
import { chooseMe } from '../../view/named/me'
import { createQueryClient } from '../../view/query-client'
import { unchangedView } from '../../view/testing/unchanged-view'
import type { ChangeView } from '../../view/use-view-state'
import { type ViewState, queryOf } from '../../view/view-address'
import { SearchBox } from './search-box'

const [jane, janet, mo] = [
  owner(1, { name: 'Jane Doe', email: 'jd@x.com' }),
  owner(2, { name: 'Janet Roe' }),
  owner(3, { name: 'Mo Lee' }),
]
const index = indexOf([
  person(1, { contact_owner: jane, company: 'Acme' }),
  person(2, { contact_owner: jane, company: 'Acme Corp' }),
  person(3, { contact_owner: janet, company: 'Borg', email: 'a@x.com' }),
  person(4, { contact_owner: mo, company: 'Acme' }),
  person(5),
])

const box = page.getByRole('searchbox', { name: 'Search contacts' })
const list = page.getByRole('listbox')
const options = () =>
  page
    .getByRole('option')
    .elements()
    .map((option) =>
      option.getAttribute('aria-selected') === 'true' ? `${option.textContent} ←` : option.textContent,
    )

/** All states that the view had, the last one first. */
let states: ViewState[] = []

/** The box over an index; what is asked of a directory that is `held` has no answer before `release`. */
async function show(start: Partial<ViewState> = {}, isHeld = false) {
  let release = () => {}
  const held = isHeld ? new Promise<void>((resolve) => (release = resolve)) : Promise.resolve()
  const snapshot = { ...NOTHING_KNOWN, version: 1, read: { ...NOTHING_READ, contacts: 5 } }
  const directory: Pick<Directory, 'view' | 'snapshot' | 'subscribe'> = {
    view: async (query, window) => {
      await held
      return index.view(query, window)
    },
    snapshot: () => snapshot,
    subscribe: () => () => {},
  }
  states = []
  function Shown() {
    const [state, setState] = useState<ViewState>({ ...unchangedView, ...start })
    const field = useRef<HTMLInputElement>(null)
    const { owners } = index.view(queryOf(state), { offset: 0, limit: 0 })
    const change: ChangeView = (part) => {
      const next = { ...state, ...(typeof part === 'function' ? part(state) : part) }
      states.unshift(next)
      setState(next)
    }
    return (
      <div style={{ display: 'flex', padding: 16 }}>
        <SearchBox state={state} owners={owners} onChange={change} field={field} />
        <button type="button">Elsewhere</button>
        <button type="button" onClick={() => change({ search: 'from elsewhere' })}>
          Other search
        </button>
      </div>
    )
  }
  await render(
    <QueryClientProvider client={createQueryClient(() => {})}>
      {/* oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the box asks nothing else */}
      <DirectoryProvider value={directory as Directory}>
        <Shown />
      </DirectoryProvider>
    </QueryClientProvider>,
  )
  await box.click()
  await expect.element(box).toHaveAttribute('aria-autocomplete', 'list')
  return { release: () => release() }
}

afterEach(() => {
  chooseMe(null)
  vi.restoreAllMocks()
})

describe('a word with a field', () => {
  it('is not searched while it is written, and is a filter after the space', async () => {
    await show()
    await userEvent.keyboard('bo owner:jan')
    expect(states.some(({ search }) => search.includes(':'))).toBe(false)
    expect(states[0]?.search).toBe('bo ')
    await userEvent.keyboard('et ')
    expect(states[0]).toMatchObject({ search: 'bo ', owners: { values: ['2'], mode: 'include' } })
    await expect.element(box).toHaveValue('bo ')
    await userEvent.keyboard('rg')
    await expect.element(box).toHaveValue('bo rg')
  })

  it('takes what is offered first with Enter, and what was walked to', async () => {
    await show()
    await userEvent.keyboard('owner:jan')
    await expect.element(list).toHaveAccessibleName('Owner is')
    expect(options()).toEqual(['JDJane Doe2 ←', 'JRJanet Roe1', 'All 2 owners with “jan”'])
    await userEvent.keyboard('{Enter}')
    expect(states[0]).toMatchObject({ search: '', owners: { values: ['1'], mode: 'include' } })
    await userEvent.keyboard('-owner:jan{ArrowUp}')
    await expect.element(list).toHaveAccessibleName('Owner is not')
    expect(options().at(-1)).toBe('All 2 owners with “jan” ←')
    const option = page.getByRole('option', { selected: true })
    await expect.element(box).toHaveAttribute('aria-activedescendant', option.element().id)
    await userEvent.keyboard('{Enter}')
    expect(states[0]).toMatchObject({ owners: { values: ['1', '2'], mode: 'exclude' } })
    await expect.element(list).not.toBeInTheDocument()
    expect(box.element().getAttribute('aria-controls')).toBeNull()
  })

  it('is all that hold it after the space, and what is called so where something is', async () => {
    await show()
    await userEvent.keyboard('company:acm ')
    await vi.waitFor(() => expect(states[0]?.companies.values).toEqual(['Acme', 'Acme Corp']))
    await userEvent.keyboard('-company:"acme corp" ')
    await vi.waitFor(() => expect(states[0]?.companies).toEqual({ values: ['Acme'], mode: 'include' }))
    await expect.element(box).toHaveValue('')
  })

  it('is taken by a press on an offer, and the focus stays', async () => {
    await show({ search: '' })
    await userEvent.keyboard('company:')
    await page.getByRole('option', { name: 'Borg 1' }).click()
    expect(states[0]).toMatchObject({ search: '', companies: { values: ['Borg'] } })
    await expect.element(box).toHaveFocus()
  })

  it('that means nothing is text, which is told', async () => {
    await show()
    await userEvent.keyboard('owner:xyz')
    await expect.element(page.getByText('No owner matches “xyz”')).toBeVisible()
    expect(states[0]?.search).toBe('')
    await userEvent.keyboard(' colour:red')
    expect(states[0]?.search).toBe('owner:xyz colour:red')
    await expect.element(list).not.toBeInTheDocument()
    await userEvent.keyboard(' created:2026-13{Enter}')
    expect(states[0]?.search).toBe('owner:xyz colour:red created:2026-13')
    expect(states[0]?.created).toBeNull()
  })

  it('is a filter also when the answer comes later, and when somebody has gone on meanwhile', async () => {
    const { release } = await show({}, true)
    await userEvent.keyboard('company:borg ab')
    expect(states[0]?.search).toBe('ab')
    release()
    await vi.waitFor(() => expect(states[0]?.companies.values).toEqual(['Borg']))
    expect(states[0]?.search).toBe('ab')
    await expect.element(box).toHaveValue('ab')
  })

  it('shows how many contacts of the view its values have, and finds others, too', async () => {
    await show({ owners: { values: ['1'], mode: 'include' } })
    await userEvent.keyboard('company:')
    await expect.poll(options).toEqual(['Acme1', 'Acme Corp1', 'No company'])
    await userEvent.keyboard('bor')
    await expect.poll(options).toEqual(['Borg0 ←'])
    await userEvent.keyboard('{Enter}')
    expect(states[0]?.companies.values).toEqual(['Borg'])
  })

  it('is finished when the focus leaves', async () => {
    await show()
    await userEvent.keyboard('no:email owner:mo')
    expect(states[0]?.quality).toEqual(['no-email'])
    await page.getByRole('button', { name: 'Elsewhere' }).click()
    expect(states[0]?.owners.values).toEqual(['3'])
    await expect.element(box).toHaveValue('')
    await box.fill('owner:xyz')
    await page.getByRole('button', { name: 'Elsewhere' }).click()
    expect(states[0]?.search).toBe('owner:xyz')
    await expect.element(page.getByText('No owner matches “xyz”')).not.toBeInTheDocument()
  })

  it('is left alone by Tab, which leads to the button that clears it', async () => {
    await show()
    await userEvent.keyboard('owner:mo{Tab}')
    await expect.element(page.getByRole('button', { name: 'Clear the search' })).toHaveFocus()
    await expect.element(list).not.toBeInTheDocument()
    await expect.element(box).toHaveValue('owner:mo')
    await userEvent.keyboard('{Enter}')
    await expect.element(box).toHaveValue('')
    expect(states.every(({ owners }) => owners.values.length === 0)).toBe(true)
  })

  it('that has no value yet is not taken by Enter', async () => {
    await show()
    await userEvent.keyboard('owner:{Enter}')
    await expect.element(box).toHaveValue('owner:')
    expect(states[0]).toMatchObject({ search: '', owners: { values: [] } })
    await userEvent.keyboard('mo{Enter}')
    expect(states[0]?.owners.values).toEqual(['3'])
  })

  it('is gone when the search is cleared, by button or key, or another one comes', async () => {
    await show()
    await userEvent.keyboard('owner:mo')
    await page.getByRole('button', { name: 'Clear the search' }).click()
    await expect.element(box).toHaveValue('')
    await userEvent.keyboard('owner:mo{Escape}')
    await expect.element(list).not.toBeInTheDocument()
    await expect.element(box).toHaveValue('owner:mo')
    await userEvent.keyboard('{Escape}')
    await expect.element(box).toHaveValue('')
    expect(states.every(({ owners }) => owners.values.length === 0)).toBe(true)
    await page.getByRole('button', { name: 'Other search' }).click()
    await expect.element(box).toHaveValue('from elsewhere')
  })

  it('leaves the caret where it was, and the words around it', async () => {
    await show()
    await userEvent.keyboard('one two{Home}{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}is:stale X')
    await expect.element(box).toHaveValue('one Xtwo')
    expect(states[0]).toMatchObject({ search: 'one Xtwo', quality: ['stale'] })
  })

  it('is pasted as well as typed', async () => {
    await show()
    await box.fill('updated:>=2026-01-01 created:7d anna is:duplicate has:phone nor')
    expect(states[0]).toMatchObject({
      search: 'anna nor',
      created: '7d',
      updated: { from: '2026-01-01', to: null },
      duplicates: true,
      quality: ['has-phone'],
    })
  })

  it('may mean oneself', async () => {
    chooseMe({ key: '3', name: 'Mo Lee' })
    await show()
    await userEvent.keyboard('owner:')
    expect(options()[0]).toBe('MLMo Leeyou1')
    await userEvent.keyboard('me ')
    expect(states[0]?.owners.values).toEqual(['3'])
  })
})

describe('the search box', () => {
  it('offers nothing for an empty box, and no more than a field for a word, which Enter does not take', async () => {
    await show()
    await expect.element(list).not.toBeInTheDocument()
    await userEvent.keyboard('co')
    await expect.element(list).not.toBeInTheDocument()
    await userEvent.keyboard('m')
    expect(options()).toEqual(['Filter by companycompany:'])
    await userEvent.keyboard('{Enter}')
    await expect.element(box).toHaveValue('com')
    expect(states[0]?.search).toBe('com')
    await userEvent.keyboard('{ArrowDown}{Enter}')
    await expect.element(box).toHaveValue('company:')
    expect(states[0]?.search).toBe('')
    await expect.element(page.getByRole('option', { name: 'Acme 2' })).toBeVisible()
  })

  it('takes the last filter back as a word, which makes the same filter', async () => {
    const companies = { values: ['Borg', 'Acme "X"'], mode: 'exclude' as const }
    await show({ companies })
    await userEvent.keyboard('{Backspace}')
    await expect.element(box).toHaveValue('-company:"Acme ""X"""')
    expect(states[0]?.companies.values).toEqual(['Borg'])
    await userEvent.keyboard('{Escape}{Escape}{Backspace}')
    await expect.element(box).toHaveValue('-company:Borg')
    await userEvent.keyboard(' ')
    await vi.waitFor(() => expect(states[0]?.companies).toEqual({ values: ['Borg'], mode: 'exclude' }))
  })
})
