import type { Contact } from '../../linq/contact'
import type { ContactsPage } from '../../linq/contacts-page'
import type { LinqProblem } from '../../linq/linq-error'
import type { ReadState, ReadWait } from '../directory'
import { ChainPass } from './chain/chain-pass'
import type { Window } from './chain/windows'
import type { Clock } from './clock'
import { Pace } from './pace/pace'
import { TimeLeft } from './pace/time-left'
import { PageAges } from './page-ages'
import { PagePass } from './pages/page-pass'
import type { Pass, PlacedContacts } from './pass'
import { Findings } from './proof/findings'
import { type Run, newRun, problemOf } from './run'
import { type Phase, Shown } from './shown'

/** When a read is taken up again by itself that is not verified yet: after the first pass, after the second, … */
const againAfterMs = [1000, 10_000, 60_000]

/**
 * What was read of kept pages is proved when a gateway has none left that are fresh: those who came one after the other
 * share one proof then.
 */
const keptAgainAfterMs = 90_000

export interface ReaderOptions {
  /** Asks for one page, which must have been read from `newerThanMs` on, where that is given. @throws LinqError */
  fetchPage: (
    page: number,
    perPage: number,
    signal: AbortSignal,
    newerThanMs: number | null,
    onArrived: () => void,
  ) => Promise<ContactsPage>
  /** Receives contacts as they come, with their places in Linq's order from 0. */
  put: (contacts: readonly Contact[], positions: readonly number[]) => void
  /** Receives truer places of contacts that were put. */
  place: (ids: readonly number[], positions: readonly number[]) => void
  /** Receives the ids of contacts that are gone. */
  remove: (ids: readonly number[]) => void
  clock: Clock
  /** Called after every change; `isTurn` when the status or a wait changed, and not only the figures. */
  onChange: (isTurn: boolean) => void
}

/**
 * Reads the whole organisation, few requests at a time, and reads it again until that proves that nobody is missing.
 * What to ask for and what the answers mean is decided by a `Pass`, when to ask by `Pace`, what several passes prove
 * by `Findings`; this is the part that asks.
 */
export class Reader {
  private shown = new Shown()
  private run: Run = newRun(new ChainPass(), false, null)
  private readonly pace = new Pace()
  private readonly timeLeft = new TimeLeft()
  private readonly ages = new PageAges()
  private findings = new Findings()
  /** Passes that were begun by themselves since somebody asked for one. */
  private passesByItself = 0
  /** Whether somebody waits for the pass that is under way. */
  private isAskedFor = false
  private callOff: () => void = () => undefined
  private callOffAgain: () => void = () => undefined

  constructor(private readonly options: ReaderOptions) {}

  /** Begins to read, once. */
  start(): void {
    if (this.shown.phase.status === 'idle') this.begin(false)
  }

  /**
   * Goes on from what is here already: a copy of an earlier visit, or what another tab has read. What had ended well
   * stays as it is; everything else is read anew, behind what is here.
   *
   * @param read what may be said of the contacts that are here
   * @param ids of the contacts that are here
   */
  adopt(read: ReadState, ids: Iterable<number>): void {
    this.findings = new Findings()
    this.findings.know(ids, read.unreadable)
    this.ages.know(read.newestMs)
    this.shown.adopt(read)
    this.run.isOver = true
    if (read.status === 'kept') {
      this.turn({ status: 'kept', atMs: read.atMs, problem: null })
      this.begin(true)
    } else if (read.status === 'complete' || read.status === 'verified' || read.status === 'disturbed')
      this.turn({ status: read.status, atMs: read.atMs })
    else this.begin(false)
  }

  /** Forgets everything and begins to read: what was here was of another organisation. */
  startOver(): void {
    this.findings = new Findings()
    this.shown = new Shown()
    this.begin(false)
  }

  /** Asks for nothing more; what is on its way still arrives. A read behind what is shown is given up. */
  pause(): void {
    if (this.run.isBehind) this.giveUpBehind()
    if (this.shown.phase.status !== 'reading') return
    this.callOff()
    this.turn({ status: 'paused' })
  }

  /** Goes on after `pause`, and at once where it waits for the network. */
  resume(): void {
    if (this.shown.phase.status !== 'paused') {
      this.online()
      return
    }
    this.timeLeft.reset()
    this.turn({ status: 'reading' })
    this.pump()
  }

  /** The network is said to be back: a wait for it ends. */
  online(): void {
    this.pace.online()
    this.pump()
  }

  /** Reads the failed pages again, also while others are still being read; everything after `stopped`. */
  retry(): void {
    const { status } = this.shown.phase
    if (status === 'stopped' || (status === 'partial' && this.run.pass.isMisplanned)) {
      this.begin(false)
      return
    }
    if (status === 'kept') {
      this.refresh()
      return
    }
    if (status !== 'partial' && status !== 'reading' && status !== 'paused') return
    this.run.pass.retryFailed()
    this.run.isOver = false
    this.passesByItself = 0
    this.shown.failedPages = []
    this.timeLeft.reset()
    if (status === 'partial') this.turn({ status: 'reading' })
    else this.options.onChange(false)
    this.pump()
  }

