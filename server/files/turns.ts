/** Calls what it is given, when its turn has come. Gives what takes it out again, for a client that has gone. */
export type Turns = (client: string, act: () => void) => () => void

/**
 * Lets one act happen at a time, with a pause after each as long as it took, so that half of the time is left to
 * everything else; and gives the clients that wait for a turn theirs in rotation.
 * To copy a large file to the system takes as long as to answer several questions, and Node takes one new connection in
 * a turn of its loop: who asks for thousands of files at once would otherwise keep everybody else waiting until all of
 * them are copied.
 */
export function createTurns(): Turns {
  /** What each client waits for; the first of the map is next. No set is empty. */
  const waiting = new Map<string, Set<() => void>>()
  let isPausing = false

  function next(): void {
    const [first] = waiting
    isPausing = first !== undefined
    if (first === undefined) return
    const [client, acts] = first
    const [act] = acts
    waiting.delete(client)
    if (act) acts.delete(act)
    // Behind all others, if it waits for more.
    if (acts.size > 0) waiting.set(client, acts)
    const beganMs = performance.now()
    try {
      act?.()
    } finally {
      // Whatever became of it, the others get their turns.
      const endedMs = performance.now()
      setImmediate(rest, endedMs + (endedMs - beganMs))
    }
  }

  function rest(untilMs: number): void {
    if (performance.now() < untilMs) setImmediate(rest, untilMs)
    else next()
  }

  return (client, act) => {
    waiting.set(client, (waiting.get(client) ?? new Set()).add(act))
    if (!isPausing) next()
    return () => {
      const acts = waiting.get(client)
      acts?.delete(act)
      if (acts?.size === 0) waiting.delete(client)
    }
  }
}
