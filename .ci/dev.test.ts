import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'

import { root, run, tool, withoutToken } from './shared/command.mjs'
import { readDevSettings } from './shared/dev-settings.mjs'

// Processes start here, on machines that may be busy with other tests.
vi.setConfig({ testTimeout: 30_000 })

const inRepository =
  'LINQ_INTEGRATION_TOKEN_FILE must name a file outside of the repository, because npm run dev serves files ' +
  'that lie in it.'

it('hands no secret of the gateway on to what reads source files', () => {
  const secrets = {
    LINQ_INTEGRATION_TOKEN: 'x',
    LINQ_INTEGRATION_TOKEN_FILE: 'x',
    OIDC_CLIENT_SECRET: 'x',
    OIDC_CLIENT_SECRET_FILE: 'x',
    SESSION_SECRET: 'x',
    SESSION_SECRET_FILE: 'x',
    SESSION_SECRET_BEFORE: 'x',
    SESSION_SECRET_BEFORE_FILE: 'x',
    REDIS_URL: 'x',
    REDIS_URL_FILE: 'x',
  }
  expect(withoutToken({ ...secrets, PATH: '/bin', OIDC_ISSUER: 'y' })).toEqual({
    PATH: '/bin',
    OIDC_ISSUER: 'y',
  })
})

describe('settings of npm run dev', () => {
  it('are ports, with names for what is not given', () => {
    expect(readDevSettings({}, root).settings).toEqual({ port: 5173, gatewayPort: 0 })
    const env = { PORT: '65535', GATEWAY_PORT: '4000', LINQ_INTEGRATION_TOKEN_FILE: '' }
    expect(readDevSettings(env, root).settings).toEqual({ port: 65_535, gatewayPort: 4000 })
  })

  it.each(['abc', '0', '70000', '', '-1', '080', ' 80', '5173.0'])('cannot have PORT=%j', (PORT) => {
    expect(readDevSettings({ PORT }, root).problem).toBe('PORT must be a whole number from 1 to 65535.')
  })

  it('do not lead to a token that would be served', () => {
    const outside = mkdtempSync(join(tmpdir(), 'linq-contacts-dev-'))
    onTestFinished(() => rmSync(outside, { recursive: true }))
    writeFileSync(join(outside, 'secret'), 'x')
    symlinkSync(join(root, 'package.json'), join(outside, 'link-into'))
    const problemOf = (file: string, folder = root) =>
      readDevSettings({ LINQ_INTEGRATION_TOKEN_FILE: file }, folder).problem
    const inside = ['token.txt', './src/..token', join(root, 'a/../token'), join(outside, 'link-into')]
    expect(inside.map((file) => problemOf(file))).toEqual(inside.map(() => inRepository))
    const beside = ['../token.txt', '../../etc/token', join(outside, 'secret'), `${root}-beside/token`]
    expect(beside.map((file) => problemOf(file))).toEqual(beside.map(() => null))
    // The repository by another name is the same repository.
    symlinkSync(root, join(outside, 'repository'))
    expect(problemOf(join(root, 'package.json'), join(outside, 'repository'))).toBe(inRepository)
    expect(problemOf(join(outside, 'repository/package.json'))).toBe(inRepository)
  })
})

describe('npm run dev', () => {
  async function runDev(env: Record<string, string>) {
    return run([join(root, '.ci/dev.mjs')], {
      output: 'kept',
      env: { ...withoutToken(process.env), ...env },
      timeoutMs: 20_000,
    })
  }

  it.each([
    [{ PORT: 'abc' }, 'PORT must be a whole number from 1 to 65535.\n'],
    [{ PORT: '' }, 'PORT must be a whole number from 1 to 65535.\n'],
    [{ GATEWAY_PORT: '70000' }, 'GATEWAY_PORT must be a whole number from 0 to 65535.\n'],
    [{ LINQ_INTEGRATION_TOKEN_FILE: 'token.txt' }, `${inRepository}\n`],
  ])('says one sentence about %j, and starts nothing', async (env, sentence) => {
    expect(await runDev(env)).toEqual({ code: 1, output: sentence })
  })

  it('says one sentence about a port that is taken, and starts nothing', async () => {
    const taken = createServer()
    onTestFinished(() => void taken.close())
    const port = await listen(taken)
    expect(await runDev({ PORT: String(port) })).toEqual({
      code: 1,
      output: `Something already listens at http://127.0.0.1:${port}: end it, or choose another port with PORT.\n`,
    })
  })
})

