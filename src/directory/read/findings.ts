import type { Contact } from '../../linq/contact'
import { CountProof } from './count-proof'
import type { Pass } from './pass'

/** What may be said after a pass that failed nowhere. */
export type Outcome = 'complete' | 'verified' | 'disturbed'

export interface Judgement {
  outcome: Outcome | 'partial'
  /** Contacts that are here and, as this pass proves, no longer in Linq. */
  gone: number[]
  /** Whether another pass would add nothing. */
  isFinal: boolean
}

/** What all passes together have found: who is here, what is proved, and who is gone. */
export class Findings {
  /** Ids that were put and not removed. */
  private ids = new Set<number>()
  /** The last pass, when it was clean. */
  private lastClean: Pass | null = null
  private readonly counted = new CountProof()

  /** Contacts that are here. */
  get known(): number {
    return this.ids.size
  }

  add(contacts: readonly Contact[]): void {
    for (const contact of contacts) this.ids.add(contact.id)
  }

  /** Judges a pass that has ended. Who is gone is forgotten here. */
  judge(pass: Pass): Judgement {
    const verdict = pass.verdict()
    if (verdict === 'partial') return { outcome: 'partial', gone: [], isFinal: true }
    const isCounted = this.counted.isReachedWith(pass)
    if (verdict === 'clean') {
      const gone = this.goneAfter(pass)
      const isVerified = this.lastClean !== null && pass.way === 'windows'
      this.lastClean = pass
      return {
        outcome: isVerified ? 'verified' : 'complete',
        gone,
        isFinal: isVerified || pass.way === 'pages',
      }
    }
    this.lastClean = null
    if (verdict !== 'moved' || !isCounted)
      return { outcome: 'disturbed', gone: [], isFinal: verdict === 'unprovable' }
    const gone = this.forget((id) => this.counted.has(id))
    return { outcome: 'complete', gone, isFinal: false }
  }

  /**
   * A clean pass met everybody who was there all the while. Yet a contact that changed its place may have slipped by:
   * unless the count says that all were met, it is believed gone only when the clean pass before did not meet it
   * either.
   */
  private goneAfter(pass: Pass): number[] {
    const isExact = !pass.didTotalMove && pass.size + pass.unreadable === pass.total
    if (isExact) return this.forget((id) => pass.has(id))
    const before = this.lastClean
    return before ? this.forget((id) => pass.has(id) || before.has(id)) : []
  }

  private forget(isHere: (id: number) => boolean): number[] {
    const gone = [...this.ids].filter((id) => !isHere(id))
    for (const id of gone) this.ids.delete(id)
    return gone
  }
}
