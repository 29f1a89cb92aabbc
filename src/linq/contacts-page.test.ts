import type { RequestListener, ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'

import { afterEach, describe, expect, it } from 'vitest'

import { type ContactsPage, fetchContactsPage, readContactsPage } from './contacts-page'
import { LinqError, type LinqProblem } from './linq-error'
import { type TestServer, serve } from './testing/serve'

let server: TestServer | undefined

afterEach(async () => {
  await server?.close()
  server = undefined
})

/** Asks a server that answers as told. */
async function ask(
  listener: RequestListener,
  request: { page?: number; timeoutMs?: number; signal?: AbortSignal } = {},
) {
  server = await serve(listener)
  return fetchContactsPage({ baseUrl: server.url, page: 1, perPage: 25, ...request })
}

async function problemOf(promise: Promise<unknown>): Promise<LinqProblem> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof LinqError)) throw new Error('No LinqError was thrown.', { cause: error })
  return error.toProblem()
}

function json(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body))
}

function rows(count: number, from = 1): { id: number }[] {
  return Array.from({ length: count }, (_, index) => ({ id: from + index }))
}

function pageOf(contacts: unknown[], pagination: unknown): unknown {
  return { contacts, pagination }
}

/** The example answer of Linq's List Contacts page, made whole: it shows 2 of the 25 contacts of its first page. */
const example = pageOf(
  [
    {
      id: 123,
      full_name: 'John Doe',
      created_at: '2025-07-30T10:00:00.000-05:00',
      contact_owner: { id: 456, email: 'owner@company.com', name: 'Jane Owner' },
    },
    { id: 124, full_name: 'Jane Smith', contact_owner: null },
  ],
  { current_page: 1, per_page: 25, total_pages: 1, total_count: 2 },
)

describe('a page of contacts', () => {
  it('is asked for as the documentation says, without a cache', async () => {
    let seen: unknown
    await ask((request, response) => {
      seen = [request.method, request.url, request.headers.accept, request.headers['cache-control']]
      json(response, example)
    })
    expect(seen).toEqual([
      'GET',
      '/api/partner/v2/contacts?page=1&per_page=25',
      'application/json',
      'no-cache',
    ])
  })

  it('is read with its pagination', async () => {
    const page = await ask((_, response) => json(response, example))
    expect(page.contacts.map((contact) => [contact.id, contact.full_name])).toEqual([
      [123, 'John Doe'],
      [124, 'Jane Smith'],
    ])
    expect(page.contacts[0]?.contact_owner?.name).toBe('Jane Owner')
    expect(page.pagination).toEqual({ current_page: 1, per_page: 25, total_pages: 1, total_count: 2 })
    expect(page).toMatchObject({ unreadable: 0, demonstration: false })
  })

  it('says when its people are made up', async () => {
    const headers = { 'Linq-Contacts-Demonstration': 'true' }
    const page = await ask((_, response) => json(response, example, 200, headers))
    expect(page.demonstration).toBe(true)
  })

  it('may call its number "page"', () => {
    const body = pageOf(rows(2), { page: 3, per_page: 2, total_count: 6 })
    expect(read(body, 3, 2).pagination.current_page).toBe(3)
  })

  it('may be empty when the organisation is', () => {
    expect(
      read(pageOf([], { current_page: 1, per_page: 25, total_pages: 0, total_count: 0 })).contacts,
    ).toEqual([])
  })
})

describe('records that cannot be told apart', () => {
  it('are counted and never merged', () => {
    const records = [
      { id: 1, full_name: 'First' },
      { id: 1, full_name: 'Second' },
      { full_name: 'None' },
      null,
      'text',
    ]
    const page = read(pageOf([...records, { id: '2' }, { id: -5 }, { id: 2 ** 53 }], { total_count: 8 }))
    expect(page.contacts.map((contact) => [contact.id, contact.full_name])).toEqual([
      [1, 'First'],
      [2, ''],
    ])
    expect(page.unreadable).toBe(6)
  })
})

