import { type ChildProcess, spawn } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { build } from 'vite'
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest'

import { leaksOf, missingHeaders } from './testing/leaks'
import { ask, requestText, exchange } from './testing/raw'
import { goodPage, listen, startUpstream, token } from './testing/start'

// Processes start here, on machines that may be busy with other tests.
vi.setConfig({ testTimeout: 30_000 })

/** Where the bundle was copied to: a folder with nothing else, and no node_modules above it. */
let home = ''
/** What the build made. */
let files: string[] = []

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'linq-contacts-'))
  const built = join(home, 'built')
  await build({
    root: join(import.meta.dirname, '..'),
    configFile: false,
    logLevel: 'silent',
    build: {
      ssr: 'server/main.ts',
      outDir: built,
      emptyOutDir: true,
      target: 'node20',
      copyPublicDir: false,
      rolldownOptions: { output: { chunkFileNames: '[name].js' } },
    },
    ssr: { noExternal: true },
  })
  files = readdirSync(built)
  mkdirSync(join(home, 'dist/server'), { recursive: true })
  writeFileSync(join(home, 'dist/package.json'), '{"type":"module"}')
  for (const file of files) copyFileSync(join(built, file), join(home, 'dist/server', file))
}, 60_000)

afterAll(() => rmSync(home, { recursive: true }))

interface Started {
  child: ChildProcess
  /** The exit code, once the process has ended; null when a signal ended it. */
  exit: Promise<number | null>
  /** The first line on stdout, or `''` when it ended without one. */
  firstLine: Promise<string>
  output: { stdout: string; stderr: string }
}

/** Starts the bundle with these settings alone; ends with the test. */
function start(env: Record<string, string>, folder = join(home, 'dist/server')): Started {
  const child = spawn(process.execPath, ['main.js'], { cwd: folder, env })
  const output = { stdout: '', stderr: '' }
  const exit = new Promise<number | null>((resolve) => child.on('close', resolve))
  const firstLine = new Promise<string>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output.stdout += String(chunk)
      if (output.stdout.includes('\n')) resolve(output.stdout.slice(0, output.stdout.indexOf('\n')))
    })
    child.on('close', () => resolve(''))
  })
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += String(chunk)))
  onTestFinished(() => void child.kill('SIGKILL'))
  return { child, exit, firstLine, output }
}

function portIn(line: string): number {
  return Number(/http:\/\/127\.0\.0\.1:([0-9]+)/.exec(line)?.[1])
}

it('loads neither the demonstration nor the client of Redis where it needs neither', async () => {
  const alone = join(home, 'alone')
  mkdirSync(alone)
  writeFileSync(join(alone, 'package.json'), '{"type":"module"}')
  const others = files.filter((name) => ['demonstration.js', 'redis.js'].includes(name))
  expect(others).toHaveLength(2)
  for (const file of files) {
    if (!others.includes(file)) copyFileSync(join(home, 'dist/server', file), join(alone, file))
  }
  const env = { PORT: '0', LINQ_API_URL: 'http://127.0.0.1:9', LINQ_INTEGRATION_TOKEN: token }
  const { child, exit, firstLine } = start(env, alone)
  expect((await ask(portIn(await firstLine), '/healthz')).status).toBe(200)
  child.kill('SIGINT')
  expect(await exit).toBe(0)
})

it('runs the demonstration without node_modules, and says so in one line', async () => {
  const { child, exit, firstLine, output } = start({
    PORT: '0',
    DEMO_CONTACTS: '1234',
    DEMO_TROUBLE: 'errors',
  })
  const line = await firstLine
  expect(line).toMatch(
    /^Linq Contacts is at http:\/\/127\.0\.0\.1:\d+ \(demonstration: 1,234 made-up contacts; the page is not built: API only\)$/,
  )
  const answer = await ask(portIn(line), '/api/partner/v2/contacts?page=2&per_page=100')
  expect(missingHeaders(answer)).toEqual([])
  expect(answer.headers.get('linq-contacts-demonstration')).toBe('true')
  expect((await ask(portIn(line), '/healthz')).status).toBe(200)
  child.kill('SIGTERM')
  expect(await exit).toBe(0)
  expect(output).toEqual({ stdout: `${line}\n`, stderr: '' })
})

it('serves the built page that stands beside it', async () => {
  const client = join(home, 'dist/client')
  mkdirSync(client)
  onTestFinished(() => rmSync(client, { recursive: true }))
  writeFileSync(join(client, 'index.html'), '<title>Contacts</title>')
  const line = await start({ PORT: '0' }).firstLine
  expect(line).toMatch(/ \(demonstration: 5,000 made-up contacts\)$/)
  expect((await ask(portIn(line), '/?q=x')).body).toBe('<title>Contacts</title>')
})

