import { setTimeout as sleep } from 'node:timers/promises'

import { createClient } from '@redis/client'

import { type Connection, isFinal } from './commands'

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
 * Connects to a Redis, and again whenever the connection is lost. Never throws: while there is none, `isReady` says so,
 * and `failure` why.
 *
 * @param url `redis://` or `rediss://`, perhaps with user and password
 * @param silenceMs for how long a command may stay unanswered before there is a new connection
 */
export async function connectRedis(url: string, silenceMs = longestSilenceMs): Promise<Connection> {
  let failure: unknown = null
  const patience = new AbortController()
  const open = () =>
    openClient(url, (error) => {
      failure = error
      // Who is refused is refused again: there is nothing to wait for.
      if (isFinal(error)) patience.abort()
    })
  let client = open()
  /** When the first of the commands was sent that nothing has come back for; ms since 1970. */
  let silentSinceMs: number | null = null
  // One that asks for a password lets us connect without, and refuses everything then.
  const connected = client
    .connect()
    .then((opened) => opened.sendCommand(['EXISTS', 'linq-contacts']))
    .catch((error: unknown) => {
      failure ??= error
    })
  await Promise.race([
    connected,
    sleep(firstConnectionMs, undefined, { signal: patience.signal }).catch(() => undefined),
  ])
  patience.abort()

  function connectAnew(): void {
    silentSinceMs = null
    client.destroy()
    client = open()
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
    failure: () => failure,
    close() {
      client.destroy()
      return Promise.resolve()
    },
  }
}

/** @param onState told why there is no connection, and null when there is one */
function openClient(url: string, onState: (failure: unknown) => void) {
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
  // Without a listener an error would end the process.
  client.on('error', onState)
  client.on('ready', () => onState(null))
  return client
}
