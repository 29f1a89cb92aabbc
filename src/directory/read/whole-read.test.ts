import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'

import * as fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'

import { fetchContactsPage } from '../../linq/contacts-page'
import { type TestServer, serve } from '../../linq/testing/serve'
import { windowsFor } from './chain/windows'
import { numbers, pageOf } from './testing/contacts'
import { Reading } from './testing/reading'

/** One request to the server of a test: which page, for which time, and of all requests the how manieth. */
interface Asked {
  page: number
  perPage: number
  time: number
  nth: number
}

/** The ids of the list, or an answer of another kind, given by hand. */
type Behaviour = (asked: Asked, response: ServerResponse) => readonly number[] | 'answered'

let server: TestServer | undefined

afterEach(async () => {
  await server?.close()
  server = undefined
})

/** A read of all that a server has, over HTTP. */
async function readingOf(behaviour: Behaviour, timeoutMs = 20_000): Promise<Reading> {
  const times = new Map<number, number>()
  let nth = 0
  server = await serve((request, response) => {
    const parameters = new URL(request.url ?? '', 'http://test').searchParams
    const [page, perPage] = [Number(parameters.get('page')), Number(parameters.get('per_page'))]
    const time = (times.get(page) ?? 0) + 1
    times.set(page, time)
    nth += 1
    const given = behaviour({ page, perPage, time, nth }, response)
    if (given !== 'answered') response.end(bodyOf(given, page, perPage))
  })
  const baseUrl = server.url
  return new Reading((page, perPage, signal) =>
    fetchContactsPage({ baseUrl, page, perPage, signal, timeoutMs }),
  )
}

function bodyOf(ids: readonly number[], page: number, perPage: number): string {
  const { contacts, pagination } = pageOf(ids, page, perPage)
  return JSON.stringify({ contacts, pagination })
}

function fail(response: ServerResponse, status: number, body = '', headers: Record<string, string> = {}) {
  response.writeHead(status, headers).end(body)
  return 'answered' as const
}

const ids = numbers(950)

describe('a whole read over HTTP', () => {
  it('is complete when all goes well', async () => {
    const reading = await readingOf(() => ids)
    expect(await reading.read()).toMatchObject({ status: 'complete', contacts: 950, total: 950 })
    expect(reading.ids).toEqual(ids)
  })

  const passing: [string, (asked: Asked, response: ServerResponse) => 'answered'][] = [
    [
      'an error in the documented shape',
      (_, response) => fail(response, 500, '{"status":"error","message":"No"}'),
    ],
    ['a proxy’s page', (_, response) => fail(response, 502, '<html>Bad gateway</html>')],
    ['an empty body', (_, response) => fail(response, 200)],
    ['a login page', (_, response) => fail(response, 200, '<!doctype html>')],
    ['null', (_, response) => fail(response, 200, 'null')],
    ['a valid and empty body', (_, response) => fail(response, 200, '{"contacts":[]}')],
    [
      'a short page',
      ({ page, perPage }, response) =>
        fail(
          response,
          200,
          JSON.stringify({ contacts: pageOf(ids, page, perPage).contacts.toSpliced(40, 1) }),
        ),
    ],
    [
      'another page than it was asked for',
      ({ perPage }, response) => fail(response, 200, bodyOf(ids, 1, perPage)),
    ],
    [
      'a gzip without its end',
      ({ page, perPage }, response) => {
        const zipped = gzipSync(bodyOf(ids, page, perPage))
        response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(zipped.subarray(0, zipped.length / 2))
        return 'answered'
      },
    ],
    [
      'a connection that closes at half',
      ({ page, perPage }, response) => {
        response.write(bodyOf(ids, page, perPage).slice(0, 500), () => response.destroy())
        return 'answered'
      },
    ],
    [
      'a closed connection',
      (_, response) => {
        response.destroy()
        return 'answered'
      },
    ],
    ['silence', () => 'answered'],
    [
      'a stall at half',
      (_, response) => {
        response.write('{"contacts":[')
        return 'answered'
      },
    ],
  ]
  for (const [name, trouble] of passing) {
    it(`takes ${name} for a page to ask for again, and is complete when it comes`, async () => {
      const reading = await readingOf(
        (asked, response) => (asked.page === 5 && asked.time === 1 ? trouble(asked, response) : ids),
        200,
      )
      expect(await reading.read()).toMatchObject({ status: 'complete', contacts: 950 })
      expect(reading.ids).toEqual(ids)
    })

    it(`takes ${name} again and again for a failed page, and keeps all others`, async () => {
      const reading = await readingOf(
        (asked, response) => (asked.page === 5 ? trouble(asked, response) : ids),
        200,
      )
      const state = await reading.read()
      // Of a short page, what came is kept.
      const kept = reading.ids.length
      expect(state).toMatchObject({ status: 'partial', contacts: kept, total: 950 })
      expect(state.failedPages.map(({ page }) => page)).toEqual([5])
      const rows = state.failedPages[0]?.rows
      expect(state.contacts).toBeGreaterThanOrEqual(950 - (rows ? rows.last - rows.first + 1 : 0))
    })
  }

  it('counts a page that leads elsewhere as failed, and does not go there', async () => {
    const reading = await readingOf(({ page }, response) =>
      page === 5
        ? fail(response, 302, '', { Location: '/api/partner/v2/contacts?page=1&per_page=100' })
        : ids,
    )
    const state = await reading.read()
    expect(state.status).toBe('partial')
    expect(state.failedPages.map(({ page }) => page)).toEqual([5])
  })

  it('stops at a rejected token', async () => {
    for (const status of [401, 403]) {
      const reading = await readingOf((_, response) => fail(response, status, '{"errors":[{"title":"No"}]}'))
      expect(await reading.read()).toMatchObject({ status: 'stopped', problem: { kind: 'rejected', status } })
      expect(reading.pages).toEqual([1])
      await server?.close()
    }
  })

  it('stops when nothing that comes is Linq’s, and keeps nothing of it', async () => {
    const reading = await readingOf((_, response) => fail(response, 200, '<html>Sign in</html>'))
    expect(await reading.read()).toMatchObject({
      status: 'stopped',
      contacts: 0,
      problem: { kind: 'unreadable' },
    })
  })

  it('pauses as long as a rate limit asks, in whatever way it asks', async () => {
    const limits: [string, Record<string, string>, number][] = [
      ['', { 'Retry-After': '7' }, 7000],
      ['{"error":{"retry_after":9}}', {}, 9000],
      ['{"error":{"retry_after":9}}', { 'Retry-After': '4' }, 4000],
      ['', {}, 500],
      ['', { 'Retry-After': '-1' }, 500],
      ['', { 'Retry-After': 'abc' }, 500],
      ['', { 'Retry-After': '31536000' }, 500],
    ]
    for (const [body, headers, leastMs] of limits) {
      const reading = await readingOf(({ page, time }, response) =>
        page === 4 && time === 1 ? fail(response, 429, body, headers) : ids,
      )
      expect(await reading.read()).toMatchObject({ status: 'complete', contacts: 950 })
      const [first, second] = reading.asked.filter(({ page }) => page === 4)
      const pauseMs = (second?.atMs ?? 0) - (first?.atMs ?? 0)
      expect(pauseMs).toBeGreaterThanOrEqual(leastMs)
      expect(pauseMs).toBeLessThan(leastMs + 1500)
      expect(reading.pages).toHaveLength(windowsFor(950) + 1)
      await server?.close()
    }
  })
})

