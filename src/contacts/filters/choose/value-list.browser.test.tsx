import { QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'
import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'
import { page } from 'vitest/browser'

import { type Directory, NOTHING_KNOWN, NOTHING_READ } from '../../../directory/directory'
import type { ChoiceFilter } from '../../../directory/filters'
import { ContactIndex } from '../../../directory/index/contact-index'
import { EVERYTHING } from '../../../directory/view-query'
import { readContact } from '../../../linq/contact'
import { DirectoryProvider } from '../../../view/directory-context'
import { createQueryClient } from '../../../view/query-client'
import { ValueList } from './value-list'

test('of 20,000 companies a hundred are listed, and any other is found by typing', async () => {
  await show(companies(20_000), [])
  await expect.element(page.getByText('19,900 more: type to find them')).toBeVisible()
  expect(labels()).toHaveLength(101)
  expect(labels().at(-1)).toBe('No company')
  await page.getByRole('combobox', { name: 'Find a company' }).fill('compañy 19876')
  await expect.poll(labels).toEqual(['Company 19876'])
  await page.getByRole('option', { name: 'Company 19876 1' }).click()
  await expect.element(page.getByRole('option', { selected: true })).toHaveTextContent('Company 19876')
})

test('what was chosen stays, with or without contacts, and "No company" is last', async () => {
  await show(companies(3), ['Gone, Inc.', 'Company 2'])
  await expect.poll(labels).toEqual(['Gone, Inc.', 'Company 2', 'Company 0', 'Company 1', 'No company'])
  await expect
    .element(page.getByRole('option', { name: 'Gone, Inc. 0' }))
    .toHaveAttribute('aria-selected', 'true')
  await page.getByRole('option', { name: /^Gone/ }).click()
  await page.getByRole('combobox', { name: 'Find a company' }).fill('zzz')
  await expect.element(page.getByText('No company is called that.')).toBeVisible()
})

test('nothing that would move is listed before the answer', async () => {
  await show(null, ['Acme'])
  await expect.element(page.getByText('Looking at the contacts')).toBeVisible()
  expect(labels()).toEqual(['Acme'])
})

test('what does not hold what is typed is not there to be taken before the answer', async () => {
  const { hold } = await show(companies(3), [])
  await expect.poll(labels).toEqual(['Company 0', 'Company 1', 'Company 2', 'No company'])
  hold()
  await page.getByRole('combobox', { name: 'Find a company' }).fill('pany 2')
  expect(labels()).toEqual(['Company 2'])
})

function companies(count: number): ContactIndex {
  const index = new ContactIndex({ locale: 'en' })
  const records = Array.from({ length: count }, (_, id) =>
    readContact({ id: id + 1, company: `Company ${id}` }),
  )
  const contacts = [...records, readContact({ id: count + 1 })].filter((contact) => contact !== null)
  index.put(
    contacts,
    contacts.map((_, position) => position),
  )
  return index
}

function labels(): (string | undefined)[] {
  return page
    .getByRole('option')
    .elements()
    .map((option) => option.querySelector('bdi')?.textContent)
}

/** The list over an index; null for one that never answers, as none does after `hold`. */
async function show(index: ContactIndex | null, chosen: string[]) {
  const snapshot = { ...NOTHING_KNOWN, version: 1, read: { ...NOTHING_READ, contacts: 1 } }
  let isHeld = false
  const directory: Pick<Directory, 'view' | 'snapshot' | 'subscribe'> = {
    view: (query, window) =>
      index && !isHeld ? Promise.resolve(index.view(query, window)) : new Promise(() => {}),
    snapshot: () => snapshot,
    subscribe: () => () => {},
  }
  function Shown() {
    const [filter, setFilter] = useState<ChoiceFilter>({ values: chosen, mode: 'include' })
    return <ValueList name="companies" query={EVERYTHING} filter={filter} onChange={setFilter} />
  }
  await render(
    <QueryClientProvider client={createQueryClient(() => {})}>
      {/* oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the list asks nothing else */}
      <DirectoryProvider value={directory as Directory}>
        <Shown />
      </DirectoryProvider>
    </QueryClientProvider>,
  )
  const hold = () => {
    isHeld = true
  }
  return { hold }
}