describe('pagination that cannot be true', () => {
  const strange: [string, unknown][] = [
    ['missing', undefined],
    ['null', null],
    ['text', 'many'],
    ['a list', [1]],
    ['negative', { current_page: -1, per_page: -25, total_pages: -1, total_count: -1 }],
    ['text in its fields', { current_page: '1', per_page: '25', total_pages: '1', total_count: '2' }],
    ['null in its fields', { current_page: null, per_page: null, total_pages: null, total_count: null }],
    ['a total below the rows', { current_page: 1, per_page: 25, total_count: 1 }],
    ['a total of 10^9', { current_page: 1, per_page: 25, total_count: 1e9 }],
    ['a broken number', { current_page: 1, per_page: 25, total_count: 2.5 }],
  ]
  for (const [name, pagination] of strange) {
    it(`(${name}) leaves the total unknown and the contacts readable`, () => {
      const page = read(pageOf(rows(2), pagination))
      expect(page.contacts).toHaveLength(2)
      expect(page.pagination.total_count).toBeNull()
    })
  }

  it('(no pages, and yet rows) is not believed in that', () => {
    const page = read(pageOf(rows(2), { current_page: 1, per_page: 25, total_pages: 0, total_count: 2 }))
    expect(page.pagination).toMatchObject({ total_pages: null, total_count: 2 })
  })
})

describe('a success that is not what Linq sends', () => {
  const bodies = [
    '<!doctype html><title>Sign in</title>',
    '',
    'null',
    '[]',
    '{}',
    '"text"',
    '5',
    '{"contacts":null}',
    '{"contacts":{}}',
    '{"contacts":"none"}',
    '{"Contacts":[]}',
  ]
  for (const body of bodies) {
    it(`(${body || 'an empty body'}) is told as such`, async () => {
      const problem = await problemOf(ask((_, response) => response.end(body), { page: 4 }))
      expect(problem).toMatchObject({ kind: 'unreadable', status: 200, page: 4 })
    })
  }
})

describe('an answer that was cut', () => {
  const whole = JSON.stringify(
    pageOf(rows(25), { current_page: 1, per_page: 25, total_pages: 2, total_count: 40 }),
  )

  it('is one when its connection closes before its promised length', async () => {
    const problem = await problemOf(
      ask((_, response) => {
        response.writeHead(200, { 'Content-Length': String(whole.length) })
        response.write(whole.slice(0, 200), () => response.destroy())
      }),
    )
    expect(problem.kind).toBe('cut')
  })

  it('is one when a chunked body has no end', async () => {
    const problem = await problemOf(
      ask((_, response) => {
        response.write(whole, () => response.destroy())
      }),
    )
    expect(problem.kind).toBe('cut')
  })

  it('is one when its gzip has no end', async () => {
    const zipped = gzipSync(whole)
    const problem = await problemOf(
      ask((_, response) => {
        response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(zipped.subarray(0, zipped.length - 12))
      }),
    )
    expect(problem.kind).toBe('cut')
  })

  it('is one when only the end of a connection ends it and the JSON is half', async () => {
    const problem = await problemOf(closeDelimited(whole.slice(0, 300)))
    expect(problem.kind).toBe('cut')
  })

  it('is one although it is valid JSON: nothing is no organisation', async () => {
    expect(await problemOf(closeDelimited('{"contacts":[]}'))).toMatchObject({ kind: 'cut', page: 1 })
  })

  it('says how many contacts are missing that its pagination promises, and keeps those that came', () => {
    const cases: [number, number, object, number][] = [
      [1, 24, { current_page: 1, per_page: 25, total_count: 40 }, 1],
      [2, 14, { current_page: 2, per_page: 25, total_count: 40 }, 1],
      [1, 3, { current_page: 1, total_count: 40 }, 22],
    ]
    for (const [page, count, pagination, missing] of cases) {
      const answer = read(pageOf(rows(count), pagination), page)
      expect(answer).toMatchObject({ missing })
      expect(answer.contacts).toHaveLength(count)
    }
  })

  it('is one when it holds nothing although its pagination promises some', () => {
    expect(() => read(pageOf([], { per_page: 25, total_count: 26 }), 2)).toThrow(
      expect.objectContaining({ kind: 'cut' }),
    )
  })

  it('is none when the page is the last one, or smaller because the server likes it so', () => {
    expect(
      read(pageOf(rows(15), { current_page: 2, per_page: 25, total_count: 40 }), 2).contacts,
    ).toHaveLength(15)
    expect(read(pageOf(rows(10), { current_page: 1, per_page: 10, total_count: 40 })).contacts).toHaveLength(
      10,
    )
    expect(read(pageOf([], { current_page: 9, per_page: 25, total_count: 40 }), 9).contacts).toEqual([])
    // The last page once more, in answer to a page behind it.
    expect(
      read(pageOf(rows(15), { current_page: 2, per_page: 25, total_count: 40 }), 9).contacts,
    ).toHaveLength(15)
  })

  /** A server that speaks HTTP/1.0: its body ends where the connection ends. */
  function closeDelimited(body: string): Promise<ContactsPage> {
    return ask((request, response) => {
      response.shouldKeepAlive = false
      request.socket.end(`HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n${body}`)
    })
  }
})

