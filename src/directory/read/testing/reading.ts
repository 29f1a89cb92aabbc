import type { Contact } from '../../../linq/contact'
import type { ContactsPage } from '../../../linq/contacts-page'
import type { ReadState } from '../../directory'
import { endOf, startOf } from '../chain/windows'
import { Reader, type ReaderOptions } from '../reader'
import { VirtualClock } from './virtual-clock'

/** As `ReaderOptions.fetchPage`; that an answer has come is told for it. */
type FetchPage = (...of: DropLast<Parameters<ReaderOptions['fetchPage']>>) => Promise<ContactsPage>
type DropLast<List extends readonly unknown[]> = List extends readonly [...infer Rest, unknown] ? Rest : never

/** A reader under test, with everything that it asked for, kept and said. */
export class Reading {
  readonly clock = new VirtualClock()
  readonly reader: Reader
  /** Every window that was asked for, in order, and when. */
  readonly asked: { page: number; perPage: number; atMs: number }[] = []
  /** The contacts that are kept, and their places. */
  readonly kept = new Map<number, { contact: Contact; position: number }>()
  readonly states: ReadState[] = []
  inFlight = 0
  mostInFlight = 0

  constructor(fetchPage: FetchPage) {
    this.reader = new Reader({
      fetchPage: async (page, perPage, signal, newerThanMs, onArrived) => {
        this.asked.push({ page, perPage, atMs: this.clock.now() })
        this.inFlight += 1
        this.mostInFlight = Math.max(this.mostInFlight, this.inFlight)
        await new Promise((resolve) => {
          setImmediate(resolve)
        })
        const answer = await fetchPage(page, perPage, signal, newerThanMs).finally(() => {
          this.inFlight -= 1
        })
        // The next request is sent before this answer is read.
        onArrived()
        await Promise.resolve()
        return answer
      },
      put: (contacts, positions) => {
        for (const [index, contact] of contacts.entries())
          this.kept.set(contact.id, { contact, position: positions[index] ?? Number.NaN })
      },
      place: (ids, positions) => {
        for (const [index, id] of ids.entries()) {
          const kept = this.kept.get(id)
          if (kept) kept.position = positions[index] ?? Number.NaN
        }
      },
      remove: (ids) => {
        for (const id of ids) this.kept.delete(id)
      },
      clock: this.clock,
      onChange: () => {
        this.states.push(this.reader.state())
      },
    })
  }

  get status(): ReadState['status'] {
    return this.reader.state().status
  }

  /** The ids that are kept, in Linq's order. */
  get ids(): number[] {
    const entries = [...this.kept].sort(([, left], [, right]) => left.position - right.position)
    return entries.map(([id]) => id)
  }

  get pages(): number[] {
    return this.asked.map(({ page }) => page)
  }

  /** How often the window was asked for that holds a row, counted from 0. */
  timesOver(row: number): number {
    return this.asked.filter((window) => startOf(window) <= row && row < endOf(window)).length
  }

  /** Lets the read go on until a condition holds. */
  until(condition: () => boolean): Promise<void> {
    return this.clock.until(condition, () => this.inFlight > 0)
  }

  /** Lets the read go on, behind what is shown too, until it is content or gives up for now. */
  async settle(): Promise<ReadState> {
    await this.until(() => this.status === 'verified' || (this.clock.isIdle && this.inFlight === 0))
    return this.reader.state()
  }

  /** Lets the read go on until it has ended in any way. */
  async end(): Promise<ReadState> {
    await this.until(() => this.status !== 'reading')
    return this.reader.state()
  }

  /** Starts, and reads to the end. */
  read(): Promise<ReadState> {
    this.reader.start()
    return this.end()
  }
}
