// @ts-check
import { readFileSync } from 'node:fs'
import { Agent, createServer, request as ask } from 'node:http'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

import { listen } from '../measure/listen.mjs'

/** The page that only reads bytes, by its path. */
const ownFiles = new Map(
  ['bytes-only.html', 'bytes-only.js', 'bytes-only-worker.js'].map((name) => [
    `/bytes-only/${name}`,
    readFileSync(join(import.meta.dirname, 'bytes-only', name)),
  ]),
)

/**
 * Stands between the browser and the gateway, as a network would: every answer of the API waits, the same for all that
 * read through it (a browser's own throttle does not reach workers). It also remembers what was asked for, and serves
 * the page that reads the same without looking at it.
 *
 * @param {{ gateway: string, latencyMs: number }} options
 */
export async function startProxy({ gateway, latencyMs }) {
  const target = new URL(gateway)
  const agent = new Agent({ keepAlive: true })
  /** @type {string[]} */
  let asked = []
  /** @type {readonly string[]} */
  let pages = []

  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    const own = ownFiles.get(path)
    if (own !== undefined || path === '/bytes-only/pages.json') {
      const type = path.endsWith('.html')
        ? 'text/html'
        : path.endsWith('.js')
          ? 'text/javascript'
          : 'application/json'
      response.writeHead(200, { 'Content-Type': `${type}; charset=utf-8` }).end(own ?? JSON.stringify(pages))
      return
    }
    const isApi = path.startsWith('/api/')
    if (isApi) asked.push(path)
    void wait(isApi ? latencyMs : 0).then(() => {
      const { method, headers } = request
      // The gateway answers to its own name only.
      const renamed = { host: target.host, ...(headers.origin !== undefined && { origin: gateway }) }
      const options = { agent, path, method, headers: { ...headers, ...renamed } }
      const onward = ask(target, options, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(response)
      })
      onward.on('error', () => response.destroy())
      response.on('close', () => onward.destroy())
      return request.pipe(onward)
    })
  })
  const origin = await listen(server)
  return {
    origin,
    /** What of the API was asked for since the last call. */
    takeAsked: () => {
      const taken = asked
      asked = []
      return taken
    },
    /** What the bytes-only page reads. */
    setPages: (/** @type {readonly string[]} */ list) => {
      pages = list
    },
    close: () => {
      server.close()
      server.closeAllConnections()
      agent.destroy()
    },
  }
}
