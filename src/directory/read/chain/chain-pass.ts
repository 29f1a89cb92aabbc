import { type ContactsPage, cutWords } from '../../../linq/contacts-page'
import { LinqError, type LinqProblem } from '../../../linq/linq-error'
import type { FailedPage } from '../../directory'
import { Attempts } from '../attempts'
import type { Pass, PlacedContacts, Step, Verdict } from '../pass'
import { Chain } from './chain'
import { failedPages } from './failed-pages'
import { HEAD, type Window, endOf, startOf, windowAfter, windowAtEnd, windowsFor } from './windows'

/** Windows beyond the plan: a pass may take so many to repair what moved, and half as many again as were planned. */
const fewRepairs = 12

/** The list may grow while it is read, to twice its length and these windows; what grows faster is not followed. */
const fewFurther = 20

/** Rows by which one planned window usually reaches beyond the one before. */
const usualStep = 86

/**
 * A pass of overlapping windows, each of which begins inside the one before it. When all have come, windows across
 * the gaps, at the end and at the top are asked for until the chain holds, within a bound.
 */
export class ChainPass implements Pass {
  readonly way = 'windows'
  readonly isMisplanned = false
  total: number | null = null
  didTotalMove = false

  private readonly chain = new Chain()
  private readonly attempts = new Attempts()
  private readonly failures = new Map<Window, LinqProblem>()
  private readonly seen: Window[] = []
  private readonly unreadableRows = new Set<number>()
  /** Contacts that were met in cut answers only. */
  private readonly salvagedIds = new Set<number>()
  /** The row after the last planned window. */
  private planned = 0
  private windows = 0
  private repairs = 0
  /** What was planned for the total of the first answer. */
  private firstPlan = 1
  /** Windows that are to be asked for as soon as may be. */
  private queue: Window[] = []
  private headReadings = 0
  private wasGivenUp = false
  private lastFailure: LinqProblem | null = null
  /** Whether an answer behind the first page said which page it is, and rightly. */
  private saysPages = false

  get size(): number {
    return this.chain.size + this.salvagedIds.size
  }

  get unreadable(): number {
    return this.unreadableRows.size
  }

  has(id: number): boolean {
    return this.chain.has(id) || this.salvagedIds.has(id)
  }

  ids(): Iterable<number> {
    return [...this.chain.ids(), ...this.salvagedIds]
  }

  next(nowMs: number): Step {
    const first = this.failures.get(HEAD)
    if (first && this.total === null) return { kind: 'blocked', problem: first }
    // Into a silence, one request at a time is enough to learn that it is over.
    const { attempts } = this
    if (attempts.isSilent && attempts.underWay > 0) return { kind: 'wait', untilMs: null }
    const window =
      attempts.takeDue(nowMs, this.hasHead, (one) => this.isWithin(one)) ?? this.probe() ?? this.fresh()
    if (window) return { kind: 'ask', window }
    if (attempts.waitingCount > 0) return { kind: 'wait', untilMs: attempts.firstDueMs(this.hasHead) }
    return attempts.underWay > 0 ? { kind: 'wait', untilMs: null } : { kind: 'end' }
  }

  answered(window: Window, answer: ContactsPage): PlacedContacts | null {
    const { attempts } = this
    attempts.heard()
    const total = answer.pagination.total_count
    if (this.hasHead || total !== null) {
      const rows = answer.contacts.length + answer.unreadable
      const promised = rowsWithin(window, total ?? this.total ?? 0)
      const isBeyond = total !== null && startOf(window) >= total
      const { per_page } = answer.pagination
      const isOfAnotherSize = per_page !== null && per_page !== window.perPage && rows !== promised
      if (!isBeyond && total !== null && (rows > promised || isOfAnotherSize)) return null
      if (!isBeyond) this.checkRows(window, answer, rows, promised)
      if (window.page > 1 && answer.pagination.current_page === window.page) this.saysPages = true
      this.noteTotal(total)
      attempts.succeeded(window)
      return this.take(window, answer, isBeyond ? 0 : rows)
    }
    // Without a total there is no end that a chain could reach.
    return null
  }

