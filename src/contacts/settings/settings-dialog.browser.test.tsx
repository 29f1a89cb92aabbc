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
  const roomsPx = page
    .getByRole('radio')
    .elements()
    .map(({ parentElement: choice }) => {
      const words = document.createRange()
      if (choice?.lastChild) words.selectNodeContents(choice.lastChild)
      const freePx = (choice?.getBoundingClientRect().width ?? 0) - words.getBoundingClientRect().width
      return freePx / 2
    })
  expect(roomsPx).toHaveLength(7)
  expect(Math.min(...roomsPx)).toBeGreaterThanOrEqual(6)
})