  /**
   * Reads everything again: behind what is here where a read has ended well, else anew. Contacts stay. Whoever asks for
   * it gets what Linq holds from this moment on.
   */
  refresh(): void {
    this.shown.refreshProblem = null
    this.isAskedFor = true
    this.readAgain(this.ages.fromNow(this.options.clock.now()))
  }

  /** As `refresh`, by itself after a while: what the gateway has read for others meanwhile is new enough. */
  renew(): void {
    this.readAgain(this.ages.afterAll())
  }

  private readAgain(newerThanMs: number | null): void {
    this.passesByItself = 0
    const { status } = this.shown.phase
    const isShown = status === 'complete' || status === 'verified' || status === 'disturbed'
    if (!isShown && status !== 'kept') this.begin(false, newerThanMs)
    else if (!this.isReadingAgain) this.begin(true, newerThanMs)
  }

  /** The state at this moment, as plain data. */
  state(): ReadState {
    const msLeft = this.timeLeft.estimateMs(this.run.pass.requestsLeft, this.options.clock.now())
    return { ...this.shown.state(this.run, this.findings.known, msLeft), newestMs: this.ages.newestMs }
  }

  private get isReadingAgain(): boolean {
    return this.run.isBehind && !this.run.isOver
  }

  /** No page of the new pass may be older than what is here: it would take back what came since. */
  private begin(isBehind: boolean, newerThanMs = this.ages.afterAll()): void {
    this.replaceRun(new ChainPass(), isBehind, newerThanMs)
    this.shown.noteProblem(null)
    if (isBehind) this.options.onChange(true)
    else this.turn({ status: 'reading' })
    this.pump()
  }

  private replaceRun(pass: Pass, isBehind: boolean, newerThanMs = this.run.newerThanMs): void {
    this.run.abort.abort()
    this.callOff()
    this.callOffAgain()
    this.run = newRun(pass, isBehind, newerThanMs)
    this.pace.isBehind = isBehind
  }

  /** Asks for whatever may be asked for now, and sees to it that it is called again when more may be. */
  private pump(): void {
    const { run, pace } = this
    const { clock } = this.options
    this.callOff()
    if (run.isOver || (this.shown.phase.status !== 'reading' && !run.isBehind)) return
    const told = pace.waitToTellAt(clock.now())
    this.tellWait(told && { ...told, page: run.pass.nextPage })
    const wait = pace.waitAt(clock.now())
    if (wait) return this.pumpAt(wait.untilMs)
    while (run.inFlight < pace.limit) {
      const step = run.pass.next(clock.now())
      if (step.kind === 'ask') void this.ask(run, step.window)
      else if (step.kind === 'wait') return step.untilMs === null ? undefined : this.pumpAt(step.untilMs)
      else if (step.kind === 'end') return this.finish()
      else return run.isBehind ? this.giveUpBehind(step.problem) : this.stop(step.problem)
    }
  }

  private pumpAt(atMs: number): void {
    const { clock } = this.options
    this.callOff = clock.after(Math.max(1, atMs - clock.now()), () => {
      this.pump()
    })
  }

  private async ask(run: Run, window: Window): Promise<void> {
    const { clock, fetchPage } = this.options
    run.inFlight += 1
    const askedMs = clock.now()
    // A window that is asked for twice in a pass is asked for because the first answer did not do.
    const name = `${window.page}/${window.perPage}`
    const newerThanMs = run.asked.has(name) ? this.ages.afterAllAnd(run.newerThanMs) : run.newerThanMs
    run.asked.add(name)
    // While one answer is read and indexed, the next may be on its way.
    let isOnItsWay = true
    const arrived = () => {
      if (isOnItsWay) run.inFlight -= 1
      isOnItsWay = false
    }
    const outcome = await fetchPage(window.page, window.perPage, run.abort.signal, newerThanMs, () => {
      arrived()
      if (run === this.run) this.pump()
    }).then(
      (answer) => ({ answer }),
      (error: unknown) => ({ error }),
    )
    arrived()
    // What belongs to a read that has been given up is of no interest.
    if (run !== this.run) return
    if ('error' in outcome) this.handle(run, window, problemOf(outcome.error, window.page))
    else {
      const { answer } = outcome
      this.ages.note(answer, askedMs)
      if (answer.ageMs > 0) run.oldestMs = Math.min(run.oldestMs, clock.now() - answer.ageMs)
      this.take(run, window, answer, clock.now() - askedMs)
    }
    this.pump()
  }

  private take(run: Run, window: Window, answer: ContactsPage, tookMs: number): void {
    this.shown.demonstration = answer.demonstration
    let placed: PlacedContacts | null
    try {
      placed = run.pass.answered(window, answer)
    } catch (error) {
      const problem = problemOf(error, window.page)
      this.shown.total = run.pass.total ?? this.shown.total
      // What came of a window that was cut can be shown; it is asked for again, or named as failed.
      if (problem.kind === 'cut') this.keep(run.pass.salvaged(window, answer), window)
      if (run === this.run) this.handle(run, window, problem)
      return
    }
    if (!placed) {
      this.readByPages(run, window, answer, tookMs)
      return
    }
    this.pace.answered(tookMs)
    this.timeLeft.note(this.options.clock.now())
    this.shown.total = run.pass.total
    if (!run.isBehind) this.shown.way = run.pass.way
    this.keep(placed, window)
  }

