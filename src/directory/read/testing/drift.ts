import { ChainPass } from '../chain/chain-pass'
import type { Window } from '../chain/windows'
import { PagePass } from '../pages/page-pass'
import type { Pass } from '../pass'
import { Findings, type Outcome } from '../proof/findings'
import { type Model, STABLE_MODELS, SimulatedList, UNSTABLE_MODELS, randomNumbers } from './simulated-list'

/** Every model, and whether its order is stable. */
export const MODELS: readonly (readonly [Model, boolean])[] = [
  ...STABLE_MODELS.map((model) => [model, true] as const),
  ...UNSTABLE_MODELS.map((model) => [model, false] as const),
]

/** How a list is read in a simulation: pages once; pages until the count is right; windows once; until verified. */
export const WAYS = ['plain', 'counted', 'chained', 'verified'] as const
export type Way = (typeof WAYS)[number]

export interface DriftOptions {
  way: Way
  model: Model
  contacts: number
  /** Changes of the list for each request. */
  changes: number
  seed: number
  /** The most passes of a read that is not content before. */
  passes: number
}

export interface DriftRun {
  outcome: Outcome
  /** Contacts that were in the list all the time and are not in what was read. */
  lost: number
  requests: number
  passes: number
  /** The longest the list was. */
  longest: number
}

/** Requests at a time. */
const atATime = 4

/** Reads a simulated list that changes, without a clock. The same options give the same run. */
export function drift(options: DriftOptions): DriftRun {
  const { way, model, contacts, changes, seed } = options
  const random = randomNumbers(seed)
  const list = new SimulatedList(contacts, model, random)
  const findings = new Findings()
  const kept = new Set<number>()
  const run: DriftRun = { outcome: 'disturbed', lost: 0, requests: 0, passes: 0, longest: contacts }

  const answer = (pass: Pass, window: Window) => {
    run.requests += 1
    for (let due = changes; due > 0; due -= 1) if (random() < due) list.change()
    run.longest = Math.max(run.longest, list.length)
    const placed = pass.answered(window, list.answer(window))
    if (!placed) throw new Error('The simulated list can be read in windows.')
    findings.add(placed.contacts)
    for (const { id } of placed.contacts) kept.add(id)
  }

  while (run.passes < options.passes) {
    run.passes += 1
    const pass = way === 'plain' || way === 'counted' ? new PagePass() : new ChainPass()
    readPass(pass, random, answer)
    const { outcome, gone } = findings.judge(pass)
    for (const id of gone) kept.delete(id)
    if (outcome === 'partial') throw new Error('Nothing fails in a simulation.')
    run.outcome = way === 'plain' ? 'complete' : outcome
    if (run.outcome === 'verified' || (run.outcome === 'complete' && way !== 'verified')) break
  }
  for (const id of list.steady) if (!kept.has(id)) run.lost += 1
  return run
}

/** Asks for all that a pass wants, few at a time; answers come in any order. */
function readPass(pass: Pass, random: () => number, answer: (pass: Pass, window: Window) => void): void {
  const asked: Window[] = []
  for (;;) {
    const step = asked.length < atATime ? pass.next(0) : null
    if (step?.kind === 'ask') asked.push(step.window)
    else if (step?.kind === 'end' && asked.length === 0) return
    else {
      const [window] = asked.splice(Math.floor(random() * asked.length), 1)
      if (!window) throw new Error('The pass waits for nothing.')
      answer(pass, window)
    }
  }
}
