import type { Contact } from '../../linq/contact'
import { type ContactsPage, cutWords } from '../../linq/contacts-page'
import { LinqError, type LinqProblem } from '../../linq/linq-error'
import type { FailedPage } from '../directory'
import { backOffMs } from './back-off'
import { type Verdict, judgePass } from './verdict'

/** What to do next. */
export type Step =
  /** Ask for a page. */
  | { kind: 'ask'; page: number }
  /** Nothing is due before this moment (ms since 1970), or, for null, before an answer in flight has come. */
  | { kind: 'wait'; untilMs: number | null }
  /** Every page has been read or given up. */
  | { kind: 'end' }
  /** Not even the first page came. */
  | { kind: 'blocked'; problem: LinqProblem }

/** Contacts of one answer with their places in Linq's order, from 0. */
export interface PlacedContacts {
  contacts: readonly Contact[]
  positions: readonly number[]
}

/** The most attempts at a page. */
const mostAttempts = 3

/** Pages are numbered up to here, whatever the API promises: ten million contacts. */
const mostPages = 100_000

/** So many pages given up one after the other, with no answer between them, say that the others would fail too. */
const mostGivenUpInARow = 25

/** While so many pages wait to be asked for again, no others are begun: something is wrong with all of them. */
const mostWaiting = 8

interface Tries {
  attempts: number
  dueMs: number
  /** Attempts that met with silence, and how many answers to anything had come by the last one. */
  silences: number
  answersAtSilence: number
}

/**
 * One pass over all pages: decides which page is asked for next, what an answer means, and what may be said at the
 * end. It touches nothing but its own notes, so that another way of reading can take its place.
 */
export class Pass {
  /** Different ids met in this pass. */
  readonly ids = new Set<number>()
  unreadable = 0
  /** The newest `total_count` that could be believed. */
  total: number | null = null

  private readonly waiting = new Map<number, Tries>()
  private readonly asked = new Map<number, Tries>()
  private readonly settled = new Set<number>()
  private readonly failures = new Map<number, LinqProblem>()
  /** The next page that was never asked for. */
  private fresh = 1
  /** Every page up to this one has been read. */
  private gapless = 0
  /** Rows of a full page, as the first answer showed them; null before it. */
  private pageSize: number | null = null
  /** Without a total: the first page that is known to lie after the last one. */
  private end = Infinity
  private lastWithRows = 0
  private answers = 0
  private givenUpInARow = 0
  private didTotalMove = false
  private didRepeat = false
  private wasEndChecked = false

  /** @param perPage the page size that is asked for */
  constructor(private readonly perPage: number) {}

  next(nowMs: number): Step {
    const first = this.failures.get(1)
    if (first && this.pageSize === null) return { kind: 'blocked', problem: first }
    // Into a silence, one request at a time is enough to learn that it is over.
    if (this.isSilent() && this.asked.size > 0) return { kind: 'wait', untilMs: null }
    const page = this.takeWaiting(nowMs) ?? this.takeCheck() ?? this.takeFresh()
    if (page !== null) return { kind: 'ask', page }
    if (this.waiting.size > 0) return { kind: 'wait', untilMs: this.firstDueMs() }
    return this.asked.size > 0 ? { kind: 'wait', untilMs: null } : { kind: 'end' }
  }

  /**
   * Takes an answer in.
   *
   * @throws LinqError when it is not the page that was asked for, or only a part of it: an attempt that failed
   */
  answered(page: number, answer: ContactsPage): PlacedContacts {
    this.answers += 1
    this.noteTotal(answer.pagination.total_count)
    const isKnown = this.settled.has(page)
    const rows = answer.contacts.length + answer.unreadable
    if (!isKnown) this.checkRows(page, rows, answer)
    this.asked.delete(page)
    this.givenUpInARow = 0
    if (isKnown) return nothing
    this.settled.add(page)
    // A first page that is not the last one is a full one, whatever `per_page` says.
    this.pageSize ??= this.total === null || this.total > rows ? rows : Math.max(rows, this.perPage)
    const isRepetition = this.areAllKnown(answer)
    if (this.isBeyondEnd(page) && (rows === 0 || isRepetition)) return nothing
    if (this.total === null) {
      if (rows === 0 || isRepetition) {
        this.end = Math.min(this.end, page)
        return nothing
      }
      if (page >= this.end) this.end = Infinity
      if (rows < this.pageSize) this.end = Math.min(this.end, page + 1)
    }
    return this.place(page, answer)
  }