it('speaks to Linq with the token, which stands in no answer and no log', async () => {
  const upstream = await startUpstream((_request, response) => {
    if (upstream.calls.length === 1) response.end(goodPage)
    else if (upstream.calls.length === 2) response.writeHead(401).end(JSON.stringify({ message: token }))
    else response.destroy()
  })
  const env = { PORT: '0', LINQ_API_URL: upstream.origin, LINQ_INTEGRATION_TOKEN: token, DEMO_CONTACTS: '5' }
  const { child, exit, firstLine, output } = start(env)
  const port = portIn(await firstLine)
  const answers = [1, 2, 3]
    .map((page) => `/api/partner/v2/contacts?page=${page}`)
    .concat('/healthz', '/nothing')
  const texts: string[] = []
  const statuses: number[] = []
  for (const target of answers) {
    const { answers: found, text } = await exchange(port, requestText(port, target))
    texts.push(text)
    statuses.push(...found.map((answer) => answer.status))
  }
  expect(statuses).toEqual([200, 502, 502, 200, 404])
  expect(upstream.calls.map((call) => call.rawHeaders.includes(token))).toEqual([true, true, true])
  child.kill('SIGINT')
  expect(await exit).toBe(0)
  expect(output.stderr.split('\n').map((line) => line.replace(/^[-\d]+T\S+ /, ''))).toEqual([
    'DEMO_CONTACTS has no effect, because a token is set.',
    'The answer of Linq held the token, and was withheld.',
    'The answer of Linq was cut, or could not be read.',
    '',
  ])
  expect(leaksOf(token, texts.join('\n') + output.stdout + output.stderr)).toEqual([])
})

it.each([
  ['HOST', '0.0.0.0'],
  ['PORT', '70000'],
  ['LINQ_INTEGRATION_TOKEN', `${token}\r\nX-Evil: 1`],
  ['DEMO_TROUBLE', 'nonsense'],
])('does not start with a wrong %s, and says why in one sentence', async (name, value) => {
  const { exit, output } = start({ PORT: '0', [name]: value })
  expect(await exit).toBe(1)
  expect(output.stdout).toBe('')
  expect(output.stderr).toMatch(new RegExp(`^${name} must .*\\.\\n$`))
  expect(leaksOf(token, output.stderr)).toEqual([])
})

it('does not start beside a Redis that refuses it, and does not tell with what', async () => {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    socket.on('data', () =>
      socket.write('-WRONGPASS invalid username-password pair or user is disabled.\r\n'),
    )
  })
  const { exit, output } = start({
    PORT: '0',
    REDIS_URL: `redis://user:password-of-redis@127.0.0.1:${await listen(server)}`,
  })
  expect(await exit).toBe(1)
  expect(output.stderr).toBe(
    'REDIS_URL leads to a Redis that does not take its user, its password or its database.\n',
  )
})

it('goes on when something fails outside of a request', async () => {
  const preload = join(home, 'preload.mjs')
  // Two failures that nobody could catch, in the very process, when it is told so.
  const failures = `setTimeout(() => { throw new Error('${token.replaceAll("'", '')}') }); void Promise.reject(new TypeError('x'))`
  writeFileSync(preload, `process.on('SIGUSR2', () => { ${failures} })`)
  const { child, exit, firstLine, output } = start({ PORT: '0', NODE_OPTIONS: `--import=file://${preload}` })
  const port = portIn(await firstLine)
  child.kill('SIGUSR2')
  await expect.poll(() => output.stderr.split('\n').length, { timeout: 10_000 }).toBe(3)
  expect(output.stderr).toContain('Something failed outside of a request: Error.')
  expect(output.stderr).toContain('Something failed outside of a request: TypeError.')
  expect(leaksOf(token, output.stderr)).toEqual([])
  expect((await ask(port, '/healthz')).status).toBe(200)
  child.kill('SIGTERM')
  expect(await exit).toBe(0)
})

it('does not start on a port that is in use, and says what to do', async () => {
  const port = await listen(createServer())
  const { exit, output } = start({ PORT: String(port) })
  expect(await exit).toBe(1)
  expect(output.stderr).toMatch(new RegExp(`^Port ${port} is in use: .*PORT=\\d+\\.\\n$`))
})

