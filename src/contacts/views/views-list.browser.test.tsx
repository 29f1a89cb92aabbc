import '../../index.css'
import { afterEach, expect, it } from 'vitest'
import { render } from 'vitest-browser-react'
import { page } from 'vitest/browser'

import { keepViews } from '../../view/named/named-views'
import { unchangedView } from '../../view/testing/unchanged-view'
import { ViewsList } from './views-list'

afterEach(() => keepViews([]))

async function show() {
  await page.viewport(1280, 800)
  await render(<ViewsList state={unchangedView} onChange={() => {}} onDone={() => {}} />)
}

const button = (name: string) => page.getByRole('button', { name, exact: true })

it('says in words that views can come from a file, while there are none', async () => {
  await show()
  await expect.element(button('Import views from a file')).toHaveTextContent('Import views from a file')
})

it('keeps what it says of views off the line below', async () => {
  await show()
  const words = page.getByText(/^A view is what you see now/).element()
  expect(parseFloat(getComputedStyle(words).paddingBottom)).toBeGreaterThan(8)
})

it('puts all that can be done with a view on one line', async () => {
  keepViews([{ id: 'a', name: 'No email', address: 'quality=no-email' }])
  await show()
  const tops = ['Rename', 'Copy link to', 'Delete'].map(
    (verb) => button(`${verb} No email`).element().getBoundingClientRect().top,
  )
  expect(new Set(tops).size).toBe(1)
})
