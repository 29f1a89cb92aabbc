import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'

import { type GatewaySettings, type RunningGateway, test as base } from './gateway'

/** What the stub answers instead of contacts. */
export interface StubAnswer {
  status: number
  body: string
  headers?: Readonly<Record<string, string>>
}

/** Changes of what the stub does. */
export interface StubOrders {
  /** The contacts, each as JSON text. */
  records?: readonly string[]
  /** Given instead of pages; null for contacts again. */
  answer?: StubAnswer | null
  /** The first page that `answer` is given for, 1. */
  answerFrom?: number
  /** Whether answers are kept back until this is said to be over. */
  held?: boolean
}

/** Linq's API as a process of its own, and a gateway that asks it with its token. */
export interface Linq {
  readonly gateway: RunningGateway
  readonly token: string
  /** Where the stub listens. */
  readonly apiUrl: string
  /** Gives orders to the stub, and waits until it follows them. */
  order: (orders: StubOrders) => Promise<void>
  /** The requests that have reached the stub: `GET /api/partner/v2/contacts?page=1&per_page=25`. */
  requests: () => Promise<readonly string[]>
}

const program = join(import.meta.dirname, 'testing/linq-stub-server.mjs')

/** The characters that a token may have and that look different when encoded: a leak in any form differs from it. */
function newToken(): string {
  return `tok+/${randomBytes(18).toString('base64url')}=&%~`
}

async function startLinq(
  startGateway: (settings: Readonly<Record<string, string>>) => Promise<RunningGateway>,
  orders: StubOrders,
  settings: GatewaySettings,
): Promise<{ linq: Linq; stop: () => Promise<void> }> {
  const stub = fork(program, { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const ended = once(stub, 'exit')
  const stop = async () => {
    if (stub.connected) stub.disconnect()
    await ended
  }
  try {
    const [started]: unknown[] = await once(stub, 'message')
    const token = newToken()
    await tell(stub, { token, ...orders })
    const apiUrl = `http://127.0.0.1:${portOf(started)}`
    const gateway = await startGateway({ LINQ_API_URL: apiUrl, LINQ_INTEGRATION_TOKEN: token, ...settings })
    const order = async (changed: StubOrders) => void (await tell(stub, changed))
    return { linq: { gateway, token, apiUrl, order, requests: () => tell(stub, {}) }, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Sends orders; the stub answers each message with the requests that it has seen. */
async function tell(stub: ChildProcess, orders: StubOrders & { token?: string }): Promise<string[]> {
  const answered = once(stub, 'message')
  stub.send(orders)
  const [message]: unknown[] = await answered
  if (!isObject(message) || !Array.isArray(message['requests'])) throw new Error('The stub did not answer.')
  return message['requests'].map(String)
}

function portOf(message: unknown): number {
  if (!isObject(message) || typeof message['port'] !== 'number') throw new Error('The stub has no port.')
  return message['port']
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

interface TestParts {
  /** Starts a stub of Linq's API and a gateway for it; both end with the test. */
  startLinq: (orders?: StubOrders, settings?: GatewaySettings) => Promise<Linq>
}

export const test = base.extend<TestParts>({
  startLinq: async ({ startGateway }, provide) => {
    const stops: (() => Promise<void>)[] = []
    await provide(async (orders = {}, settings = {}) => {
      const { linq, stop } = await startLinq(startGateway, orders, settings)
      stops.push(stop)
      return linq
    })
    await Promise.all(stops.map((stop) => stop()))
  },
})

export { expect } from '@playwright/test'