it('ends at once at a second signal', async () => {
  const upstream = await startUpstream(() => {})
  const { child, exit, firstLine } = start({
    PORT: '0',
    LINQ_API_URL: upstream.origin,
    LINQ_INTEGRATION_TOKEN: token,
  })
  const port = portIn(await firstLine)
  const held = exchange(port, requestText(port, '/api/partner/v2/contacts'), { quietMs: 20_000 })
  await expect.poll(() => upstream.calls.length, { timeout: 10_000 }).toBe(1)
  child.kill('SIGTERM')
  await expect.poll(async () => (await ask(port, '/readyz')).status, { timeout: 5000 }).toBe(503)
  child.kill('SIGTERM')
  expect(await exit).toBe(1)
  await held
})

it('serves figures on a port of their own, lets nobody in who is not signed in, and starts without its Redis', async () => {
  const closed = createServer()
  const nowhere = await listen(closed)
  await new Promise((resolve) => closed.close(resolve))
  const taken = createServer()
  const metricsPort = await listen(taken)
  await new Promise((resolve) => taken.close(resolve))
  const secret = 'a-session-secret-of-forty-characters-xyz'
  const { child, exit, firstLine, output } = start({
    PORT: '0',
    METRICS_PORT: String(metricsPort),
    REDIS_URL: `redis://user:password-of-redis@127.0.0.1:${nowhere}`,
    PUBLIC_URL: 'http://localhost:4173',
    OIDC_ISSUER: `http://127.0.0.1:${nowhere}`,
    OIDC_CLIENT_ID: 'contacts',
    OIDC_CLIENT_SECRET: 'the-secret-of-the-client',
    SESSION_SECRET: secret,
    ALLOWED_DOMAINS: 'example.com',
  })
  const line = await firstLine
  expect(line).toContain('for who signs in at http://localhost:4173')
  const port = portIn(line)
  expect((await ask(port, '/api/partner/v2/contacts')).status).toBe(401)
  expect((await ask(port, '/sign-in.css')).headers.get('content-type')).toBe('text/css; charset=utf-8')
  expect((await ask(port, '/sign-in')).status).toBe(503)
  const figures = await ask(metricsPort, '/metrics')
  expect(figures.status).toBe(200)
  expect((await ask(port, '/metrics')).status).toBe(404)
  await expect
    .poll(() => output.stderr, { timeout: 20_000 })
    .toMatch(/What gateways share in Redis is away \(Error ECONNREFUSED\); this one goes on alone\./)
  expect(output.stderr).toContain(
    'OIDC_ISSUER cannot be reached, or is no provider (TypeError ECONNREFUSED): nobody can sign in yet.',
  )
  const details = await ask(metricsPort, '/readyz')
  expect([details.status, JSON.parse(details.body)]).toEqual([
    200,
    {
      isReady: true,
      shared: 'away',
      provider: 'away',
      upstream: null,
      queue: { waiting: 0, pausedSeconds: 0 },
    },
  ])
  child.kill('SIGTERM')
  expect(await exit).toBe(0)
  for (const each of [secret, 'password-of-redis', 'the-secret-of-the-client'])
    expect(leaksOf(each, output.stdout + output.stderr + figures.body + details.body)).toEqual([])
})

it('writes lines of JSON in production, each error under the name that its answer has, and no secret', async () => {
  const upstream = await startUpstream((_request, response) =>
    response.writeHead(401).end(JSON.stringify({ message: `zoe@example.com ${token}` })),
  )
  const { child, exit, firstLine, output } = start({
    PORT: '0',
    NODE_ENV: 'production',
    LINQ_API_URL: upstream.origin,
    LINQ_INTEGRATION_TOKEN: token,
  })
  const port = portIn(await firstLine)
  const answer = await ask(port, '/api/partner/v2/contacts?page=1')
  const lost = await ask(port, '/nothing?q=zoe')
  child.kill('SIGTERM')
  expect(await exit).toBe(0)
  const lines = output.stdout
    .trim()
    .split('\n')
    .map((line): Record<string, unknown> => JSON.parse(line))
  expect(lines.map(({ event }) => event)).toEqual(['started', 'problem', 'request', 'request', 'stopping'])
  expect(lines.slice(2, 4).map(({ requestId, status }) => [requestId, status])).toEqual([
    [answer.headers.get('x-request-id'), 502],
    [lost.headers.get('x-request-id'), 404],
  ])
  expect(output.stderr).toBe('')
  expect(leaksOf(token, output.stdout)).toEqual([])
  expect(output.stdout).not.toMatch(/zoe/i)
  const refused = start({ NODE_ENV: 'production', PORT: 'x' })
  expect(await refused.exit).toBe(1)
  expect(JSON.parse(refused.output.stdout)).toMatchObject({ level: 'fatal', event: 'not started' })
})
