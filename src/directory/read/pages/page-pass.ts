import { type ContactsPage, MAX_PER_PAGE, cutWords } from '../../../linq/contacts-page'
import { LinqError, type LinqProblem } from '../../../linq/linq-error'
import type { FailedPage } from '../../directory'
import { Attempts } from '../attempts'
import type { Window } from '../chain/windows'
import type { Pass, PlacedContacts, Step, Verdict } from '../pass'
import { judgePass } from './verdict'

/** Pages are numbered up to here, whatever the API promises: ten million contacts. */
const mostPages = 100_000

/**
 * A pass of plain pages, for a server that gives no total, or other rows than it is asked for. A deletion and an
 * insertion that cancel out can go unseen here.
 */
export class PagePass implements Pass {
  readonly way = 'pages'
  isMisplanned = false
  unreadable = 0
  total: number | null = null
  didTotalMove = false

  private readonly met = new Set<number>()
  private readonly attempts = new Attempts()
  private readonly windows = new Map<number, Window>()
  private readonly settled = new Set<number>()
  private readonly failures = new Map<number, LinqProblem>()
  /** The next page that was never asked for. */
  private nextFresh = 1
  /** Every page up to this one has been read. */
  private gapless = 0
  /** Rows of a full page, as the first answer showed them; null before it. */
  private pageSize: number | null = null
  /** `per_page` of the first answer. */
  private saidPerPage: number | null = null
  /** Without a total: the first page that is known to lie after the last one. */
  private end = Infinity
  private lastWithRows = 0
  private didRepeat = false
  private wasEndChecked = false
  /** Whether an answer had no total: what came and went around it was not counted. */
  private wasTotalMissing = false
  /** Rows of a first answer that was short and did not say how many there are. */
  private shortRows: number | null = null

  /** @param mayBeginAnew whether pages that turn out to be larger than the first one are a reason to begin anew */
  constructor(private readonly mayBeginAnew = true) {}

  get size(): number {
    return this.met.size
  }

  has(id: number): boolean {
    return this.met.has(id)
  }

  ids(): Iterable<number> {
    return this.met
  }

  next(nowMs: number): Step {
    const first = this.failures.get(1)
    if (first && this.pageSize === null) return { kind: 'blocked', problem: first }
    const { attempts } = this
    // Into a silence, one request at a time is enough to learn that it is over.
    if (attempts.isSilent && attempts.underWay > 0) return { kind: 'wait', untilMs: null }
    const canProbe = this.settled.has(1)
    const window =
      attempts.takeDue(nowMs, canProbe, ({ page }) => !this.isBeyondEnd(page)) ?? this.check() ?? this.fresh()
    if (window) return { kind: 'ask', window }
    if (attempts.waitingCount > 0) return { kind: 'wait', untilMs: attempts.firstDueMs(canProbe) }
    return attempts.underWay > 0 ? { kind: 'wait', untilMs: null } : { kind: 'end' }
  }

