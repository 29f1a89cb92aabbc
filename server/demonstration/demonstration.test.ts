import * as v from 'valibot'
import { afterEach, describe, expect, test } from 'vitest'

import { readContactsPage } from '../../src/linq/contacts-page'
import { delayMs } from './api/server'
import { type Demonstration, startDemonstration } from './demonstration'
import { TROUBLES, type Trouble } from './troubles'

const running: Demonstration[] = []

afterEach(async () => {
  await Promise.all(running.splice(0).map((demonstration) => demonstration.close()))
})

async function start(contacts: number, ...trouble: Trouble[]) {
  const demonstration = await startDemonstration({ contacts, trouble, seed: 1 })
  running.push(demonstration)
  const get = (target: string, init: RequestInit = {}) =>
    fetch(demonstration.origin + target, {
      headers: { 'X-LINQ-INTEGRATION-TOKEN': demonstration.token },
      ...init,
    })
  const page = (number: number, perPage = 100) =>
    get(`/api/partner/v2/contacts?page=${number}&per_page=${perPage}`)
  const contactsOf = async (number: number, perPage = 100) =>
    v.parse(wirePage, await (await page(number, perPage)).json())
  return { ...demonstration, get, page, contactsOf }
}

const text = v.optional(v.nullable(v.string()))
const instant = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d$/))
const wholeNumber = v.pipe(v.number(), v.integer(), v.minValue(0))

/** List Contacts as its page documents it, and nothing more. */
const wirePage = v.strictObject({
  contacts: v.array(
    v.strictObject({
      id: wholeNumber,
      first_name: text,
      last_name: text,
      full_name: text,
      email: text,
      phone_number: text,
      company: text,
      title: text,
      location: text,
      image_url: v.nullable(v.pipe(v.string(), v.startsWith('/demonstration/portraits/'))),
      created_at: instant,
      updated_at: instant,
      contact_owner: v.nullable(
        v.strictObject({ id: wholeNumber, email: v.string(), first_name: text, last_name: text, name: text }),
      ),
    }),
  ),
  pagination: v.strictObject({
    current_page: wholeNumber,
    per_page: wholeNumber,
    total_pages: wholeNumber,
    total_count: wholeNumber,
  }),
})

describe('without trouble', () => {
  test('pages of 100 hold every contact once, in the documented format and readable by our own reader', async () => {
    const { page, files } = await start(1_050)
    const ids = new Set<number>()
    const unserved: string[] = []
    for (let number = 1; number <= 11; number++) {
      const response = await page(number)
      expect(response.headers.get('content-type')).toContain('application/json')
      const body = v.parse(wirePage, await response.json())
      expect(body.pagination).toEqual({
        current_page: number,
        per_page: 100,
        total_pages: 11,
        total_count: 1_050,
      })
      expect(readContactsPage(body, { page: number, perPage: 100, status: 200 }).unreadable).toBe(0)
      for (const { id, image_url } of body.contacts) {
        ids.add(id)
        if (image_url !== null && !files.has(image_url)) unserved.push(image_url)
      }
    }
    expect(ids.size).toBe(1_050)
    expect(unserved).toEqual([])
  })

  test('gives 25 a page without parameters, 100 at most, and an empty list beyond the end', async () => {
    const { get, contactsOf } = await start(130)
    const first = v.parse(wirePage, await (await get('/api/partner/v2/contacts')).json())
    expect(first.contacts).toHaveLength(25)
    expect(first.pagination).toEqual({ current_page: 1, per_page: 25, total_pages: 6, total_count: 130 })
    expect((await contactsOf(1, 500)).pagination.per_page).toBe(100)
    expect(await contactsOf(7, 25)).toMatchObject({ contacts: [], pagination: { total_count: 130 } })
  })

  test('demands the token, another one at every start', async () => {
    const { get, token } = await start(10)
    const other = await start(10)
    expect(other.token).not.toBe(token)
    for (const headers of [{}, { 'X-LINQ-INTEGRATION-TOKEN': other.token }]) {
      const response = await get('/api/partner/v2/contacts', { headers })
      expect(response.status).toBe(401)
      expect(await response.text()).not.toContain(token)
    }
  })

  test('answers 404 to every other path and method', async () => {
    const { get, token } = await start(10)
    for (const target of ['/', '/api/partner/v2/contacts/1', '/api/partner/v2/messages'])
      expect((await get(target)).status).toBe(404)
    const headers = { 'X-LINQ-INTEGRATION-TOKEN': token }
    expect((await get('/api/partner/v2/contacts', { method: 'POST', headers })).status).toBe(404)
  })

  test('serves the end of a million contacts without holding them', async () => {
    const before = process.memoryUsage().heapUsed
    const { contactsOf } = await start(1_000_000)
    for (const number of [1, 5_000, 9_999]) {
      const { contacts, pagination } = await contactsOf(number)
      expect(contacts).toHaveLength(100)
      expect(pagination.total_pages).toBe(10_000)
    }
    expect((await contactsOf(10_001)).contacts).toEqual([])
    // A million contacts as objects take more than 500 MB.
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(100 * 2 ** 20)
  })
})

