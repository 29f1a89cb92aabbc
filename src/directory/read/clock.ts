/** What a read takes from the world besides answers: time and chance. Tests pass their own. */
export interface Clock {
  /** Milliseconds since 1970. */
  now: () => number
  /** Runs something later, and gives the function that calls it off. */
  after: (waitMs: number, run: () => void) => () => void
  /** From 0, less than 1. */
  random: () => number
}

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after: (waitMs, run) => {
    const timer = setTimeout(run, waitMs)
    return () => {
      clearTimeout(timer)
    }
  },
  random: () => Math.random(),
}
