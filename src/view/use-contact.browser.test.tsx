import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import type { ReactNode } from 'react'
import { describe, expect, it } from 'vitest'
import { renderHook } from 'vitest-browser-react'

import type { Directory } from '../directory/directory'
import { EVERYTHING, type Place } from '../directory/view-query'
import { DirectoryProvider } from './directory-context'
import { createQueryClient } from './query-client'
import { useWalk } from './use-contact'

/** A walk from contact 1 on; the directory answers when the test says so. */
async function walkFromOne() {
  const answers: (() => void)[] = []
  const opened: number[] = []
  const directory: Pick<Directory, 'place'> = {
    place: (_, id) =>
      new Promise<Place>((resolve) => {
        answers.push(() => resolve({ position: id, previous: id - 1, next: id + 1 }))
      }),
  }
  const wrapper = ({ children }: { children: ReactNode }) => (
    <StrictMode>
      <QueryClientProvider client={createQueryClient(() => {})}>
        {/* oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a walk asks nothing else */}
        <DirectoryProvider value={directory as Directory}>{children}</DirectoryProvider>
      </QueryClientProvider>
    </StrictMode>
  )
  const hook = await renderHook((id?: number) => useWalk(id ?? 1, EVERYTHING, (to) => opened.push(to)), {
    initialProps: 1,
    wrapper,
  })
  const answer = async () => {
    await expect.poll(() => answers.length).toBeGreaterThan(0)
    answers.shift()?.()
  }
  return { hook, opened, answer }
}

describe('a walk from contact to contact', () => {
  it('loses no press that comes before the last was answered', async () => {
    const { hook, opened, answer } = await walkFromOne()
    const steps = [hook.result.current('next'), hook.result.current('next')]
    await answer()
    await answer()
    await Promise.all(steps)
    expect(opened).toEqual([2, 3])
  })

  it('loses no press either when an earlier contact is drawn while it has gone on', async () => {
    const { hook, opened, answer } = await walkFromOne()
    const steps = [hook.result.current('next'), hook.result.current('next'), hook.result.current('next')]
    await answer()
    await answer()
    await steps[1]
    await hook.rerender(2)
    await answer()
    await Promise.all(steps)
    expect(opened).toEqual([2, 3, 4])
  })

  it('opens nothing any more when the contact was closed, or another one opened', async () => {
    const closed = await walkFromOne()
    const step = closed.hook.result.current('next')
    await closed.hook.unmount()
    await closed.answer()
    await step
    expect(closed.opened).toEqual([])
    const other = await walkFromOne()
    const late = other.hook.result.current('next')
    await other.hook.rerender(40)
    await other.answer()
    await late
    expect(other.opened).toEqual([])
  })
})
