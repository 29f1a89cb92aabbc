// @ts-check
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { watch } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

import { endWithNpm, root, run, tool, withoutToken } from './shared/command.mjs'
import { readDevSettings } from './shared/dev-settings.mjs'

/** Not `dist/server`: beside it lies the built page, and this gateway serves the API alone. */
const outDir = join(root, 'node_modules/.cache/linq-contacts-dev/server')
const watched = ['server', 'src/linq']
/** 0 until the gateway has chosen a free one; from then on every new gateway takes the same. */
let gatewayPort = '0'
/** @type {import('node:child_process').ChildProcess | null} */
let gateway = null
/** @type {import('node:child_process').ChildProcess | null} */
let page = null
let isEnding = false

/**
 * The gateway is built like the one of production, and runs in a process of its own: it alone holds the token.
 *
 * @returns {Promise<boolean>}
 */
async function buildGateway() {
  const args = tool('vite', [
    'build',
    '--ssr',
    'server/main.ts',
    '--outDir',
    outDir,
    '--emptyOutDir',
    '--logLevel',
    'warn',
  ])
  const { code, output } = await run(args, { output: 'kept', env: withoutToken(process.env) })
  if (code !== 0) console.error(`${output}The gateway could not be built; what the build said stands above.`)
  return code === 0
}

/**
 * Starts the gateway and waits for the line with its address.
 *
 * @returns {Promise<string | null>} what the line says beside the address, or null when the gateway ended instead
 */
function startGateway() {
  const child = spawn(process.execPath, ['--enable-source-maps', join(outDir, 'main.js')], {
    cwd: root,
    env: { ...process.env, HOST: '127.0.0.1', PORT: gatewayPort },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  gateway = child
  return new Promise((resolve) => {
    child.once('exit', () => {
      if (gateway === child) gateway = null
      resolve(null)
    })
    createInterface({ input: child.stdout }).on('line', (line) => {
      const port = /http:\/\/[^\s/]*:(\d+)/.exec(line)?.[1]
      if (port === undefined) return console.log(line)
      gatewayPort = port
      resolve(/demonstration[^;)]*/.exec(line)?.[0] ?? 'contacts of Linq')
    })
  })
}

/**
 * Vite serves source files, so its process does not know the token; it asks our gateway for every contact.
 *
 * @param {number} port
 */
function startPage(port) {
  const vite = tool('vite', ['--port', String(port), '--clearScreen', 'false', '--logLevel', 'warn'])
  page = spawn(process.execPath, vite, {
    cwd: root,
    env: { ...withoutToken(process.env), GATEWAY_PORT: gatewayPort },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  page.once('exit', (code) => void end(code ?? 0))
}

/** @param {number} code */
async function end(code) {
  if (isEnding) return
  isEnding = true
  await Promise.all([stop(page), stop(gateway)])
  process.exit(code)
}

/** @param {import('node:child_process').ChildProcess | null} child */
async function stop(child) {
  if (child === null || child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}

/** Waits until a server answers at this address, or its process has ended. @param {string} url */
async function waitFor(url) {
  for (;;) {
    if (page === null || page.exitCode !== null) return false
    const answer = await fetch(url, { method: 'HEAD' }).catch(() => null)
    if (answer !== null) return true
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** @param {number} port @returns {Promise<boolean>} */
function isPortFree(port) {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}

async function renewGateway() {
  if (!(await buildGateway()) || isEnding) return
  await stop(gateway)
  if ((await startGateway()) === null)
    console.error('The gateway ended; it starts again after the next change.')
  else console.log('The gateway runs with the changes.')
}

/** One after another: a change during a build is followed by one more build. */
function followChanges() {
  let isBusy = false
  let isDirty = false
  async function renew() {
    isDirty = true
    if (isBusy) return
    isBusy = true
    while (isDirty) {
      isDirty = false
      await renewGateway()
    }
    isBusy = false
  }
  /** @type {NodeJS.Timeout | undefined} */
  let timer
  for (const folder of watched) {
    watch(join(root, folder), { recursive: true }, (_event, name) => {
      if (name?.includes('.test.')) return
      clearTimeout(timer)
      timer = setTimeout(() => void renew(), 100)
    })
  }
}

/** @param {import('./shared/dev-settings.mjs').DevSettings} settings */
async function start(settings) {
  const { port } = settings
  const address = `http://127.0.0.1:${port}`
  gatewayPort = String(settings.gatewayPort)
  if (!(await isPortFree(port))) {
    console.error(`Something already listens at ${address}: end it, or choose another port with PORT.`)
    return false
  }
  const source = (await buildGateway()) ? await startGateway() : null
  if (source === null) return false
  startPage(port)
  if (await waitFor(address)) console.log(`Linq Contacts, in development, is at ${address} (${source})`)
  followChanges()
  return true
}

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
  process.on(signal, () => void end(0))
// However this process ends, it leaves no gateway behind that holds the token and a port.
process.on('exit', () => [page, gateway].forEach((child) => child?.kill()))

endWithNpm()
const { settings, problem } = readDevSettings(process.env, root)
if (problem !== null) {
  console.error(problem)
  process.exitCode = 1
} else {
  try {
    if (!(await start(settings))) await end(1)
  } catch (error) {
    console.error(`The start failed: ${error instanceof Error ? error.message : String(error)}`)
    await end(1)
  }
}
