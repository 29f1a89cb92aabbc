import { type IncomingMessage, type ServerResponse, createServer } from 'node:http'
import type { Socket } from 'node:net'

import { type Kind, PLAIN } from './answers'
import type { Asked } from './asked'
import type { ModelClock } from './clock'
import type { Organisation, Row } from './organisation'

/** A request that arrived, and the kind of answer that it got. */
export interface Arrival {
  page: number
  perPage: number
  kind: Kind
}

export interface UpstreamOptions {
  organisation: Organisation
  clock: ModelClock
  random: () => number
  /** Says how the next request is answered; called when it arrives. */
  next: (window: { page: number; perPage: number }) => Kind
  /** What is answered behind the end of the list. */
  beyond: (asked: Asked) => void
}

/** Linq's API as it misbehaves: a real HTTP server in its place. */
export interface ModelUpstream {
  readonly origin: string
  /** Every request, in the order in which they arrived. */
  readonly arrivals: readonly Arrival[]
  /** Requests that are not answered before the time of the model goes on. */
  readonly stalled: number
  /** Every way in which a contact was sent so far. */
  readonly sent: ReadonlyMap<number, ReadonlySet<string>>
  /** Records that cannot be told apart, sent so far. */
  readonly unreadableSent: number
  close: () => Promise<void>
}

export async function startModelUpstream(options: UpstreamOptions): Promise<ModelUpstream> {
  const { organisation, clock, random, next, beyond } = options
  const arrivals: Arrival[] = []
  const stalled = new Set<ServerResponse>()
  const sent = new Map<number, Set<string>>()
  const sockets = new Set<Socket>()
  let unreadableSent = 0

  function note({ id, shown }: Row): void {
    if (id === null) unreadableSent += 1
    else sent.set(id, (sent.get(id) ?? new Set()).add(shown))
  }

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const parameters = new URL(request.url ?? '', 'http://model').searchParams
    const [page, perPage] = [Number(parameters.get('page')), Number(parameters.get('per_page'))]
    const kind = next({ page, perPage })
    arrivals.push({ page, perPage, kind })
    const list = organisation.rows
    const later = (waitMs: number, run: () => void) => {
      stalled.add(response)
      clock.after(waitMs, () => {
        if (stalled.delete(response)) run()
      })
    }
    const asked: Asked = {
      page,
      perPage,
      list,
      rows: list.slice((page - 1) * perPage, page * perPage),
      response,
      random,
      sent: note,
      stall: () => void stalled.add(response),
      later,
    }
    response.on('close', () => stalled.delete(response))
    response.on('error', () => response.destroy())
    const isBeyond = page > 1 && asked.rows.length === 0
    if (isBeyond && kind === PLAIN) beyond(asked)
    else kind.answer(asked)
  }

  const server = createServer(answer)
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => {
    server.listen({ port: 0, host: '127.0.0.1' }, resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The upstream listens on no port.')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    arrivals,
    get stalled() {
      return stalled.size
    },
    sent,
    get unreadableSent() {
      return unreadableSent
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        for (const socket of sockets) socket.destroy()
      }),
  }
}
