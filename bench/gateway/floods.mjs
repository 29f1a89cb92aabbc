// @ts-check
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { join } from 'node:path'

import { freePort, readFigures, startGateway, wait } from './processes.mjs'

/** Fewer than one address may have (server/front/server.ts), so that it is time that ends them and not their number. */
const perAddress = 190

/** How fast connections come; slowhttptest, with which the goal was set, makes 50 a second unless told otherwise. */
const perSecond = 1000

/** Each connection has its moment in a second, as have those of people who know nothing of each other. */
const stepsPerSecond = 100

/** Longer than the slowest of all may last. */
const patienceMs = 45_000

/**
 * @typedef {object} Flood
 * @property {string} name
 * @property {number} connections that the gateway held at the same time
 * @property {number} goneMs from the last of them until the gateway held none of them any more
 * @property {number} goalMs
 * @property {number} asked requests of a normal person meanwhile
 * @property {number} failed of these
 * @property {number} p99Ms of these
 */

/** @typedef {{ name: string, goalMs: number, sent: (path: string, port: number) => string, trickle: string | null }} Attack */

/** @type {readonly Attack[]} */
const attacks = [
  {
    name: 'slow headers: a byte a second, and no end',
    goalMs: 10_000,
    sent: (path, port) => `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX-Slow: `,
    trickle: 'a',
  },
  {
    name: 'slow bodies: a byte a second of those that were promised',
    goalMs: 5000,
    sent: (path, port) => `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Length: 10000\r\n\r\n`,
    trickle: 'a',
  },
  {
    name: 'slow readers: ask for the largest file twice, and read nothing',
    goalMs: 30_000,
    // Who asks more often on one connection is cut (server/front/server.ts).
    sent: (path, port) => `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`.repeat(2),
    trickle: null,
  },
]

/**
 * Floods a gateway from other addresses of this machine, while a normal person works.
 *
 * @param {{ connections: number, tell: (line: string) => void }} options
 * @returns {Promise<Flood[]>}
 */
export async function measureFloods({ connections, tell }) {
  /** @type {Flood[]} */
  const floods = []
  for (const attack of attacks) {
    const metricsPort = await freePort()
    const gateway = await startGateway({ METRICS_PORT: String(metricsPort) })
    try {
      const flood = await measureFlood(attack, { port: gateway.port, metricsPort, connections })
      tell(
        `${flood.name}: ${flood.connections} held, gone after ${Math.round(flood.goneMs)} ms; ` +
          `${flood.failed} of ${flood.asked} failed, 99th percentile ${flood.p99Ms.toFixed(1)} ms`,
      )
      floods.push(flood)
    } finally {
      await gateway.stop()
    }
  }
  return floods
}

/**
 * @param {Attack} attack
 * @param {{ port: number, metricsPort: number, connections: number }} options
 * @returns {Promise<Flood>}
 */
async function measureFlood({ name, goalMs, sent, trickle }, { port, metricsPort, connections }) {
  const text = sent(trickle === null ? await largestFile(port) : '/api/partner/v2/contacts', port)
  const person = fork(join(import.meta.dirname, 'person.mjs'), [String(port)])
  await wait(1000)
  const before = await openSockets(metricsPort)
  /** @type {import('node:net').Socket[]} */
  const opened = []
  function open() {
    const localAddress = `127.0.1.${1 + Math.floor(opened.length / perAddress)}`
    const socket = connect({ port, host: '127.0.0.1', localAddress })
    // The gateway ends it in the end, in whatever way.
    socket.on('error', () => socket.destroy())
    socket.write(text)
    opened.push(trickle === null ? socket.pause() : socket.resume())
  }
  const beganMs = performance.now()
  let step = 0
  // All at once would be a burst of a thousand things a second, and silence between: nobody's connections are in step.
  const drip = setInterval(() => {
    step += 1
    const due = Math.min(connections, Math.floor(((performance.now() - beganMs) / 1000) * perSecond))
    while (opened.length < due) open()
    if (trickle === null) return
    for (let index = step % stepsPerSecond; index < opened.length; index += stepsPerSecond)
      if (opened[index]?.writable === true) opened[index]?.write(trickle)
  }, 1000 / stepsPerSecond)
  let most = 0
  let lastMs = Infinity
  let goneMs = Infinity
  while (goneMs === Infinity && performance.now() - lastMs < patienceMs) {
    await wait(250)
    if (lastMs === Infinity && opened.length === connections) lastMs = performance.now()
    const left = (await openSockets(metricsPort)) - before
    most = Math.max(most, left)
    // The person comes and goes, too.
    if (left <= 3 && lastMs < Infinity) goneMs = performance.now() - lastMs
  }
  clearInterval(drip)
  for (const socket of opened) socket.destroy()
  const told = once(person, 'message')
  person.send('stop')
  /** @type {{ asked: number, failed: number, p99Ms: number }[]} */
  const [figures = { asked: 0, failed: Infinity, p99Ms: Infinity }] = await told
  return { name, connections: most, goneMs, goalMs, ...figures }
}

/** Sockets that the gateway has open. @param {number} metricsPort */
async function openSockets(metricsPort) {
  return (await readFigures(metricsPort))('nodejs_active_resources{type="TCPSocketWrap"}')
}

/** @param {number} port */
async function largestFile(port) {
  const origin = `http://127.0.0.1:${port}`
  const page = await (await fetch(origin)).text()
  const paths = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path = '']) => path)
  const sizes = await Promise.all(
    paths.map(async (path) => {
      const file = await fetch(origin + path, { headers: { 'Accept-Encoding': 'identity' } })
      return { path, bytes: (await file.arrayBuffer()).byteLength }
    }),
  )
  return sizes.toSorted((a, b) => b.bytes - a.bytes)[0]?.path ?? '/'
}
