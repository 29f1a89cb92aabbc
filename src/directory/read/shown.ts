import type { LinqProblem } from '../../linq/linq-error'
import type { FailedPage, ReadFigures, ReadState, ReadWait, ReadWay } from '../directory'
import type { Pass } from './pass'
import type { Outcome } from './proof/findings'
import type { Run } from './run'

export type Phase =
  | { status: 'idle' }
  | { status: 'reading' }
  | { status: 'paused' }
  | { status: Outcome | 'partial'; atMs: number }
  | { status: 'kept'; atMs: number; problem: LinqProblem | null }
  | { status: 'stopped'; problem: LinqProblem }

/** What a read shows of itself: its phase, and figures of the pass under way or of the one that ended last. */
export class Shown {
  phase: Phase = { status: 'idle' }
  wait: ReadWait | null = null
  total: number | null = null
  way: ReadWay = 'windows'
  demonstration = false
  failedPages: readonly FailedPage[] = []
  refreshProblem: LinqProblem | null = null
  private unreadable = 0
  wasReadBefore = false
  private met = 0
  private inOrder = 0

  /** Takes over what is said of contacts that are here already. */
  adopt(read: ReadState): void {
    this.total = read.total
    this.unreadable = read.unreadable
    this.way = read.way
    this.demonstration = read.demonstration
    this.wasReadBefore = read.wasReadBefore
    this.met = read.met
    this.inOrder = read.inOrder
  }

  /** Why a copy of an earlier visit could not be renewed; null for no reason. */
  noteProblem(problem: LinqProblem | null): void {
    if (this.phase.status === 'kept') this.phase = { ...this.phase, problem }
  }

  /** A pass has ended, whatever it found. */
  ended(pass: Pass): void {
    this.met = pass.size
    this.inOrder = pass.inOrder
    this.wasReadBefore = true
  }

  /** What a pass that has ended found is what is shown from now on. */
  follow(pass: Pass): void {
    this.way = pass.way
    this.unreadable = pass.unreadable
    this.failedPages = pass.failedPages()
  }

  /**
   * The state at this moment, as plain data.
   *
   * @param contacts how many are here
   */
  state({ pass, isBehind, isOver }: Run, contacts: number, msLeft: number | null): ReadState {
    const figures: ReadFigures = {
      newestMs: null,
      problem: this.refreshProblem,
      contacts,
      total: this.total,
      unreadable: isBehind ? this.unreadable : Math.max(this.unreadable, pass.unreadable),
      failedPages: isBehind ? this.failedPages : pass.failedPages(),
      way: this.way,
      isReadingAgain: isBehind && !isOver,
      met: isOver ? this.met : pass.size,
      inOrder: isOver ? this.inOrder : pass.inOrder,
      wasReadBefore: this.wasReadBefore,
      demonstration: this.demonstration,
    }
    if (this.phase.status === 'kept') return { ...figures, ...this.phase, wait: this.wait }
    if (this.phase.status !== 'reading') return { ...figures, ...this.phase }
    return { ...figures, status: 'reading', wait: this.wait, msLeft }
  }
}
