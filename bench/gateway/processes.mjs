// @ts-check
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const root = join(import.meta.dirname, '../..')

/**
 * @typedef {object} Started a server in a process of its own
 * @property {string} origin
 * @property {number} port
 * @property {(signal: NodeJS.Signals) => void} signal
 * @property {() => Promise<void>} stop asks it to end, and waits until it has
 */

/**
 * @param {readonly string[]} args of Node
 * @param {Readonly<Record<string, string>>} [env] nothing else of this process's own is handed on
 * @returns {Promise<Started>}
 */
export async function startProcess(args, env = {}) {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  // However the benchmark ends, it leaves no process behind.
  const kill = () => void child.kill('SIGKILL')
  process.once('exit', kill)
  const ended = once(child, 'exit').then(() => process.off('exit', kill))
  const printed = /** @type {string[]} */ ([])
  /** @type {string | undefined} */
  const origin = await new Promise((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = / is at (http:\/\/127\.0\.0\.1:\d+)/.exec(line)?.[1]
      if (found !== undefined) resolve(found)
      else if (printed.length < 20) printed.push(line)
    })
    void ended.then(() => resolve(undefined))
  })
  if (origin === undefined) throw new Error(`It printed no address: ${printed.join(' ')}`)
  return {
    origin,
    port: Number(new URL(origin).port),
    signal: (signal) => void child.kill(signal),
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/**
 * The gateway as it is deployed.
 *
 * @param {Readonly<Record<string, string>>} [settings]
 * @param {readonly string[]} [args] of Node
 */
export function startGateway(settings = {}, args = []) {
  const source = 'LINQ_INTEGRATION_TOKEN' in settings ? {} : { DEMO_CONTACTS: '500' }
  const env = { NODE_ENV: 'production', PORT: '0', ...source, ...settings }
  return startProcess([...args, 'dist/server/main.js'], env)
}

/** @returns {Promise<number>} */
export async function freePort() {
  const probe = createServer()
  probe.listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  const closed = once(probe, 'close')
  probe.close()
  await closed
  if (address === null || typeof address === 'string') throw new Error('There is no free port.')
  return address.port
}

/**
 * The figures of a gateway with `METRICS_PORT`, by their names without their prefix.
 *
 * @param {number} metricsPort
 * @returns {Promise<(name: string) => number>}
 */
export async function readFigures(metricsPort) {
  const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text()
  return (name) => {
    const line = text.split('\n').find((each) => each.startsWith(`linq_contacts_${name} `))
    return line === undefined ? 0 : Number(line.slice(line.lastIndexOf(' ')))
  }
}

/** @param {number} ms */
export function wait(ms) {
  return new Promise((resolve) => {
    setTimeout(resolve, ms)
  })
}
