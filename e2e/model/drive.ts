import type { ModelClock } from './clock'
import type { ModelUpstream } from './upstream'
import type { Wire } from './wire'

/** Nothing happens so long on the clock on the wall: it hangs. */
const hangMs = 60_000

/** The world stands still after so many turns in which nothing happened. */
const stillTurns = 4

/** After so many turns without a sign it is better to sleep. */
const mostIdleTurns = 30

/** After the bound of a request, its end is on its way for so long at most. */
const boundMs = 100

/** What a run consists of. */
export interface World {
  clock: ModelClock
  wire: Wire
  upstream: Pick<ModelUpstream, 'arrivals' | 'stalled'>
  /** What is to be done next, one after the other, before time goes on. */
  actions: (() => void | Promise<void>)[]
  /** Called at each turn; may throw. */
  check?: () => void
}

/**
 * Lets things happen until it is over, or nothing more can happen. Time goes on only while everything that is under way
 * waits for it.
 *
 * @throws Error when something is under way, and nothing comes of it
 */
export async function drive(
  { clock, wire, upstream, actions, check }: World,
  isOver: () => boolean,
): Promise<void> {
  let movedMs = performance.now()
  let seen = ''
  let idleTurns = 0
  for (let still = 0; ;) {
    // What is waited for may need this core.
    await (idleTurns > mostIdleTurns ? shortWait() : turn())
    check?.()
    const sign = `${wire.inFlight}/${upstream.arrivals.length}/${upstream.stalled}`
    idleTurns = sign === seen && wire.inFlight > upstream.stalled ? idleTurns + 1 : 0
    if (sign !== seen) movedMs = performance.now()
    seen = sign
    const action = actions.shift()
    if (action) {
      await action()
      still = 0
    } else if (wire.inFlight > upstream.stalled) {
      still = 0
      if (performance.now() - movedMs > hangMs) throw new Error(`It hangs: ${sign}.`)
    } else if ((still += 1) > stillTurns) {
      if (isOver()) return
      if (wire.inFlight === 0) clock.forgetBounds()
      if (clock.isIdle) return
      still = 0
      const before = wire.inFlight
      if (clock.jump()) await until(() => wire.inFlight !== before, boundMs)
    }
  }
}

/** Waits for something that is on its way, but not for ever. */
async function until(hasCome: () => boolean, mostMs: number): Promise<void> {
  const endMs = performance.now() + mostMs
  while (!hasCome() && performance.now() < endMs) await shortWait()
}

function shortWait(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 1)
  })
}

function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}