  private keep({ contacts, positions }: PlacedContacts, window: Window): void {
    try {
      if (contacts.length > 0) this.options.put(contacts, positions)
    } catch (error) {
      // Contacts that came and cannot be kept are a fault of ours: nothing may be called complete after it.
      this.stop(problemOf(error, window.page))
      return
    }
    this.findings.add(contacts)
    this.options.onChange(false)
  }

  /** This server cannot be read in windows of our choice: plain pages must do. The first page is at hand already. */
  private readByPages(run: Run, window: Window, answer: ContactsPage, tookMs: number): void {
    this.replaceRun(new PagePass(run.pass.way === 'windows'), run.isBehind)
    if (window.page !== 1) return
    const step = this.run.pass.next(this.options.clock.now())
    if (step.kind === 'ask') this.take(this.run, step.window, answer, tookMs)
  }

  private handle(run: Run, window: Window, problem: LinqProblem): void {
    const { clock } = this.options
    if (problem.kind === 'rejected') return this.stop(problem)
    if (problem.kind === 'rate-limit') {
      this.pace.rateLimited(problem.retryAfterMs, clock.now(), clock.random())
      this.timeLeft.notePause()
      run.pass.putOff(window)
    } else if (problem.kind === 'network') {
      this.pace.silent(clock.now(), clock.random())
      run.pass.unanswered(window, problem)
      this.timeLeft.reset()
    } else {
      if (problem.kind === 'timeout') this.pace.timedOut()
      else this.pace.heard()
      run.pass.failed(window, problem, clock.now(), clock.random())
    }
    this.options.onChange(false)
  }

  private finish(): void {
    const { pass, isBehind, oldestMs } = this.run
    const isOfKept = oldestMs < Infinity
    this.run.isOver = true
    this.shown.ended(pass)
    // Of pages that the gateway had kept, the oldest says as of when all of it is true.
    const atMs = Math.min(this.options.clock.now(), oldestMs)
    const { outcome, gone, isFinal } = this.findings.judge(pass)
    const isKept = this.shown.phase.status === 'kept'
    if (isKept && outcome === 'partial') {
      // Nothing new can be said of all of them: they are as of their time, but for those that came.
      this.shown.follow(pass)
      this.shown.noteProblem(this.shown.failedPages[0]?.problem ?? null)
      this.options.onChange(true)
    } else if (isBehind && !isKept && (outcome === 'partial' || outcome === 'disturbed')) {
      // What was proved before stays proved, as of its time.
      this.tellWhoAsked(pass.failedPages()[0]?.problem ?? null)
      this.options.onChange(true)
    } else {
      this.shown.follow(pass)
      const { ids, positions } = pass.corrections()
      if (ids.length > 0 && outcome !== 'partial') this.options.place(ids, positions)
      if (gone.length > 0) this.options.remove(gone)
      this.tellWhoAsked(null)
      this.turn({ status: outcome, atMs })
    }
    // What a pass noted is needed no longer, but for its failed pages.
    if (this.shown.phase.status !== 'partial')
      this.replaceRun(new ChainPass(), this.shown.phase.status === 'kept')
    this.run.isOver = true
    if (!isFinal) this.readAgainLater(isOfKept)
  }

  private readAgainLater(isOfKept: boolean): void {
    const waitMs = againAfterMs[this.passesByItself]
    if (waitMs === undefined) return
    this.passesByItself += 1
    this.callOffAgain = this.options.clock.after(
      isOfKept ? Math.max(waitMs, keptAgainAfterMs) : waitMs,
      () => {
        this.begin(true)
      },
    )
  }

  private giveUpBehind(problem: LinqProblem | null = null): void {
    this.run.abort.abort()
    this.callOff()
    this.callOffAgain()
    this.run.isOver = true
    this.shown.noteProblem(problem)
    this.tellWhoAsked(problem)
    this.options.onChange(true)
  }

  /** A read by itself that fails is tried again by itself; whoever pressed a button is told. */
  private tellWhoAsked(problem: LinqProblem | null): void {
    if (this.isAskedFor || problem === null) this.shown.refreshProblem = problem
    this.isAskedFor = false
  }

  private stop(problem: LinqProblem): void {
    // What was kept is still here, as of its time; only its renewal has failed.
    if (this.shown.phase.status === 'kept') return this.giveUpBehind(problem)
    this.replaceRun(new ChainPass(), false)
    this.run.isOver = true
    this.turn({ status: 'stopped', problem })
  }

  private tellWait(wait: ReadWait | null): void {
    const before = this.shown.wait
    const isSame = before?.untilMs === wait?.untilMs && before?.reason === wait?.reason
    this.shown.wait = wait
    if (!isSame) this.options.onChange(true)
  }

  private turn(phase: Phase): void {
    this.shown.phase = phase
    if (phase.status !== 'reading') this.shown.wait = null
    this.options.onChange(true)
  }
}
