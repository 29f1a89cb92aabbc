import { hasEnded } from '../../src/directory/directory'
import { windowsFor } from '../../src/directory/read/chain/windows'
import { randomNumbers } from '../../src/directory/read/testing/simulated-list'
import { BEYOND, KINDS, type Kind, PLAIN } from './answers'
import { ModelClock } from './clock'
import { drive } from './drive'
import { type ModelGateway, startModelGateway } from './gateway'
import { Oracle, fail } from './oracle'
import { type Change, Organisation, STABLE_CHANGES, UNSTABLE_CHANGES } from './organisation'
import { type ModelUpstream, startModelUpstream } from './upstream'
import { Wire } from './wire'
import { ModelWorker } from './worker'

export interface RunOptions {
  steps?: number
  /** Starts the gateway in front of an API: by default the real one inside this process. */
  startGateway?: (apiUrl: string, now: () => number) => Promise<ModelGateway>
  /**
   * Whether 429s are among the answers: the pause of a gateway in a process of its own goes by the clock of the machine,
   * which a model cannot move.
   */
  hasLimits?: boolean
}

export interface RunReport {
  seed: number
  requests: number
  /** Kinds of answers that were given. */
  kinds: Set<string>
  /** How often a read reached each status. */
  ends: ReadonlyMap<string, number>
  /** Claims that were wrong because contacts changed their places. */
  knownLimits: readonly string[]
  /** Ends and starts of the gateway and of the worker. */
  restarts: number
  /** How often somebody had to ask again after all was well, until everything was here. */
  asksToHeal: number
}

/** The longest a read may go on when all is well again, on the clock of the model. */
const longestQuietMs = 15 * 60_000

/** Rejections end a read: they are rare, so that there is something to end. */
const rejectionsKept = 0.1

/**
 * One run: so many steps (answers of any kind, changes of the list, what a user does, ends and starts of gateway and
 * worker) in an order that the seed decides, then quiet. The same seed gives the same run.
 *
 * @throws Error with the seed when what is told is wrong, or never comes
 */
export async function runModel(
  seed: number,
  { steps = 120, startGateway = startModelGateway, hasLimits = true }: RunOptions = {},
): Promise<RunReport> {
  const run = new ModelRun(seed, steps, startGateway, hasLimits)
  try {
    return await run.whole()
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error)
    throw new Error(`Seed ${seed}: ${words}\n${run.lastWords()}`, { cause: error })
  } finally {
    await run.close()
  }
}

class ModelRun {
  private readonly random: () => number
  private readonly clock: ModelClock
  private readonly wire: Wire
  private readonly uninstall: () => void
  private readonly organisation: Organisation
  private readonly changes: readonly Change[]
  private readonly changeShare: number
  private readonly faultShare: number
  private readonly actions: (() => void | Promise<void>)[] = []
  private readonly log: string[] = []
  private upstream: ModelUpstream | null = null
  private gateway: ModelGateway | null = null
  private oracle: Oracle | null = null
  private worker: ModelWorker | null = null
  private failure: unknown = null

  constructor(
    private readonly seed: number,
    private stepsLeft: number,
    private readonly startGateway: (apiUrl: string, now: () => number) => Promise<ModelGateway>,
    private readonly hasLimits: boolean,
  ) {
    const random = randomNumbers(seed)
    this.random = random
    this.clock = new ModelClock(random)
    this.wire = new Wire(this.clock)
    this.uninstall = this.wire.install()
    const count = random() < 0.1 ? Math.floor(random() * 5) : Math.floor(random() ** 2 * 900) + 60
    this.organisation = new Organisation(count, random() < 0.2 ? Math.ceil(random() * 3) : 0, random)
    this.changes = random() < 0.7 ? STABLE_CHANGES : [...STABLE_CHANGES, ...UNSTABLE_CHANGES]
    this.changeShare = random() < 0.3 ? 0 : random() * 0.3
    this.faultShare = 0.1 + random() * 0.6
  }

