import type { Contact } from '../../../linq/contact'
import type { ContactsPage } from '../../../linq/contacts-page'
import { type Window, endOf, startOf } from '../chain/windows'
import { contactOf } from './contacts'

/** What happens to a list while it is read. In the stable ones no contact ever changes its place against another. */
export const STABLE_MODELS = ['top', 'end', 'anywhere', 'swap', 'bulk'] as const
export const UNSTABLE_MODELS = ['edits', 'renames', 'ties'] as const
export type Model = (typeof STABLE_MODELS)[number] | (typeof UNSTABLE_MODELS)[number]

/** Numbers from 0, less than 1, the same ones for the same seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const known: Contact[] = []

/** The contact with an id; made once, because simulations ask for millions. */
function contact(id: number): Contact {
  return (known[id] ??= contactOf(id))
}

/** A list of contacts that others change, and that answers like Linq. */
export class SimulatedList {
  private readonly ids: number[]
  /** Contacts that have been here since the beginning. */
  readonly steady: Set<number>
  private newest: number

  constructor(
    private readonly count: number,
    private readonly model: Model,
    private readonly random: () => number,
  ) {
    this.ids = Array.from({ length: count }, (_, index) => index + 1)
    this.steady = new Set(this.ids)
    this.newest = count
  }

  get length(): number {
    return this.ids.length
  }

  /** What Linq answers at this moment. */
  answer(window: Window): ContactsPage {
    const rows = this.ids.slice(startOf(window), endOf(window))
    const total = this.ids.length
    const { page, perPage } = window
    return {
      contacts: rows.map(contact),
      pagination: {
        current_page: page,
        per_page: perPage,
        total_pages: Math.ceil(total / perPage),
        total_count: total,
      },
      unreadable: 0,
      unreadableAt: [],
      missing: 0,
      demonstration: false,
      readAtMs: null,
      ageMs: 0,
    }
  }

  /** Lets one thing happen. */
  change(): void {
    const isInsert = this.random() < 0.5
    switch (this.model) {
      case 'top':
        return isInsert ? this.insert(0) : this.remove(this.somewhere())
      case 'end':
        return isInsert ? this.insert(this.length) : this.remove(this.somewhere())
      case 'anywhere':
        return isInsert ? this.insert(this.somewhere()) : this.remove(this.somewhere())
      case 'swap':
        this.remove(this.somewhere())
        return this.insert(this.length)
      case 'bulk': {
        const isBulk = this.random() < 0.2
        const count = isBulk ? 1 + Math.floor(this.random() * this.count * 0.3) : 1
        if (isInsert) return this.insert(this.random() < 0.5 ? 0 : this.somewhere(), count)
        return this.remove(this.somewhere(), count)
      }
      case 'edits':
        return this.random() < 0.6 ? this.move(this.somewhere(), 0) : this.insertOrRemove(isInsert)
      case 'renames':
        return this.random() < 0.6
          ? this.move(this.somewhere(), this.somewhere())
          : this.insertOrRemove(isInsert)
      case 'ties':
        return this.random() < 0.9 ? this.shuffle() : this.insertOrRemove(isInsert)
    }
  }

  private somewhere(): number {
    return Math.floor(this.random() * this.length)
  }

  private insertOrRemove(isInsert: boolean): void {
    if (isInsert) this.insert(this.somewhere())
    else this.remove(this.somewhere())
  }

  private insert(row: number, count = 1): void {
    const added = Array.from({ length: count }, (_, index) => this.newest + 1 + index)
    this.newest += count
    this.ids.splice(row, 0, ...added)
  }

  private remove(row: number, count = 1): void {
    for (const id of this.ids.splice(row, count)) this.steady.delete(id)
  }

  private move(from: number, to: number): void {
    this.ids.splice(to, 0, ...this.ids.splice(from, 1))
  }

  /** Contacts that the order does not tell apart come in another order each time: five in a row, everywhere. */
  private shuffle(): void {
    for (let row = 0; row + 5 <= this.length; row += 5) {
      const other = row + Math.floor(this.random() * 5)
      const [one, two] = [this.ids[row], this.ids[other]]
      if (one === undefined || two === undefined) return
      this.ids[row] = two
      this.ids[other] = one
    }
  }
}