  /** Notes a failed attempt, after which the page is asked for again or given up. */
  failed(page: number, problem: LinqProblem, nowMs: number, random: number): void {
    if (problem.kind !== 'timeout') this.answers += 1
    const tries = this.takeAsked(page)
    if (this.settled.has(page) || this.isBeyondEnd(page)) return
    tries.attempts += 1
    const isWorthTrying = problem.kind !== 'refused' && problem.kind !== 'rejected'
    if (isWorthTrying && tries.attempts < mostAttempts) {
      this.waiting.set(page, { ...tries, dueMs: nowMs + backOffMs(tries.attempts, random) })
      return
    }
    this.giveUp(page, problem)
  }

  /** The API asked to wait: the page is asked for again, and this was no attempt at it. */
  putOff(page: number): void {
    this.answers += 1
    const tries = this.takeAsked(page)
    if (!this.settled.has(page)) this.waiting.set(page, { ...tries, dueMs: 0 })
  }

  /**
   * No answer came at all. As long as nothing else is answered either, the network is away and the page is not to
   * blame; where others are answered and this one never is, it is.
   */
  unanswered(page: number, problem: LinqProblem): void {
    const tries = this.takeAsked(page)
    if (this.settled.has(page) || this.isBeyondEnd(page)) return
    if (tries.silences > 0 && this.answers > tries.answersAtSilence) tries.attempts += 1
    tries.silences += 1
    tries.answersAtSilence = this.answers
    if (tries.attempts >= mostAttempts) this.giveUp(page, problem)
    else this.waiting.set(page, { ...tries, dueMs: 0 })
  }

  /** Asks for the pages that were given up, and for no others. */
  retryFailed(): void {
    for (const page of this.failures.keys()) this.waiting.set(page, newTries())
    this.failures.clear()
    this.givenUpInARow = 0
    this.wasEndChecked = false
  }

  verdict(): Verdict {
    const { unreadable, total, didTotalMove, didRepeat } = this
    const failed = this.failedPages().length
    return judgePass({ unique: this.ids.size, unreadable, total, didTotalMove, didRepeat, failed })
  }

  /** Pages that were given up, in their order. */
  failedPages(): FailedPage[] {
    const pages = [...this.failures].filter(([page]) => !this.isBeyondEnd(page))
    return pages.map(([page, problem]) => ({ page, problem })).sort((left, right) => left.page - right.page)
  }

  /** The page at which reading goes on. */
  get nextPage(): number {
    for (const page of this.waiting.keys()) return page
    return Math.min(this.fresh, Math.max(1, this.lastPage()))
  }

  /** Rows of the pages from the first on that have all been read. */
  get inOrder(): number {
    while (this.settled.has(this.gapless + 1)) this.gapless += 1
    return this.gapless * (this.pageSize ?? 0)
  }

  /** Pages still to come, or null while nobody can say. */
  get pagesLeft(): number | null {
    if (this.total === null || this.pageSize === null) return null
    return Math.max(0, this.lastPage() - this.settled.size - this.failures.size)
  }

  private lastPage(): number {
    if (this.pageSize === null) return 1
    const last = this.total === null ? this.end - 1 : Math.ceil(this.total / this.pageSize)
    return Math.min(last, mostPages)
  }

  private isBeyondEnd(page: number): boolean {
    return page > this.lastPage()
  }

  private takeWaiting(nowMs: number): number | null {
    for (const [page, tries] of this.waiting) {
      if (this.isBeyondEnd(page)) this.waiting.delete(page)
      else if (tries.dueMs <= nowMs && !this.isHeld(tries)) {
        this.waiting.delete(page)
        this.asked.set(page, tries)
        return page
      }
    }
    return null
  }

  private takeFresh(): number | null {
    if (this.isBeyondEnd(this.fresh) || this.waiting.size >= mostWaiting) return null
    const page = this.fresh
    this.fresh += 1
    this.asked.set(page, newTries())
    return page
  }

  /**
   * The first page, asked for once more: to learn whether it is the network or a page that is silent, and whether
   * the list became shorter so that a failed last page exists no longer.
   */
  private takeCheck(): number | null {
    if (!this.settled.has(1)) return null
    if (!this.isSilent()) {
      const last = this.failures.get(this.lastPage())
      const isEndInDoubt = last?.kind === 'refused' || last?.kind === 'server'
      const isOver = this.waiting.size === 0 && this.asked.size === 0 && this.isBeyondEnd(this.fresh)
      if (!isEndInDoubt || !isOver || this.wasEndChecked) return null
      this.wasEndChecked = true
    }
    this.asked.set(1, newTries())
    return 1
  }

