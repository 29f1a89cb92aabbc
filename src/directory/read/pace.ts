import type { ReadWait } from '../directory'
import { backOffMs, pauseMs } from './back-off'

/** Requests at a time: at first, and when all goes well. */
const firstLimit = 2
const mostLimit = 4

/** So many answers in a row allow one request more at a time. */
const answersPerStep = 4

/** Decides how many requests run at a time, and when all of them pause. */
export class Pace {
  /** Requests that may run at the same time. */
  limit = firstLimit
  private wait: Omit<ReadWait, 'page'> | null = null
  private answersInARow = 0
  private pausesInARow = 0
  private silencesInARow = 0

  /** The pause that holds at a moment (ms since 1970), or null. */
  waitAt(nowMs: number): Omit<ReadWait, 'page'> | null {
    return this.wait && nowMs < this.wait.untilMs ? this.wait : null
  }

  answered(): void {
    this.pausesInARow = 0
    this.silencesInARow = 0
    this.answersInARow += 1
    if (this.answersInARow % answersPerStep === 0) this.limit = Math.min(mostLimit, this.limit + 1)
  }

  /** A 429: everything pauses. Several of them that were in flight together are one pause, the longest. */
  rateLimited(retryAfterMs: number | null, nowMs: number, random: number): void {
    const isSamePause = this.waitAt(nowMs)?.reason === 'rate-limit'
    if (!isSamePause) {
      this.pausesInARow += 1
      this.slowDown()
    }
    const untilMs = nowMs + pauseMs(retryAfterMs, this.pausesInARow, random)
    this.wait = { reason: 'rate-limit', untilMs: Math.max(untilMs, this.waitAt(nowMs)?.untilMs ?? 0) }
  }

  /** No answer came: everything waits for the network. */
  silent(nowMs: number, random: number): void {
    if (this.waitAt(nowMs)) return
    this.silencesInARow += 1
    this.slowDown()
    this.wait = { reason: 'network', untilMs: nowMs + backOffMs(this.silencesInARow, random) }
  }

  /** Ends a wait for the network: it is said to be back. A pause that Linq asked for is kept. */
  online(): void {
    if (this.wait?.reason === 'network') this.wait = null
    this.silencesInARow = 0
  }

  private slowDown(): void {
    this.answersInARow = 0
    this.limit = Math.max(1, Math.floor(this.limit / 2))
  }
}
