import { expose } from 'comlink'
import { afterEach, describe, expect, it, vi } from 'vitest'

import { LinqError } from '../linq/linq-error'
import { type TestServer, serve } from '../linq/testing/serve'
import { type DirectoryService, createDirectoryService } from './directory-service'
import { VisitIndex } from './index/visit-index'
import { contactOf, numbers, pageOf } from './read/testing/contacts'
import { EVERYTHING } from './view-query'
import { type WorkerDirectory, createWorkerDirectory } from './worker-directory'

/** A worker in name only: a real message channel, and at its other end whatever the test puts there. */
class ChannelWorker extends EventTarget {
  readonly channel = new MessageChannel()
  wasTerminated = false
  onmessage = null
  onmessageerror = null
  onerror = null

  constructor(exposed: unknown) {
    super()
    if (exposed !== null) expose(exposed, this.channel.port2)
    this.channel.port1.addEventListener('message', (event) => {
      this.dispatchEvent(new MessageEvent('message', { data: event.data, ports: [...event.ports] }))
    })
    this.channel.port1.start()
  }

  postMessage(message: unknown, transfer: Transferable[] | StructuredSerializeOptions = []): void {
    this.channel.port1.postMessage(message, Array.isArray(transfer) ? transfer : (transfer.transfer ?? []))
  }

  terminate(): void {
    this.wasTerminated = true
    this.channel.port1.close()
  }
}

const workers: ChannelWorker[] = []
let server: TestServer | undefined

afterEach(async () => {
  for (const worker of workers.splice(0)) worker.terminate()
  await server?.close()
  server = undefined
})

async function directoryOf(
  exposed: () => unknown,
  answerWithinMs = 5000,
): Promise<WorkerDirectory<DirectoryService>> {
  const ids = numbers(250)
  server = await serve((request, response) => {
    const parameters = new URL(request.url ?? '', 'http://test').searchParams
    const page = pageOf(ids, Number(parameters.get('page')), Number(parameters.get('per_page')))
    response.end(JSON.stringify({ contacts: page.contacts, pagination: page.pagination }))
  })
  return createWorkerDirectory({
    startWorker: () => {
      const worker = new ChannelWorker(exposed())
      workers.push(worker)
      return worker
    },
    baseUrl: server.url,
    copySetting: () => ({ isKept: false, days: 7 }),
    answerWithinMs,
  })
}

const working = () => createDirectoryService(new VisitIndex())

async function readWhole(directory: WorkerDirectory<DirectoryService>): Promise<void> {
  directory.start()
  await vi.waitFor(() => {
    expect(directory.snapshot().read.status).toBe('complete')
  })
}

describe('a directory in a worker', () => {
  it('reads everything, tells of it, and answers', async () => {
    const directory = await directoryOf(working)
    const statuses = new Set<string>()
    directory.subscribe(() => statuses.add(directory.snapshot().read.status))
    await readWhole(directory)
    expect([...statuses]).toEqual(['reading', 'complete'])
    expect(directory.snapshot()).toMatchObject({ broken: false, read: { contacts: 250, total: 250 } })
    const view = await directory.view({ ...EVERYTHING, search: '249' }, { offset: 0, limit: 10 })
    expect(view.rows).toEqual([contactOf(249)])
    expect(view.version).toBe(directory.snapshot().version)
    expect(await directory.contact(7)).toEqual(contactOf(7))
    expect(await directory.contact(7000)).toBeNull()
    expect(await directory.place(EVERYTHING, 7)).toEqual({ position: 6, previous: 6, next: 8 })
  })

  it('gives the same snapshot until something changes, and tells nobody who has left', async () => {
    const directory = await directoryOf(working)
    const listener = vi.fn<() => void>()
    directory.subscribe(listener)()
    expect(directory.snapshot()).toBe(directory.snapshot())
    await readWhole(directory)
    expect(directory.snapshot()).toBe(directory.snapshot())
    expect(listener).not.toHaveBeenCalled()
  })

  it('starts no worker before it is needed, and one only', async () => {
    const directory = await directoryOf(working)
    expect(workers).toHaveLength(0)
    directory.start()
    directory.start()
    await readWhole(directory)
    expect(workers).toHaveLength(1)
  })

  it('passes an error of a question on', async () => {
    const directory = await directoryOf(() => ({
      ...working(),
      contact: () => {
        throw new RangeError('No such field.')
      },
    }))
    await expect(directory.contact(1)).rejects.toThrow('No such field.')
    expect(directory.snapshot().broken).toBe(false)
  })
})

describe('a worker that is no help', () => {
  it('(it cannot start) breaks the directory, and questions are refused', async () => {
    const directory = await directoryOf(() => {
      throw new Error('Workers are forbidden here.')
    })
    const listener = vi.fn<() => void>()
    directory.subscribe(listener)
    directory.start()
    expect(directory.snapshot().broken).toBe(true)
    expect(listener).toHaveBeenCalledOnce()
    await expect(directory.view(EVERYTHING, { offset: 0, limit: 1 })).rejects.toBeInstanceOf(LinqError)
  })

  it('(it never answers) breaks the directory after a while, and what was asked is refused', async () => {
    const directory = await directoryOf(() => null, 30)
    const asked = directory.contact(1)
    await expect(asked).rejects.toMatchObject({ kind: 'refused' })
    expect(directory.snapshot().broken).toBe(true)
    expect(workers[0]?.wasTerminated).toBe(true)
  })

  it('(it dies) breaks the directory, and nothing hangs', async () => {
    for (const event of ['error', 'messageerror']) {
      const directory = await directoryOf(() => ({
        ...working(),
        contact: () => new Promise(() => undefined),
      }))
      await readWhole(directory)
      const asked = directory.contact(1)
      workers.at(-1)?.dispatchEvent(new Event(event))
      await expect(asked).rejects.toMatchObject({ kind: 'refused' })
      await expect(directory.place(EVERYTHING, 1)).rejects.toMatchObject({ kind: 'refused' })
      expect(directory.snapshot()).toMatchObject({ broken: true, read: { status: 'idle' } })
      await server?.close()
    }
  })

  it('is followed by another one on demand, and versions only grow', async () => {
    const directory = await directoryOf(working)
    await readWhole(directory)
    const { version } = directory.snapshot()
    workers[0]?.dispatchEvent(new Event('error'))
    directory.start()
    expect(directory.snapshot().broken).toBe(true)
    directory.retry()
    expect(directory.snapshot().broken).toBe(false)
    await readWhole(directory)
    expect(workers).toHaveLength(2)
    expect(directory.snapshot().version).toBeGreaterThan(version)
    const view = await directory.view(EVERYTHING, { offset: 0, limit: 1 })
    expect(view).toMatchObject({ total: 250, version: directory.snapshot().version })
  })
})