  salvaged(window: Window, answer: ContactsPage): PlacedContacts {
    for (const { id } of answer.contacts) if (!this.chain.has(id)) this.salvagedIds.add(id)
    return placedIn(window, answer)
  }

  failed(window: Window, problem: LinqProblem, nowMs: number, random: number): void {
    if (this.attempts.failed(window, problem, nowMs, random)) this.giveUp(window, problem)
  }

  putOff(window: Window): void {
    this.attempts.putOff(window)
  }

  unanswered(window: Window, problem: LinqProblem): void {
    if (this.attempts.unanswered(window)) this.giveUp(window, problem)
  }

  retryFailed(): void {
    this.attempts.retry(this.failures.keys())
    this.failures.clear()
    this.wasGivenUp = false
    this.headReadings = Math.min(this.headReadings, 1)
  }

  failedPages(): FailedPage[] {
    if (this.failures.size === 0 || this.isAllHere) return []
    return failedPages(
      [...this.failures].filter(([window]) => this.isWithin(window)),
      this.seen,
      this.total ?? Infinity,
    )
  }

  verdict(): Verdict {
    if (this.failedPages().length > 0) return 'partial'
    if (!this.chain.isWhole(this.isTopNeeded)) return this.areAllMet ? 'moved' : 'disturbed'
    // Where all are met that were promised, nobody can have slipped by; else the joints must hold everybody.
    return this.chain.isStable && (this.areAllMet || this.chain.isCounted) ? 'clean' : 'moved'
  }

  corrections(): { ids: readonly number[]; positions: readonly number[] } {
    return this.chain.corrections()
  }

  get inOrder(): number {
    return this.chain.inOrder
  }

  get nextPage(): number {
    const row = startOf(this.attempts.firstWaiting ?? this.queue[0] ?? windowAfter(this.planned))
    return Math.floor(Math.min(row, Math.max(0, (this.total ?? 1) - 1)) / HEAD.perPage) + 1
  }

  get requestsLeft(): number | null {
    if (this.total === null) return null
    const { waitingCount, underWay } = this.attempts
    const windows = Math.ceil(Math.max(0, this.total - this.planned) / usualStep)
    return windows + waitingCount + underWay + this.queue.length
  }

  private get mostRepairs(): number {
    return fewRepairs + Math.floor(this.windows / 2)
  }

  private get hasHead(): boolean {
    return this.total !== null
  }

  private fresh(): Window | null {
    if (this.attempts.areTooManyWaiting) return null
    if (this.attempts.isHopeless) return this.giveUpRest()
    if (this.windows === 0) return this.plan(HEAD)
    if (this.total === null) return null
    const queued = this.queue.shift()
    if (queued) return this.attempts.begin(queued)
    if (this.planned < this.total && this.windows < 2 * this.firstPlan + fewFurther)
      return this.plan(windowAfter(this.planned))
    if (this.attempts.underWay + this.attempts.waitingCount > 0) return null
    this.queue = this.repair().slice(0, Math.max(0, this.mostRepairs - this.repairs))
    this.repairs += this.queue.length
    const first = this.queue.shift()
    return first ? this.attempts.begin(first) : null
  }

  private plan(window: Window): Window {
    this.windows += 1
    this.planned = endOf(window)
    if (window === HEAD) this.headReadings += 1
    return this.attempts.begin(window)
  }

  /** What is still to be asked for when everything planned has come. */
  private repair(): Window[] {
    if (this.total === null) return []
    if (this.wasGivenUp || this.chain.isWhole(this.headReadings > 1)) return this.newHead()
    // Failed windows leave gaps of their own, which are told, and mended on demand.
    const failed = [...this.failures.keys()].filter((window) => this.isWithin(window))
    const isFailed = (row: number) => failed.some((one) => startOf(one) <= row && row <= endOf(one))
    const wanted = this.chain.reachesEnd(this.total)
      ? this.chain.fillers(this.total, isFailed)
      : [windowAtEnd(this.total)].filter((window) => !isFailed(endOf(window)))
    return wanted.length > 0 ? wanted : this.newHead()
  }

