import type { ServerResponse } from 'node:http'

import type { Row } from './organisation'

/** One request that is to be answered, with what an answer may be made of. */
export interface Asked {
  page: number
  perPage: number
  /** The list at this moment. */
  list: readonly Row[]
  /** The rows of the list that were asked for. */
  rows: readonly Row[]
  response: ServerResponse
  random: () => number
  /** Notes that a contact was sent in a way of its own. */
  sent: (row: Row) => void
  /** Notes that nothing more comes before the time of the model goes on. */
  stall: () => void
  /** Runs something later, unless the request has ended by then. */
  later: (waitMs: number, run: () => void) => void
}

/** `pagination` as it should be. */
export function paginationOf({ page, perPage, list }: Asked): Record<string, unknown> {
  const total_pages = Math.ceil(list.length / perPage)
  return { current_page: page, per_page: perPage, total_pages, total_count: list.length }
}

/** The body of an answer; `pagination: undefined` leaves it out. */
export function bodyOf(
  asked: Asked,
  {
    rows = asked.rows,
    pagination = paginationOf(asked),
  }: { rows?: readonly Row[]; pagination?: unknown } = {},
): string {
  for (const row of rows) asked.sent(row)
  const contacts = `"contacts":[${rows.map(({ json }) => json).join(',')}]`
  return pagination === nothing ? `{${contacts}}` : `{${contacts},"pagination":${JSON.stringify(pagination)}}`
}

/** Stands for a field that is left out. */
export const nothing = Symbol('nothing')

/** Sends a whole answer. */
export function send(
  { response }: Asked,
  status: number,
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(body)
}

/** Writes bytes past Node's own notion of an answer, and ends the connection, or leaves it open. */
export function sendRaw({ response }: Asked, text: string | Buffer, then: 'end' | 'reset' | 'stay'): void {
  const { socket } = response
  if (!socket) return
  socket.write(text, () => {
    if (then === 'end') socket.end()
    if (then === 'reset') socket.resetAndDestroy()
  })
}

/** The head of a success as bytes. */
export function head(...lines: readonly string[]): string {
  return `${['HTTP/1.1 200 OK', 'Content-Type: application/json', ...lines].join('\r\n')}\r\n\r\n`
}