describe('an answer that is none', () => {
  it('(an error in any shape) is told with its status, page and wait', async () => {
    const body = {
      success: false,
      error: { status: 429, message: 'Slow down', retry_after: 9 },
      trace_id: 't',
    }
    const problem = await problemOf(
      ask((_, response) => json(response, body, 429, { 'Retry-After': '3' }), { page: 37 }),
    )
    expect(problem).toMatchObject({
      kind: 'rate-limit',
      status: 429,
      retryAfterMs: 3000,
      traceId: 't',
      page: 37,
    })
  })

  it('(an error page of a proxy) is told by its status', async () => {
    const html = '<html><h1>502 Bad Gateway</h1></html>'
    const problem = await problemOf(ask((_, response) => response.writeHead(502).end(html)))
    expect(problem).toMatchObject({ kind: 'server', status: 502 })
    expect(problem.message).not.toContain('<')
  })

  it('(an error whose body breaks off) is told by its status', async () => {
    const problem = await problemOf(
      ask((_, response) => {
        response.writeHead(401, { 'Content-Length': '500' })
        response.write('{"mess', () => response.destroy())
      }),
    )
    expect(problem).toMatchObject({ kind: 'rejected', status: 401 })
  })

  it('(a redirect) is not followed', async () => {
    let followed = 0
    for (const status of [301, 302, 303, 307, 308]) {
      const problem = await problemOf(
        ask((request, response) => {
          if (request.url === '/login') followed += 1
          response.writeHead(status, { Location: '/login' }).end()
        }),
      )
      expect(problem).toMatchObject({ kind: 'refused', page: 1 })
      await server?.close()
    }
    expect(followed).toBe(0)
  })

  it('(a closed connection) is a matter of the network', async () => {
    const problem = await problemOf(ask((request) => request.socket.destroy()))
    expect(problem).toMatchObject({ kind: 'network', status: null })
    expect(problem.details).toHaveLength(1)
  })

  it('(nobody listening) is a matter of the network', async () => {
    const gone = await serve((_, response) => response.end())
    await gone.close()
    const problem = await problemOf(fetchContactsPage({ baseUrl: gone.url, page: 1, perPage: 25 }))
    expect(problem.kind).toBe('network')
  })

  it('(silence, or a stall at half) ends in time', async () => {
    expect((await problemOf(ask(() => undefined, { timeoutMs: 40 }))).kind).toBe('timeout')
    await server?.close()
    const stalled = ask((_, response) => response.write('{"contacts":['), { timeoutMs: 40 })
    expect((await problemOf(stalled)).kind).toBe('timeout')
  })

  it('(because the page was left) gives the reason of the signal', async () => {
    const abort = new AbortController()
    const asked = ask(
      () => {
        abort.abort(new Error('left'))
      },
      { signal: abort.signal },
    )
    await expect(asked).rejects.toThrow('left')
  })
})

function read(body: unknown, page = 1, perPage = 25) {
  return readContactsPage(body, { page, perPage, status: 200 })
}
