// @ts-check
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/**
 * Starts the built product on so many made-up contacts.
 *
 * @param {number} contacts
 * @returns {Promise<{ origin: string, close: () => void }>}
 */
export async function startGateway(contacts) {
  const child = spawn(process.execPath, ['dist/server/main.js'], {
    cwd: join(import.meta.dirname, '../..'),
    env: { ...process.env, HOST: '127.0.0.1', PORT: '0', DEMO_CONTACTS: String(contacts), DEMO_TROUBLE: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const close = () => {
    process.off('exit', close)
    child.kill('SIGTERM')
  }
  // However the benchmark ends, it leaves no gateway behind.
  process.once('exit', close)
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  const origin = /http:\/\/[^\s/]+/.exec(String(line))?.[0]
  if (origin === undefined) {
    close()
    throw new Error(`The gateway printed no address: ${line}`)
  }
  return { origin, close }
}
