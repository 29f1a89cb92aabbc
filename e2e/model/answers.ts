import { gzipSync } from 'node:zlib'

import { type Asked, bodyOf, head, nothing, paginationOf, send, sendRaw } from './asked'
import type { Row } from './organisation'
import { SPOILED_RECORDS } from './spoiled-records'

/**
 * What an answer is to whoever asked. `good`: true in all it says. `failed`: of no use, so that the window is asked
 * for again. `limited`: a 429. `rejected`: 401 and 403. `strange`: of some use, or not told apart from a good one.
 */
export type Effect = 'good' | 'failed' | 'limited' | 'rejected' | 'strange'

export interface Kind {
  name: string
  effect: Effect
  answer: (asked: Asked) => void
}

type Answers = Readonly<Record<string, (asked: Asked) => void>>

const documented = { status: 'error', error_code: 'INTERNAL_ERROR', message: 'Broken', errors: ['It broke'] }
const ofOthers = { errors: [{ status: 500, code: 'BROKEN', title: 'Broken', detail: 'It broke' }] }
const newer = { success: false, error: { status: 500, code: 1007, message: 'Broken' }, trace_id: 'trace-1' }
const loginPage = '<!doctype html><html><title>Sign in</title></html>'

/** An answer with a status and a body. */
const fixed =
  (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  (asked: Asked) =>
    send(asked, status, typeof body === 'string' ? body : JSON.stringify(body), headers)

const limit = (headers: Readonly<Record<string, string>>, seconds?: number) =>
  fixed(429, { success: false, error: { status: 429, message: 'Slow down', retry_after: seconds } }, headers)

/** A1, and what has no page to show. */
const errors: Answers = {
  'error 500 as documented': fixed(500, documented),
  'error 500 of other endpoints': fixed(500, ofOthers),
  'error 503 of newer services': fixed(503, newer),
  'error 503 with Retry-After': fixed(503, documented, { 'Retry-After': '3' }),
  'error 502 with a page': fixed(502, loginPage, { 'Content-Type': 'text/html' }),
  'error 504 without a body': fixed(504, ''),
  'error 500 with half a JSON': fixed(500, '{"status":"err'),
  'error 500 that says null': fixed(500, 'null'),
  'error 404': fixed(404, ofOthers),
  'error 422': fixed(422, documented),
  'error 407': fixed(407, ''),
  '204 without a body': fixed(204, ''),
  'a redirect': fixed(302, '', { Location: '/api/partner/v2/contacts?page=1&per_page=100' }),
  'a redirect elsewhere': fixed(307, '', { Location: 'http://127.0.0.1:9/elsewhere' }),
}

/** A3. */
const limits: Answers = {
  '429 with seconds': limit({ 'Retry-After': '7' }),
  '429 with a date': (asked) => limit({ 'Retry-After': new Date(Date.now() + 5000).toUTCString() })(asked),
  '429 with retry_after': limit({}, 9),
  '429 with both': limit({ 'Retry-After': '4' }, 9),
  '429 with neither': fixed(429, ''),
  '429 with Retry-After: 0': limit({ 'Retry-After': '0' }),
  '429 with Retry-After: -1': limit({ 'Retry-After': '-1' }),
  '429 with Retry-After: abc': limit({ 'Retry-After': 'abc' }),
  '429 with Retry-After: a year': limit({ 'Retry-After': '31536000' }, 31_536_000),
}

/** A2. */
const rejections: Answers = {
  '401 of other endpoints': fixed(401, { errors: [{ status: 401, title: 'Unauthorized' }] }),
  '403 with a page': fixed(403, loginPage, { 'Content-Type': 'text/html' }),
}

/** A4, A5 and A12: nothing, or a part, arrives. */
const useless: Answers = {
  '200 with a login page': fixed(200, loginPage, { 'Content-Type': 'text/html' }),
  '200 without a body': fixed(200, ''),
  '200 with null': fixed(200, 'null'),
  '200 with []': fixed(200, '[]'),
  '200 with {}': fixed(200, '{}'),
  '200 with a text': fixed(200, '"contacts"'),
  '200 with contacts: null': fixed(200, '{"contacts":null}'),
  '200 with contacts: {}': fixed(200, '{"contacts":{"0":{"id":1}}}'),
  '200 with half a JSON': (asked) => send(asked, 200, half(bodyOf(asked))),
  'cut: a longer length than the body': (asked) => {
    const body = bodyOf(asked)
    sendRaw(asked, `${head(`Content-Length: ${Buffer.byteLength(body) + 10}`)}${body}`, 'end')
  },
  'cut: closed at half': (asked) => {
    const body = bodyOf(asked)
    sendRaw(asked, `${head(`Content-Length: ${Buffer.byteLength(body)}`)}${half(body)}`, 'end')
  },
  'cut: reset at half': (asked) => {
    const body = bodyOf(asked)
    sendRaw(asked, `${head(`Content-Length: ${Buffer.byteLength(body)}`)}${half(body)}`, 'reset')
  },
  'cut: chunks without the last': (asked) =>
    sendRaw(asked, `${head('Transfer-Encoding: chunked')}a\r\n{"contacts\r\n`, 'end'),
  'cut: a gzip without its end': (asked) => {
    const zipped = gzipSync(bodyOf(asked))
    send(asked, 200, zipped.subarray(0, zipped.length / 2), { 'Content-Encoding': 'gzip' })
  },
  'no gzip, although it says so': (asked) => send(asked, 200, bodyOf(asked), { 'Content-Encoding': 'gzip' }),
  'an unknown encoding': (asked) => send(asked, 200, bodyOf(asked), { 'Content-Encoding': 'br' }),
  'no HTTP': (asked) => sendRaw(asked, 'SSH-2.0-OpenSSH_9.6\r\n', 'end'),
  'closed without a byte': ({ response }) => void response.destroy(),
  'a reset': ({ response }) => void response.socket?.resetAndDestroy(),
  'a header of 40 kB': (asked) => send(asked, 200, bodyOf(asked), { 'X-Long': 'x'.repeat(40_000) }),
  'a body without end': (asked) => pour(asked),
  'a byte every 50 ms': (asked) => drip(asked, `${head('Content-Length: 5000')}{"contacts":[`),
  'no answer': ({ stall }) => stall(),
  'a stall in the head': (asked) => {
    sendRaw(asked, 'HTTP/1.1 200 OK\r\nContent-', 'stay')
    asked.stall()
  },
  'a stall at half': (asked) => {
    const body = bodyOf(asked)
    sendRaw(asked, `${head(`Content-Length: ${Buffer.byteLength(body)}`)}${half(body)}`, 'stay')
    asked.stall()
  },
}

/** A5 with valid JSON, A6, A13: rows that are not those that were asked for, or not said to be. */
const strange: Answers = {
  'cut: too few rows, closed': (asked) => {
    const rows = asked.rows.slice(0, Math.floor(asked.rows.length * asked.random()))
    sendRaw(asked, `${head('Connection: close')}${bodyOf(asked, { rows })}`, 'end')
  },
  'cut: no rows and no word': (asked) => sendRaw(asked, `${head('Connection: close')}{"contacts":[]}`, 'end'),
  'cut: too few rows and no word': (asked) =>
    send(asked, 200, bodyOf(asked, { rows: asked.rows.slice(0, -3), pagination: nothing })),
  'pagination: none': (asked) => send(asked, 200, bodyOf(asked, { pagination: nothing })),
  'pagination: null': (asked) => send(asked, 200, bodyOf(asked, { pagination: null })),
  'pagination: text': (asked) => send(asked, 200, bodyOf(asked, { pagination: 'page 1 of 2' })),
  'pagination: negative': said({ total_count: -1, total_pages: -1, current_page: -1, per_page: -1 }),
  'pagination: numbers as text': (asked) =>
    said(Object.fromEntries(Object.entries(paginationOf(asked)).map(([key, value]) => [key, String(value)])))(
      asked,
    ),
  'pagination: total below the rows': (asked) => said({ total_count: asked.rows.length - 1 })(asked),
  'pagination: no pages': said({ total_pages: 0 }),
  'pagination: a billion': said({ total_count: 1e9, total_pages: 1e7 }),
  'another page, and it says so': (asked) => otherPage(asked, true),
  'another page, and it does not say so': (asked) => otherPage(asked, false),
  'fewer rows than asked for, as it says': (asked) => otherSize(asked, Math.ceil(asked.perPage / 2), true),
  'fewer rows than asked for': (asked) => otherSize(asked, Math.ceil(asked.perPage / 2), false),
  'more rows than asked for, as it says': (asked) => otherSize(asked, asked.perPage * 2, true),
  'more rows than asked for': (asked) => otherSize(asked, asked.perPage * 2, false),
}

/** True answers in forms of their own. */
const good: Answers = {
  'good: gzip': (asked) => send(asked, 200, gzipSync(bodyOf(asked)), { 'Content-Encoding': 'gzip' }),
  'good: page for current_page': (asked) => {
    const { current_page, ...rest } = paginationOf(asked)
    send(asked, 200, bodyOf(asked, { pagination: { page: current_page, ...rest } }))
  },
  'good: a total alone': (asked) =>
    send(asked, 200, bodyOf(asked, { pagination: { total_count: asked.list.length } })),
  'good: after an early hint': (asked) => {
    asked.response.writeProcessing()
    send(asked, 200, bodyOf(asked))
  },
  'good: closes': (asked) => send(asked, 200, bodyOf(asked), { Connection: 'close' }),
  'good: after 3 s': (asked) => asked.later(3000, () => send(asked, 200, bodyOf(asked))),
  'good: after 15 s': (asked) => asked.later(15_000, () => send(asked, 200, bodyOf(asked))),
  'good: in pieces': (asked) => {
    const bytes = Buffer.from(bodyOf(asked))
    const middle = Math.floor(bytes.length / 2)
    asked.response.writeHead(200).write(bytes.subarray(0, middle))
    asked.later(500, () => void asked.response.end(bytes.subarray(middle)))
  },
}

export const PLAIN: Kind = {
  name: 'good',
  effect: 'good',
  answer: (asked) => send(asked, 200, bodyOf(asked)),
}

/** Every kind of answer but the plain good one. */
export const KINDS: readonly Kind[] = [
  ...kindsOf('failed', { ...errors, ...useless }),
  ...kindsOf('limited', limits),
  ...kindsOf('rejected', rejections),
  ...kindsOf('strange', strange),
  ...kindsOf(
    'strange',
    Object.fromEntries(
      Object.entries(SPOILED_RECORDS).map(([name, spoil]) => [
        name,
        (asked: Asked) => spoilOne(asked, spoil),
      ]),
    ),
  ),
  ...kindsOf('good', good),
]

/** What is answered to a page that lies behind the last one (A13), one of these by a run. */
export const BEYOND: readonly ((asked: Asked) => void)[] = [
  PLAIN.answer,
  (asked) => {
    const page = Math.max(1, Math.ceil(asked.list.length / asked.perPage))
    const rows = asked.list.slice((page - 1) * asked.perPage, page * asked.perPage)
    send(asked, 200, bodyOf(asked, { rows, pagination: { ...paginationOf(asked), current_page: page } }))
  },
  fixed(404, ofOthers),
  fixed(500, documented),
]

function kindsOf(effect: Effect, answers: Answers): Kind[] {
  return Object.entries(answers).map(([name, answer]) => ({ name, effect, answer }))
}

function half(text: string): string {
  return text.slice(0, Math.floor(text.length / 2))
}

/** An answer whose pagination differs from the true one in these fields. */
function said(fields: Readonly<Record<string, unknown>>) {
  return (asked: Asked) =>
    send(asked, 200, bodyOf(asked, { pagination: { ...paginationOf(asked), ...fields } }))
}

function otherPage(asked: Asked, isSaid: boolean): void {
  const { list, page, perPage } = asked
  const other = page === 1 ? 2 : 1 + Math.floor(asked.random() * (page - 1))
  const pagination = { ...paginationOf(asked), current_page: isSaid ? other : page }
  send(asked, 200, bodyOf(asked, { rows: list.slice((other - 1) * perPage, other * perPage), pagination }))
}

function otherSize(asked: Asked, size: number, isSaid: boolean): void {
  const rows = asked.list.slice((asked.page - 1) * size, asked.page * size)
  const total_pages = Math.ceil(asked.list.length / size)
  const pagination = { ...paginationOf(asked), total_pages, per_page: isSaid ? size : asked.perPage }
  send(asked, 200, bodyOf(asked, { rows, pagination }))
}

function spoilOne(asked: Asked, spoil: (row: Row & { id: number }, before: readonly Row[]) => Row): void {
  const rows = [...asked.rows]
  const at = Math.floor(asked.random() * rows.length)
  const row = rows[at]
  if (row && row.id !== null) rows[at] = spoil({ ...row, id: row.id }, rows.slice(0, at))
  send(asked, 200, bodyOf(asked, { rows }))
}

/** More than anybody should read, as fast as it is read. */
function pour({ response }: Asked): void {
  response.writeHead(200)
  const chunk = ' '.repeat(65_536)
  let left = 200
  const write = () => {
    while (left > 0 && !response.destroyed) {
      left -= 1
      if (!response.write(chunk)) return void response.once('drain', write)
    }
  }
  write()
}

/** One byte after the other. */
function drip(asked: Asked, text: string): void {
  const { socket } = asked.response
  let at = 0
  const next = () => {
    socket?.write(text[at % text.length] ?? ' ')
    at += 1
    asked.later(50, next)
  }
  next()
}
