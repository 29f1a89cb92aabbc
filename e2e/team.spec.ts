import { fork, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer, request as ask } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

import { expect, test } from './linq-stub'
import { leaksOf } from './testing/leaks'
import { alerts, completeSign, contactsTable } from './testing/parts'
import { exampleRecords } from './testing/records'

type Page = Parameters<Parameters<typeof test>[2]>[0]['page']

const hasRedis = spawnSync('redis-server', ['--version']).status === 0
if (!hasRedis) console.warn('redis-server is not installed: the trial of a team runs without Redis.')

/** A plain proxy, which asks the next one when nobody answers. @param targets ports */
async function startProxy(targets: () => readonly number[]) {
  const server = createServer((request, response) => {
    const attempt = ([port, ...others]: readonly number[]): void => {
      if (port === undefined) return void response.writeHead(502).end()
      const { method, url: path, headers } = request
      ask({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(response)
      })
        .on('error', () => (response.headersSent ? response.destroy() : attempt(others)))
        .end()
    }
    attempt(targets())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { server, port: portOf(server.address()) }
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('There is no port.')
  return address.port
}

async function signInAs(page: Page, name: string) {
  await page.getByPlaceholder('Enter any login').fill(name)
  await page.getByPlaceholder('and password').fill('any')
  await page.getByRole('button', { name: 'Sign-in' }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
}

test('a team goes on reading while Redis, a gateway and Linq go away one after the other', async ({
  page,
  browser,
  startLinq,
  startGateway,
}) => {
  test.setTimeout(90_000)
  const ports: number[] = []
  const proxy = await startProxy(() => ports)
  const url = `http://localhost:${proxy.port}`
  const redisPort = await startProxy(() => []).then(async ({ server, port }) => {
    await new Promise((resolve) => server.close(resolve))
    return port
  })
  const redis = hasRedis
    ? spawn('redis-server', ['--port', String(redisPort), '--bind', '127.0.0.1', '--save', ''], {
        stdio: 'ignore',
      })
    : null
  const provider = fork(join(import.meta.dirname, 'testing/provider-server.mjs'), { execArgv: [] })
  try {
    const [started]: { issuer: string }[] = await once(provider, 'message')
    provider.send({ publicUrl: url })
    await once(provider, 'message')
    const settings = {
      HOST: 'localhost',
      PUBLIC_URL: url,
      OIDC_ISSUER: started?.issuer ?? '',
      OIDC_CLIENT_ID: 'contacts',
      OIDC_CLIENT_SECRET: 'the-secret-of-the-client',
      SESSION_SECRET: 'a-session-secret-of-forty-characters-xyz',
      ALLOWED_DOMAINS: 'example.com',
      ...(redis && { REDIS_URL: `redis://127.0.0.1:${redisPort}` }),
    }
    const linq = await startLinq({ records: exampleRecords }, settings)
    const second = await startGateway({
      ...settings,
      LINQ_API_URL: linq.apiUrl,
      LINQ_INTEGRATION_TOKEN: linq.token,
    })
    ports.push(Number(new URL(linq.gateway.url).port), Number(new URL(second.url).port))
    const rows = contactsTable(page).getByRole('rowheader')

    await page.goto(url)
    await signInAs(page, 'zoe')
    await expect(completeSign(page)).toBeVisible()
    await expect(rows).toHaveCount(exampleRecords.length)

    const stranger = await browser.newPage()
    await stranger.goto(url)
    await signInAs(stranger, 'eve@elsewhere.example')
    await expect(
      stranger.getByRole('heading', { name: 'This account may not see the contacts' }),
    ).toBeVisible()
    await expect(stranger.getByText(/^Request [0-9a-f-]{36}$/)).toBeVisible()
    await stranger.close()

    redis?.kill('SIGKILL')
    await page.reload()
    await expect(rows).toHaveCount(exampleRecords.length)

    process.kill(linq.gateway.pid, 'SIGKILL')
    await page.reload()
    await expect(completeSign(page)).toBeVisible()
    await expect(rows).toHaveCount(exampleRecords.length)

    await linq.order({ answer: { status: 503, body: '{}' } })
    await page.reload()
    // What the gateway that is left has kept is still read, by who was signed in before.
    await expect(rows).toHaveCount(exampleRecords.length)
    await expect(page.getByText(/^as of /)).toBeVisible()
    // Whoever asks for what Linq holds now is told that nobody can say.
    await page.getByRole('button', { name: 'Read again' }).click()
    await expect(alerts(page)).toBeVisible({ timeout: 40_000 })
    await expect(rows).toHaveCount(exampleRecords.length)

    const printed = linq.gateway.log() + second.log()
    for (const secret of [linq.token, settings.OIDC_CLIENT_SECRET, settings.SESSION_SECRET])
      expect(leaksOf(secret, printed)).toEqual([])
    expect(printed).not.toMatch(/zoe|eve@/i)
  } finally {
    redis?.kill('SIGKILL')
    provider.disconnect()
    proxy.server.close()
    proxy.server.closeAllConnections()
  }
})
