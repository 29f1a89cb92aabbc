import '../../index.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { expect, it } from 'vitest'
import { render } from 'vitest-browser-react'
import { page } from 'vitest/browser'

import { type Directory, NOTHING_KNOWN } from '../../directory/directory'
import { DirectoryProvider } from '../../view/directory-context'
import { plainCells } from '../table/testing/plain-cells'
import type { Command } from './command'
import { Palette } from './palette'

/** The palette over a directory that does not answer yet. */
async function show(commands: readonly Command[]) {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the palette asks nothing else
  const directory = { snapshot: () => NOTHING_KNOWN, subscribe: () => () => {} } as unknown as Directory
  await render(
    <QueryClientProvider client={new QueryClient()}>
      <DirectoryProvider value={directory}>
        <Palette
          commands={commands}
          context={plainCells}
          onOpenContact={() => {}}
          onSearch={() => {}}
          onClose={() => {}}
        />
      </DirectoryProvider>
    </QueryClientProvider>,
  )
}

function command(label: string, group: Command['group']): Command {
  return { id: label, label, group, icon: null, words: 'saved view', run: () => {} }
}

it('of 10,000 views a hundred are drawn, and any other is found by typing', async () => {
  const views = Array.from({ length: 10_000 }, (_, at) => command(`Region ${at}`, 'Views'))
  await show([...views, command('Open the settings', 'Commands')])
  const options = page.getByRole('option')
  expect(options.elements()).toHaveLength(101)
  await expect.element(page.getByRole('status')).toHaveTextContent('9,900 more: type to find them')
  const field = page.getByRole('combobox')
  await field.fill('region')
  await expect.poll(() => options.elements()).toHaveLength(8)
  await expect.element(page.getByRole('status')).toHaveTextContent('9,992 more: type on to find them')
  await field.fill('region 9876')
  await expect.poll(() => options.elements().map((option) => option.textContent)).toEqual(['Region 9876'])
  await expect.element(page.getByText(/more: type/)).not.toBeInTheDocument()
})
