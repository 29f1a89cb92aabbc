import { setTimeout as sleep } from 'node:timers/promises'

import { readContactsPage } from '../../src/linq/contacts-page'
import { errorOfAnswer } from '../../src/linq/linq-error'
import type { SharedPages } from '../shared/shared-pages'
import { type ContactsAnswer, ownError } from '../upstream/answer'
import type { Upstream } from '../upstream/contacts'
import type { Budget, NoTurn } from './budget'
import { createJoinedCalls } from './joined-calls'
import type { KeptPage, KeptPages } from './kept-pages'

/** One person's question for one page. */
export interface PageRequest {
  page: number
  perPage: number
  /** A page that was asked for before this instant will not do: ms since 1970. Null for any. */
  newerThanMs: number | null
  /** Tells people apart, for fairness between them. */
  person: string
  signal: AbortSignal
}

/** An answer, and for a page of contacts how old it is. */
export interface PageAnswer extends ContactsAnswer {
  age: PageAge | null
}

export interface PageAge {
  /** When the page had come from Linq: ms since 1970. */
  readMs: number
  ageMs: number
  /** Whether it is older than a page should be, because it is being read again or cannot be. */
  isStale: boolean
}

export interface Pages {
  /**
   * Gives one page: a kept one, or that of a call which it shares with everybody who asks for the same.
   *
   * @throws the signal's reason
   */
  read: (request: PageRequest) => Promise<PageAnswer>
  /** Ends what is read for nobody in particular. */
  close: () => void
}

/** For how long pages are of use after they were read. */
export interface KeptTimes {
  /** As they are. */
  freshMs: number
  /** After that, while they are read again behind it. */
  whileRenewedMs: number
  /** When Linq answers with errors, or not at all. */
  onErrorMs: number
}

export const defaultTimes: KeptTimes = { freshMs: 90_000, whileRenewedMs: 300_000, onErrorMs: 3_600_000 }

export interface PagesOptions {
  readContacts: Upstream['readContacts']
  kept: KeptPages
  budget: Budget
  /** What other gateways of the organisation have read, and are about to; null for a gateway alone. */
  shared?: SharedPages | null
  times?: KeptTimes
  /** Milliseconds since 1970. */
  now: () => number
}

/** While Linq is in trouble and a kept page will do, one call in so long a time looks whether it is over. */
const probeEveryMs = 1000

/** Who could have a kept page waits so long for a newer one. */
const patienceMs = 3000

/** How often it is looked whether another gateway has read what it is about to read, and how many times: 3 s in all. */
const askOthersEveryMs = 60
const mostWaits = 50

/** Waits after a 429 that does not say for how long: 1 s, 2 s, … up to this. */
const longestPauseMs = 60_000

/** Whose lane a page is read in that is renewed for nobody in particular. */
const nobody = ''

/**
 * What many people ask, as few calls upstream: pages are kept for a while, equal questions are one call, and all calls
 * share one budget and one pause. Who asks for newer pages gets them within the same budget.
 */
