import { type ReadState, hasEnded } from '../../src/directory/directory'
import type { Organisation } from './organisation'
import type { ModelUpstream } from './upstream'
import type { ModelWorker } from './worker'

/** What was true when a pass began. */
interface Mark {
  /** Who has been there all the time since, at their place. */
  steady: Set<number>
  shifts: number
  moves: number
  unreadableSent: number
  arrivals: number
  restarts: number
  /** Requests before this one belong to what was asked for before somebody asked to try again. */
  triedAgainAt: number
  lengths: Set<number>
}

/** Retries after failures: a tenth of all requests, and ten (`read/attempts.ts`), and what arrives late. */
const freeRetries = 12
const mostAttempts = 3

/**
 * Holds what the directory says against the truth. What is wrong is thrown; what the product says it cannot see
 * (contacts that change their places, `faults.md`, D) is counted.
 */
export class Oracle {
  /** Wrong claims of the kinds that the product says it can make: contacts changed their places, or plain pages. */
  readonly knownLimits: string[] = []
  /** How often each status was reached. */
  readonly ends = new Map<ReadState['status'], number>()
  private mark: Mark | null = null
  private claimedAtMs: number | null = null
  restarts = 0

  constructor(
    private readonly organisation: Organisation,
    private readonly upstream: ModelUpstream,
  ) {}

  /** A pass begins now. */
  begin(): void {
    const { organisation, upstream } = this
    if (this.mark) organisation.unwatch(this.mark.steady)
    const { arrivals } = upstream
    this.mark = {
      steady: organisation.watch(),
      shifts: organisation.shifts,
      moves: organisation.moves,
      unreadableSent: upstream.unreadableSent,
      arrivals: arrivals.length,
      restarts: this.restarts,
      triedAgainAt: arrivals.length,
      lengths: new Set([organisation.rows.length]),
    }
  }

  /** How many requests had arrived when the pass began. */
  get passBeganAt(): number {
    return this.mark?.arrivals ?? 0
  }

  /** Somebody asked for the failed pages again: attempts are counted anew. */
  triedAgain(): void {
    if (this.mark) this.mark.triedAgainAt = this.upstream.arrivals.length
  }

  /** A worker is gone, and with it all that it claimed. */
  forget(): void {
    this.claimedAtMs = null
  }

  changed(): void {
    this.mark?.lengths.add(this.organisation.rows.length)
  }

  /** Takes in what the worker tells. @throws when it is wrong */
  told(
    { read, index, shown }: Pick<ModelWorker, 'read' | 'index'> & { shown: () => Map<number, string> },
    before: ReadState,
  ): void {
    if (read.contacts !== index.size) fail(`It tells of ${read.contacts} contacts and holds ${index.size}.`)
    if (read.status === 'stopped' && read.problem.message === '') fail('It stopped and does not say why.')
    if (read.isReadingAgain && !before.isReadingAgain) this.begin()
    if (read.status === 'stopped' && before.status !== 'stopped') this.count(read.status)
    if (!hasEnded(read) || read.atMs === this.claimedAtMs) return
    this.claimedAtMs = read.atMs
    this.count(read.status)
    this.checkClaim(read, shown())
    this.checkRequests(read)
  }

  private count(status: ReadState['status']): void {
    this.ends.set(status, (this.ends.get(status) ?? 0) + 1)
  }

  private checkClaim(read: ReadState, held: ReadonlyMap<number, string>): void {
    const { mark, organisation, upstream } = this
    if (!mark) return fail('It claims something before it began.')
    for (const [id, shown] of held)
      if (!upstream.sent.get(id)?.has(shown)) fail(`Contact ${id} was never sent as it is shown: ${shown}`)
    const spoiled = upstream.unreadableSent - mark.unreadableSent
    if (read.status !== 'disturbed' && read.unreadable > spoiled)
      fail(`It counts ${read.unreadable} unreadable records, of ${spoiled} that were sent.`)
    const missing = [...mark.steady].filter((id) => !held.has(id))
    if (read.status === 'complete' || read.status === 'verified') {
      if (read.failedPages.length > 0) fail(`It is ${read.status} with failed pages.`)
      if (read.total === null || !mark.lengths.has(read.total))
        fail(
          `It is ${read.status} with a total of ${read.total}; there were ${[...mark.lengths].join(', ')}.`,
        )
      if (missing.length <= read.unreadable) return
      const words = `It is ${read.status}, and ${missing.length} are missing, ${read.unreadable} unreadable: ${missing.slice(0, 9).join(', ')}.`
      // Plain pages prove less: a deletion and an insertion that cancel out can go unseen (`pages/page-pass.ts`).
      const isProved = read.way === 'windows' || organisation.shifts === mark.shifts
      if (organisation.moves === mark.moves && isProved) fail(words)
      else this.knownLimits.push(words)
    } else if (read.status === 'partial') {
      if (read.failedPages.length === 0) fail('It is partial, and names no page.')
      const rows = read.failedPages.reduce((sum, page) => sum + page.rows.last - page.rows.first + 1, 0)
      if (organisation.shifts === mark.shifts) this.checkGaps(read, missing)
      // Rows of different moments are not the same rows: each one that came or went may be one more.
      else if (missing.length > rows + read.unreadable + organisation.shifts - mark.shifts)
        fail(`It is partial, and names ${rows} rows where ${missing.length} are missing.`)
    }
  }

  /** While nothing moves, whoever is missing stands in the rows that are said to be. */
  private checkGaps(read: ReadState, missing: readonly number[]): void {
    const isMissing = new Set(missing)
    let silent = 0
    for (const [row, { id }] of this.organisation.rows.entries()) {
      const isNamed = read.failedPages.some(({ rows }) => rows.first <= row + 1 && row + 1 <= rows.last)
      if (id !== null && isMissing.has(id) && !isNamed) silent += 1
    }
    if (silent > read.unreadable)
      fail(
        `It is partial, and ${silent} are missing outside of the rows that it names: ${JSON.stringify(read.failedPages.map(({ rows }) => rows))}; missing ${missing.slice(0, 9).join(', ')}.`,
      )
  }

  /** At most three attempts a window, and retries within their bound, by what arrived. */
  private checkRequests(read: ReadState): void {
    const { mark, upstream } = this
    if (!mark) return
    // A change from windows to plain pages begins to count anew.
    const ways = read.way === 'pages' ? 3 : 1
    const restarts = this.restarts - mark.restarts
    const failures = new Map<string, number>()
    let retries = 0
    for (const { page, perPage, kind } of upstream.arrivals.slice(mark.triedAgainAt)) {
      const window = `${page}/${perPage}`
      const failed = failures.get(window) ?? 0
      if (failed > 0) retries += 1
      if (kind.effect === 'failed') failures.set(window, failed + 1)
      else if (kind.effect === 'good') failures.delete(window)
    }
    // The top is also read to learn whether anything answers, and for newcomers.
    failures.delete('1/100')
    const most = Math.max(0, ...failures.values())
    if (most > ways * mostAttempts + restarts) fail(`It tried a window ${most} times.`)
    const requests = upstream.arrivals.length - mark.arrivals
    if (retries > ways * freeRetries + requests / 10 + 6 * restarts)
      fail(`It made ${retries} retries in ${requests} requests.`)
  }
}

export function fail(words: string): never {
  throw new Error(words)
}
