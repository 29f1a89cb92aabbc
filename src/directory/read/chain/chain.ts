import { Joints } from './joints'
import { mergedOrder } from './merged-order'
import { type Window, windowAfter, windowBefore } from './windows'

/** What one answer showed of the list, at its own moment. */
export interface Sight {
  /** The row at which it begins, from 0. */
  start: number
  /** The ids that it holds, in their order. */
  ids: readonly number[]
  /** The row of each id. */
  rows: readonly number[]
  /** The row after its last one. */
  end: number
  /** `total_count` at that moment, or null when there was none to believe. */
  total: number | null
}

/** Sights that hang together: each shares an id with another one of them. */
interface Stretch {
  /** The rows between which it lies, each as it was at a moment: the how manieth sight told. */
  start: number
  startSeen: number
  end: number
  endSeen: number
  /** The last sight of it that began at the top of the list, and whether any ended at the end of it. */
  topSeen: number
  touchesEnd: boolean
  /** Different ids that it holds. */
  size: number
}

/** Rows that a window across a gap shares with the stretch it starts from: the list may have moved by some. */
const sharedByFillers = 20

/**
 * What has been seen of the list, and what that proves.
 *
 * A sight holds every contact of its moment that stands between its first and its last one. When two sights share
 * an id, then their stretches of the list's order meet there, and together they hold every contact that was there
 * all the time and stands between their ends, **whatever happened between the two answers**. So if sights that hang
 * together reach from the top to the end, each of their own moment, nothing that was there all the time is missing.
 * That rests on one thing alone: contacts do not change places (`faults.md`, D).
 */
export class Chain {
  /** The number of each id, in the order in which they were met. */
  private readonly numbers = new Map<number, number>()
  /** By number: the first sight of the id, its row in it, and its row in the last one. */
  private readonly sightOf: number[] = []
  private readonly firstRowOf: number[] = []
  private readonly rowOf: number[] = []
  private readonly pieces: number[][] = []
  /** The stretches, as a forest of sights: each is told by its root. */
  private readonly parents: number[] = []
  private readonly stretches = new Map<number, Stretch>()
  private readonly joints = new Joints()
  private order: Uint32Array | null | undefined
  /** Windows that were asked for across gaps. */
  private readonly filled = new Set<number>()

  /** Different ids that were met. */
  get size(): number {
    return this.numbers.size
  }

  has(id: number): boolean {
    return this.numbers.has(id)
  }

  ids(): Iterable<number> {
    return this.numbers.keys()
  }

  /** Whether a stretch that may still be there, in a list of that length, reaches to the end. */
  reachesEnd(total: number): boolean {
    for (const { touchesEnd, start } of this.stretches.values()) if (touchesEnd && start < total) return true
    return false
  }

  /** Contacts from the newest top on that hang together: behind them is a gap, or nothing. */
  get inOrder(): number {
    const newest = this.newestTop
    for (const { topSeen, end, size } of this.stretches.values())
      if (topSeen >= 0 && topSeen === newest) return Math.min(end, size)
    return 0
  }

  add({ start, ids, rows, end, total }: Sight): void {
    const isTop = start === 0
    const touchesEnd = total !== null && end >= total
    // An empty answer shows nothing, but for an empty list.
    if (ids.length === 0 && !(isTop && touchesEnd)) return
    this.order = undefined
    const sight = this.parents.length
    this.parents.push(sight)
    this.joints.add({ start, total, isTop, touchesEnd })
    const topSeen = isTop ? sight : -1
    const stretch = { start, startSeen: sight, end, endSeen: sight, topSeen, touchesEnd, size: 0 }
    this.stretches.set(sight, stretch)
    const piece: number[] = []
    let added = 0
    for (const [index, id] of ids.entries()) {
      const row = rows[index] ?? start
      let number = this.numbers.get(id)
      if (number === undefined) {
        number = this.numbers.size
        this.numbers.set(id, number)
        this.sightOf.push(sight)
        this.firstRowOf.push(row)
        added += 1
      } else {
        const first = this.sightOf[number] ?? sight
        this.joints.meet(sight, row, first, this.firstRowOf[number] ?? row)
        this.join(sight, first)
      }
      this.rowOf[number] = row
      piece.push(number)
    }
    this.pieces.push(piece)
    const whole = this.stretches.get(this.rootOf(sight))
    if (whole) whole.size += added
  }

  /**
   * Whether sights that hang together reach from the top to the end.
   *
   * @param isTopNew only the newest sight of the top will do, which holds whoever came on top meanwhile
   */
  isWhole(isTopNew: boolean): boolean {
    const newest = this.newestTop
    for (const { topSeen, touchesEnd } of this.stretches.values())
      if (touchesEnd && topSeen >= (isTopNew ? newest : 0)) return true
    return false
  }

  /** Whether the counts of rows, too, say that nobody slipped by from one part of the list into another. */
  get isCounted(): boolean {
    return this.joints.areWhole
  }

  /** Whether the last sight of all was one of the top. */
  get isTopFresh(): boolean {
    return this.newestTop === this.parents.length - 1
  }

