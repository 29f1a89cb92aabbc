import type { Contact } from '../../linq/contact'
import type { Clock } from './clock'

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

  /** Lets time pass until a condition holds, jumping over the waits. @throws when nothing is left to happen */
  async until(condition: () => boolean, mostSteps = 100_000): Promise<void> {
    for (let step = 0; !condition(); step += 1) {
      if (step > mostSteps) throw new Error('It never came to that.')
      await new Promise((resolve) => {
        setImmediate(resolve)
      })
      if (!condition()) this.jump()
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

/** A contact of which only the id matters. */
export function contactOf(id: number): Contact {
  return {
    id,
    first_name: '',
    last_name: '',
    full_name: `Contact ${id}`,
    email: '',
    phone_number: '',
    company: '',
    title: '',
    location: '',
    image_url: null,
    created_at: null,
    updated_at: null,
    contact_owner: null,
  }
}

/** Numbers from 1 up to a count, or from another first one. */
export function numbers(count: number, first = 1): number[] {
  return Array.from({ length: count }, (_, index) => first + index)
}
