/** So many answers tell the rate; fewer than a few tell nothing. */
const mostSamples = 20

/**
 * The same where Linq asks for pauses: it asks for one again and again, and what comes between two of them is many
 * times faster than the whole.
 */
const mostSamplesWithPauses = 100

const fewestSamples = 4

/** Estimates when a read will be done from the answers of late. */
export class TimeLeft {
  private readonly timesMs: number[] = []
  private hasPauses = false

  /** Notes that a page came. */
  note(nowMs: number): void {
    this.timesMs.push(nowMs)
    if (this.timesMs.length > (this.hasPauses ? mostSamplesWithPauses : mostSamples)) this.timesMs.shift()
  }

  /** Notes that Linq asked for a pause, which is part of the rate. */
  notePause(): void {
    this.hasPauses = true
  }

  /** Forgets the rate, because time passes in which nothing is asked for, and which will not come again. */
  reset(): void {
    this.timesMs.length = 0
    this.hasPauses = false
  }

  /** Milliseconds until so many pages more have come, or null while that cannot be estimated. */
  estimateMs(pagesLeft: number | null, nowMs: number): number | null {
    const first = this.timesMs[0]
    if (pagesLeft === null || first === undefined || this.timesMs.length < fewestSamples) return null
    return (pagesLeft * (nowMs - first)) / (this.timesMs.length - 1)
  }
}
