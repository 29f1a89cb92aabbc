// @ts-check
import { spawn } from 'node:child_process'
import { join } from 'node:path'

/** The folder of the repository. */
export const root = join(import.meta.dirname, '../..')

const tools = {
  knip: 'knip/bin/knip.js',
  oxfmt: 'oxfmt/bin/oxfmt',
  oxlint: 'oxlint/bin/oxlint',
  playwright: '@playwright/test/cli.js',
  'size-limit': 'size-limit/bin.js',
  tsc: 'typescript/bin/tsc',
  vite: 'vite/bin/vite.js',
  vitest: 'vitest/vitest.mjs',
}

/**
 * The arguments that make Node run one of the installed tools: no shell and no `npx` in between, so that it works the
 * same on Windows and ends when its process is ended.
 *
 * @param {keyof typeof tools} name
 * @param {readonly string[]} args
 */
export function tool(name, args) {
  return [join(root, 'node_modules', tools[name]), ...args]
}

/** The secrets of the gateway by their variables, each of which may name a file instead. */
const secrets = new Set([
  'LINQ_INTEGRATION_TOKEN',
  'OIDC_CLIENT_SECRET',
  'SESSION_SECRET',
  'SESSION_SECRET_BEFORE',
  'REDIS_URL',
])

/**
 * The environment for what reads and serves source files: it never needs a secret, so it never holds one.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function withoutToken(env) {
  const isSecret = (/** @type {string} */ name) => secrets.has(name.replace(/_FILE$/, ''))
  return Object.fromEntries(Object.entries(env).filter(([name]) => !isSecret(name)))
}

/**
 * Lets this process get SIGTERM when npm that started it got it: npm hands the signal to its shell, and the shell ends
 * without handing it on. On Windows, where a process keeps the number of its parent, this does nothing.
 */
export function endWithNpm() {
  if (process.env['npm_lifecycle_event'] === undefined) return
  const shell = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === shell) return
    clearInterval(timer)
    process.kill(process.pid, 'SIGTERM')
  }, 500)
  timer.unref()
}

/**
 * Runs Node with these arguments and waits for its end. Its output goes on to the screen (`shown`), or is kept and
 * given back (`kept`). Never rejects: a program that cannot start ends with 127, one ended by a signal with 1.
 *
 * @param {readonly string[]} args
 * @param {{ output: 'shown' | 'kept', env?: NodeJS.ProcessEnv, program?: string, shell?: boolean, cwd?: string, timeoutMs?: number }} options
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(args, { output, env, program = process.execPath, shell = false, cwd = root, timeoutMs }) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      env: env ?? process.env,
      shell,
      stdio: ['ignore', output === 'kept' ? 'pipe' : 'inherit', output === 'kept' ? 'pipe' : 'inherit'],
      ...(timeoutMs === undefined ? {} : { timeout: timeoutMs }),
    })
    let text = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (/** @type {string} */ chunk) => {
        text += chunk
      })
    }
    child.once('error', (error) => resolve({ code: 127, output: `${text}${error.message}\n` }))
    child.once('close', (code) => resolve({ code: code ?? 1, output: text }))
  })
}
