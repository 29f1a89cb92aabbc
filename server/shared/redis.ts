import { setTimeout as sleep } from 'node:timers/promises'

import { createClient } from '@redis/client'

import type { Connection } from './commands'

/** Attempts to connect again come at least so often. */
const longestBackOffMs = 5000

/** A start waits so long for the first connection, and then goes on without. */
const firstConnectionMs = 2000

/**
 * Connects to a Redis, and again whenever the connection is lost. Never throws: while there is none, `isReady` says so.
 *
 * @param url `redis://` or `rediss://`, perhaps with user and password
 */
export async function connectRedis(url: string): Promise<Connection> {
  const client = createClient({
    url,
    // A command that waits for a connection is of no use to anybody.
    disableOfflineQueue: true,
    commandsQueueMaxLength: 10_000,
    socket: {
      connectTimeout: 2000,
      reconnectStrategy: (attempts) => Math.min(100 * 2 ** Math.min(attempts, 10), longestBackOffMs),
    },
  })
  // What is wrong is seen when a command is sent; without a listener an error would end the process.
  client.on('error', () => undefined)
  const connected = client.connect().catch(() => undefined)
  const patience = new AbortController()
  await Promise.race([
    connected,
    sleep(firstConnectionMs, undefined, { signal: patience.signal }).catch(() => undefined),
  ])
  patience.abort()
  return {
    send: (command) => client.sendCommand([...command]),
    isReady: () => client.isReady,
    close() {
      client.destroy()
      return Promise.resolve()
    },
  }
}
