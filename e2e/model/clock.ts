import type { Clock } from '../../src/directory/read/clock'

interface Due {
  atMs: number
  run: () => void
  /** A bound on a request, which says nothing once no request is under way. */
  isBound: boolean
}

/**
 * The time of a model: it stands still while anything is under way, and jumps to what is due next when nothing is. So
 * a wait of ten minutes costs nothing, and no run depends on the speed of the machine.
 */
export class ModelClock {
  private timeMs = Date.UTC(2026, 0, 31)
  private due: Due[] = []

  constructor(private readonly random: () => number) {}

  now(): number {
    return this.timeMs
  }

  /** Whether nothing is to happen later. */
  get isIdle(): boolean {
    return this.due.length === 0
  }

  after(waitMs: number, run: () => void, isBound = false): () => void {
    const entry = { atMs: this.timeMs + waitMs, run, isBound }
    this.due.push(entry)
    return () => {
      const index = this.due.indexOf(entry)
      if (index >= 0) this.due.splice(index, 1)
    }
  }

  /** No request is under way: their bounds are of no interest. */
  forgetBounds(): void {
    this.due = this.due.filter(({ isBound }) => !isBound)
  }

  /** Lets the next thing happen; true when it was the bound of a request. */
  jump(): boolean {
    let next: Due | undefined
    for (const entry of this.due) if (!next || entry.atMs < next.atMs) next = entry
    if (!next) return false
    this.due.splice(this.due.indexOf(next), 1)
    this.timeMs = Math.max(this.timeMs, next.atMs)
    next.run()
    return next.isBound
  }

  /** A clock that can be taken away from whoever has it: nothing of it happens after that. */
  lent(): { clock: Clock; takeBack: () => void } {
    const calledOff = new Set<() => void>()
    const clock: Clock = {
      now: () => this.timeMs,
      random: this.random,
      after: (waitMs, run) => {
        const callOff = this.after(waitMs, () => {
          calledOff.delete(callOff)
          run()
        })
        calledOff.add(callOff)
        return callOff
      },
    }
    return { clock, takeBack: () => calledOff.forEach((callOff) => callOff()) }
  }
}