describe('errors', () => {
  const pages = 50

  test('a client that asks for a page three times, and the one that is left by hand, gets everything', async () => {
    const { page } = await start(5_000, 'errors')
    const ids = new Set<number>()
    const tries = new Map<number, number>()
    const attempt = async (number: number): Promise<boolean> => {
      for (let left = 3; left > 0; left--) {
        tries.set(number, (tries.get(number) ?? 0) + 1)
        const response = await page(number)
        if (response.ok) {
          for (const { id } of v.parse(wirePage, await response.json()).contacts) ids.add(id)
          return true
        }
        await response.arrayBuffer()
      }
      return false
    }
    const failed: number[] = []
    for (let number = 1; number <= pages; number++) if (!(await attempt(number))) failed.push(number)
    expect(failed).toEqual([12])
    expect(await attempt(12)).toBe(true)
    expect(tries.get(12)).toBe(5)
    expect(ids.size).toBe(5_000)
    const repeated = [...tries.values()].filter((count) => count > 1 && count < 4)
    expect(repeated.length).toBeGreaterThan(3)
    expect(tries.get(1)).toBe(1)
  })

  test('come in three JSON shapes of Linq and as a page of a proxy', async () => {
    const { page } = await start(5_000, 'errors')
    const shapes = new Set<string>()
    for (let attempt = 0; attempt < 4; attempt++) {
      const response = await page(12)
      const body = await response.text()
      shapes.add(response.status === 502 ? 'html' : Object.keys(JSON.parse(body)).join(','))
    }
    expect([...shapes].sort()).toEqual([
      'errors',
      'html',
      'status,error_code,message,errors',
      'success,error,trace_id',
    ])
    expect((await page(12)).status).toBe(200)
  })

  test('leave one stubborn window, whatever the size of the pages', async () => {
    const { page } = await start(5_000, 'errors')
    const stubborn: number[] = []
    for (let number = 1; number <= 55; number++) {
      let response = await page(number, 91)
      for (let left = 3; left > 0 && !response.ok; left--) response = await page(number, 91)
      if (!response.ok) stubborn.push(number)
    }
    expect(stubborn).toEqual([13])
  })
})

test('slow waits 100 to 1,500 ms, by the count of the request', () => {
  const delays = Array.from({ length: 500 }, (_, index) => delayMs(1, index + 1))
  expect(Math.min(...delays)).toBeGreaterThanOrEqual(100)
  expect(Math.max(...delays)).toBeLessThanOrEqual(1_500)
  expect(new Set(delays).size).toBeGreaterThan(200)
  expect(delays[7]).toBe(delayMs(1, 8))
})

test('slow answers arrive, and closing does not wait for them', async () => {
  const demonstration = await start(10, 'slow')
  const { page } = demonstration
  expect((await page(1)).status).toBe(200)
  const waiting = Promise.allSettled([page(1), page(1), page(1)])
  await demonstration.close()
  running.length = 0
  const results = await waiting
  expect(results.some((result) => result.status === 'rejected')).toBe(true)
})

test('rate-limit refuses over HTTP after a burst, with a time to come back', async () => {
  const { page } = await start(5_000, 'rate-limit')
  const responses = await Promise.all(Array.from({ length: 60 }, (_, index) => page(index + 1, 10)))
  const statuses = responses.map((response) => response.status)
  expect(statuses.slice(0, 20).filter((status) => status === 200).length).toBeGreaterThan(15)
  expect(new Set(statuses)).toEqual(new Set([200, 429]))
  const refused = responses.filter((response) => response.status === 429)
  expect(refused.some((response) => /^[1-3]$/.test(response.headers.get('retry-after') ?? ''))).toBe(true)
})

test('writes shift the pages while they are read: plain paging repeats contacts', async () => {
  const { contactsOf } = await start(5_000, 'writes')
  const ids: number[] = []
  for (let number = 1; number <= 50; number++) {
    const { contacts } = await contactsOf(number)
    ids.push(...contacts.map((contact) => contact.id))
  }
  expect(new Set(ids).size).toBeLessThan(ids.length)
})

test('all troubles combine, and the same requests meet the same ones', async () => {
  const statusesOf = async () => {
    const { page } = await start(2_000, 'errors', 'writes')
    const statuses: number[] = []
    for (let number = 1; number <= 20; number++) statuses.push((await page(number)).status)
    return statuses
  }
  expect(await statusesOf()).toEqual(await statusesOf())
  const everything = await start(500, ...TROUBLES)
  expect((await everything.page(1)).status).toBe(200)
})
