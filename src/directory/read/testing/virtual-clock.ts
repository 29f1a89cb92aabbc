import type { Clock } from '../clock'

/** A clock that jumps to whatever is due next as soon as nothing else can happen. */
export class VirtualClock implements Clock {
  private timeMs = Date.UTC(2026, 0, 31)
  private readonly due: { atMs: number; run: () => void }[] = []
  /** Every wait that was asked for, in order. */
  readonly waitsMs: number[] = []

  constructor(private readonly chance = 0.5) {}

  now(): number {
    return this.timeMs
  }

  /** Whether nothing is to happen later. */
  get isIdle(): boolean {
    return this.due.length === 0
  }

  random(): number {
    return this.chance
  }

  after(waitMs: number, run: () => void): () => void {
    const entry = { atMs: this.timeMs + waitMs, run }
    this.waitsMs.push(waitMs)
    this.due.push(entry)
    return () => {
      const index = this.due.indexOf(entry)
      if (index >= 0) this.due.splice(index, 1)
    }
  }

  /**
   * Lets time pass until a condition holds, jumping over the waits; but not while something is under way elsewhere.
   *
   * @throws when it never comes to that
   */
  async until(condition: () => boolean, isBusy: () => boolean = () => false): Promise<void> {
    for (let step = 0; !condition(); step += 1) {
      if (step > 200_000) throw new Error('It never came to that.')
      await new Promise((resolve) => {
        setImmediate(resolve)
      })
      if (!condition() && !isBusy()) this.jump()
    }
  }

  private jump(): void {
    const next = this.due.toSorted((left, right) => left.atMs - right.atMs)[0]
    if (!next) return
    this.due.splice(this.due.indexOf(next), 1)
    this.timeMs = Math.max(this.timeMs, next.atMs)
    next.run()
  }
}
