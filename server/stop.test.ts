import { once } from 'node:events'
import { connect } from 'node:net'

import { describe, expect, it } from 'vitest'

import { defaultStopTimes } from './gateway'
import { missingHeaders } from './testing/leaks'
import { signInAt } from './testing/provider'
import { ask, exchange, requestText } from './testing/raw'
import { answerGoodPage, signalOnce, startTestGateway, startUpstream } from './testing/start'

/** A connection that has sent this, and its end. */
async function connectAndSend(port: number, text: string) {
  const socket = connect({ port, host: '127.0.0.1' })
  socket.on('error', () => socket.destroy())
  await once(socket, 'connect')
  socket.write(text)
  const answer = new Promise<void>((resolve) => socket.once('data', () => resolve()))
  const closed = once(socket, 'close')
  if (text === '') socket.resume()
  return { socket, answer, closed }
}

describe('a stop', () => {
  it('answers what is in flight, is ready no more at once but alive, and then listens no more', async () => {
    const arrived = signalOnce()
    const goOn = signalOnce()
    const upstream = await startUpstream((request, response) => {
      arrived.resolve()
      void goOn.promise.then(() => answerGoodPage(request, response))
    })
    const gateway = await startTestGateway(upstream.origin, { stopTimes: { drainMs: 1000 } })
    const inFlight = ask(gateway.port, '/api/partner/v2/contacts')
    await arrived.promise
    const stopped = gateway.stop()
    const [ready, health] = await Promise.all([ask(gateway.port, '/readyz'), ask(gateway.port, '/healthz')])
    expect([ready.status, health.status]).toEqual([503, 200])
    expect([ready, health].flatMap(missingHeaders)).toEqual([])
    goOn.resolve()
    expect((await inFlight).status).toBe(200)
    await stopped
    await expect(ask(gateway.port, '/healthz')).rejects.toThrow('no answer')
  })

  it('waits for no connection that asks for nothing', async () => {
    // With such a time, a stop that waits for any of them is ended by the test's own.
    const { port, stop } = await startTestGateway('http://127.0.0.1:9', {
      stopTimes: { lastRequestsMs: 60_000 },
    })
    const silent = await connectAndSend(port, '')
    const half = await connectAndSend(port, 'GET / HTTP/1.1\r\nHost: 127')
    const halfAgain = await connectAndSend(port, `${requestText(port, '/')}GET / HT`)
    const idle = await connectAndSend(port, requestText(port, '/'))
    await Promise.all([halfAgain.answer, idle.answer])
    await stop()
    const ends = [silent, half, halfAgain, idle].map(({ closed }) => closed)
    await expect(Promise.all(ends)).resolves.toHaveLength(4)
  })

  it('ends a connection with its last answer, also when the request came before the stop', async () => {
    const arrived = signalOnce()
    const goOn = signalOnce()
    const upstream = await startUpstream((request, response) => {
      arrived.resolve()
      void goOn.promise.then(() => answerGoodPage(request, response))
    })
    const gateway = await startTestGateway(upstream.origin, { stopTimes: { lastRequestsMs: 60_000 } })
    const inFlight = exchange(gateway.port, requestText(gateway.port, '/api/partner/v2/contacts'), {
      answers: 2,
    })
    await arrived.promise
    const stopped = gateway.stop()
    goOn.resolve()
    const { answers } = await inFlight
    expect(answers.map((answer) => [answer.status, answer.headers.get('connection')])).toEqual([
      [200, 'close'],
    ])
    await stopped
  })

  it('tells those that keep their connection to come back on another one', async () => {
    const gateway = await startTestGateway('http://127.0.0.1:9', { stopTimes: { drainMs: 500 } })
    const kept = await connectAndSend(gateway.port, requestText(gateway.port, '/'))
    await kept.answer
    const stopped = gateway.stop()
    let text = ''
    kept.socket.setEncoding('latin1').on('data', (piece: string) => (text += piece))
    kept.socket.write(requestText(gateway.port, '/'))
    await kept.closed
    expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
    expect(text).toMatch(/\r\nConnection: close\r\n/)
    await stopped
  })

  it('answers what Linq leaves unanswered with 503 when its time is over, and then ends', async () => {
    const all = signalOnce()
    let closedUpstream = 0
    const upstream = await startUpstream((_request, response) => {
      response.on('close', () => (closedUpstream += 1))
      if (upstream.calls.length === 5) all.resolve()
    })
    const gateway = await startTestGateway(upstream.origin, {
      budget: { calls: 5 },
      stopTimes: { lastRequestsMs: 100 },
    })
    const requests = Array.from({ length: 6 }, (_, index) => {
      const target = `/api/partner/v2/contacts?page=${index + 1}`
      return exchange(gateway.port, requestText(gateway.port, target), { answers: 2 })
    })
    await all.promise
    await gateway.stop()
    for (const { answers } of await Promise.all(requests)) {
      expect(answers.map(({ status, body }) => [status, JSON.parse(body).error_code])).toEqual([
        [503, 'STOPPING'],
      ])
      expect(answers.flatMap(missingHeaders)).toEqual([])
      expect(answers[0]?.headers.get('connection')).toBe('close')
    }
    await expect.poll(() => closedUpstream).toBe(5)
    expect(gateway.log).toEqual([])
  })

  it('drains also when nobody is connected just now, where people come through a proxy', async () => {
    const gateway = await startTestGateway('http://127.0.0.1:9', {
      signIn: signInAt('http://127.0.0.1:9', 'http://localhost:4173'),
      stopTimes: { drainMs: 800 },
    })
    const stopped = gateway.stop()
    await new Promise((resolve) => {
      setTimeout(resolve, 400)
    })
    expect((await ask(gateway.port, '/readyz')).status).toBe(503)
    await stopped
  })

  it('leaves time before a supervisor kills', () => {
    const { drainMs, lastRequestsMs, lastAnswersMs } = defaultStopTimes
    expect(drainMs).toBe(1500)
    expect(drainMs + lastRequestsMs + lastAnswersMs).toBeLessThan(10_000)
  })
})
