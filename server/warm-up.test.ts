import { expect, it, vi } from 'vitest'

import { staticFilesOf } from './files/static-files'
import * as gateways from './gateway'
import { warmUp } from './warm-up'

it('asks a gateway of its own for pages, files and readiness, and leaves nothing behind', async () => {
  const started = vi.spyOn(gateways, 'startGateway')
  const listening = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPSERVERWRAP').length
  const before = listening()
  const files = staticFilesOf(new Map([['/', { bytes: Buffer.from('<!doctype html>'), type: 'text/html' }]]))
  await warmUp(files)
  expect(listening()).toBe(before)
  expect(started).toHaveBeenCalledOnce()
  const [options] = started.mock.calls[0] ?? []
  expect(options).toMatchObject({ host: '127.0.0.1', port: 0, files })
  const { origin } = (await started.mock.results[0]?.value) ?? {}
  await expect(fetch(`${origin}/readyz`)).rejects.toThrow('fetch failed')
})

it('stands in nobody’s way where there is no page', async () => {
  await expect(warmUp(new Map())).resolves.toBeUndefined()
})
