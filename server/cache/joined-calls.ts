/** One call upstream that several people may wait for. */
interface Running<Answer> {
  /** When the question was put to Linq: ms since 1970. */
  asked: { atMs: number }
  /** The newest page that somebody who waits for it wants: ms since 1970. */
  wanted: { newerThanMs: number }
  waiting: number
  end: AbortController
  answer: Promise<Answer>
}

/** Equal questions as one call. */
export interface JoinedCalls<Answer> {
  /**
   * Waits for the answer to a question: of a call that is under way, or of a new one. Who leaves ends his own wait
   * alone; the call ends with the last.
   *
   * @param newerThanMs a call that was put to Linq before this instant will not do; ms since 1970
   * @param start puts the question; told of a signal, to say when it has been put, and what all who wait want by now
   * @throws the signal's reason
   */
  ask: (key: string, newerThanMs: number, signal: AbortSignal, start: Start<Answer>) => Promise<Answer>
  /** Whether a call for this is under way. */
  isAsking: (key: string) => boolean
  /** Ends all calls. */
  endAll: () => void
}

type Start<Answer> = (
  signal: AbortSignal,
  isAsked: (atMs: number) => void,
  newerThanMs: () => number,
) => Promise<Answer>

export function createJoinedCalls<Answer>(): JoinedCalls<Answer> {
  /** The newest call of each key. */
  const newest = new Map<string, Running<Answer>>()
  const all = new Set<Running<Answer>>()

  function begin(key: string, newerThanMs: number, start: Start<Answer>): Running<Answer> {
    const end = new AbortController()
    // While it waits for its turn it is as new as can be.
    const asked = { atMs: Infinity }
    const wanted = { newerThanMs }
    const answer = start(
      end.signal,
      (atMs) => void (asked.atMs = atMs),
      () => wanted.newerThanMs,
    )
    const call = { asked, wanted, waiting: 0, end, answer }
    newest.set(key, call)
    all.add(call)
    const isOver = () => forget(key, call)
    answer.then(isOver, isOver)
    return call
  }

  function forget(key: string, call: Running<Answer>): void {
    all.delete(call)
    if (newest.get(key) === call) newest.delete(key)
  }

  return {
    async ask(key, newerThanMs, signal, start) {
      signal.throwIfAborted()
      const current = newest.get(key)
      const call = current && current.asked.atMs >= newerThanMs ? current : begin(key, newerThanMs, start)
      call.wanted.newerThanMs = Math.max(call.wanted.newerThanMs, newerThanMs)
      call.waiting += 1
      try {
        return await untilAborted(call.answer, signal)
      } finally {
        call.waiting -= 1
        if (call.waiting === 0 && all.has(call)) {
          forget(key, call)
          call.end.abort()
        }
      }
    },
    isAsking: (key) => newest.has(key),
    endAll: () => all.forEach((call) => call.end.abort()),
  }
}

function untilAborted<Answer>(answer: Promise<Answer>, signal: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason)
    signal.addEventListener('abort', leave, { once: true })
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave))
  })
}
