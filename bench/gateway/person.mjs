// @ts-check
import { Agent, get } from 'node:http'

import { quantile } from '../report/statistics.mjs'
import { wait } from './processes.mjs'

/**
 * Somebody who asks for a page of contacts fifty times a second, each tenth time on a new connection.
 *
 * @param {number} port of the gateway
 */
export function startPerson(port) {
  const kept = new Agent({ keepAlive: true, maxSockets: 1 })
  const path = '/api/partner/v2/contacts?page=1&per_page=100'
  /** @type {number[]} */
  const timesMs = []
  let asked = 0
  let failed = 0
  function ask() {
    asked += 1
    const beganMs = performance.now()
    const agent = asked % 10 === 0 ? false : kept
    const request = get({ port, host: '127.0.0.1', path, agent, timeout: 5000 }, (response) => {
      response.resume()
      response.on('end', () => {
        timesMs.push(performance.now() - beganMs)
        if (response.statusCode !== 200) failed += 1
      })
    })
    request.on('timeout', () => request.destroy(new Error('timeout')))
    request.on('error', () => (failed += 1))
  }
  const timer = setInterval(ask, 20)
  return {
    async stop() {
      clearInterval(timer)
      await wait(500)
      kept.destroy()
      return { asked, failed, p99Ms: quantile(timesMs, 0.99) }
    },
  }
}

if (process.argv[1] === import.meta.filename) {
  // A process of its own: what attacks is busy, and would count as the gateway's time.
  const person = startPerson(Number(process.argv[2]))
  process.once('message', () => {
    void person.stop().then((figures) => process.send?.(figures, () => process.exit()))
  })
  process.once('disconnect', () => process.exit())
}
