import type { Contact } from '../../linq/contact'
import { type ContactsPage, MAX_PER_PAGE } from '../../linq/contacts-page'
import { LinqError, type LinqProblem } from '../../linq/linq-error'
import type { ReadFigures, ReadState, ReadWait } from '../directory'
import type { Clock } from './clock'
import { Pace } from './pace'
import { Pass, type PlacedContacts } from './pass'
import { TimeLeft } from './time-left'

/** A pass that was disturbed is followed by so many others at most. */
const mostRepairs = 2

export interface ReaderOptions {
  /** Asks for one page. @throws LinqError */
  fetchPage: (page: number, perPage: number, signal: AbortSignal) => Promise<ContactsPage>
  /** Receives contacts as they come, with their places in Linq's order from 0. */
  put: (contacts: readonly Contact[], positions: readonly number[]) => void
  /** Receives the ids of contacts that a clean pass did not meet. */
  remove: (ids: readonly number[]) => void
  clock: Clock
  /** Called after every change; `isTurn` when the status or a wait changed, and not only the figures. */
  onChange: (isTurn: boolean) => void
}

/** One pass under way, with the requests that belong to it. */
interface Run {
  pass: Pass
  abort: AbortController
  inFlight: number
  repairs: number
}

type Phase =
  | { status: 'idle' }
  | { status: 'reading' }
  | { status: 'paused' }
  | { status: 'complete'; atMs: number }
  | { status: 'disturbed'; atMs: number }
  | { status: 'partial'; atMs: number }
  | { status: 'stopped'; problem: LinqProblem }

/**
 * Reads the whole organisation, page by page, few at a time. What to ask for and what the answers mean is decided
 * by `Pass`, when to ask by `Pace`; this is the part that asks.
 */
export class Reader {
  private phase: Phase = { status: 'idle' }
  private run = newRun()
  private pace = new Pace()
  private readonly timeLeft = new TimeLeft()
  /** Ids that were put and not removed. */
  private known = new Set<number>()
  private total: number | null = null
  private unreadable = 0
  private demonstration = false
  private wasReadBefore = false
  private wait: ReadWait | null = null
  private callOff: () => void = () => undefined

  constructor(private readonly options: ReaderOptions) {}

  /** Begins to read, once. */
  start(): void {
    if (this.phase.status === 'idle') this.begin(0)
  }

  /** Asks for nothing more; what is on its way still arrives. */
  pause(): void {
    if (this.phase.status !== 'reading') return
    this.callOff()
    this.wait = null
    this.turn({ status: 'paused' })
  }

  /** Goes on after `pause`, and at once where it waits for the network. */
  resume(): void {
    if (this.phase.status === 'reading') this.online()
    if (this.phase.status !== 'paused') return
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
    if (this.phase.status === 'stopped') this.begin(0)
    const { status } = this.phase
    if (status !== 'partial' && status !== 'reading' && status !== 'paused') return
    this.run.pass.retryFailed()
    this.timeLeft.reset()
    if (status === 'partial') this.turn({ status: 'reading' })
    else this.options.onChange(false)
    this.pump()
  }

  /** Reads everything again; contacts stay until a clean pass has not met them. */
  refresh(): void {
    this.begin(0)
  }

  /** The state at this moment, as plain data. */
  state(): ReadState {
    const figures: ReadFigures = {
      contacts: this.known.size,
      total: this.total,
      unreadable: Math.max(this.unreadable, this.run.pass.unreadable),
      failedPages: this.run.pass.failedPages(),
      met: this.run.pass.ids.size,
      inOrder: this.run.pass.inOrder,
      wasReadBefore: this.wasReadBefore,
      demonstration: this.demonstration,
    }
    if (this.phase.status !== 'reading') return { ...figures, ...this.phase }
    const msLeft = this.timeLeft.estimateMs(this.run.pass.pagesLeft, this.options.clock.now())
    return { ...figures, status: 'reading', wait: this.wait, msLeft }
  }

  private begin(repairs: number): void {
    this.run.abort.abort()
    this.callOff()
    this.run = newRun(repairs)
    this.turn({ status: 'reading' })
    this.pump()
  }

  /** Asks for whatever may be asked for now, and sees to it that it is called again when more may be. */
  private pump(): void {
    const { run, pace } = this
    const { clock } = this.options
    this.callOff()
    if (this.phase.status !== 'reading') return
    const wait = pace.waitAt(clock.now())
    this.tellWait(wait && { ...wait, page: run.pass.nextPage })
    if (wait) return this.pumpAt(wait.untilMs)
    while (run.inFlight < pace.limit) {
      const step = run.pass.next(clock.now())
      if (step.kind === 'ask') void this.ask(run, step.page)
      else if (step.kind === 'wait') return step.untilMs === null ? undefined : this.pumpAt(step.untilMs)
      else if (step.kind === 'blocked') return this.stop(step.problem)
      else return this.finish()
    }
  }