describe('the server of source files', () => {
  const secret = `planted-${process.pid}-${'x'.repeat(8)}`
  // `public` is public by its name; the start refuses a token file there too.
  const planted = ['', 'src', 'node_modules'].flatMap((folder) =>
    ['my-token.txt', 'linq.token', 'TOKEN'].map((name) => join(folder, `planted-${process.pid}-${name}`)),
  )
  const asked: string[] = []
  let origin = ''
  const ends: (() => unknown)[] = []

  beforeAll(async () => {
    for (const path of planted) writeFileSync(join(root, path), secret)
    ends.push(() => planted.forEach((path) => rmSync(join(root, path), { force: true })))
    // What the gateway answers is the gateway's own affair; here it counts who is asked.
    const gateway = createServer((socket) => {
      socket.on('error', () => socket.destroy())
      socket.once('data', (bytes) => {
        asked.push(bytes.toString('latin1').split('\r\n')[0] ?? '')
        socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 3\r\nConnection: close\r\n\r\nown')
      })
    })
    ends.push(() => gateway.close())
    const gatewayPort = await listen(gateway)
    const free = createServer()
    const port = await listen(free)
    await new Promise((resolve) => free.close(resolve))
    const { VITEST: _vitest, ...env } = withoutToken(process.env)
    const vite = spawn(process.execPath, tool('vite', ['--port', String(port), '--logLevel', 'silent']), {
      cwd: root,
      env: { ...env, GATEWAY_PORT: String(gatewayPort) },
      stdio: 'ignore',
    })
    ends.push(() => vite.kill())
    origin = `http://127.0.0.1:${port}`
    await vi.waitUntil(async () => (await statusOf('/')) === 200, { timeout: 25_000, interval: 100 })
  }, 30_000)

  afterAll(() => ends.forEach((end) => end()))

  async function statusOf(path: string): Promise<number> {
    return fetch(origin + path).then(
      (answer) => answer.status,
      () => 0,
    )
  }

  it('gives the page and what it is made of', async () => {
    expect(await statusOf('/src/main.tsx')).toBe(200)
    expect(await statusOf('/src/linq/contact.ts')).toBe(200)
  })

  it('gives no token that lies in the repository, however it is asked for', async () => {
    const targets = planted.flatMap((path) => [`/${path}`, `/@fs${join(root, path)}`])
    const queries = ['', '?raw', '?url', '?import&raw', '?inline', '?raw??']
    const leaking: string[] = []
    for (const target of targets.flatMap((each) => queries.map((query) => each + query))) {
      const body = await (await fetch(origin + target)).text()
      if (body.includes(secret) || body.includes(btoa(secret))) leaking.push(target)
    }
    expect(leaking).toEqual([])
  })

  it('gives nothing else of the repository or of the machine', async () => {
    const targets = [
      '/server/settings.ts',
      '/.ci/dev.mjs',
      '/.git/config',
      '/.npmrc',
      '/README.md',
      '/@fs/etc/passwd',
    ]
    const given: string[] = []
    for (const target of [...targets, `/@fs${root}/server/settings.ts`]) {
      for (const query of ['', '?raw', '?import&raw']) {
        const answer = await fetch(origin + target + query)
        const isPage = (await answer.text()).includes('<div id="root">')
        if (answer.status !== 403 && !isPage) given.push(`${answer.status} ${target}${query}`)
      }
    }
    expect(given).toEqual([])
  })

  it('asks the gateway, and nobody else, for everything under /api', async () => {
    for (const path of ['/api/partner/v2/messages', '/api/', '/demonstration/portraits/1.svg']) {
      const answer = await fetch(origin + path, { headers: { Accept: 'text/html' } })
      expect([answer.status, await answer.text()]).toEqual([404, 'own'])
      expect(asked.splice(0)).toEqual([`GET ${path} HTTP/1.1`])
    }
  })
})

async function listen(server: ReturnType<typeof createServer>): Promise<number> {
  await new Promise<void>((resolve) => server.listen({ port: 0, host: '127.0.0.1' }, resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('listens on no port')
  return address.port
}