  async whole(): Promise<RunReport> {
    const { organisation, clock, random } = this
    const beyond = BEYOND[Math.floor(random() * BEYOND.length)] ?? PLAIN.answer
    this.upstream = await startModelUpstream({ organisation, clock, random, beyond, next: () => this.next() })
    this.gateway = await this.startGateway(this.upstream.origin, () => clock.now())
    this.oracle = new Oracle(organisation, this.upstream)
    await this.newWorker()
    for (let nudges = 0; this.stepsLeft > 0; nudges += 1) {
      if (nudges > 1000) fail('The steps are never used up.')
      await this.drive(() => this.stepsLeft === 0)
      if (this.stepsLeft > 0) this.goOn()
    }
    const asksToHeal = await this.heal()
    const { arrivals } = this.upstream
    return {
      seed: this.seed,
      requests: arrivals.length,
      kinds: new Set(arrivals.map(({ kind }) => kind.name)),
      ends: this.oracle.ends,
      knownLimits: this.oracle.knownLimits,
      restarts: this.oracle.restarts,
      asksToHeal,
    }
  }

  async close(): Promise<void> {
    this.worker?.drop()
    this.uninstall()
    await this.gateway?.kill()
    await this.upstream?.close()
  }

  /** What happened last, for whoever looks for the reason. */
  lastWords(): string {
    return this.log.slice(-60).join('\n')
  }

  private parts() {
    const { upstream, gateway, oracle, worker } = this
    if (!upstream || !gateway || !oracle || !worker) throw new Error('The run has not begun.')
    return { upstream, gateway, oracle, worker, service: worker.service }
  }

  /** Takes steps until one of them is an answer. */
  private next(): Kind {
    const { random } = this
    while (this.stepsLeft > 0) {
      this.stepsLeft -= 1
      const chance = random()
      if (chance < this.changeShare) this.change()
      else if (random() < 0.05) this.act()
      else return this.note(random() < this.faultShare ? this.anyKind() : PLAIN)
    }
    return this.note(PLAIN)
  }

  private note(kind: Kind): Kind {
    this.log.push(`answer: ${kind.name}`)
    return kind
  }

  private anyKind(): Kind {
    const kind = KINDS[Math.floor(this.random() * KINDS.length)] ?? PLAIN
    if (kind.effect === 'limited' && !this.hasLimits) return PLAIN
    return kind.effect === 'rejected' && this.random() > rejectionsKept ? PLAIN : kind
  }

  private change(): void {
    const { random, changes } = this
    const what = changes[Math.floor(random() * changes.length)]
    if (what === undefined || (what.startsWith('bulk') && random() > 0.2)) return
    this.log.push(`change: ${what}`)
    this.organisation.change(what)
    this.oracle?.changed()
  }

  private act(): void {
    const actions = [
      () => this.pauseFor(),
      () => this.parts().service.online(),
      () => this.retry(),
      () => this.refresh(),
      () => this.newWorker(),
      () => this.restartGateway('endGently'),
      () => this.restartGateway('kill'),
    ]
    const action = actions[Math.floor(this.random() * actions.length)]
    if (action) this.actions.push(action)
  }

  private pauseFor(): void {
    this.log.push('pause')
    const { service } = this.parts()
    service.pause()
    this.clock.after(2000, () => {
      this.resume()
    })
  }

  private resume(): void {
    this.log.push('resume')
    this.parts().service.resume()
  }

  private retry(): void {
    const { oracle, worker } = this.parts()
    this.log.push(`retry at ${worker.read.status}`)
    if (worker.read.status === 'stopped') oracle.begin()
    oracle.triedAgain()
    worker.service.retry()
  }

  private refresh(): void {
    const { oracle, worker } = this.parts()
    const { status, isReadingAgain } = worker.read
    this.log.push(`refresh at ${status}`)
    // What is shown stays, and a pass behind it says itself that it begins.
    const isShown = status === 'complete' || status === 'verified' || status === 'disturbed'
    if (!isShown && !isReadingAgain) oracle.begin()
    worker.service.refresh()
  }

  private async newWorker(): Promise<void> {
    const { oracle, gateway, worker: old } = this
    if (!oracle || !gateway) return
    this.log.push('a new worker')
    if (old) oracle.restarts += 1
    old?.drop()
    oracle.forget()
    oracle.begin()
    this.worker = new ModelWorker(this.wire, this.clock, gateway.origin, (worker, before) => {
      this.log.push(`told: ${wordsOf(worker)}`)
      try {
        const shown = () => worker.shown()
        oracle.told({ read: worker.read, index: worker.index, shown }, before)
      } catch (error) {
        this.failure ??= error
      }
    })
    await this.worker.service.start()
  }

