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
  close: () => Promise<void>
}

/** A command may take so long: asking Linq takes about as long. */
const patienceMs = 250

/** After a command that failed nothing is sent for so long. */
const restMs = 1000

/**
 * @param now milliseconds since 1970
 * @param report told one sentence when something begins to be wrong
 */
export function createCommands(
  connection: Connection,
  now: () => number,
  report: (problem: string) => void,
): Commands {
  let restUntilMs = 0
  let trouble: SharedTrouble | null = null

  function failed(what: SharedTrouble): null {
    if (trouble !== what) report(`What gateways share in Redis is ${words[what]}; this one goes on alone.`)
    trouble = what
    // What is full can still be read.
    if (what !== 'full') restUntilMs = now() + restMs
    return null
  }

  return {
    async send(...command) {
      if (now() < restUntilMs) return null
      if (!connection.isReady()) return failed('away')
      let timer: NodeJS.Timeout | undefined
      const patience = new Promise<'slow'>(
        (resolve) => (timer = setTimeout(() => resolve('slow'), patienceMs)),
      )
      const sent = connection.send(command).then((value) => ({ value }))
      sent.catch(() => undefined)
      try {
        const reply = await Promise.race([sent, patience])
        if (reply === 'slow') return failed('slow')
        if (trouble !== 'full' || command[0] === 'SET') trouble = null
        return reply
      } catch (error) {
        return failed(troubleOf(error))
      } finally {
        clearTimeout(timer)
      }
    },
    trouble: () => (connection.isReady() ? trouble : 'away'),
    close: () => connection.close(),
  }
}

const words: Record<SharedTrouble, string> = {
  away: 'away',
  slow: 'slow',
  full: 'full',
  refused: 'refused',
}

/** The message of such an error may quote the command: only how it begins is looked at. */
function troubleOf(error: unknown): SharedTrouble {
  const message = error instanceof Error ? error.message : ''
  if (message.startsWith('OOM')) return 'full'
  return /^(?:NOAUTH|NOPERM|WRONGPASS|ERR|READONLY|MISCONF)/.test(message) ? 'refused' : 'away'
}
