import type { ReadState } from '../directory'
import type { Clock } from '../read/clock'
import type { TabCommand, TabMessage, Tabs } from './tabs'

/** A tab that reads has so long to answer one that wants to follow; then that one reads for itself. */
const answerWithinMs = 6000

type Everything = Omit<Extract<TabMessage, { kind: 'all' }>, 'kind' | 'to'>

export interface TabMemberOptions {
  tabs: Tabs
  clock: Clock
  /** Gives everything that is here, for a tab that wants to follow. */
  everything: () => Everything
  /** Takes everything over that another tab has. @throws when it does not fit */
  take: (everything: Everything) => void
  /** Takes a change of the contacts over. */
  apply: (message: Extract<TabMessage, { kind: 'put' | 'remove' | 'clear' }>) => void
  /** Does what a tab that follows asks for. */
  run: (name: TabCommand) => void
  /** Called when the tab that reads has told of its read. */
  onRead: (isTurn: boolean) => void
  /** Called when this tab has to read: on from what another one had read, or, for null, from the beginning. */
  onLead: (from: ReadState | null) => Promise<void>
}

/** One tab among those that show the same contacts: it reads and tells the others, or follows the one that does. */
export class TabMember {
  readonly #options: TabMemberOptions
  readonly #self: string
  #role: 'none' | 'joining' | 'reading' | 'following' = 'none'
  /** What the tab that reads has told last; null while it has not answered. */
  #followed: ReadState | null = null
  readonly #followers = new Set<string>()
  #callOffPatience: () => void = () => undefined

  constructor(options: TabMemberOptions) {
    this.#options = options
    this.#self = String(options.clock.random())
  }

  /** The read of the tab that this one follows; null when it follows none, or has no answer yet. */
  get followed(): ReadState | null {
    return this.#followed
  }

  get isReading(): boolean {
    return this.#role === 'reading'
  }

  /** Whether there is nothing to show yet, because another tab or a copy has not answered. */
  get isWaiting(): boolean {
    return this.#role !== 'reading' && this.#followed === null
  }

  /** Joins the other tabs, once; then this tab either reads or follows. */
  async join(name: string): Promise<void> {
    if (this.#role !== 'none') return
    this.#role = 'joining'
    const isFirst = await this.#options.tabs.join(name, this.#take, this.#lead)
    if (isFirst) await this.#options.onLead(null)
    else {
      this.#role = 'following'
      this.#sayHello()
    }
  }

  /** Says that the contacts are here as far as they can be at the beginning, and that they are read from now on. */
  reads(): void {
    this.#role = 'reading'
    this.#followed = null
    for (const to of this.#followers) this.#tellAll(to)
  }

  /** Tells the tabs that follow, if there are any. */
  tell(message: TabMessage): void {
    if (this.isReading && this.#followers.size > 0) this.#options.tabs.tell(message)
  }

  /** Does something in the tab that reads. */
  command(name: TabCommand): void {
    if (this.#role === 'following') this.#options.tabs.tell({ kind: 'command', name })
    else this.#options.run(name)
  }

  #sayHello(): void {
    this.#followed = null
    this.#callOffPatience()
    this.#options.tabs.tell({ kind: 'hello', from: this.#self })
    this.#callOffPatience = this.#options.clock.after(answerWithinMs, () => {
      if (this.#role === 'following' && this.#followed === null) void this.#options.onLead(null)
    })
  }

  #tellAll(to: string): void {
    try {
      this.#options.tabs.tell({ kind: 'all', to, ...this.#options.everything() })
    } catch {
      // More than can be sent: the other tab reads for itself, and this one does not end for it.
      this.#followers.delete(to)
    }
  }

  /** The tab that read is gone, and this one is the next. */
  readonly #lead = (): void => {
    // All that are there say hello again; of those that were, some are gone.
    this.#followers.clear()
    if (this.#role === 'following') void this.#options.onLead(this.#followed)
    this.#options.tabs.tell({ kind: 'lead' })
  }

  readonly #take = (message: TabMessage): void => {
    if (message.kind === 'hello') {
      this.#followers.add(message.from)
      if (this.isReading) this.#tellAll(message.from)
    } else if (message.kind === 'command') {
      if (this.isReading) this.#options.run(message.name)
    } else if (this.#role === 'following') this.#follow(message)
  }

  #follow(message: Exclude<TabMessage, { kind: 'hello' | 'command' }>): void {
    if (message.kind === 'lead') this.#sayHello()
    else if (message.kind === 'all') {
      if (message.to === this.#self) this.#takeAll(message)
    } else if (this.#followed === null) return
    else if (message.kind === 'read') {
      const isTurn = message.read.status !== this.#followed.status
      this.#followed = message.read
      this.#options.onRead(isTurn)
    } else this.#options.apply(message)
  }

  #takeAll(message: Everything): void {
    try {
      this.#options.take(message)
    } catch {
      void this.#options.onLead(null)
      return
    }
    this.#followed = message.read
    this.#options.onRead(true)
  }
}
