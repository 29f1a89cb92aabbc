import { kindOfError } from '../report'
import { type Allowed, type Claims, type Person, isAllowedByGroupAlone, personOf } from './allowed'
import type { Provider } from './provider'
import { type EndReason, type Session, endOf } from './sessions'

/** What the provider has said of who is signed in, when it was last asked. */
export interface Check {
  person: Person
  /** Milliseconds since 1970. */
  checkedMs: number
  /** With which it can be asked again; null where it gives none. It is the newest one: some providers take each once. */
  refreshToken: string | null
  /** The newest ID token, which some providers insist on when somebody signs out there. */
  idToken: string
}

/** Where checks are kept, by the id of their session. */
export interface Checks {
  find: (id: string) => Promise<Check | null>
  /** What the provider has told; it is of use until the session ends (ms since 1970). */
  keep: (id: string, check: Check, untilMs: number) => Promise<void>
  forget: (id: string) => Promise<void>
  /** Whether this gateway is the one that asks the provider about this session now. */
  claim: (id: string) => Promise<boolean>
}

/** In the memory of this process: right for one gateway. @param now milliseconds since 1970 */
export function createChecks(now: () => number): Checks {
  const kept = new Map<string, { check: Check; untilMs: number }>()
  return {
    find: (id) => Promise.resolve(kept.get(id)?.check ?? null),
    keep(id, check, untilMs) {
      for (const [each, one] of kept) if (one.untilMs < now()) kept.delete(each)
      kept.set(id, { check, untilMs })
      return Promise.resolve()
    },
    forget(id) {
      kept.delete(id)
      return Promise.resolve()
    },
    claim: () => Promise.resolve(true),
  }
}

/** Beyond this age somebody's session holds only when the provider was asked again (gateway.md, "Lessons"). */
export const longestUncheckedMs = 900_000

/** From this age on the provider is asked behind what somebody does, so that hardly anybody waits for it. */
const recheckAfterMs = 600_000

/** While the provider cannot be asked, sessions hold for so much longer: its outage is not everybody's. */
export const graceMs = 3_600_000

/** While it does not answer, it is asked so seldom. */
const restMs = 30_000

/** Another gateway that asks is waited for so long. */
const othersMs = 3000
const lookEveryMs = 100

/**
 * `stands`: the session as it is now, and whether that is news to its cookie. `stale`: the provider has to be asked, and
 * can be only through the person's browser. `refused`: it has said no. `not-allowed`: it has told who it is, and they
 * may not see the contacts any more.
 */
export type Standing =
  | { kind: 'stands'; session: Session; isNews: boolean }
  | { kind: 'stale' }
  | { kind: 'refused' | 'not-allowed' }

export interface Rechecks {
  /** @param requestId of the request that asks, for the log */
  look: (session: Session, requestId: string) => Promise<Standing>
}

export interface RecheckOptions {
  provider: Pick<Provider, 'renew'>
  checks: Checks
  allowed: Allowed
  /** Ends a session on every gateway. */
  end: (session: Session, reason: EndReason) => Promise<unknown>
  report: (problem: string, requestId: string) => void
  /** Milliseconds since 1970. */
  now: () => number
}

type Told = 'told' | 'untold' | 'refused' | 'not-allowed'

/** Asks the provider again and again whether who is signed in still is who they were, and in the groups they were in. */
export function createRechecks(options: RecheckOptions): Rechecks {
  const { provider, checks, allowed, end, report, now } = options
  const asking = new Map<string, Promise<Told>>()
  let restUntilMs = 0

  async function ask(session: Session, before: Check | null, requestId: string): Promise<Told> {
    if (before === null || before.refreshToken === null || now() < restUntilMs) return 'untold'
    const { id } = session
    const isOurs = await checks.claim(id)
    const current = await checks.find(id)
    // Another gateway has asked meanwhile: its token may be the only one that holds.
    if (current !== null && current.checkedMs > before.checkedMs) return 'told'
    if (!isOurs) return waitForOthers(id, before)
    const renewed = await provider.renew(before.refreshToken, session.sub)
    if (renewed.kind === 'away') {
      restUntilMs = now() + restMs
      report(
        `The sign-in provider could not be asked who is allowed (${kindOfError(renewed.error)}).`,
        requestId,
      )
      return 'untold'
    }
    const person = renewed.kind === 'told' ? personIn(renewed.claims, session) : null
    if (renewed.kind === 'refused' || person === null) {
      report('Somebody who was signed in is not allowed to see the contacts any more.', requestId)
      const isAboutThem = renewed.kind === 'told' && renewed.claims.some(({ sub }) => sub === session.sub)
      await end(session, isAboutThem ? 'not-allowed' : 'left')
      return isAboutThem ? 'not-allowed' : 'refused'
    }
    const { refreshToken } = renewed
    const idToken = renewed.idToken ?? before.idToken
    await checks.keep(id, { person, checkedMs: now(), refreshToken, idToken }, endOf(session))
    return 'told'
  }

  function personIn(all: readonly Claims[], { sub }: Session): Person | null {
    for (const claims of all) {
      const person = claims['sub'] === sub ? personOf(claims, allowed) : null
      if (person !== null) return person
    }
    return null
  }

  async function waitForOthers(id: string, before: Check): Promise<Told> {
    for (let waitedMs = 0; waitedMs < othersMs; waitedMs += lookEveryMs) {
      await new Promise((resolve) => {
        setTimeout(resolve, lookEveryMs)
      })
      const found = await checks.find(id)
      if (found !== null && found.checkedMs > before.checkedMs) return 'told'
    }
    restUntilMs = now() + restMs
    return 'untold'
  }

  /** One question about a session at a time. */
  function askOnce(session: Session, before: Check | null, requestId: string): Promise<Told> {
    const running = asking.get(session.id)
    if (running !== undefined) return running
    const asked = ask(session, before, requestId).finally(() => asking.delete(session.id))
    asking.set(session.id, asked)
    return asked
  }

  function newest(session: Session, check: Check | null): Session {
    if (check === null || check.checkedMs <= session.checkedMs) return session
    return { ...session, ...check.person, checkedMs: check.checkedMs }
  }

  const ageOf = ({ checkedMs }: Session) => now() - checkedMs

  return {
    async look(session, requestId) {
      const stands = (current: Session): Standing => ({
        kind: 'stands',
        session: current,
        isNews: current !== session,
      })
      if (ageOf(session) <= recheckAfterMs) return stands(session)
      if (!session.canBeAsked) {
        // Addresses and domains are looked at in the settings, with every request; groups are as old as the sign-in.
        const isOverdue = ageOf(session) > longestUncheckedMs && isAllowedByGroupAlone(session, allowed)
        return isOverdue ? { kind: 'stale' } : stands(session)
      }
      const check = await checks.find(session.id)
      const known = newest(session, check)
      if (ageOf(known) <= recheckAfterMs) return stands(known)
      const asked = askOnce(session, check, requestId)
      if (ageOf(known) <= longestUncheckedMs) {
        // Nobody waits for it; what could go wrong is told there.
        asked.catch(() => undefined)
        return stands(known)
      }
      const answer = await asked
      if (answer === 'refused' || answer === 'not-allowed') return { kind: answer }
      if (answer === 'told') return stands(newest(session, await checks.find(session.id)))
      return ageOf(known) > longestUncheckedMs + graceMs ? { kind: 'stale' } : stands(known)
    },
  }
}
