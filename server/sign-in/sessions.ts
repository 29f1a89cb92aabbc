import { randomBytes } from 'node:crypto'

import { sealData, unsealData } from 'iron-session'
import { LRUCache } from 'lru-cache'
import * as v from 'valibot'

import { type Person, personEntries } from './allowed'

/** Who is signed in, and since when. It lies in the cookie, sealed: encrypted and signed. */
export interface Session extends Person {
  /** Names this sign-in, so that it can be ended although its cookie may have been copied. */
  id: string
  /** Instants are milliseconds since 1970. */
  startedMs: number
  /** When it was used last, give or take `renewEveryMs`. */
  seenMs: number
  /** When the provider was last asked who this is. */
  checkedMs: number
  /** Whether it can be asked again without the person's browser. */
  canBeAsked: boolean
}

const sessionSchema = v.object({
  ...personEntries,
  id: v.pipe(v.string(), v.minLength(16)),
  startedMs: v.number(),
  seenMs: v.number(),
  checkedMs: v.number(),
  canBeAsked: v.boolean(),
})

/** A session ends when nobody used it for so long, */
const idleMs = 8 * 3_600_000

/** and after this time however it is used: who has left the company is out by then. */
export const longestSessionMs = 24 * 3_600_000

/** When a session ends by itself, ms since 1970. */
export function endOf({ startedMs }: Session): number {
  return startedMs + longestSessionMs
}

/** A cookie is written anew so often while it is used. */
const renewEveryMs = 300_000

/** Why a session is over before its time: it was left by hand, or who it is of may not see the contacts any more. */
export type EndReason = 'left' | 'not-allowed'

/** The ids of sessions that were ended before their time, until they would have ended by themselves. */
export interface EndedSessions {
  end: (id: string, untilMs: number, reason: EndReason) => Promise<void>
  /** Null for a session that was not ended. */
  reasonOf: (id: string) => Promise<EndReason | null>
}

/** In the memory of this process: right for one gateway. @param now milliseconds since 1970 */
export function createEndedSessions(now: () => number): EndedSessions {
  const ended = new Map<string, { untilMs: number; reason: EndReason }>()
  return {
    end(id, untilMs, reason) {
      for (const [each, one] of ended) if (one.untilMs < now()) ended.delete(each)
      ended.set(id, { untilMs, reason })
      return Promise.resolve()
    },
    reasonOf: (id) => Promise.resolve(ended.get(id)?.reason ?? null),
  }
}

export interface Sessions {
  /** Begins a session. It is always a new one, whatever cookie somebody came with. */
  begin: (person: Person, canBeAsked: boolean) => Session
  /** The text for the cookie. */
  seal: (session: Session) => Promise<string>
  /** The session of a cookie that holds; null for one that is none, too old, or was left. */
  open: (sealed: string) => Promise<Session | 'not-allowed' | null>
  /** The session with the time of now, when its cookie is to be written anew; else null. */
  renewed: (session: Session) => Session | null
  end: (session: Session, reason: EndReason) => Promise<void>
  /** Seals something small that is of use for a few minutes only, and opens it. */
  sealNote: (note: object) => Promise<string>
  openNote: (sealed: string) => Promise<unknown>
}

/** How long somebody may take to sign in at the provider. */
const noteMs = 600_000

/**
 * Sessions in sealed cookies.
 *
 * @param secrets at least 32 characters each: the first seals, all open, so that a secret can be replaced without
 *   signing anybody out
 * @param now milliseconds since 1970
 */
export function createSessions(
  secrets: readonly string[],
  ended: EndedSessions,
  now: () => number,
): Sessions {
  const [first = ''] = secrets
  // Its clock is not the one of tests, and its bound is no absolute one: times are checked below.
  const ttl = 0
  const seal = (kind: string, data: object) => sealData({ kind, data }, { password: first, ttl })

  async function unseal(sealed: string, kind: string): Promise<unknown> {
    if (sealed.length > 4096 || !sealedText.test(sealed)) return null
    for (const password of secrets) {
      // What is sealed with another secret, or changed, is nothing: an empty object.
      const opened = await unsealData<Record<string, unknown>>(sealed, { password, ttl }).catch(() => null)
      if (opened !== null && opened['kind'] === kind) return opened['data']
    }
    return null
  }

  /** Cookies that were opened, because a page of contacts costs less than that. Whether they hold is looked at anew. */
  const known = new LRUCache<string, Session>({ max: 1000 })

  async function unsealSession(sealed: string): Promise<Session | null> {
    const parsed = v.safeParse(sessionSchema, await unseal(sealed, 'session'))
    return parsed.success ? parsed.output : null
  }

  return {
    begin: (person, canBeAsked) => ({
      ...person,
      id: randomBytes(18).toString('base64url'),
      startedMs: now(),
      seenMs: now(),
      checkedMs: now(),
      canBeAsked,
    }),
    seal: (session) => seal('session', session),
    async open(sealed) {
      const session = known.get(sealed) ?? (await unsealSession(sealed))
      if (session === null) return null
      known.set(sealed, session)
      const nowMs = now()
      const isOver = nowMs - session.seenMs > idleMs || nowMs - session.startedMs > longestSessionMs
      if (isOver) return null
      const reason = await ended.reasonOf(session.id)
      if (reason === 'not-allowed') return reason
      return reason === null ? session : null
    },
    renewed: (session) => (now() - session.seenMs > renewEveryMs ? { ...session, seenMs: now() } : null),
    end: (session, reason) => ended.end(session.id, endOf(session), reason),
    sealNote: (note) => seal('note', { note, atMs: now() }),
    async openNote(sealed) {
      const parsed = v.safeParse(noteSchema, await unseal(sealed, 'note'))
      return parsed.success && now() - parsed.output.atMs <= noteMs ? parsed.output.note : null
    },
  }
}

/** The form of iron-session's seals, of which nothing may be left out or added. */
const sealedText = /^Fe26\.2\*[\w*-]+~2$/

const noteSchema = v.object({ note: v.unknown(), atMs: v.number() })