  /**
   * Windows that may show what lies between stretches that do not hang together, one for each gap.
   *
   * @param total rows of the list now: what lay behind them is gone
   * @param isFailed whether a row was asked for and did not come: a gap that begins there is not filled
   */
  fillers(total: number, isFailed: (row: number) => boolean): Window[] {
    const fillersOf = (stretches: readonly Stretch[]) =>
      fillersBetween(
        stretches.filter(({ start }) => start < total),
        this.newestTop,
        isFailed,
      )
    const windows = fillersOf([...this.stretches.values()])
    const isNew = ({ page, perPage }: Window) => !this.filled.has(page * keySpan + perPage)
    // A window that did not help before will not help now: the list has moved, and the stretches are elsewhere.
    const found = windows.every(isNew) ? windows : fillersOf(this.stretchesNow())
    for (const { page, perPage } of found) this.filled.add(page * keySpan + perPage)
    return found
  }

  /** Whether no contact was seen to change its place against another. */
  get isStable(): boolean {
    return this.merged() !== null
  }

  /**
   * The contacts whose last seen rows contradict the order in which all were seen, because the list moved between
   * two sights, and a place for each that does not.
   */
  corrections(): { ids: number[]; positions: number[] } {
    const found: { ids: number[]; positions: number[] } = { ids: [], positions: [] }
    const order = this.merged()
    if (!order) return found
    const ids = [...this.numbers.keys()]
    let last = -1
    for (const number of order) {
      const row = this.rowOf[number] ?? 0
      if (row > last) {
        last = row
        continue
      }
      last += smallStep
      found.ids.push(ids[number] ?? 0)
      found.positions.push(last)
    }
    return found
  }

  /**
   * The stretches where they lie by their newest sights: its rows are true, and so many contacts of the stretch stand
   * before and after it in the order. Costs time in proportion to all contacts met.
   */
  private stretchesNow(): Stretch[] {
    const order = this.merged()
    if (!order) return [...this.stretches.values()]
    const places = new Uint32Array(this.numbers.size)
    const counts = new Map<number, number>()
    for (const number of order) {
      const root = this.rootOf(this.sightOf[number] ?? 0)
      const place = counts.get(root) ?? 0
      places[number] = place
      counts.set(root, place + 1)
    }
    const newest = new Map<number, number>()
    for (const sight of this.parents.keys()) newest.set(this.rootOf(sight), sight)
    return [...this.stretches].map(([root, stretch]) => {
      const seen = newest.get(root) ?? root
      const piece = this.pieces[seen]
      const [first, last] = [piece?.[0], piece?.at(-1)]
      if (first === undefined || last === undefined) return stretch
      const start = Math.max(0, (this.rowOf[first] ?? 0) - (places[first] ?? 0))
      const end = (this.rowOf[last] ?? 0) + (counts.get(root) ?? 1) - (places[last] ?? 0)
      return { ...stretch, start, startSeen: seen, end, endSeen: seen }
    })
  }

  private get newestTop(): number {
    let newest = -1
    for (const { topSeen } of this.stretches.values()) newest = Math.max(newest, topSeen)
    return newest
  }

  private merged(): Uint32Array | null {
    if (this.order === undefined) this.order = mergedOrder(this.pieces, this.numbers.size)
    return this.order
  }

  private rootOf(sight: number): number {
    let root = sight
    for (let parent = this.parents[root] ?? root; parent !== root; parent = this.parents[root] ?? root) {
      this.parents[root] = this.parents[parent] ?? parent
      root = parent
    }
    return root
  }

  private join(one: number, other: number): void {
    const [root, left] = [this.rootOf(other), this.rootOf(one)]
    const [kept, lost] = [this.stretches.get(root), this.stretches.get(left)]
    if (root === left || !kept || !lost) return
    this.parents[left] = root
    this.stretches.delete(left)
    if (lost.start < kept.start || (lost.start === kept.start && lost.startSeen > kept.startSeen)) {
      kept.start = lost.start
      kept.startSeen = lost.startSeen
    }
    if (lost.end > kept.end || (lost.end === kept.end && lost.endSeen > kept.endSeen)) {
      kept.end = lost.end
      kept.endSeen = lost.endSeen
    }
    kept.topSeen = Math.max(kept.topSeen, lost.topSeen)
    kept.touchesEnd ||= lost.touchesEnd
    kept.size += lost.size
  }
}

/** For each gap a window across it, from the side that was seen later: what is known of its place is truer. */
function fillersBetween(
  all: readonly Stretch[],
  newestTop: number,
  isFailed: (row: number) => boolean,
): Window[] {
  const stretches = all.toSorted((a, b) => a.start - b.start || a.end - b.end)
  // Nothing is missing before the newest top, nor after the end.
  const top = stretches.findIndex((one) => one.topSeen === newestTop)
  const last = stretches.findLastIndex((one) => one.touchesEnd)
  const [from, to] = top < last ? [top, last] : [0, Math.max(top, last)]
  return stretches.slice(from + 1, to + 1).flatMap((after, index) => {
    const before = stretches[from + index]
    if (before && isFailed(before.end)) return []
    return before && before.endSeen > after.startSeen
      ? windowAfter(before.end, sharedByFillers)
      : windowBefore(after.start, sharedByFillers)
  })
}

/** Pages and their sizes as one number: no page has more rows. */
const keySpan = 128

/** Between two rows there is room for a million contacts. */
const smallStep = 2 ** -20
