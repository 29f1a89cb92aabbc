import { smallNumbers } from './columns/number-column'

/** What is new about a contact since the last visit, one bit each; an owner that changed is a change, too. */
export const News = { new: 1, changed: 2, owner: 4 } as const

/** Contacts by what is new about them. */
export type NewsCounts = Record<keyof typeof News, number>

/** What has happened to each row's contact since the contacts of the last visit were laid down. */
export class VisitNews {
  /** Bits of `News` by row. */
  readonly marks = smallNumbers()
  /** Whether there are contacts of an earlier visit to compare with; otherwise nothing is news. */
  isComparing = false
  readonly #counts: NewsCounts = { new: 0, changed: 0, owner: 0 }

  /** Living contacts by what is new about them. */
  get counts(): Readonly<NewsCounts> {
    return this.#counts
  }

  /**
   * The marks of a contact that is put.
   *
   * @param row its row until now, or null when it comes
   * @param hasOtherOwner whether its owner differs from the one of that row
   */
  next(row: number | null, hasOtherOwner: boolean): number {
    if (row === null) return this.isComparing ? News.new : 0
    const before = this.marks.get(row)
    if (!this.isComparing || before === News.new) return before
    return before | News.changed | (hasOtherOwner ? News.owner : 0)
  }

  /** Sets the marks of the row of a living contact. */
  set(row: number, marks: number): void {
    this.count(row, -1)
    this.marks.set(row, marks)
    this.count(row, 1)
  }

  /** Counts the marks of a row whose contact came (1) or went (-1). */
  count(row: number, difference: 1 | -1): void {
    const marks = this.marks.get(row)
    if (marks === 0) return
    for (const name of ['new', 'changed', 'owner'] as const)
      if ((marks & News[name]) !== 0) this.#counts[name] += difference
  }
}
