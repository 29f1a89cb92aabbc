import type { Clock } from '../read/clock'

/** A clock on which real requests can be waited for: time goes by many times faster, and can be moved on. */
export class FastClock implements Clock {
  readonly #speed: number
  readonly #startMs = Date.UTC(2026, 0, 31)
  readonly #beganMs = performance.now()
  #movedMs = 0

  constructor(speed = 40) {
    this.#speed = speed
  }

  readonly now = (): number =>
    this.#startMs + this.#movedMs + (performance.now() - this.#beganMs) * this.#speed

  readonly after = (waitMs: number, run: () => void): (() => void) => {
    const timer = setTimeout(run, waitMs / this.#speed)
    return () => {
      clearTimeout(timer)
    }
  }

  readonly random = (): number => Math.random()

  /** Lets so much time pass at once: somebody was away. */
  move(ms: number): void {
    this.#movedMs += ms
  }
}