  private pumpAt(atMs: number): void {
    const { clock } = this.options
    this.callOff = clock.after(Math.max(1, atMs - clock.now()), () => {
      this.pump()
    })
  }

  private async ask(run: Run, page: number): Promise<void> {
    run.inFlight += 1
    const outcome = await this.options.fetchPage(page, MAX_PER_PAGE, run.abort.signal).then(
      (answer) => ({ answer }),
      (error: unknown) => ({ error }),
    )
    run.inFlight -= 1
    // What belongs to a read that has been given up is of no interest.
    if (run !== this.run) return
    if ('error' in outcome) this.handle(run, page, problemOf(outcome.error, page))
    else this.take(run, page, outcome.answer)
    this.pump()
  }

  private take(run: Run, page: number, answer: ContactsPage): void {
    this.demonstration = answer.demonstration
    try {
      const placed = run.pass.answered(page, answer)
      this.total = run.pass.total
      this.pace.answered()
      this.timeLeft.note(this.options.clock.now())
      this.keep(placed, page)
    } catch (error) {
      const problem = problemOf(error, page)
      this.total = run.pass.total ?? this.total
      // What came of a page that was cut can be shown; the page itself is asked for again, or named as failed.
      if (problem.kind === 'cut') this.keep(run.pass.salvaged(page, answer), page)
      if (run === this.run) this.handle(run, page, problem)
    }
  }

  private keep({ contacts, positions }: PlacedContacts, page: number): void {
    try {
      if (contacts.length > 0) this.options.put(contacts, positions)
    } catch (error) {
      // Contacts that came and cannot be kept are a fault of ours: nothing may be called complete after it.
      this.stop(problemOf(error, page))
      return
    }
    for (const contact of contacts) this.known.add(contact.id)
    this.options.onChange(false)
  }

  private handle(run: Run, page: number, problem: LinqProblem): void {
    const { clock } = this.options
    if (problem.kind === 'rejected') return this.stop(problem)
    if (problem.kind === 'rate-limit') {
      this.pace.rateLimited(problem.retryAfterMs, clock.now(), clock.random())
      run.pass.putOff(page)
    } else if (problem.kind === 'network') {
      this.pace.silent(clock.now(), clock.random())
      run.pass.unanswered(page, problem)
    } else {
      run.pass.failed(page, problem, clock.now(), clock.random())
    }
    this.timeLeft.reset()
    this.options.onChange(false)
  }

  private finish(): void {
    const { pass, repairs } = this.run
    const verdict = pass.verdict()
    this.wasReadBefore = true
    if (verdict === 'disturbed' && repairs < mostRepairs) return this.begin(repairs + 1)
    this.unreadable = pass.unreadable
    const atMs = this.options.clock.now()
    if (verdict === 'partial') return this.turn({ status: 'partial', atMs })
    if (verdict !== 'clean') return this.turn({ status: 'disturbed', atMs })
    const gone = [...this.known].filter((id) => !pass.ids.has(id))
    this.known = pass.ids
    if (gone.length > 0) this.options.remove(gone)
    this.turn({ status: 'complete', atMs })
  }

  private stop(problem: LinqProblem): void {
    this.run.abort.abort()
    this.run = newRun()
    this.callOff()
    this.turn({ status: 'stopped', problem })
  }

  private tellWait(wait: ReadWait | null): void {
    const isSame = this.wait?.untilMs === wait?.untilMs && this.wait?.reason === wait?.reason
    this.wait = wait
    if (!isSame) this.options.onChange(true)
  }

  private turn(phase: Phase): void {
    this.phase = phase
    if (phase.status !== 'reading') this.wait = null
    this.options.onChange(true)
  }
}

function newRun(repairs = 0): Run {
  return { pass: new Pass(MAX_PER_PAGE), abort: new AbortController(), inFlight: 0, repairs }
}

/** Whatever was thrown, as plain data; what is no error of Linq's API is a fault of ours in taking the answer in. */
function problemOf(error: unknown, page: number): LinqProblem {
  if (error instanceof LinqError) return error.toProblem()
  const message = error instanceof Error ? error.message : String(error)
  return new LinqError({ kind: 'unreadable', message, page }).toProblem()
}