describe('pagination that cannot be believed', () => {
  const strange = [undefined, null, 'x', {}, { total_count: -1 }, { total_count: '950' }, { total_count: 3 }]
  for (const pagination of [...strange, { total_count: 1e9, total_pages: 0 }]) {
    it(`(${JSON.stringify(pagination)}) does not keep the read from all contacts, nor let it call them all`, async () => {
      const reading = await readingOf(({ page, perPage }, response) => {
        const { contacts } = pageOf(ids, page, perPage)
        return fail(response, 200, JSON.stringify({ contacts, pagination }))
      })
      expect(await reading.read()).toMatchObject({ status: 'disturbed', contacts: 950, total: null })
      expect(reading.ids).toEqual(ids)
    })
  }
})

describe('a list that shrinks below a page that is asked for', () => {
  const ends: [string, (response: ServerResponse) => 'answered' | readonly number[]][] = [
    ['nothing', () => numbers(150)],
    ['404', (response) => fail(response, 404, '{"errors":[{"title":"Not found"}]}')],
    ['500', (response) => fail(response, 500)],
  ]
  for (const [name, end] of ends) {
    it(`is read to its new end, where the server answers with ${name}`, async () => {
      let list = numbers(300)
      const reading = await readingOf(({ page, perPage, nth }, response) => {
        const now = list
        if (nth === 1) list = numbers(150)
        return (page - 1) * perPage >= list.length ? end(response) : now
      })
      expect(await reading.read()).toMatchObject({
        status: 'complete',
        contacts: 150,
        total: 150,
        failedPages: [],
      })
      expect(reading.ids).toEqual(numbers(150))
    })
  }
})

describe('a list that changes while it is read', () => {
  it('is read to its end and read again, and those who left are gone then', async () => {
    let list = numbers(950)
    const reading = await readingOf(({ nth }) => {
      const now = list
      if (nth === 4) list = list.filter((id) => id !== 50)
      if (nth === 7) list = [2000, ...list]
      return now
    })
    expect((await reading.read()).status).toBe('complete')
    expect(await reading.settle()).toMatchObject({ status: 'verified', contacts: 950, total: 950 })
    expect(reading.ids).toEqual(list)
  })

  it('all the time is complete, when those who come push the others down', async () => {
    let list = numbers(950)
    const reading = await readingOf(({ nth }) => {
      list = [10_000 + nth, ...list]
      return list
    })
    const state = await reading.read()
    expect(state.status).toBe('complete')
    expect(reading.pages.length).toBeLessThan(20)
    expect(numbers(950).every((id) => reading.kept.has(id))).toBe(true)
  })

  it('is never called complete while a contact that was there all the time is missing', async () => {
    const change = fc.record({
      nth: fc.integer({ min: 1, max: 12 }),
      what: fc.constantFrom('insert', 'delete'),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    let newest = 100_000
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 6 }), async (changes) => {
        let list = numbers(480)
        const reading = await readingOf(({ nth }) => {
          const now = list
          for (const { what, at } of changes.filter((one) => one.nth === nth)) {
            const index = Math.floor(at * list.length)
            newest += 1
            list = what === 'insert' ? list.toSpliced(index, 0, newest) : list.toSpliced(index, 1)
          }
          return now
        })
        const state = await reading.read()
        await server?.close()
        const missing = numbers(480).filter((id) => list.includes(id) && !reading.kept.has(id))
        expect(state.status === 'complete' ? missing : []).toEqual([])
      }),
      { numRuns: 20 },
    )
  })
})
