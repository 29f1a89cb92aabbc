// @ts-check
import { createServer } from 'node:http'

// A process of its own that speaks List Contacts as a test tells it to, over the channel of `fork` (../linq-stub.ts).

/**
 * What the test asks for. `records` are the contacts as JSON texts, so that a record can hold what no object of
 * JavaScript can. `answer` stands in for every page, or from page `answerFrom` on. `held` keeps answers back.
 *
 * @typedef {{ status: number, body: string, headers?: Record<string, string> }} Answer
 * @typedef {{ token: string, records: string[], answer: Answer | null, answerFrom: number, held: boolean }} Orders
 */

const path = '/api/partner/v2/contacts'

/** @type {Orders} */
let orders = { token: '', records: [], answer: null, answerFrom: 1, held: false }
/** @type {string[]} */
const requests = []
/** @type {(() => void)[]} */
const waiting = []

const server = createServer((request, response) => {
  requests.push(`${request.method} ${request.url}`)
  const send = () => {
    const { status, body, headers } = answerTo(request)
    response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', ...headers })
    response.end(body)
  }
  if (orders.held) waiting.push(send)
  else send()
})

/**
 * @param {import('node:http').IncomingMessage} request
 * @returns {Answer}
 */
function answerTo(request) {
  const target = new URL(request.url ?? '', 'http://127.0.0.1')
  if (request.method !== 'GET' || target.pathname !== path) return failure(404, 'There is nothing here.')
  if (request.headers['x-linq-integration-token'] !== orders.token) {
    return failure(401, 'The integration token is missing or wrong.')
  }
  const page = Number(target.searchParams.get('page') ?? 1)
  const perPage = Number(target.searchParams.get('per_page') ?? 25)
  if (orders.answer && page >= orders.answerFrom) return orders.answer
  const { records } = orders
  const contacts = records.slice((page - 1) * perPage, page * perPage)
  const pagination = {
    current_page: page,
    per_page: perPage,
    total_pages: Math.ceil(records.length / perPage),
    total_count: records.length,
  }
  const body = `{"contacts":[${contacts.join(',')}],"pagination":${JSON.stringify(pagination)}}`
  return { status: 200, body }
}

/**
 * @param {number} status
 * @param {string} detail
 * @returns {Answer}
 */
function failure(status, detail) {
  return { status, body: JSON.stringify({ errors: [{ status, code: 'stub', title: detail, detail }] }) }
}

process.on('message', (/** @type {Partial<Orders>} */ changed) => {
  orders = { ...orders, ...changed }
  if (!orders.held) for (const send of waiting.splice(0)) send()
  process.send?.({ requests })
})
process.on('disconnect', () => process.exit())

server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  process.send?.({ port: address.port })
})
