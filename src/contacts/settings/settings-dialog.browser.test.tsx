import '../../index.css'
import { expect, it } from 'vitest'
import { render } from 'vitest-browser-react'
import { page } from 'vitest/browser'

import { type Directory, NOTHING_KNOWN } from '../../directory/directory'
import { DirectoryProvider } from '../../view/directory-context'
import { SettingsDialog } from './settings-dialog'

it('leaves room around the words of every choice', async () => {
  await page.viewport(1280, 800)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing is pressed
  const directory = { snapshot: () => NOTHING_KNOWN, subscribe: () => () => {} } as unknown as Directory
  await render(
    <DirectoryProvider value={directory}>
      <SettingsDialog owners={[]} onClose={() => {}} />
    </DirectoryProvider>,
  )
  for (const radio of page.getByRole('radio').elements()) {
    const choice = radio.parentElement
    const words = document.createRange()
    if (choice) words.selectNodeContents(choice.lastChild ?? choice)
    const free = (choice?.getBoundingClientRect().width ?? 0) - words.getBoundingClientRect().width
    expect(free / 2).toBeGreaterThanOrEqual(6)
  }
})
