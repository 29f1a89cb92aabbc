import type { Pass } from '../pass'

/**
 * The second kind of proof, for a list in which contacts change their places: if `total_count` never moved through
 * several passes, and they met exactly so many different contacts together, then these are all.
 */
export class CountProof {
  private readonly met = new Set<number>()
  private total: number | null = null

  /** Takes a pass in; true when together with those before it, it met all. */
  isReachedWith(pass: Pass): boolean {
    const { total, didTotalMove, unreadable } = pass
    if (total !== this.total || didTotalMove) this.met.clear()
    this.total = didTotalMove ? null : total
    if (this.total === null) return false
    for (const id of pass.ids()) this.met.add(id)
    return this.met.size + unreadable === this.total
  }

  /** Forgets all passes: a clean one has proved more. */
  clear(): void {
    this.met.clear()
    this.total = null
  }

  has(id: number): boolean {
    return this.met.has(id)
  }
}
