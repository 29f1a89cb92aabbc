import { describe, expect, it } from 'vitest'

import { missingHeaders } from '../testing/leaks'
import { ask } from '../testing/raw'
import { answerGoodPage, goodPage, signalOnce, startTestGateway, startUpstream } from '../testing/start'
import { createPlaces } from './places'

const contacts = '/api/partner/v2/contacts?page=12&per_page=25'

describe('many calls at once', () => {
  it('share the connections, and each is answered in its turn', async () => {
    let open = 0
    let most = 0
    const upstream = await startUpstream((_request, response) => {
      open += 1
      most = Math.max(most, open)
      setTimeout(() => {
        open -= 1
        response.end(goodPage)
      }, 10)
    })
    const { port } = await startTestGateway(upstream.origin, { bounds: { connections: 3 } })
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(port, contacts)))
    expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 20 }, () => 200))
    expect(most).toBe(3)
  })

  it('that find no place in time are told to come again, and nothing is sent', async () => {
    const arrived = signalOnce()
    const goOn = signalOnce()
    const upstream = await startUpstream((request, response) => {
      arrived.resolve()
      void goOn.promise.then(() => answerGoodPage(request, response))
    })
    const { port, log } = await startTestGateway(upstream.origin, { bounds: { connections: 1, queueMs: 50 } })
    const first = ask(port, contacts)
    await arrived.promise
    const second = await ask(port, contacts)
    expect(missingHeaders(second)).toEqual([])
    expect([second.status, JSON.parse(second.body)]).toEqual([
      503,
      {
        status: 'error',
        error_code: 'UPSTREAM_BUSY',
        message: 'Too many pages are being read at once.',
        errors: [],
      },
    ])
    expect(second.headers.get('retry-after')).toBe('2')
    goOn.resolve()
    expect((await first).status).toBe(200)
    expect((await ask(port, contacts)).status).toBe(200)
    expect(upstream.calls).toHaveLength(2)
    expect(log).toEqual([])
  })

  it('lose the places of those whose client went away while it waited', async () => {
    const places = createPlaces(1)
    const leave = await places.take(new AbortController().signal, 60_000)
    const gone = new AbortController()
    const waiting = places.take(gone.signal, 60_000)
    const next = places.take(new AbortController().signal, 60_000)
    gone.abort(new Error('gone'))
    await expect(waiting).rejects.toThrow('gone')
    await expect(places.take(gone.signal, 60_000).catch(String)).resolves.toContain('gone')
    leave?.()
    expect(await next).toBeTypeOf('function')
  })
})
