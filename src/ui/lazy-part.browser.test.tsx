import { afterEach, describe, expect, it, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import { page } from 'vitest/browser'

import { lazyPart } from './lazy-part'
import { dismissToast, shownToasts } from './toasts/toast-store'

function Settings() {
  return <p>Settings</p>
}

const titles = () => shownToasts().map(({ title }) => title)

afterEach(() => {
  vi.restoreAllMocks()
  for (const { key } of shownToasts()) dismissToast(key)
})

describe('a part that is loaded when it is shown', () => {
  it('is not asked for without a network, which is told, and comes by itself', async () => {
    const network = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
    const load = vi.fn(() => Promise.resolve({ Settings }))
    const Part = lazyPart(load, 'Settings')
    void Part.preload()
    await render(<Part />)
    await expect.poll(titles).toEqual(['No connection'])
    expect(load).not.toHaveBeenCalled()
    network.mockReturnValue(true)
    dispatchEvent(new Event('online'))
    await expect.element(page.getByText('Settings')).toBeVisible()
    expect(titles()).toEqual([])
  })

  it('that is gone from its server is told, and stands for nothing else', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const Part = lazyPart(() => Promise.reject<{ Settings: typeof Settings }>(new Error('404')), 'Settings')
    await Part.preload()
    expect(titles()).toEqual([])
    await render(
      <>
        <Part />
        <p>Table</p>
      </>,
    )
    await expect.poll(titles).toEqual(['A part of this page could not be loaded'])
    await expect.element(page.getByText('Table')).toBeVisible()
  })

  it('that was lost on its way is told when there is a network to load the page again', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const { promise, reject } = Promise.withResolvers<{ Settings: typeof Settings }>()
    const load = vi.fn(() => promise)
    const Part = lazyPart(load, 'Settings')
    await render(<Part />)
    await expect.poll(() => load).toHaveBeenCalled()
    const network = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
    reject(new TypeError('Failed to fetch'))
    await expect.poll(titles).toEqual(['No connection'])
    network.mockReturnValue(true)
    dispatchEvent(new Event('online'))
    await expect.poll(titles).toEqual(['A part of this page could not be loaded'])
  })
})
