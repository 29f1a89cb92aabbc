import type { LinqProblem } from '../../linq/linq-error'
import type { Window } from './chain/windows'
import { backOffMs } from './pace/back-off'

/** The most attempts at a window. */
const mostAttempts = 3

/** Retries after failures are at most a tenth of all requests, and these. */
const freeRetries = 10
const requestsPerRetry = 10

/** So many windows given up one after the other, with no answer between them, say that all would fail. */
const mostGivenUpInARow = 25

/** While so many windows wait to be asked for again, no others are begun: something is wrong with all of them. */
const mostWaiting = 8

interface Tries {
  attempts: number
  dueMs: number
  /** Attempts that met with silence, and how many answers to anything had come by the last one. */
  silences: number
  answersAtSilence: number
}

/** Keeps count of the attempts at each window, and knows which is to be asked for again, and when. */
export class Attempts {
  private readonly asked = new Map<Window, Tries>()
  private readonly waiting = new Map<Window, Tries>()
  private answers = 0
  private requests = 0
  private retries = 0
  private givenUpInARow = 0

  /** Requests under way. */
  get underWay(): number {
    return this.asked.size
  }

  /** Windows that wait to be asked for again. */
  get waitingCount(): number {
    return this.waiting.size
  }

  /** Whether so much has failed lately that nothing new is begun. */
  get areTooManyWaiting(): boolean {
    return this.waiting.size >= mostWaiting
  }

  /** Whether so many windows were given up in a row that the others need not be tried. */
  get isHopeless(): boolean {
    return this.givenUpInARow >= mostGivenUpInARow
  }

  get firstWaiting(): Window | null {
    for (const window of this.waiting.keys()) return window
    return null
  }

  begin(window: Window): Window {
    this.requests += 1
    this.asked.set(window, newTries())
    return window
  }

  /**
   * The first window that is due to be asked for again. Those that are not wanted any more are forgotten.
   *
   * @param canProbe whether something else can be asked for to learn if the network is away
   */
  takeDue(nowMs: number, canProbe: boolean, isWanted: (window: Window) => boolean): Window | null {
    for (const [window, tries] of this.waiting) {
      if (!isWanted(window)) this.waiting.delete(window)
      else if (tries.dueMs <= nowMs && !(canProbe && this.isHeld(tries))) {
        this.waiting.delete(window)
        this.asked.set(window, tries)
        this.requests += 1
        return window
      }
    }
    return null
  }

  /** When the first window is due that waits, ms since 1970; null when that takes an answer to something else. */
  firstDueMs(canProbe: boolean): number | null {
    let first = Infinity
    for (const tries of this.waiting.values())
      if (!(canProbe && this.isHeld(tries))) first = Math.min(first, tries.dueMs)
    return first === Infinity ? null : first
  }

  /** Whether nothing at all has been answered since a window was met with silence. */
  get isSilent(): boolean {
    for (const tries of this.waiting.values()) if (this.isUnexplained(tries)) return true
    return false
  }

  /** Something came, of whatever kind: the network is there. */
  heard(): void {
    this.answers += 1
  }

  /** The answer to a window is what was asked for. */
  succeeded(window: Window): void {
    this.asked.delete(window)
    this.givenUpInARow = 0
  }

  /** The window is of no interest any more. */
  drop(window: Window): void {
    this.asked.delete(window)
    this.waiting.delete(window)
  }

  /** Notes a failed attempt; true when it was the last one. */
  failed(window: Window, problem: LinqProblem, nowMs: number, random: number): boolean {
    if (problem.kind !== 'timeout') this.heard()
    const tries = this.takeAsked(window)
    tries.attempts += 1
    const isWorthTrying = problem.kind !== 'refused' && problem.kind !== 'rejected'
    const isAllowed = this.retries < freeRetries + this.requests / requestsPerRetry
    if (!isWorthTrying || !isAllowed || tries.attempts >= mostAttempts) return this.giveUp()
    this.retries += 1
    this.waiting.set(window, { ...tries, dueMs: nowMs + backOffMs(tries.attempts, random) })
    return false
  }

  /** The API asked to wait: this was no attempt. */
  putOff(window: Window): void {
    this.heard()
    this.waiting.set(window, { ...this.takeAsked(window), dueMs: 0 })
  }

  /**
   * No answer came at all; true when the window is given up. As long as nothing else is answered either, the network
   * is away and the window is not to blame; where others are answered and this one never is, it is.
   */
  unanswered(window: Window): boolean {
    const tries = this.takeAsked(window)
    if (tries.silences > 0 && this.answers > tries.answersAtSilence) tries.attempts += 1
    tries.silences += 1
    tries.answersAtSilence = this.answers
    if (tries.attempts >= mostAttempts) return this.giveUp()
    this.waiting.set(window, { ...tries, dueMs: 0 })
    return false
  }

  /** Begins anew with windows that were given up. */
  retry(windows: Iterable<Window>): void {
    for (const window of windows) this.waiting.set(window, newTries())
    this.givenUpInARow = 0
  }

  /** Forgets all that wait, and gives them. */
  giveUpWaiting(): Window[] {
    const windows = [...this.waiting.keys()]
    this.waiting.clear()
    return windows
  }

  private giveUp(): true {
    this.givenUpInARow += 1
    return true
  }

  private isUnexplained(tries: Tries): boolean {
    return tries.silences > 0 && tries.answersAtSilence === this.answers
  }

  /** A window that was silent twice is not asked for before something else has been answered. */
  private isHeld(tries: Tries): boolean {
    return this.isUnexplained(tries) && tries.silences > 1
  }

  private takeAsked(window: Window): Tries {
    const tries = this.asked.get(window) ?? newTries()
    this.asked.delete(window)
    return tries
  }
}

function newTries(): Tries {
  return { attempts: 0, dueMs: 0, silences: 0, answersAtSilence: -1 }
}