  answered(window: Window, answer: ContactsPage): PlacedContacts | null {
    const { page } = window
    this.attempts.heard()
    const isKnown = this.settled.has(page)
    const rows = answer.contacts.length + answer.unreadable
    // The first page was cut, or of another size by chance: what was planned by it would miss its other rows.
    if (this.mayBeginAnew && this.isOfAnotherSize(page, rows, answer)) return null
    this.noteTotal(answer.pagination.total_count)
    if (!isKnown) this.checkRows(page, rows, answer)
    this.attempts.succeeded(window)
    if (answer.pagination.total_count === null) this.wasTotalMissing = true
    if (isKnown) return nothing
    this.settled.add(page)
    // A first page that is not the last one is a full one, whatever `per_page` says.
    if (this.pageSize === null) this.saidPerPage = answer.pagination.per_page
    this.pageSize ??= this.total === null || this.total > rows ? rows : Math.max(rows, MAX_PER_PAGE)
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

  failed(window: Window, problem: LinqProblem, nowMs: number, random: number): void {
    const isLast = this.attempts.failed(window, problem, nowMs, random)
    if (this.isNoMatter(window)) this.attempts.drop(window)
    else if (isLast) this.giveUp(window.page, problem)
  }

  putOff(window: Window): void {
    this.attempts.putOff(window)
    if (this.settled.has(window.page)) this.attempts.drop(window)
  }

  unanswered(window: Window, problem: LinqProblem): void {
    const isLast = this.attempts.unanswered(window)
    if (this.isNoMatter(window)) this.attempts.drop(window)
    else if (isLast) this.giveUp(window.page, problem)
  }

  retryFailed(): void {
    this.attempts.retry([...this.failures.keys()].map((page) => this.windowOf(page)))
    this.failures.clear()
    this.wasEndChecked = false
  }

  salvaged({ page }: Window, answer: ContactsPage): PlacedContacts {
    return this.positioned(page, answer)
  }

  corrections(): { ids: readonly number[]; positions: readonly number[] } {
    return { ids: [], positions: [] }
  }

  verdict(): Verdict {
    const { unreadable, total, didRepeat } = this
    const didTotalMove = this.didTotalMove || this.wasTotalMissing
    const failed = this.failedPages().length
    return judgePass({ unique: this.met.size, unreadable, total, didTotalMove, didRepeat, failed })
  }

  /** Pages that were given up, in their order. */
  failedPages(): FailedPage[] {
    const size = this.pageSize ?? MAX_PER_PAGE
    return [...this.failures]
      .filter(([page]) => !this.isBeyondEnd(page))
      .sort(([left], [right]) => left - right)
      .map(([page, problem]) => ({
        page,
        rows: { first: (page - 1) * size + 1, last: page * size },
        problem,
      }))
  }

  get inOrder(): number {
    while (this.settled.has(this.gapless + 1)) this.gapless += 1
    return this.gapless * (this.pageSize ?? 0)
  }

  get nextPage(): number {
    const waiting = this.attempts.firstWaiting
    return waiting ? waiting.page : Math.min(this.nextFresh, Math.max(1, this.lastPage()))
  }

  get requestsLeft(): number | null {
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

  private isNoMatter({ page }: Window): boolean {
    return this.settled.has(page) || this.isBeyondEnd(page)
  }

  private windowOf(page: number): Window {
    const known = this.windows.get(page)
    if (known) return known
    const window = { page, perPage: MAX_PER_PAGE }
    this.windows.set(page, window)
    return window
  }

  private fresh(): Window | null {
    if (this.isBeyondEnd(this.nextFresh) || this.attempts.areTooManyWaiting) return null
    const page = this.nextFresh
    this.nextFresh += 1
    return this.attempts.begin(this.windowOf(page))
  }

  /**
   * The first page, asked for once more: to learn whether it is the network or a page that is silent, and whether
   * the list became shorter so that a failed last page exists no longer.
   */
  private check(): Window | null {
    if (!this.settled.has(1)) return null
    if (!this.attempts.isSilent) {
      const last = this.failures.get(this.lastPage())
      const isEndInDoubt = last?.kind === 'refused' || last?.kind === 'server'
      const { waitingCount, underWay } = this.attempts
      const isOver = waitingCount === 0 && underWay === 0 && this.isBeyondEnd(this.nextFresh)
      if (!isEndInDoubt || !isOver || this.wasEndChecked) return null
      this.wasEndChecked = true
    }
    return this.attempts.begin(this.windowOf(1))
  }

  private noteTotal(total: number | null): void {
    if (total === null) return
    // Where the first answers had no total to believe, one below what has been read is none either (faults A6).
    if (this.total === null && total < this.met.size) return
    if (this.total !== null && this.total !== total) this.didTotalMove = true
    this.total = total
  }

  /** Holds the rows of an answer against what is known of the list: too few are no end, but a cut (faults A5). */
  private checkRows(page: number, rows: number, answer: ContactsPage): void {
    if (answer.missing > 0) {
      throw new LinqError({ kind: 'cut', message: cutWords(rows, rows + answer.missing), status: 200, page })
    }
    const { current_page, per_page } = answer.pagination
    // A short first page that says nothing may be a whole list, or a cut: what comes a second time is believed.
    const isShort = rows < MAX_PER_PAGE && per_page !== rows && this.total === null
    if (this.pageSize === null && isShort && this.shortRows !== rows) {
      this.shortRows = rows
      const message = `The answer holds ${rows} contacts, and does not say how many there are.`
      throw new LinqError({ kind: 'cut', message, status: 200, page })
    }
    if (this.isOfAnotherSize(page, rows, answer)) {
      this.isMisplanned = true
      const message = `Linq answered with a page of ${per_page ?? rows} contacts, where the first has ${this.pageSize}.`
      throw new LinqError({ kind: 'unreadable', message, status: 200, page })
    }
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

  /** Whether pages are not of the size that the first one had: by what this one says, or by its rows. */
  private isOfAnotherSize(page: number, rows: number, { pagination }: ContactsPage): boolean {
    const { pageSize, saidPerPage } = this
    const { per_page, total_count } = pagination
    if (pageSize === null) return false
    if (per_page !== null && saidPerPage !== null && per_page !== saidPerPage) return true
    const left = total_count === null ? Infinity : total_count - (page - 1) * pageSize
    return rows > (left > 0 ? Math.min(pageSize, left) : pageSize)
  }

  private areAllKnown(answer: ContactsPage): boolean {
    return answer.contacts.length > 0 && answer.contacts.every((contact) => this.met.has(contact.id))
  }

  private place(page: number, answer: ContactsPage): PlacedContacts {
    for (const contact of answer.contacts) {
      if (this.met.has(contact.id)) this.didRepeat = true
      this.met.add(contact.id)
    }
    this.unreadable += answer.unreadable
    this.lastWithRows = Math.max(this.lastWithRows, page)
    return this.positioned(page, answer)
  }

  private positioned(page: number, { contacts }: ContactsPage): PlacedContacts {
    const start = (page - 1) * (this.pageSize ?? MAX_PER_PAGE)
    return { contacts, positions: contacts.map((_, index) => start + index) }
  }

  private giveUp(page: number, problem: LinqProblem): void {
    const isAfterRows = this.total === null && this.pageSize !== null && page > this.lastWithRows
    if (isAfterRows && problem.kind === 'refused') {
      this.end = Math.min(this.end, page)
      return
    }
    this.failures.set(page, problem)
    // Without a total, two failures side by side with nothing behind them are how a server ends a list (faults A13).
    const before = isAfterRows && page - 1 > this.lastWithRows && this.failures.has(page - 1)
    if (before) this.end = Math.min(this.end, page - 1)
    else if (isAfterRows && this.failures.has(page + 1)) this.end = Math.min(this.end, page)
    if (this.attempts.isHopeless) this.giveUpRest(problem)
  }

  private giveUpRest(problem: LinqProblem): void {
    for (const { page } of this.attempts.giveUpWaiting()) this.failures.set(page, problem)
    const last = this.lastPage()
    if (this.total !== null)
      for (; this.nextFresh <= last; this.nextFresh += 1) this.failures.set(this.nextFresh, problem)
  }
}

const nothing: PlacedContacts = { contacts: [], positions: [] }