export function createPages(options: PagesOptions): Pages {
  const { readContacts, kept, budget, shared = null, times = defaultTimes, now } = options
  const calls = createJoinedCalls<PageAnswer>()
  let probeAtMs = 0
  let isInTrouble = false
  let pausesInARow = 0
  /** Grows when everything kept is forgotten, so that a call which began before that brings nothing back. */
  let generation = 0

  /**
   * Asks, unless another gateway does: then what that one reads will do, as far as it is new enough for everybody who
   * has joined meanwhile.
   */
  async function call(
    request: Omit<PageRequest, 'newerThanMs'>,
    isAsked: (atMs: number) => void,
    newerThanMs: () => number,
  ): Promise<PageAnswer> {
    if (shared === null) return callAlone(request, isAsked)
    const { signal } = request
    const key = keyOf(request.page, request.perPage)
    for (let waits = 0; waits < mostWaits; waits += 1) {
      const { claim, pausedUntilMs } = await shared.claim(key)
      if (pausedUntilMs > now()) budget.pause(pausedUntilMs)
      if (claim === 'mine') return callAlone(request, isAsked).finally(() => shared.release(key))
      await sleep(askOthersEveryMs, undefined, { signal })
      const found = await shared.find(key)
      if (found === null || found.askedMs < newerThanMs()) continue
      isAsked(found.askedMs)
      kept.keep(key, found)
      return { status: 200, body: found.body, retryAfter: null, age: ageOf(found, now()) }
    }
    return callAlone(request, isAsked)
  }

  /** One call, when its turn has come. Keeps what it brings. */
  async function callAlone(
    { page, perPage, person, signal }: Omit<PageRequest, 'newerThanMs'>,
    isAsked: (atMs: number) => void,
  ): Promise<PageAnswer> {
    const turn = await budget.take(person, signal)
    if (turn.kind !== 'turn') return refusalOf(turn, now())
    const began = generation
    const askedMs = now()
    isAsked(askedMs)
    const answer = await readContacts(page, perPage, signal).finally(turn.leave)
    const readMs = now()
    note(answer, readMs)
    if (answer.status !== 200) return { ...answer, age: null }
    if (began === generation && isWhole(answer.body, page, perPage)) {
      const whole = { body: answer.body, askedMs, readMs }
      kept.keep(keyOf(page, perPage), whole)
      shared?.keep(keyOf(page, perPage), whole)
    }
    return { ...answer, age: { readMs, ageMs: 0, isStale: false } }
  }

  /** What an answer means for all others. */
  function note(answer: ContactsAnswer, nowMs: number): void {
    const { status } = answer
    if (status === 200) pausesInARow = 0
    if (status === 401 || status === 403) {
      // Who may not read any more is shown nothing that was read before.
      generation += 1
      kept.clear()
      shared?.forget()
    }
    if (status === 429) {
      pausesInARow += 1
      const waitMs = waitOf(answer, nowMs) ?? Math.min(500 * 2 ** pausesInARow, longestPauseMs)
      budget.pause(nowMs + waitMs)
      shared?.pause(nowMs + waitMs)
    }
    isInTrouble = isTrouble(status)
    if (isInTrouble) probeAtMs = nowMs + probeEveryMs
  }

  function ageOf(found: KeptPage, nowMs: number): PageAge {
    const ageMs = Math.max(0, nowMs - found.readMs)
    return { readMs: found.readMs, ageMs, isStale: ageMs > times.freshMs }
  }

  /** The newest page that is kept here or by another gateway; those are asked only where what is here will not do. */
  async function find(key: string, wantedMs: number, nowMs: number): Promise<KeptPage | null> {
    const own = kept.get(key)
    const isFresh = own !== null && own.askedMs >= wantedMs && nowMs - own.readMs <= times.freshMs
    if (isFresh || shared === null) return own
    const others = await shared.find(key)
    if (others === null || (own !== null && others.askedMs <= own.askedMs)) return own
    kept.keep(key, others)
    return others
  }

  async function read(request: PageRequest): Promise<PageAnswer> {
    const { page, perPage, person, signal } = request
    const nowMs = now()
    const wantedMs = request.newerThanMs ?? -Infinity
    const key = keyOf(page, perPage)
    const found = await find(key, wantedMs, nowMs)
    const usable = found !== null && found.askedMs >= wantedMs ? found : null
    // Where that instant has not come yet, by a clock that goes ahead, nothing is kept that would do: a call now does.
    const newerThanMs = Math.min(wantedMs, nowMs)
    const ask = (who: string, until: AbortSignal) =>
      calls.ask(key, newerThanMs, until, (ownSignal, isAsked, wantedByAll) =>
        call({ page, perPage, person: who, signal: ownSignal }, isAsked, wantedByAll),
      )
    if (usable === null) return ask(person, signal)
    const answer = { status: 200, body: usable.body, retryAfter: null, age: ageOf(usable, nowMs) }
    if (answer.age.ageMs <= times.freshMs) return answer
    if (nowMs < probeAtMs || budget.pausedUntilMs() > 0) return answer
    // One look at a time, whatever is asked meanwhile.
    if (isInTrouble) probeAtMs = nowMs + probeEveryMs
    if (answer.age.ageMs <= times.freshMs + times.whileRenewedMs) {
      if (!calls.isAsking(key)) ask(nobody, new AbortController().signal).catch(() => undefined)
      return answer
    }
    const renewed = await within(patienceMs, ask(person, signal))
    return renewed === null || isTrouble(renewed.status) ? { ...answer, age: ageOf(usable, now()) } : renewed
  }

  return { read, close: () => calls.endAll() }
}

/** What comes within this time, or null; what comes later is of no interest here. */
function within<Answer>(waitMs: number, coming: Promise<Answer>): Promise<Answer | null> {
  return new Promise((resolve, reject) => {
    const patience = setTimeout(() => resolve(null), waitMs)
    coming.then(resolve, reject).finally(() => clearTimeout(patience))
  })
}

function keyOf(page: number, perPage: number): string {
  return `${page}/${perPage}`
}

/** Linq, or the way to it, does not work for now; a wrong token is no such thing. */
function isTrouble(status: number): boolean {
  return status === 429 || status >= 500
}

/** Whether an answer is what was asked for and all of it: only that may be given to somebody else. */
function isWhole(body: string, page: number, perPage: number): boolean {
  try {
    const json: unknown = JSON.parse(body)
    const { missing, pagination } = readContactsPage(json, { page, perPage, status: 200 })
    return missing === 0 && (pagination.current_page ?? page) === page
  } catch {
    return false
  }
}

/** How long a 429 asks to wait, in any of the ways in which Linq's services say it; null for none to be believed. */
function waitOf({ status, body, retryAfter }: ContactsAnswer, nowMs: number): number | null {
  return errorOfAnswer({ status, retryAfter, body: jsonOf(body), page: null, nowMs }).retryAfterMs
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

/** Not for the log: who asks for more than there is room for is told to wait, and nothing is broken. */
function refusalOf(why: NoTurn, nowMs: number): PageAnswer {
  if (why.kind === 'full') {
    const { answer } = ownError(503, 'GATEWAY_BUSY', 'Too many pages are being read at once.')
    return { ...answer, retryAfter: '2', age: null }
  }
  const { answer } = ownError(429, 'LINQ_PAUSED', 'Linq asked us to wait.')
  const seconds = Math.max(1, Math.ceil((why.untilMs - nowMs) / 1000))
  return { ...answer, retryAfter: String(seconds), age: null }
}
