import { randomBytes } from 'node:crypto'

import * as v from 'valibot'

import type { KeptPage } from '../cache/kept-pages'
import type { Commands } from './commands'
import { createSealed, nameOf } from './sealed'

/** What several gateways of one organisation share, so that Linq sees them as one. Everything may be missing at any time. */
export interface SharedPages {
  /** A page that any of them has kept; null for none. */
  find: (key: string) => Promise<KeptPage | null>
  keep: (key: string, page: KeptPage) => void
  /** Nothing that was read before this moment is given to anybody. */
  forget: () => void
  /**
   * Says that this gateway asks Linq for a page now: `mine`; or `others`, while another one does. Where nobody can tell,
   * it is `mine`. Also tells until when Linq has asked any of them to wait (ms since 1970, 0 for none).
   */
  claim: (key: string) => Promise<{ claim: 'mine' | 'others'; pausedUntilMs: number }>
  release: (key: string) => void
  pause: (untilMs: number) => void
  /** Notes that this gateway is alive, and gives how many are; null when nobody can tell. */
  count: () => Promise<number | null>
  /** How far the clock that all of them go by is ahead of this machine's; null when nobody can tell. */
  clockAheadMs: () => Promise<number | null>
}

/** A gateway that ended while it asked, or could not say that it is done, is not waited for any longer. */
const claimMs = 5000

/** A gateway that says nothing for so long is gone. */
const aliveMs = 15_000

/** More than this is no page of contacts. */
const mostBytes = 4_000_000

/**
 * @param token of the organisation: what is shared is sealed with a key made from it, and found by a name made from it,
 *   so that gateways of two organisations on one Redis know nothing of each other
 * @param longestMs for how long a page is of any use
 * @param now milliseconds since 1970
 */
export function createSharedPages(
  commands: Commands,
  token: string,
  longestMs: number,
  now: () => number,
): SharedPages {
  const sealed = createSealed(token, 'linq-contacts pages')
  const prefix = `linq-contacts:${nameOf(token)}:`
  const self = randomBytes(9).toString('base64url')
  const nameFor = (key: string) => `${prefix}page:${key}`
  const claimFor = (key: string) => `${prefix}claim:${key}`
  const forgottenName = `${prefix}forgotten`
  const pauseName = `${prefix}pause`
  const aliveName = `${prefix}gateways`

  return {
    async find(key) {
      const name = nameFor(key)
      const reply = await commands.send('MGET', name, forgottenName)
      const [text, forgotten] = Array.isArray(reply?.value) ? (reply.value as unknown[]) : []
      if (typeof text !== 'string' || text.length > mostBytes) return null
      const page = pageIn(sealed.open(name, text))
      return page !== null && page.askedMs > numberIn(forgotten) ? page : null
    },
    keep(key, page) {
      const name = nameFor(key)
      const text = sealed.seal(name, JSON.stringify(page))
      void commands.send('SET', name, text, 'PX', String(longestMs))
    },
    forget() {
      void commands.send('SET', forgottenName, String(now()), 'PX', String(longestMs))
    },
    async claim(key) {
      const [taken, pause] = await Promise.all([
        commands.send('SET', claimFor(key), self, 'NX', 'PX', String(claimMs)),
        commands.send('GET', pauseName),
      ])
      const isTaken = taken !== null && taken.value === null
      // What could not be released, because Redis was away for a moment, is still our own.
      const isOthers = isTaken && (await commands.send('GET', claimFor(key)))?.value !== self
      return { claim: isOthers ? 'others' : 'mine', pausedUntilMs: numberIn(pause?.value) }
    },
    release(key) {
      void commands
        .send('GET', claimFor(key))
        .then((holder) => (holder?.value === self ? commands.send('DEL', claimFor(key)) : null))
    },
    pause(untilMs) {
      const waitMs = Math.ceil(untilMs - now())
      if (waitMs <= 0) return
      // A shorter pause ends no longer one that another gateway was told.
      void commands
        .send('GET', pauseName)
        .then((known) =>
          numberIn(known?.value) < untilMs
            ? commands.send('SET', pauseName, String(untilMs), 'PX', String(waitMs))
            : null,
        )
    },
    async count() {
      const nowMs = now()
      await commands.send('ZADD', aliveName, String(nowMs), self)
      await commands.send('ZREMRANGEBYSCORE', aliveName, '-inf', String(nowMs - aliveMs))
      await commands.send('PEXPIRE', aliveName, String(aliveMs))
      const reply = await commands.send('ZCARD', aliveName)
      return reply === null ? null : Math.max(1, numberIn(reply.value))
    },
    async clockAheadMs() {
      const askedMs = Date.now()
      const reply = await commands.send('TIME')
      const [seconds, micros] = Array.isArray(reply?.value) ? (reply.value as unknown[]) : []
      if (seconds === undefined) return null
      const theirMs = numberIn(seconds) * 1000 + numberIn(micros) / 1000
      return Math.round(theirMs - (askedMs + Date.now()) / 2)
    },
  }
}

const pageSchema = v.object({ body: v.string(), askedMs: v.number(), readMs: v.number() })

function pageIn(text: string | null): KeptPage | null {
  if (text === null) return null
  try {
    const parsed = v.safeParse(pageSchema, JSON.parse(text))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}

/** A number as Redis gives it, also as a text; 0 for none. */
function numberIn(value: unknown): number {
  const number = typeof value === 'string' || typeof value === 'number' ? Number(value) : 0
  return Number.isFinite(number) ? number : 0
}
