import type { ReadWait } from '../../directory'
import { backOffMs, pauseMs } from './back-off'

/** Requests at a time: at first, when all goes well, and for a read behind what is shown. */
const firstLimit = 2
const mostLimit = 6
const mostBehind = 2

/** So many answers in a row, none of them slow, allow one request more at a time. */
const answersPerStep = 4

/** An answer is slow when it takes so many times as long as they do at their best, and not just a moment longer. */
const slowFactor = 3
const slowMarginMs = 250

/** Decides how many requests run at a time, and when all of them pause. */
export class Pace {
  /** Whether the read goes on behind what is shown, where nobody waits for it. */
  isBehind = false
  private allowed = firstLimit
  private wait: Omit<ReadWait, 'page'> | null = null
  private answersInARow = 0
  private pausesInARow = 0
  private silencesInARow = 0
  /** Whether nothing has come since there was no answer. */
  private isSilent = false
  private bestMs = Infinity
  private usualMs = 0

  /** Requests that may run at the same time. */
  get limit(): number {
    return this.isBehind ? Math.min(mostBehind, this.allowed) : this.allowed
  }

  /** The pause that holds at a moment (ms since 1970), or null. */
  waitAt(nowMs: number): Omit<ReadWait, 'page'> | null {
    return this.wait && nowMs < this.wait.untilMs ? this.wait : null
  }

  /** The pause to tell of: a network that is away is away until something comes of it, also while it is tried. */
  waitToTellAt(nowMs: number): Omit<ReadWait, 'page'> | null {
    return this.waitAt(nowMs) ?? (this.isSilent ? this.wait : null)
  }

  /** Something came, were it an error: there is a network. */
  heard(): void {
    this.isSilent = false
  }

  answered(tookMs: number): void {
    this.heard()
    this.pausesInARow = 0
    this.silencesInARow = 0
    this.answersInARow += 1
    // The best time is forgotten slowly, so that a server that became slower for good is not held to it.
    this.bestMs = Math.min(tookMs, this.bestMs * 1.01)
    this.usualMs = this.usualMs === 0 ? tookMs : this.usualMs * 0.75 + tookMs * 0.25
    if (this.answersInARow % answersPerStep !== 0) return
    const isSlow = this.usualMs > this.bestMs * slowFactor + slowMarginMs
    this.allowed = isSlow ? Math.max(1, this.allowed - 1) : Math.min(mostLimit, this.allowed + 1)
  }

  /** A 429: everything pauses. Several of them that were in flight together are one pause, the longest. */
  rateLimited(retryAfterMs: number | null, nowMs: number, random: number): void {
    this.heard()
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
    this.isSilent = true
    this.slowDown()
    this.wait = { reason: 'network', untilMs: nowMs + backOffMs(this.silencesInARow, random) }
  }

  /** An answer took too long to wait for. */
  timedOut(): void {
    this.slowDown()
  }

  /** Ends a wait for the network: it is said to be back. A pause that Linq asked for is kept. */
  online(): void {
    if (this.wait?.reason === 'network') this.wait = null
    this.heard()
    this.silencesInARow = 0
  }

  private slowDown(): void {
    this.answersInARow = 0
    this.allowed = Math.max(1, Math.floor(this.allowed / 2))
  }
}
