import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { build } from 'vite'

import type { ModelGateway } from './gateway'

/** The bundle of the gateway as it is deployed, in a folder of its own. */
export interface Bundle {
  file: string
  remove: () => void
}

export async function bundleGateway(): Promise<Bundle> {
  const folder = mkdtempSync(join(tmpdir(), 'linq-contacts-model-'))
  await build({
    root: join(import.meta.dirname, '../..'),
    configFile: false,
    logLevel: 'silent',
    build: { ssr: 'server/main.ts', outDir: folder, target: 'node20', copyPublicDir: false },
    ssr: { noExternal: true },
  })
  return { file: join(folder, 'main.js'), remove: () => rmSync(folder, { recursive: true }) }
}

/** The gateway as a process of its own: it is asked to end by SIGTERM, and killed by SIGKILL. */
export async function startProcessGateway(bundle: Bundle, apiUrl: string): Promise<ModelGateway> {
  const log: string[] = []
  let child: ChildProcess | null = null
  let port = '0'

  async function start(): Promise<string> {
    const started = spawn(process.execPath, [bundle.file], {
      env: {
        LINQ_API_URL: apiUrl,
        LINQ_INTEGRATION_TOKEN: 'a-token-of-the-model',
        LINQ_REQUESTS_PER_SECOND: '1000',
        // Every answer is one that the model has given.
        CACHE_MEGABYTES: '0',
        PORT: port,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child = started
    let printed = ''
    for (const stream of [started.stdout, started.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        printed += text
        log.push(text)
      })
    }
    const ended = once(started, 'exit')
    for (;;) {
      const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0]
      if (origin !== undefined) return origin
      const isEnded = await Promise.race([
        ended.then(() => true),
        once(started.stdout, 'data').then(() => false),
      ])
      if (isEnded) throw new Error(`The gateway ended: ${printed}`)
    }
  }

  async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const running = child
    child = null
    if (!running || running.exitCode !== null || running.signalCode !== null) return
    const ended = once(running, 'exit')
    running.kill(signal)
    await ended
  }

  const origin = await start()
  port = new URL(origin).port
  return {
    origin,
    log,
    endGently: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    comeBack: async () => {
      if (!child) await start()
    },
  }
}
