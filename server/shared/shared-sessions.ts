import { createHash } from 'node:crypto'

import { type EndReason, type EndedSessions, createEndedSessions } from '../sign-in/sessions'
import type { Commands } from './commands'

/** What was found is believed for so long, so that signing out holds everywhere within a second. */
const believedMs = 500

/** What could not be said to the others is said again so much later, until it is heard. */
const tellAgainMs = 1000

/** And everything that was ended here, for a Redis that has lost what it knew. */
const tellAllMs = 60_000

/** More sessions than that are not remembered between two questions. */
const mostRemembered = 10_000

/** How it is written why a session was ended. */
const marks: Record<EndReason, string> = { left: '1', 'not-allowed': 'n' }

/**
 * Sessions that were ended before their time on any of the gateways. While the others cannot be asked, those hold that
 * were ended here: a Redis that is away signs nobody out (gateway.md, "Lessons").
 *
 * @param now milliseconds since 1970
 */
export function createSharedEnded(commands: Commands, now: () => number): EndedSessions {
  const own = createEndedSessions(now)
  const asked = new Map<string, number>()
  /** What was ended here: until when it matters, and when the others were told. Both ms since 1970. */
  const ends = new Map<string, { untilMs: number; toldMs: number; reason: EndReason }>()
  let timer: NodeJS.Timeout | null = null

  async function tell(id: string, untilMs: number, reason: EndReason): Promise<void> {
    const leftMs = String(Math.max(1, Math.ceil(untilMs - now())))
    const reply = await commands.send('SET', nameOf(id), marks[reason], 'PX', leftMs)
    if (reply !== null) ends.set(id, { untilMs, toldMs: now(), reason })
  }

  function tellAgain(): void {
    for (const [id, { untilMs, toldMs, reason }] of ends) {
      if (untilMs <= now()) ends.delete(id)
      else if (now() - toldMs >= tellAllMs) void tell(id, untilMs, reason)
    }
    if (ends.size > 0 || timer === null) return
    clearInterval(timer)
    timer = null
  }

  const nameOf = (id: string) => `linq-contacts:ended:${createHash('sha256').update(id).digest('base64url')}`
  return {
    async end(id, untilMs, reason) {
      await own.end(id, untilMs, reason)
      asked.delete(id)
      ends.set(id, { untilMs, toldMs: -Infinity, reason })
      timer ??= setInterval(tellAgain, tellAgainMs).unref()
      await tell(id, untilMs, reason)
    },
    async reasonOf(id) {
      const known = await own.reasonOf(id)
      if (known !== null || now() - (asked.get(id) ?? -Infinity) < believedMs) return known
      const reply = await commands.send('GET', nameOf(id))
      if (reply === null || reply.value === null) {
        if (asked.size >= mostRemembered) asked.clear()
        asked.set(id, now())
        return null
      }
      const reason = reply.value === marks['not-allowed'] ? 'not-allowed' : 'left'
      // It was ended elsewhere: until when does not matter, the session itself is bounded.
      await own.end(id, now() + 86_400_000, reason)
      return reason
    },
  }
}
