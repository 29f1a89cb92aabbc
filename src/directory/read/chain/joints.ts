/** What a sight says of the whole list at its moment. */
interface Place {
  /** The row at which it begins. */
  start: number
  /** `total_count`; when there was none to believe, the one before. */
  total: number
  isTop: boolean
  touchesEnd: boolean
  /** By how much the total has grown, and by how much shrunk, in all sights up to this one. */
  grown: number
  shrunk: number
}

/**
 * Counts where two sights meet, to find what the order of ids cannot show: a contact that went, between two answers,
 * from the part of the list that was still to be read into the part that had been.
 *
 * A contact that both sights show has `above` more contacts before it in the later one, and `below` more after it. When
 * there are more above and fewer below, then either some came and others left, of which the totals in between tell, or
 * somebody went across. Nobody who stays in his place is ever doubted for less.
 */
export class Joints {
  private readonly places: Place[] = []
  private readonly parents: number[] = []

  add({ total, ...place }: Pick<Place, 'start' | 'isTop' | 'touchesEnd'> & { total: number | null }): void {
    const before = this.places.at(-1)
    const now = total ?? before?.total ?? 0
    const change = before ? now - before.total : 0
    const grown = (before?.grown ?? 0) + Math.max(0, change)
    const shrunk = (before?.shrunk ?? 0) + Math.max(0, -change)
    this.parents.push(this.places.length)
    this.places.push({ ...place, total: now, grown, shrunk })
  }

  /** Notes that two sights show the same contact, in these rows. */
  meet(later: number, rowInLater: number, earlier: number, rowInEarlier: number): void {
    const [root, otherRoot] = [this.rootOf(later), this.rootOf(earlier)]
    const [now, then] = [this.places[later], this.places[earlier]]
    if (root === otherRoot || !now || !then) return
    const above = rowInLater - rowInEarlier
    const below = now.total - then.total - above
    // What lies behind the earlier one is read later: whoever went there is met there.
    const isForward = now.start >= then.start
    const isExplained = now.grown - then.grown >= above && now.shrunk - then.shrunk >= -below
    if (!isForward || above <= 0 || below >= 0 || isExplained) this.parents[root] = otherRoot
  }

  /** Whether sights whose joints are beyond doubt reach from the top to the end. */
  get areWhole(): boolean {
    const tops = new Set(this.places.flatMap(({ isTop }, sight) => (isTop ? [this.rootOf(sight)] : [])))
    return this.places.some(({ touchesEnd }, sight) => touchesEnd && tops.has(this.rootOf(sight)))
  }

  private rootOf(sight: number): number {
    let root = sight
    for (let parent = this.parents[root] ?? root; parent !== root; parent = this.parents[root] ?? root) {
      this.parents[root] = this.parents[parent] ?? parent
      root = parent
    }
    return root
  }
}
