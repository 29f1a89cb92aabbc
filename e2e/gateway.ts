import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Readable } from 'node:stream'

import { test as base } from '@playwright/test'

/** A gateway in a process of its own: the production build, on a free port of this machine. */
export interface RunningGateway {
  /** Such as `http://127.0.0.1:41234`. */
  readonly url: string
  readonly pid: number
  /** Everything that it has printed so far, on both streams. */
  log: () => string
  /** Asks it to end, and waits until it has. Gives its exit code, null when it had to be ended by force. */
  stop: () => Promise<number | null>
}

/** Settings by the names of their variables; nothing of this process's own settings is handed on. */
export type GatewaySettings = Readonly<Record<string, string>>

const root = join(import.meta.dirname, '..')

/** Where the build lies that is tested. */
export const builtFolder = join(root, 'dist')

const longestStartMs = 30_000
const longestStopMs = 10_000

/** What a process needs to run at all, so that a token in the environment of a developer stays out of the tests. */
const inherited = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'TZ', 'LANG']

/**
 * Starts a gateway with these settings and waits for the line with its address.
 *
 * @param build another build than the one that is tested
 * @throws Error with what it printed, when it ends or says nothing instead
 */
async function startGateway(settings: GatewaySettings = {}, build = builtFolder): Promise<RunningGateway> {
  const own = Object.fromEntries(inherited.map((name) => [name, process.env[name]]))
  const child = spawn(process.execPath, [join(build, 'server/main.js')], {
    cwd: root,
    env: { ...own, PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = collect(child)
  const ended = once(child, 'exit')
  // It is awaited when the gateway is stopped; a process that could not start is told by its address.
  ended.catch(() => {})
  async function stop(): Promise<number | null> {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM')
      const impatience = setTimeout(() => child.kill('SIGKILL'), longestStopMs)
      await ended
      clearTimeout(impatience)
    }
    return child.exitCode
  }
  try {
    const url = await addressOf(child, output)
    return { url, pid: child.pid ?? 0, log: output.text, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

type GatewayProcess = ChildProcessByStdio<null, Readable, Readable>

interface Output {
  text: () => string
  /** Called after each piece of text. */
  onText: () => void
}

function collect(child: GatewayProcess): Output {
  let text = ''
  const output: Output = { text: () => text, onText: () => {} }
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (piece: string) => {
      text += piece
      output.onText()
    })
  }
  return output
}

function addressOf(child: GatewayProcess, output: Output): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (what: string) => reject(new Error(`The gateway ${what}. It printed:\n${output.text()}`))
    const impatience = setTimeout(() => fail('printed no address'), longestStartMs)
    child.once('error', (error) => fail(`could not be started: ${error.message}`))
    child.once('close', (code) => {
      clearTimeout(impatience)
      fail(`ended with ${code}`)
    })
    output.onText = () => {
      const url = / is at (http:\/\/\S+:\d+)(?=\s)/.exec(output.text())?.[1]
      if (url === undefined) return
      clearTimeout(impatience)
      resolve(url)
    }
  })
}

interface TestParts {
  /** Starts one more gateway, which ends with the test. */
  startGateway: typeof startGateway
}

interface WorkerParts {
  /** The demonstration with 5,000 contacts, shared by the tests of a worker; `page.goto('/')` goes there. */
  gateway: RunningGateway
}

export const test = base.extend<TestParts, WorkerParts>({
  gateway: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the parts from this pattern
    async ({}, provide) => {
      const gateway = await startGateway({ DEMO_CONTACTS: '5000' })
      await provide(gateway)
      await gateway.stop()
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ gateway }, provide) => {
    await provide(gateway.url)
  },
  // oxlint-disable-next-line no-empty-pattern -- as above
  startGateway: async ({}, provide) => {
    const started: RunningGateway[] = []
    await provide(async (...of) => {
      const gateway = await startGateway(...of)
      started.push(gateway)
      return gateway
    })
    await Promise.all(started.map((gateway) => gateway.stop()))
  },
})

export { expect } from '@playwright/test'
