// @ts-check
import { once } from 'node:events'
import { Agent, createServer, get, request as ask } from 'node:http'

import autocannon from 'autocannon'

import { listen } from '../measure/listen.mjs'
import { freePort, startGateway, wait } from './processes.mjs'

/** How often the proxy looks whether a gateway is ready: well within the time for which it drains. */
const lookEveryMs = 250

/**
 * @typedef {object} Rolling
 * @property {number} requests
 * @property {number} failed
 * @property {number} worstMs
 * @property {number} restarts
 */

/**
 * Two gateways behind a plain proxy that repeats nothing, restarted in turn as long as the load lasts.
 *
 * @param {{ requests: number, tell: (line: string) => void }} options
 * @returns {Promise<Rolling>}
 */
export async function measureRolling({ requests, tell }) {
  const ports = [await freePort(), await freePort()]
  // They are started as a team does it, with a token: what they read is the demonstration of a third, as Linq.
  const linq = await startGateway()
  const settings = { LINQ_API_URL: linq.origin, LINQ_INTEGRATION_TOKEN: 'the-token-of-a-benchmark' }
  const start = (/** @type {number} */ port) => startGateway({ ...settings, PORT: String(port) })
  const gateways = await Promise.all(ports.map(start))
  const proxy = await startProxy(ports)
  let restarts = 0
  const over = new AbortController()
  async function restartInTurn() {
    // Once the load is there: a gateway to which nobody is connected ends at once.
    await wait(1000)
    for (let turn = 0; !over.signal.aborted; turn = 1 - turn) {
      await gateways[turn]?.stop()
      const started = await start(ports[turn] ?? 0)
      gateways[turn] = started
      restarts += 1
      await proxy.untilReady(started.port)
    }
  }
  const restarting = restartInTurn()
  try {
    const url = `${proxy.origin}/api/partner/v2/contacts?page=1&per_page=25`
    const result = await autocannon({ url, connections: 50, amount: requests })
    const failed = result.non2xx + result.errors + result.timeouts
    const { total } = result.requests
    tell(`restarts: ${failed} of ${total} failed, worst ${result.latency.max} ms, ${restarts} restarts`)
    if (failed > 0) tell(`${JSON.stringify(result.statusCodeStats)}, ${result.errors} errors`)
    return { requests: total, failed, worstMs: result.latency.max, restarts }
  } finally {
    over.abort()
    await restarting
    await proxy.stop()
    await Promise.all([...gateways, linq].map((gateway) => gateway.stop()))
  }
}

/**
 * Passes each request on to the next gateway that says it is ready.
 *
 * @param {readonly number[]} ports
 */
async function startProxy(ports) {
  // Below the 10 s after which the gateway closes a connection that rests.
  const agent = new Agent({ keepAlive: true, timeout: 8000 })
  const ready = new Map(ports.map((port) => [port, true]))
  let turn = 0
  const look = () =>
    ports.forEach((port) => void isReady(port).then((is) => ready.set(port, is ?? ready.get(port) === true)))
  const timer = setInterval(look, lookEveryMs)

  const server = createServer((request, response) => {
    turn += 1
    const usable = ports.filter((port) => ready.get(port) === true)
    const port = usable[turn % Math.max(1, usable.length)]
    if (port === undefined) return void response.writeHead(503).end()
    const headers = { ...request.headers, host: `127.0.0.1:${port}` }
    const passed = ask({ host: '127.0.0.1', port, path: request.url, headers, agent }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, { 'Content-Type': answer.headers['content-type'] ?? '' })
      answer.pipe(response)
    })
    passed.on('error', () => {
      if (response.headersSent) response.destroy()
      else response.writeHead(502).end()
    })
    passed.end()
  })
  const origin = await listen(server)
  return {
    origin,
    /** @param {number} port */
    async untilReady(port) {
      while (ready.get(port) !== true || (await isReady(port)) !== true) await wait(50)
      await wait(2 * lookEveryMs)
    },
    async stop() {
      clearInterval(timer)
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      agent.destroy()
      await closed
    },
  }
}

/**
 * Whether a gateway says that it is ready; null while it says nothing, which proxies let pass a few times.
 *
 * @param {number} port
 * @returns {Promise<boolean | null>}
 */
function isReady(port) {
  return new Promise((resolve) => {
    const options = { port, host: '127.0.0.1', path: '/readyz', agent: false, timeout: 1000 }
    const request = get(options, (response) => {
      response.resume()
      resolve(response.statusCode === 200)
    })
    request.on('timeout', () => {
      resolve(null)
      request.destroy()
    })
    request.on('error', () => resolve(false))
  })
}
