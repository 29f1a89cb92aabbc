import type { RequestListener } from 'node:http'
import { connect } from 'node:net'

import * as fc from 'fast-check'
import { expect, it } from 'vitest'

import { defaultTimes } from '../cache/pages'
import { type FakeRedis, createFakeRedis } from '../testing/fake-redis'
import { exchange, requestText } from '../testing/raw'
import { startTestGateway, startUpstream, token } from '../testing/start'
import { createCommands } from './commands'
import { createSharedPages } from './shared-pages'

/** Whole pages of 500 contacts, some late, some as errors; every contact says which row it is. */
function organisation(): RequestListener {
  let asked = 0
  return (request, response) => {
    asked += 1
    const query = new URL(request.url ?? '', 'http://linq').searchParams
    const [page, perPage] = [Number(query.get('page')), Number(query.get('per_page'))]
    if (asked % 11 === 0) {
      response.writeHead(503).end('{}')
      return
    }
    const contacts = Array.from({ length: perPage }, (_, index) => ({ id: (page - 1) * perPage + index + 1 }))
    const pagination = { current_page: page, per_page: perPage, total_count: 500 }
    const body = JSON.stringify({ contacts, pagination })
    if (asked % 3 === 0) setTimeout(() => response.end(body), 20)
    else response.end(body)
  }
}

const faults: readonly FakeRedis['fault'][] = [null, null, 'away', 'slow', 'full']

const request = fc.record({
  gateway: fc.nat(1),
  page: fc.integer({ min: 1, max: 4 }),
  perPage: fc.constantFrom(50, 100),
  /** Milliseconds after which whoever asked goes away; null for never. */
  gone: fc.option(fc.nat(30), { freq: 2 }),
  isNewer: fc.boolean(),
  fault: fc.constantFrom(...faults),
  /** Damages something that lies in Redis. */
  damages: fc.boolean(),
})

it('mixed and cancelled requests over a Redis that misbehaves get the rows of their own page, or are told why not', async () => {
  const upstream = await startUpstream(organisation())
  const redis = createFakeRedis(Date.now)
  const gateways = await Promise.all(
    [0, 1].map(() => {
      const commands = createCommands(redis.connect(), Date.now, () => undefined)
      const shared = createSharedPages(commands, token, defaultTimes.onErrorMs, Date.now)
      return startTestGateway(upstream.origin, { shared, times: { freshMs: 30, whileRenewedMs: 30 } })
    }),
  )
  let rows = 0
  const property = fc.asyncProperty(fc.array(request, { minLength: 40, maxLength: 60 }), async (requests) => {
    const asked = requests.map(async ({ gateway, page, perPage, gone, isNewer, fault, damages }, index) => {
      await new Promise((resolve) => {
        setTimeout(resolve, index * 2)
      })
      redis.fault = fault
      if (damages)
        for (const [name, value] of redis.values)
          if (name.includes(':page:')) value.text = `${value.text.slice(0, -8)}AAAAAAAA`
      const port = gateways[gateway]?.port ?? 0
      const target = `/api/partner/v2/contacts?page=${page}&per_page=${perPage}`
      const headers = isNewer ? [`Linq-Contacts-Newer-Than: ${new Date().toISOString()}`] : []
      if (gone !== null) {
        const socket = connect({ port, host: '127.0.0.1' })
        socket.on('error', () => socket.destroy())
        socket.write(requestText(port, target, { headers }))
        setTimeout(() => socket.destroy(), gone)
        return []
      }
      // A Redis that is slow, and a gateway that could not say that it is done, cost seconds.
      const { answers } = await exchange(port, requestText(port, target, { headers }), { quietMs: 20_000 })
      const { status = 0, body = '' } = answers[0] ?? {}
      expect([200, 503]).toContain(status)
      if (status === 503) return []
      const json: { contacts: { id: number }[] } = JSON.parse(body)
      const first = (page - 1) * perPage + 1
      return json.contacts.map(({ id }, row) => id - first - row)
    })
    // How far each row is from the one that belongs there.
    const off = (await Promise.all(asked)).flat()
    expect(off.filter((rowsOff) => rowsOff !== 0)).toEqual([])
    rows += off.length
    redis.fault = null
  })
  await fc.assert(property, { numRuns: 15, endOnFailure: true })
  expect(rows).toBeGreaterThan(1000)
}, 120_000)