  private async restartGateway(how: 'endGently' | 'kill'): Promise<void> {
    this.log.push(`gateway: ${how}`)
    const { gateway, oracle } = this.parts()
    oracle.restarts += 1
    await gateway[how]()
    this.clock.after(this.random() * 10_000, () => {
      this.actions.push(async () => {
        this.log.push('gateway: is back')
        await gateway.comeBack()
      })
    })
  }

  /** Whatever a user would do next where a read has ended. */
  private goOn(): void {
    const { status } = this.parts().worker.read
    if (status === 'paused') this.resume()
    else if (status === 'stopped' || status === 'partial') this.retry()
    else this.refresh()
  }

  /** Everything is well from now on. Gives how often somebody had to ask until everything was here. */
  private async heal(): Promise<number> {
    this.log.push('quiet')
    const { upstream, oracle } = this.parts()
    const quietAt = upstream.arrivals.length
    for (let asks = 0; ; asks += 1) {
      const [beganMs, arrived] = [this.clock.now(), upstream.arrivals.length]
      await this.drive(() => false)
      const { read } = this.parts().worker
      if (read.status === 'reading' || read.status === 'idle') fail('The read goes on, and nothing happens.')
      if (this.clock.now() - beganMs > longestQuietMs) fail('The read took too long.')
      const planned = 2 * windowsFor(this.organisation.rows.length) + 20
      if (upstream.arrivals.length - arrived > 4 * (planned * 1.5 + 12)) fail('The read asked too often.')
      if (this.isHealed(oracle.passBeganAt >= quietAt)) return asks
      if (asks > 3) fail(`It never heals: ${wordsOf(this.parts().worker)}`)
      this.goOn()
    }
  }

  /** @param isQuiet whether all was well since the last pass began */
  private isHealed(isQuiet: boolean): boolean {
    const { worker } = this.parts()
    const { read } = worker
    const truth = this.organisation.truth()
    const isSure = read.status === 'verified' || (read.status === 'complete' && read.way === 'pages')
    if (!isSure || !isQuiet) return false
    const shown = worker.shown()
    const isExact = shown.size === truth.size && [...truth].every(([id, text]) => shown.get(id) === text)
    if (read.status === 'verified' && !isExact)
      fail(`It is verified, and not the truth: ${difference(truth, shown)}`)
    const unreadable = this.organisation.rows.length - truth.size
    if (isExact && read.total !== this.organisation.rows.length) fail(`The total of ${read.total} is wrong.`)
    if (isExact && read.unreadable !== unreadable) fail(`${read.unreadable} unreadable of ${unreadable}.`)
    return isExact
  }

  /** Lets things happen until it is over, or nothing more can happen. */
  private drive(isOver: () => boolean): Promise<void> {
    const { clock, wire, actions } = this
    const { upstream } = this.parts()
    const check = () => {
      if (this.failure) throw this.failure
    }
    return drive({ clock, wire, upstream, actions, check }, isOver)
  }
}

function wordsOf({ read }: ModelWorker): string {
  const { status, contacts, total, unreadable, failedPages, way, isReadingAgain } = read
  const rows = failedPages.map((page) => `${page.rows.first}-${page.rows.last} ${page.problem.kind}`)
  return `${status}${isReadingAgain ? ' (again)' : ''}: ${contacts} of ${total} by ${way}, ${unreadable} unreadable, failed ${rows.join(', ')}${
    read.status === 'stopped' ? read.problem.message : ''
  }${hasEnded(read) ? ` at ${read.atMs}` : ''}`
}

function difference(truth: ReadonlyMap<number, string>, shown: ReadonlyMap<number, string>): string {
  const missing = [...truth.keys()].filter((id) => !shown.has(id))
  const tooMany = [...shown.keys()].filter((id) => !truth.has(id))
  const other = [...truth].filter(([id, text]) => shown.has(id) && shown.get(id) !== text)
  return `missing ${missing.slice(0, 9).join(', ')}; too many ${tooMany.slice(0, 9).join(', ')}; other ${JSON.stringify(other.slice(0, 2))}`
}
