import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'

import { Draw } from '../draw'
import type { Trouble } from '../troubles'
import { type Answer, listedError, standardError } from './answer'
import type { ContactList } from './contact-list'
import { createFailingPages, type PageRequest } from './failing-pages'
import { createRateLimit } from './rate-limit'

interface ApiOptions {
  list: ContactList
  /** What the header X-LINQ-INTEGRATION-TOKEN must hold. */
  token: string
  trouble: readonly Trouble[]
  seed: number
}

/** List Contacts: `page` from 1, `per_page` 25 by default and 100 at most. */
const path = '/api/partner/v2/contacts'
const defaultPerPage = 25
const maxPerPage = 100

/** A server that speaks Linq's API for a list of contacts, with the troubles asked for. It does not listen yet. */
export function createApiServer(options: ApiOptions): Server {
  const answerOf = createAnswers(options)
  return createServer((request, response) => {
    const gone = new AbortController()
    response.once('close', () => gone.abort())
    answerOf(request, gone.signal).then(
      (answer) => send(response, answer),
      // Nobody waits for the answer any more, or making it failed: this server tells, the process goes on.
      () => gone.signal.aborted || send(response, standardError(500, 'INTERNAL_ERROR', 'No answer was made')),
    )
  })
}

function createAnswers(
  options: ApiOptions,
): (request: IncomingMessage, gone: AbortSignal) => Promise<Answer> {
  const { list, token, trouble, seed } = options
  const failingPage = trouble.includes('errors') ? createFailingPages(seed) : () => null
  const refusal = trouble.includes('rate-limit') ? createRateLimit(Date.now) : () => null
  const isSlow = trouble.includes('slow')
  const isWritten = trouble.includes('writes')
  let requests = 0

  return async (request, gone) => {
    const target = URL.parse(request.url ?? '', 'http://127.0.0.1')
    if (request.method !== 'GET' || target?.pathname !== path)
      return listedError(404, 'not_found', 'Not found', 'There is nothing here.')
    if (request.headers['x-linq-integration-token'] !== token)
      return listedError(401, 'unauthorized', 'Unauthorized', 'The integration token is missing or wrong.')
    const asked = readPageRequest(target.searchParams)
    requests += 1
    const waitMs = isSlow ? delayMs(seed, requests) : 0
    const answer = refusal() ?? failingPage(asked, list.count())
    if (!answer && isWritten) list.write()
    // Made now, sent later: what a slow answer holds depends on its turn and not on the clock.
    const made = answer ?? contactsPage(list, asked)
    if (waitMs > 0) await wait(waitMs, undefined, { signal: gone })
    return made
  }
}

/** How long request number `count` waits with `slow`: 100 to 1,500 ms, always the same. */
export function delayMs(seed: number, count: number): number {
  return 100 + new Draw(seed, count, 8).below(1_401)
}

function contactsPage(list: ContactList, { page, perPage }: PageRequest): Answer {
  const total = list.count()
  const pagination = {
    current_page: page,
    per_page: perPage,
    total_pages: Math.ceil(total / perPage),
    total_count: total,
  }
  return {
    status: 200,
    body: JSON.stringify({ contacts: list.rows((page - 1) * perPage, perPage), pagination }),
  }
}

/** What is no whole number from 1 counts as not given; more than 100 a page are 100. */
function readPageRequest(parameters: URLSearchParams): PageRequest {
  const read = (name: string, otherwise: number) => {
    const text = parameters.get(name) ?? ''
    return /^[1-9][0-9]{0,9}$/.test(text) ? Number(text) : otherwise
  }
  return { page: read('page', 1), perPage: Math.min(read('per_page', defaultPerPage), maxPerPage) }
}

function send(response: ServerResponse, { status, body, headers }: Answer): void {
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    ...headers,
  })
  response.end(body)
}
