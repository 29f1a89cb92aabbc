import { useState } from 'react'
import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'
import { page, userEvent } from 'vitest/browser'

import type { ChoiceFilter } from '../../../directory/filters'
import { FacetList, type FacetOption, holds } from './facet-list'

const people: FacetOption[] = [
  { key: '1', label: 'Jane Whitfield', hint: 'jane.whitfield', count: 148, avatar: null },
  { key: '2', label: 'Łukasz Zieliński', count: 83, avatar: null },
  { key: '3', label: 'Noor El-Amin', count: 0, avatar: null },
  { key: 'none', label: 'No owner', count: 4, avatar: null, isLast: true },
]

test('several values are chosen, counted and cleared', async () => {
  await show([])
  await page.getByRole('option', { name: 'Łukasz Zieliński 83' }).click()
  await page.getByRole('option', { name: /^No owner 4/ }).click()
  await expect.element(page.getByRole('option', { selected: true }).first()).toHaveTextContent('Łukasz')
  expect(page.getByRole('option', { selected: true }).elements()).toHaveLength(2)
  await page.getByRole('button', { name: 'Clear' }).click()
  expect(page.getByRole('option', { selected: true }).elements()).toHaveLength(0)
})

test('chosen values stand first when the list opens, and nothing moves while one chooses', async () => {
  await show(['3'])
  expect(labels()).toEqual(['Noor El-Amin', 'Jane Whitfield', 'Łukasz Zieliński', 'No owner'])
  await page.getByRole('option', { name: /Łukasz/ }).click()
  expect(labels()).toEqual(['Noor El-Amin', 'Jane Whitfield', 'Łukasz Zieliński', 'No owner'])
})

test('the arrow keys walk through the options, and Enter chooses', async () => {
  await show([])
  await page.getByRole('combobox', { name: 'Find an owner' }).click()
  await userEvent.keyboard('{ArrowDown}{Enter}')
  await expect.element(page.getByRole('option', { name: /Łukasz/ })).toHaveAttribute('aria-selected', 'true')
})

test('a value is found without its accents, and by what tells it apart', async () => {
  await show([])
  const search = page.getByRole('combobox', { name: 'Find an owner' })
  await search.fill('zielinski')
  expect(labels()).toEqual(['Łukasz Zieliński'])
  await search.fill('jane.whit')
  expect(labels()).toEqual(['Jane Whitfield'])
  await search.fill('nobody at all')
  await expect.element(page.getByText('No owner is called that.')).toBeVisible()
})

test('the chosen ones are shown or left out, and the mode stays while nothing is chosen', async () => {
  await show([])
  await page.getByRole('radio', { name: 'Exclude' }).click()
  await page.getByRole('option', { name: /Łukasz/ }).click()
  await expect.element(page.getByText('{"values":["2"],"mode":"exclude"}')).toBeVisible()
  await page.getByRole('radio', { name: 'Include' }).click()
  await expect.element(page.getByText('{"values":["2"],"mode":"include"}')).toBeVisible()
})

function labels(): (string | undefined)[] {
  return page
    .getByRole('option')
    .elements()
    .map((option) => option.querySelector('bdi')?.textContent)
}

async function show(chosen: string[]) {
  function Shown() {
    const [filter, setFilter] = useState<ChoiceFilter>({ values: chosen, mode: 'include' })
    const [search, setSearch] = useState('')
    return (
      <>
        <FacetList
          label="Owners"
          one="owner"
          options={people.filter((option) => holds(option, search))}
          search={search}
          onSearch={setSearch}
          foundBy=""
          filter={filter}
          onChange={setFilter}
        />
        <output>{JSON.stringify(filter)}</output>
      </>
    )
  }
  await render(<Shown />)
}