  private isSilent(): boolean {
    for (const tries of this.waiting.values()) if (this.isUnexplained(tries)) return true
    return false
  }

  /** Whether nothing at all was answered since a page was met with silence. */
  private isUnexplained(tries: Tries): boolean {
    return tries.silences > 0 && tries.answersAtSilence === this.answers
  }

  /** A page that was silent twice is not asked for before something else has been answered. */
  private isHeld(tries: Tries): boolean {
    return this.isUnexplained(tries) && tries.silences > 1 && this.settled.has(1)
  }

  private firstDueMs(): number | null {
    let first = Infinity
    for (const tries of this.waiting.values()) if (!this.isHeld(tries)) first = Math.min(first, tries.dueMs)
    return first === Infinity ? null : first
  }

  private takeAsked(page: number): Tries {
    const tries = this.asked.get(page) ?? newTries()
    this.asked.delete(page)
    return tries
  }

  private noteTotal(total: number | null): void {
    if (total === null) return
    // Where the first answers had no total to believe, one below what has been read is none either (faults A6).
    if (this.total === null && total < this.ids.size) return
    if (this.total !== null && this.total !== total) this.didTotalMove = true
    this.total = total
  }

  /** Holds the rows of an answer against what is known of the list: too few are no end, but a cut (faults A5). */
  private checkRows(page: number, rows: number, answer: ContactsPage): void {
    if (answer.missing > 0) {
      throw new LinqError({ kind: 'cut', message: cutWords(rows, rows + answer.missing), status: 200, page })
    }
    const { current_page } = answer.pagination
    const isOther = current_page !== null && current_page !== page
    if (this.total === null || this.pageSize === null || this.isBeyondEnd(page)) return
    if (isOther && this.areAllKnown(answer)) {
      const message = `Linq answered with page ${current_page} when asked for page ${page}.`
      throw new LinqError({ kind: 'unreadable', message, status: 200, page })
    }
    const promised = Math.min(this.pageSize, this.total - (page - 1) * this.pageSize)
    if (rows >= promised) return
    throw new LinqError({ kind: 'cut', message: cutWords(rows, promised), status: 200, page })
  }

  private areAllKnown(answer: ContactsPage): boolean {
    return answer.contacts.length > 0 && answer.contacts.every((contact) => this.ids.has(contact.id))
  }

  /** The contacts of an answer that counts as failed, because others of its page are missing: they are usable. */
  salvaged(page: number, answer: ContactsPage): PlacedContacts {
    return this.positioned(page, answer)
  }

  private positioned(page: number, { contacts }: ContactsPage): PlacedContacts {
    const start = (page - 1) * (this.pageSize ?? this.perPage)
    return { contacts, positions: contacts.map((_, index) => start + index) }
  }

  private place(page: number, answer: ContactsPage): PlacedContacts {
    for (const contact of answer.contacts) {
      if (this.ids.has(contact.id)) this.didRepeat = true
      this.ids.add(contact.id)
    }
    this.unreadable += answer.unreadable
    this.lastWithRows = Math.max(this.lastWithRows, page)
    return this.positioned(page, answer)
  }

  private giveUp(page: number, problem: LinqProblem): void {
    const isAfterRows = this.total === null && this.pageSize !== null && page > this.lastWithRows
    if (isAfterRows && problem.kind === 'refused') {
      this.end = Math.min(this.end, page)
      return
    }
    this.failures.set(page, problem)
    this.givenUpInARow += 1
    // Without a total, two failures side by side with nothing behind them are how a server ends a list (faults A13).
    const before = isAfterRows && page - 1 > this.lastWithRows && this.failures.has(page - 1)
    if (before) this.end = Math.min(this.end, page - 1)
    else if (isAfterRows && this.failures.has(page + 1)) this.end = Math.min(this.end, page)
    if (this.givenUpInARow >= mostGivenUpInARow) this.giveUpRest(problem)
  }

  private giveUpRest(problem: LinqProblem): void {
    for (const page of this.waiting.keys()) this.failures.set(page, problem)
    this.waiting.clear()
    const last = this.lastPage()
    if (this.total !== null)
      for (; this.fresh <= last; this.fresh += 1) this.failures.set(this.fresh, problem)
  }
}

const nothing: PlacedContacts = { contacts: [], positions: [] }

function newTries(): Tries {
  return { attempts: 0, dueMs: 0, silences: 0, answersAtSilence: -1 }
}
