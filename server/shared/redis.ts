import { setTimeout as sleep } from 'node:timers/promises'

import { createClient } from '@redis/client'

import type { Connection } from './commands'

/** Attempts to connect again come at least so often. */
const longestBackOffMs = 5000

/** A start waits so long for the first connection, and then goes on without. */
const firstConnectionMs = 2000

/**
 * A connection that has answered nothing for so long is given up for a new one. The client believes in one that was
 * taken by a server which died in the same moment, and would wait on it for ever; so it does when a machine is gone
 * without a word.
 */
const longestSilenceMs = 5000

/**
 * Connects to a Redis, and again whenever the connection is lost. Never throws: while there is none, `isReady` says so.
 *
 * @param url `redis://` or `rediss://`, perhaps with user and password
 * @param silenceMs for how long a command may stay unanswered before there is a new connection
 */
export async function connectRedis(url: string, silenceMs = longestSilenceMs): Promise<Connection> {
  let client = openClient(url)
  /** When the first of the commands was sent that nothing has come back for; ms since 1970. */
  let silentSinceMs: number | null = null
  const connected = client.connect().catch(() => undefined)
  const patience = new AbortController()
  await Promise.race([
    connected,
    sleep(firstConnectionMs, undefined, { signal: patience.signal }).catch(() => undefined),
  ])
  patience.abort()

  function connectAnew(): void {
    silentSinceMs = null
    client.destroy()
    client = openClient(url)
    client.connect().catch(() => undefined)
  }

  return {
    send(command) {
      if (silentSinceMs !== null && Date.now() - silentSinceMs > silenceMs) connectAnew()
      const asked = client
      silentSinceMs ??= Date.now()
      return asked.sendCommand([...command]).finally(() => {
        if (asked === client) silentSinceMs = null
      })
    },
    isReady: () => client.isReady,
    close() {
      client.destroy()
      return Promise.resolve()
    },
  }
}

function openClient(url: string) {
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
  return client
}
