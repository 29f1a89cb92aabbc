import type { Contact } from '../../linq/contact'
import { type TestServer, serve } from '../../linq/testing/serve'
import { type DirectoryService, type ServedSnapshot, createDirectoryService } from '../directory-service'
import { VisitIndex } from '../index/visit-index'
import { EVERYTHING, type ViewQuery } from '../view-query'
import { FastClock } from './fast-clock'
import { MemoryCopies } from './memory-copies'
import { TabHub } from './tab-hub'

/** An organisation behind a real HTTP server, and people who visit its contacts with one browser. */
export class Visits {
  readonly clock = new FastClock()
  readonly copies = new MemoryCopies()
  readonly hub = new TabHub()
  /** What the organisation holds, in Linq's order. */
  contacts: Contact[]
  /** While set, every answer has this status. */
  failing: number | null = null
  /** While set, every answer to a window that holds this row, from 0, is a 500. */
  failingRow: number | null = null
  /** Windows that were asked for. */
  asked = 0
  isDemonstration = false
  readonly #server: TestServer
  readonly #open: Visit[] = []

  private constructor(server: TestServer, contacts: Contact[]) {
    this.#server = server
    this.contacts = contacts
  }

  static async to(contacts: Contact[]): Promise<Visits> {
    const visits: Visits[] = []
    const server = await serve((request, response) => {
      const [own] = visits
      const parameters = new URL(request.url ?? '', 'http://test').searchParams
      const [page, perPage] = [Number(parameters.get('page')), Number(parameters.get('per_page'))]
      own?.answer(page, perPage, (status, body) => {
        if (own.isDemonstration) response.setHeader('linq-contacts-demonstration', 'true')
        response.writeHead(status, { 'content-type': 'application/json' }).end(body)
      })
    })
    const own = new Visits(server, contacts)
    visits.push(own)
    return own
  }

  get url(): string {
    return this.#server.url
  }

  /** Opens the page in another tab. */
  async visit({ isKept = true, days = 7 } = {}): Promise<Visit> {
    const tabs = this.hub.tab()
    const { clock } = this
    const life = { isOver: false }
    const own = {
      now: clock.now,
      random: clock.random,
      // Nothing happens any more in a tab that is closed.
      after: (waitMs: number, run: () => void) => clock.after(waitMs, () => life.isOver || run()),
    }
    const index = new VisitIndex({ locale: 'en', now: clock.now })
    const service = createDirectoryService(index, { clock: own, tabs, copies: this.copies })
    const visit = new Visit(service, () => {
      life.isOver = true
      service.pause()
      tabs.close()
    })
    void service.open(this.url, { isKept, days }, visit.take)
    this.#open.push(visit)
    await service.start()
    return visit
  }

  /** Visits until the contacts are verified and kept, and leaves. */
  async visitOnce(): Promise<void> {
    const visit = await this.visit()
    await visit.until(({ read }) => read.status === 'verified')
    await until(() => this.copies.kept.has(this.url))
    visit.leave()
  }

  async close(): Promise<void> {
    for (const visit of this.#open) visit.leave()
    await this.#server.close()
  }

  private answer(page: number, perPage: number, end: (status: number, body: string) => void): void {
    this.asked += 1
    const start = (page - 1) * perPage
    const isHit = this.failingRow !== null && start <= this.failingRow && this.failingRow < start + perPage
    const status = this.failing ?? (isHit ? 500 : 200)
    if (status !== 200) {
      end(status, JSON.stringify({ status: 'error', error_code: 'INTERNAL_ERROR', message: 'Not now' }))
      return
    }
    const total_count = this.contacts.length
    const total_pages = Math.ceil(total_count / perPage)
    const contacts = this.contacts.slice(start, start + perPage).map(wireOf)
    end(
      200,
      JSON.stringify({
        contacts,
        pagination: { current_page: page, per_page: perPage, total_pages, total_count },
      }),
    )
  }
}

/** One tab, and what it was told. */
export class Visit {
  readonly service: DirectoryService
  /** Closes the tab; whatever was under way ends. */
  readonly leave: () => void
  /** Everything that was told, in order. */
  readonly told: ServedSnapshot[] = []

  constructor(service: DirectoryService, leave: () => void) {
    this.service = service
    this.leave = leave
  }

  readonly take = (snapshot: ServedSnapshot): void => {
    this.told.push(snapshot)
  }

  get now(): ServedSnapshot | undefined {
    return this.told.at(-1)
  }

  /** The statuses in their order, each stretch once. */
  get statuses(): string[] {
    const all = this.told.map(({ read }) => read.status)
    return all.filter((status, at) => status !== all[at - 1])
  }

  /** The ids of a view, all contacts by default. */
  ids(query: Partial<ViewQuery> = {}): number[] {
    const { rows } = this.service.view({ ...EVERYTHING, ...query }, { offset: 0, limit: 10_000 })
    return rows.map(({ id }) => id)
  }

  until(condition: (snapshot: ServedSnapshot) => boolean): Promise<void> {
    return until(() => this.now !== undefined && condition(this.now))
  }
}

/** Waits until a condition holds. @throws when it does not for long */
export async function until(condition: () => boolean): Promise<void> {
  const endMs = performance.now() + 15_000
  while (!condition()) {
    if (performance.now() > endMs) throw new Error('It never came to that.')
    await new Promise((resolve) => {
      setTimeout(resolve, 2)
    })
  }
}

/** A contact as Linq writes it. */
function wireOf({ created_at, updated_at, ...contact }: Contact): object {
  const text = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString())
  return { ...contact, created_at: text(created_at), updated_at: text(updated_at) }
}
