import { createTokens } from './tokens'

/** What all people together may ask of Linq. */
export interface BudgetBounds {
  /** Calls at the same time. */
  calls: number
  /** Calls a second; a quarter of as many may come at once after a rest. Infinity for no bound. */
  perSecond: number
  /** Calls that may wait for their turn. */
  waiting: number
  /** Of these, the calls of one person. */
  waitingOfOne: number
  /** How long a call may wait. Together with the call itself it stays below the 30 s that the app waits. */
  longestWaitMs: number
}

export const defaultBudget: Omit<BudgetBounds, 'perSecond'> = {
  calls: 16,
  waiting: 512,
  waitingOfOne: 32,
  longestWaitMs: 8000,
}

/** Why there is no turn. `full`: too many wait already, or it took too long. `paused`: Linq asked to wait. */
export type NoTurn = { kind: 'full' } | { kind: 'paused'; untilMs: number }

/** A turn: to be given back when the call is over. */
export interface Turn {
  kind: 'turn'
  leave: () => void
}

/** One bound on concurrency and rate for all people, fair between them, and one pause for all. */
export interface Budget {
  /**
   * Waits for a turn. People get theirs one after the other, however many calls each of them has.
   *
   * @param person tells people apart
   * @throws the signal's reason
   */
  take: (person: string, signal: AbortSignal) => Promise<Turn | NoTurn>
  /** Linq asked to wait until then (ms since 1970): nobody asks before. A shorter pause ends no longer one. */
  pause: (untilMs: number) => void
  /** When the pause that holds ends, ms since 1970; 0 for none. */
  pausedUntilMs: () => number
  /** Calls that wait for their turn. */
  waiting: () => number
  /** So many gateways share the bounds: each takes its part of the rate and of the calls. */
  shareWith: (gateways: number) => void
}

interface Waiting {
  enter: () => void
  refuse: (why: NoTurn) => void
}

/** @param now milliseconds since 1970 */
export function createBudget(bounds: BudgetBounds, now: () => number): Budget {
  /** Who waits, person by person: the first of the first is next, and then the person goes to the end. */
  const lanes = new Map<string, Set<Waiting>>()
  const tokens = createTokens(bounds.perSecond, now)
  let most = bounds.calls
  const count = { waiting: 0, running: 0 }
  let pausedUntilMs = 0
  let timer: NodeJS.Timeout | null = null

  function turn(): Turn {
    count.running += 1
    let hasLeft = false
    return {
      kind: 'turn',
      leave() {
        if (hasLeft) return
        hasLeft = true
        count.running -= 1
        letIn()
      },
    }
  }

  /** Lets in as many as may be. */
  function letIn(): void {
    while (count.waiting > 0 && count.running < most) {
      const waitMs = tokens.take()
      if (waitMs > 0) {
        timer ??= setTimeout(() => {
          timer = null
          letIn()
        }, waitMs)
        return
      }
      nextInTurn()?.enter()
    }
  }

  function nextInTurn(): Waiting | null {
    for (const [person, lane] of lanes) {
      lanes.delete(person)
      for (const first of lane) {
        if (lane.size > 1) lanes.set(person, lane)
        return first
      }
    }
    return null
  }

  function remove(person: string, one: Waiting): void {
    const lane = lanes.get(person)
    lane?.delete(one)
    if (lane?.size === 0) lanes.delete(person)
    count.waiting -= 1
  }

  return {
    take(person, signal) {
      return new Promise((resolve, reject) => {
        signal.throwIfAborted()
        if (now() < pausedUntilMs) return resolve({ kind: 'paused', untilMs: pausedUntilMs })
        const lane = lanes.get(person) ?? new Set<Waiting>()
        if (count.waiting >= bounds.waiting || lane.size >= bounds.waitingOfOne)
          return resolve({ kind: 'full' })
        const settle = (how: () => void) => {
          remove(person, one)
          clearTimeout(patience)
          signal.removeEventListener('abort', abort)
          how()
        }
        const abort = () => settle(() => reject(signal.reason))
        const one: Waiting = {
          enter: () => settle(() => resolve(turn())),
          refuse: (why) => settle(() => resolve(why)),
        }
        const patience = setTimeout(() => one.refuse({ kind: 'full' }), bounds.longestWaitMs)
        signal.addEventListener('abort', abort)
        count.waiting += 1
        lanes.set(person, lane.add(one))
        letIn()
      })
    },
    pause(untilMs) {
      if (untilMs <= pausedUntilMs) return
      pausedUntilMs = untilMs
      for (const one of [...lanes.values()].flatMap((lane) => [...lane]))
        one.refuse({ kind: 'paused', untilMs })
    },
    pausedUntilMs: () => (now() < pausedUntilMs ? pausedUntilMs : 0),
    waiting: () => count.waiting,
    shareWith(gateways) {
      most = Math.max(1, Math.floor(bounds.calls / gateways))
      tokens.setRate(bounds.perSecond / gateways)
      letIn()
    },
  }
}
