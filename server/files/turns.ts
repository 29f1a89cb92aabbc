/** Calls what it is given, when its turn has come. */
export type Turns = (client: string, act: () => void) => void

/** As long as copying a large file takes, so that it leaves half of the time to everything else. */
const pauseMs = 1

/**
 * Lets one act happen at a time, with a pause between two, and gives the clients that wait for one theirs in rotation.
 * To copy a large file to the system takes as long as to answer several questions, and Node takes one new connection in
 * a turn of its loop: who asks for thousands of files at once would otherwise keep everybody else waiting until all of
 * them are copied.
 */
export function createTurns(): Turns {
  /** What each client waits for; the first of the map is next. */
  const waiting = new Map<string, (() => void)[]>()
  let isPausing = false

  function next(): void {
    const [first] = waiting
    isPausing = first !== undefined
    if (first === undefined) return
    const [client, acts] = first
    const act = acts.shift()
    waiting.delete(client)
    if (acts.length > 0) waiting.set(client, acts)
    setTimeout(next, pauseMs)
    act?.()
  }

  return (client, act) => {
    const acts = waiting.get(client)
    if (acts === undefined) waiting.set(client, [act])
    else acts.push(act)
    if (!isPausing) next()
  }
}
