import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'

import { type GatewaySettings, type RunningGateway, test as base, expect } from './gateway'
import { partsKept } from './testing/kept-copy'
import { alerts, completeSign, contactsTable, resultLine } from './testing/parts'

type Page = Parameters<Parameters<typeof base>[2]>[0]['page']

interface TeamParts {
  /** A gateway where people of example.com sign in, at a provider in a process of its own. */
  team: { gateway: RunningGateway; url: string; restart: (over: GatewaySettings) => Promise<void> }
}

async function freePort(): Promise<number> {
  const probe = createServer()
  probe.listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  if (address === null || typeof address === 'string') throw new Error('There is no free port.')
  return address.port
}

const test = base.extend<TeamParts>({
  team: async ({ startGateway }, provide) => {
    const program = join(import.meta.dirname, 'testing/provider-server.mjs')
    const provider = fork(program, { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    const ended = once(provider, 'exit')
    const [started]: unknown[] = await once(provider, 'message')
    const port = await freePort()
    // Cookies know no ports: another name than that of the provider keeps the two apart.
    const url = `http://localhost:${port}`
    provider.send({ publicUrl: url })
    await once(provider, 'message')
    const settings = {
      HOST: 'localhost',
      PORT: String(port),
      DEMO_CONTACTS: '300',
      PUBLIC_URL: url,
      OIDC_ISSUER: issuerOf(started),
      OIDC_CLIENT_ID: 'contacts',
      OIDC_CLIENT_SECRET: 'the-secret-of-the-client',
      SESSION_SECRET: 'a-session-secret-of-forty-characters-xyz',
      ALLOWED_DOMAINS: 'example.com',
      EXPORT_LOG: '-',
    }
    const gateway = await startGateway(settings)
    const restart = async (over: GatewaySettings) => {
      await team.gateway.stop()
      team.gateway = await startGateway({ ...settings, ...over })
    }
    const team = { gateway, url, restart }
    await provide(team)
    provider.disconnect()
    await ended
  },
})

function issuerOf(message: unknown): string {
  if (typeof message === 'object' && message !== null && 'issuer' in message) return String(message.issuer)
  throw new Error('The provider told no address.')
}

/** Fills in the provider's own forms. */
async function signInAs(page: Page, name: string) {
  await page.getByPlaceholder('Enter any login').fill(name)
  await page.getByPlaceholder('and password').fill('any')
  await page.getByRole('button', { name: 'Sign-in' }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
}

async function signOut(page: Page) {
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
}

/** Whether contacts lie on this device. */
async function hasCopy(page: Page): Promise<boolean> {
  return (await partsKept(page)) > 0
}

/** Whether a cache and a service worker keep the page itself. */
async function pageKept(): Promise<[boolean, boolean]> {
  const workers = await navigator.serviceWorker.getRegistrations()
  return [(await caches.match('/')) !== undefined, workers.length > 0]
}

async function keepCopy(page: Page) {
  await page.getByRole('button', { name: 'Keep a copy' }).click()
  await expect.poll(() => hasCopy(page)).toBe(true)
}

/** Signs zoe in, reads everything, and keeps a copy of it on this device. */
async function signInWithCopy(page: Page, url: string) {
  await page.goto(url)
  await signInAs(page, 'zoe')
  await expect(completeSign(page)).toBeVisible()
  await keepCopy(page)
}

test('a person signs in, comes to the view that was asked for, and signs out in all tabs', async ({
  page,
  context,
  team,
}) => {
  await page.goto(`${team.url}/?q=an`)
  await signInAs(page, 'zoe')
  await expect(page).toHaveURL(`${team.url}/?q=an`)
  await expect(completeSign(page)).toBeVisible()
  await expect(resultLine(page)).toContainText('of 300 contacts')
  await keepCopy(page)
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await expect(page.getByText('Signed in as zoe@example.com')).toBeVisible()
  await page.keyboard.press('Escape')
  const second = await context.newPage()
  await second.goto(team.url)
  await expect(contactsTable(second).getByRole('rowheader').first()).toBeVisible()

  await signOut(page)
  await page.getByRole('button', { name: 'Yes, sign me out' }).click()
  await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible()
  expect(await hasCopy(page)).toBe(false)
  // The other tab shows nobody any more, and signs nobody in by itself.
  await expect(second.getByRole('heading', { name: 'You are signed out' })).toBeVisible()
  await page.goto(team.url)
  await expect(page.getByPlaceholder('Enter any login')).toBeVisible()
})

test('what a person exports is recorded', async ({ page, team }) => {
  await page.goto(`${team.url}/?q=an`)
  await signInAs(page, 'zoe')
  await expect(completeSign(page)).toBeVisible()
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Export contacts' })
  const button = dialog.getByRole('button', { name: /^Export \d+ contacts?$/ })
  const [rows] = /\d+/.exec(await button.innerText()) ?? []
  const download = page.waitForEvent('download')
  await button.click()
  await download
  const record = `"event":"export","person":"zoe@example.com","view":"?q=an","scope":"all","format":"xlsx","rows":${rows}}`
  await expect.poll(() => team.gateway.log()).toContain(record)
})

test('somebody who is not allowed is told so, and sees no contact', async ({ page, team }) => {
  await page.goto(team.url)
  await signInAs(page, 'eve@elsewhere.example')
  await expect(page.getByRole('heading', { name: 'This account may not see the contacts' })).toBeVisible()
  const answer = await page.request.get(`${team.url}/api/partner/v2/contacts?page=1`)
  expect(answer.status()).toBe(401)
  expect(team.gateway.log()).toContain('Somebody signed in who is not allowed to see the contacts.')
  expect(team.gateway.log()).not.toMatch(/\beve\b/)
  // The provider knows eve, and would let nobody else in without being asked to.
  await page.getByRole('link', { name: 'Use another account' }).click()
  await expect(page.getByPlaceholder('Enter any login')).toBeVisible()
})

test('who may not see the contacts any more is led away from them, and no copy stays on the device', async ({
  page,
  context,
  team,
}) => {
  await signInWithCopy(page, `${team.url}/?q=an`)
  await page.evaluate(() => localStorage.setItem('linq-contacts.theme', 'dark'))
  await expect.poll(() => page.evaluate(pageKept)).toEqual([true, true])
  const second = await context.newPage()
  await second.goto(team.url)
  await expect(contactsTable(second).getByRole('rowheader').first()).toBeVisible()

  await team.restart({ ALLOWED_DOMAINS: 'elsewhere.example' })
  await page.bringToFront()
  await page.keyboard.press('ControlOrMeta+k')
  await page
    .getByRole('combobox', { name: 'Search for contacts and commands' })
    .fill('read all contacts again')
  await page.keyboard.press('Enter')
  // One of the tabs reads for both, and is told so first; the other one follows it out.
  const away = /\/(not-allowed|signed-out)$/
  await expect(page).toHaveURL(away)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/may not see|are signed out/)
  await expect.poll(() => hasCopy(page)).toBe(false)
  await expect.poll(() => page.evaluate(pageKept)).toEqual([false, false])
  await expect(second).toHaveURL(away)
  await expect(second.getByRole('heading', { level: 1 })).toHaveText(/may not see|are signed out/)
  // What is no contact stays for when they may again.
  expect(await page.evaluate(() => localStorage.getItem('linq-contacts.theme'))).toBe('dark')
})

test('who is refused at signing in keeps no copy either, and nobody else loses theirs', async ({
  page,
  context,
  team,
}) => {
  await signInWithCopy(page, team.url)
  // Somebody else tries, on the same device.
  await context.clearCookies()
  await page.goto(team.url)
  await signInAs(page, 'eve@elsewhere.example')
  await expect(page.getByRole('heading', { name: 'This account may not see the contacts' })).toBeVisible()
  await page.waitForLoadState()
  expect(await hasCopy(page)).toBe(true)

  await team.restart({ ALLOWED_DOMAINS: 'elsewhere.example' })
  await context.clearCookies()
  await page.goto(team.url)
  await signInAs(page, 'zoe')
  await expect(page.getByRole('heading', { name: 'This account may not see the contacts' })).toBeVisible()
  await expect.poll(() => hasCopy(page)).toBe(false)
})

test('a session that has ended is told, keeps what is on screen, and leads back to it', async ({
  page,
  context,
  team,
}) => {
  await page.goto(`${team.url}/?sort=-name`)
  await signInAs(page, 'zoe')
  await expect(completeSign(page)).toBeVisible()
  await context.clearCookies({ name: 'linq-contacts-session' })
  await page.keyboard.press('ControlOrMeta+k')
  await page
    .getByRole('combobox', { name: 'Search for contacts and commands' })
    .fill('read all contacts again')
  await page.keyboard.press('Enter')
  await expect(alerts(page, 'You are signed out')).toBeVisible()
  await expect(contactsTable(page).getByRole('rowheader').first()).toBeVisible()
  await alerts(page, 'You are signed out').getByRole('button', { name: 'Sign in again' }).click()
  // The provider still knows who it is.
  await expect(page).toHaveURL(`${team.url}/?sort=-name`)
  await expect(completeSign(page)).toBeVisible()
  await expect(alerts(page)).toHaveCount(0)
})

test('nothing of one person is left when another signs in on the same device', async ({
  page,
  context,
  team,
}) => {
  await signInWithCopy(page, team.url)
  await page.evaluate(() => localStorage.setItem('linq-contacts.theme', 'dark'))
  const forgotten = await context.newPage()
  await forgotten.goto(team.url)
  // Both sessions have ended, here and at the provider, without anybody signing out.
  await context.clearCookies()
  const second = await context.newPage()
  await second.goto(team.url)
  await signInAs(second, 'max')
  await expect(completeSign(second)).toBeVisible()
  await expect.poll(() => hasCopy(second)).toBe(false)
  expect(await second.evaluate(() => localStorage.getItem('linq-contacts.theme'))).toBeNull()
  // The tab that zoe left open is max's now.
  await forgotten.bringToFront()
  await forgotten.getByRole('button', { name: 'More', exact: true }).click()
  await expect(forgotten.getByText('Signed in as max@example.com')).toBeVisible()
})

test('without sign-in nothing speaks of it', async ({ page, gateway }) => {
  await page.goto(gateway.url)
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await expect(page.getByRole('menuitem', { name: 'Settings' })).toBeVisible()
  await expect(page.getByRole('menuitem', { name: 'Sign out' })).toHaveCount(0)
  await expect(page.getByText('Signed in')).toHaveCount(0)
})