  /** The top of the list once more, so that whoever came on top meanwhile is in; not when all that were promised are. */
  private newHead(): Window[] {
    if (!this.isTopNeeded || this.headReadings > 1 || this.chain.isTopFresh) return []
    this.headReadings += 1
    return [{ ...HEAD }]
  }

  /** Whether the top must be read again at the end: not when all that were promised are here. */
  private get isTopNeeded(): boolean {
    return !this.areAllMet
  }

  /** Whether every answer promised the same number of contacts, and so many different ones were met. */
  private get areAllMet(): boolean {
    return !this.didTotalMove && this.size + this.unreadable === this.total
  }

  /** Whether what failed came in other answers. */
  private get isAllHere(): boolean {
    return this.areAllMet || this.chain.isWhole(this.isTopNeeded)
  }

  /** The top of the list, to learn whether it is the network or a window that is silent. */
  private probe(): Window | null {
    if (!this.hasHead || !this.attempts.isSilent) return null
    return this.attempts.begin({ ...HEAD })
  }

  private isWithin(window: Window): boolean {
    return this.total === null || startOf(window) < Math.max(1, this.total)
  }

  private giveUp(window: Window, problem: LinqProblem): void {
    if (window !== HEAD && startOf(window) === 0 && this.hasHead) return
    this.failures.set(window, problem)
    this.lastFailure = problem
  }

  private giveUpRest(): null {
    const { lastFailure: failure, total } = this
    if (!failure || total === null) return null
    this.wasGivenUp = true
    for (const window of [...this.attempts.giveUpWaiting(), ...this.queue.splice(0)])
      this.failures.set(window, failure)
    while (this.planned < total) {
      const window = windowAfter(this.planned)
      this.planned = endOf(window)
      this.failures.set(window, failure)
    }
    return null
  }

  private noteTotal(total: number | null): void {
    if (total === null) return
    if (this.total === null) this.firstPlan = windowsFor(total)
    else if (this.total !== total) this.didTotalMove = true
    this.total = total
  }

  /** Holds the rows of an answer against what is known of the list: too few are no end, but a cut (faults A5). */
  private checkRows(window: Window, answer: ContactsPage, rows: number, promised: number): void {
    const { current_page } = answer.pagination
    const { page } = window
    const isOther = current_page !== null && current_page !== page
    // A server may number its pages in its own way; one that was seen to say the right ones has sent another page.
    if (
      isOther &&
      (page === 1 || this.saysPages || answer.contacts.every((contact) => this.chain.has(contact.id)))
    ) {
      const message = `Linq answered with page ${current_page} when asked for page ${page}.`
      throw new LinqError({ kind: 'unreadable', message, status: 200, page })
    }
    if (rows >= promised && answer.missing === 0) return
    const message = cutWords(rows, Math.max(promised, rows + answer.missing))
    throw new LinqError({ kind: 'cut', message, status: 200, page })
  }

  private take(window: Window, answer: ContactsPage, rows: number): PlacedContacts {
    const start = startOf(window)
    for (const index of answer.unreadableAt) this.unreadableRows.add(start + index)
    const placed = rows > 0 ? placedIn(window, answer) : { contacts: [], positions: [] }
    const ids = placed.contacts.map((contact) => contact.id)
    for (const id of ids) this.salvagedIds.delete(id)
    const end = start + rows
    this.chain.add({ start, ids, rows: placed.positions, end, total: answer.pagination.total_count })
    this.seen.push(window)
    return placed
  }
}

/** The rows of a window, as far as a list of that length has them. */
function rowsWithin(window: Window, total: number): number {
  return Math.max(0, Math.min(endOf(window), total) - startOf(window))
}

/** The contacts of an answer, each at its row of the list: one that cannot be told apart takes up a row, too. */
function placedIn(window: Window, { contacts, unreadableAt }: ContactsPage): PlacedContacts {
  const isUnreadable = new Set(unreadableAt)
  const positions: number[] = []
  for (let row = startOf(window), index = 0; positions.length < contacts.length; row += 1, index += 1)
    if (!isUnreadable.has(index)) positions.push(row)
  return { contacts, positions }
}
