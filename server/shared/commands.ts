import { kindOfError } from '../report'

/** Commands to a Redis, or a Valkey, within bounds: one that is away, slow or full costs nobody more than a moment. */
export interface Commands {
  /** Sends one command and gives its reply; null when none came in time, when it failed, or when nobody is there. */
  send: (...command: readonly string[]) => Promise<Reply | null>
  /** What is wrong at the moment; null while all is well. */
  trouble: () => SharedTrouble | null
  close: () => Promise<void>
}

/** A reply as it is: null within it is the reply that there is no such value. */
export interface Reply {
  value: unknown
}

export type SharedTrouble = 'away' | 'slow' | 'full' | 'refused'

/** A connection, as far as commands need it. */
export interface Connection {
  /** @throws what the server, or the way to it, says */
  send: (command: readonly string[]) => Promise<unknown>
  isReady: () => boolean
  /** Why there was no connection the last time that one was tried; null when there was one. */
  failure: () => unknown
  close: () => Promise<void>
}

/**
 * Whether a Redis refuses us for good: who we say we are, or the database. Not when it is only busy, as with `ERR max
 * number of clients reached`.
 */
export function isFinal(error: unknown): boolean {
  const message = error instanceof Error ? error.message : ''
  return /^(?:WRONGPASS|NOAUTH|NOPERM|DENIED|ERR (?:DB index|invalid DB|invalid password|AUTH|Client sent AUTH))/.test(
    message,
  )
}

/** What is wrong where there is no connection: nobody is there, or who is there does not take what we say of us. */
export function troubleOfConnection({ failure }: Pick<Connection, 'failure'>): SharedTrouble {
  const error = failure()
  return error === null ? 'away' : troubleOf(error)
}

/** A command may take so long: asking Linq takes about as long. */
const patienceMs = 250

/** After a command that failed nothing is sent for so long. */
const restMs = 1000

/**
 * @param now milliseconds since 1970
 * @param report told one sentence when something begins to be wrong, and when all is well again
 */
export function createCommands(
  connection: Connection,
  now: () => number,
  report: (problem: string) => void,
): Commands {
  let restUntilMs = 0
  let trouble: SharedTrouble | null = null

  function failed(what: SharedTrouble, error: unknown = null): null {
    if (trouble !== what) {
      const why = error === null ? '' : ` (${kindOfError(error)})`
      report(`What gateways share in Redis is ${words[what]}${why}; this one goes on alone.`)
    }
    trouble = what
    // What is full can still be read.
    if (what !== 'full') restUntilMs = now() + restMs
    return null
  }

  function recovered(): void {
    if (trouble !== null) report('Gateways share in Redis again.')
    trouble = null
  }

  return {
    async send(...command) {
      if (now() < restUntilMs) return null
      if (!connection.isReady()) return failed(troubleOfConnection(connection), connection.failure())
      let timer: NodeJS.Timeout | undefined
      const patience = new Promise<'slow'>(
        (resolve) => (timer = setTimeout(() => resolve('slow'), patienceMs)),
      )
      const sent = connection.send(command).then((value) => ({ value }))
      sent.catch(() => undefined)
      try {
        const reply = await Promise.race([sent, patience])
        if (reply === 'slow') return failed('slow')
        if (trouble !== 'full' || takesMemory.has(command[0] ?? '')) recovered()
        return reply
      } catch (error) {
        return failed(troubleOf(error), error)
      } finally {
        clearTimeout(timer)
      }
    },
    trouble: () => (connection.isReady() ? trouble : troubleOfConnection(connection)),
    close: () => connection.close(),
  }
}

/** Commands that a full Redis refuses: when it takes one, it is full no more. */
const takesMemory: ReadonlySet<string> = new Set(['SET', 'ZADD'])

const words: Record<SharedTrouble, string> = {
  away: 'away',
  slow: 'slow',
  full: 'full',
  refused: 'refused: it does not take the user, the password, the database or the command',
}

/** The message of such an error may quote the command: only how it begins is looked at. */
function troubleOf(error: unknown): SharedTrouble {
  const message = error instanceof Error ? error.message : ''
  if (message.startsWith('OOM')) return 'full'
  return /^(?:NOAUTH|NOPERM|WRONGPASS|ERR|READONLY|MISCONF|DENIED)/.test(message) ? 'refused' : 'away'
}
