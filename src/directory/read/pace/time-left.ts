/** So many answers tell the rate; fewer than a few tell nothing. */
const mostSamples = 20
const fewestSamples = 4

/** Estimates when a read will be done from the answers of late. */
export class TimeLeft {
  private readonly timesMs: number[] = []

  /** Notes that a page came. */
  note(nowMs: number): void {
    this.timesMs.push(nowMs)
    if (this.timesMs.length > mostSamples) this.timesMs.shift()
  }

  /** Forgets the rate, because time passed in which nothing was asked for. */
  reset(): void {
    this.timesMs.length = 0
  }

  /** Milliseconds until so many pages more have come, or null while that cannot be estimated. */
  estimateMs(pagesLeft: number | null, nowMs: number): number | null {
    const first = this.timesMs[0]
    if (pagesLeft === null || first === undefined || this.timesMs.length < fewestSamples) return null
    return (pagesLeft * (nowMs - first)) / (this.timesMs.length - 1)
  }
}
