import type { Contact } from '../../../linq/contact'
import type { Pass } from '../pass'
import { CountProof } from './count-proof'

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
  /** Whether the last pass was clean. */
  private wasClean = false
  /** Contacts that are here and that the last clean pass did not meet, nor any since. */
  private suspects = new Set<number>()
  /** Records of the last clean pass that could not be told apart. */
  private unreadable = 0
  private readonly counted = new CountProof()

  /** Contacts that are here. */
  get known(): number {
    return this.ids.size
  }

  /** Takes over who is here already, and how many records could not be told apart. */
  know(ids: Iterable<number>, unreadable: number): void {
    for (const id of ids) this.ids.add(id)
    this.unreadable = unreadable
  }

  add(contacts: readonly Contact[]): void {
    for (const contact of contacts) this.ids.add(contact.id)
  }

  /** Judges a pass that has ended. Who is gone is forgotten here. */
  judge(pass: Pass): Judgement {
    const verdict = pass.verdict()
    if (verdict === 'partial') return { outcome: 'partial', gone: [], isFinal: true }
    const { wasClean } = this
    this.wasClean = verdict === 'clean'
    if (verdict === 'clean') {
      this.counted.clear()
      const gone = this.goneAfter(pass)
      const isVerified = wasClean && pass.way === 'windows'
      return {
        outcome: isVerified ? 'verified' : 'complete',
        gone,
        isFinal: isVerified || pass.way === 'pages',
      }
    }
    for (const id of this.suspects) if (pass.has(id)) this.suspects.delete(id)
    const isCounted = this.counted.isReachedWith(pass)
    if (verdict !== 'moved' || !isCounted)
      return { outcome: 'disturbed', gone: [], isFinal: verdict === 'unprovable' }
    return { outcome: 'complete', gone: this.forget((id) => !this.counted.has(id)), isFinal: false }
  }

  /**
   * A clean pass met everybody who was there all the while. Yet a contact that changed its place may have slipped by:
   * unless the count says that all were met, it is believed gone only when the clean pass before did not meet it
   * either.
   */
  private goneAfter(pass: Pass): number[] {
    // A record that could not be told apart, and could the last time, may be that of a contact that is here.
    const areOld = pass.unreadable <= this.unreadable
    const isExact = !pass.didTotalMove && areOld && pass.size + pass.unreadable === pass.total
    this.unreadable = pass.unreadable
    const gone = this.forget((id) => !pass.has(id) && (isExact || this.suspects.has(id)))
    this.suspects = new Set([...this.ids].filter((id) => !pass.has(id)))
    return gone
  }

  private forget(isGone: (id: number) => boolean): number[] {
    const gone = [...this.ids].filter(isGone)
    for (const id of gone) this.ids.delete(id)
    return gone
  }
}
