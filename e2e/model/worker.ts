import { NOTHING_READ, type ReadState } from '../../src/directory/directory'
import { type DirectoryService, createDirectoryService } from '../../src/directory/directory-service'
import { VisitIndex } from '../../src/directory/index/visit-index'
import { EVERYTHING } from '../../src/directory/view-query'
import type { ModelClock } from './clock'
import { shownOf } from './organisation'
import { type Asker, type Wire, newAsker } from './wire'

/** The directory as it lives in a worker: the real service and index, which can be gone from one moment to the next. */
export class ModelWorker {
  readonly index = new VisitIndex({ locale: 'en' })
  readonly service: DirectoryService
  read: ReadState = NOTHING_READ
  private readonly asker: Asker = newAsker()
  private readonly takeBack: () => void

  /** @param onTold receives what the page would be told */
  constructor(
    private readonly wire: Wire,
    clock: ModelClock,
    origin: string,
    onTold: (worker: ModelWorker, before: ReadState) => void,
  ) {
    const lent = clock.lent()
    this.takeBack = lent.takeBack
    this.service = createDirectoryService(this.index, { clock: lent.clock })
    wire.asker = this.asker
    void this.service.open(origin, { isKept: false, days: 7 }, ({ read }) => {
      if (this.asker.isGone) throw new Error('A worker that is gone told something.')
      const before = this.read
      this.read = read
      onTold(this, before)
    })
  }

  /** It is gone: its timers, its requests, everything. */
  drop(): void {
    this.asker.isGone = true
    this.takeBack()
    this.asker.leave.abort(new DOMException('The worker is gone.', 'AbortError'))
    this.wire.asker = newAsker()
  }

  /** What is shown of every contact, by id. */
  shown(): Map<number, string> {
    const { rows } = this.service.view(EVERYTHING, { offset: 0, limit: 1_000_000 })
    return new Map(rows.map((contact) => [contact.id, shownOf(contact)]))
  }
}
