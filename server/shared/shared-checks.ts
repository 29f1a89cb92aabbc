import { createHash, randomBytes } from 'node:crypto'

import * as v from 'valibot'

import { personEntries } from '../sign-in/allowed'
import { type Check, type Checks, createChecks } from '../sign-in/checks'
import type { Commands } from './commands'
import { createSealed } from './sealed'

/** A gateway that ended while it asked the provider is not waited for any longer. */
const claimMs = 15_000

const checkSchema = v.object({
  person: v.object(personEntries),
  checkedMs: v.number(),
  refreshToken: v.nullable(v.string()),
  // Gateways of an older version wrote none.
  idToken: v.optional(v.string(), ''),
})

/**
 * What the provider has said of who is signed in, for all gateways: sealed with a key made from the session secret, and
 * found by a hash of the session's id. While the others cannot be asked, what this gateway knows itself holds.
 *
 * @param secrets the first seals, all open, as with the cookies
 * @param now milliseconds since 1970
 */
export function createSharedChecks(
  commands: Commands,
  secrets: readonly string[],
  now: () => number,
): Checks {
  const own = createChecks(now)
  const sealers = secrets.map((secret) => createSealed(secret, 'linq-contacts checks'))
  const hashOf = (id: string) => createHash('sha256').update(id).digest('base64url')
  const nameOf = (id: string) => `linq-contacts:check:${hashOf(id)}`
  const claimOf = (id: string) => `linq-contacts:checking:${hashOf(id)}`
  const self = randomBytes(9).toString('base64url')

  function opened(name: string, text: unknown): Check | null {
    if (typeof text !== 'string') return null
    const sealed = sealers.map((sealer) => sealer.open(name, text)).find((one) => one !== null)
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), checkSchema), sealed)
    return parsed.success ? parsed.output : null
  }

  return {
    async find(id) {
      const name = nameOf(id)
      const reply = await commands.send('GET', name)
      const [mine, theirs] = [await own.find(id), opened(name, reply?.value)]
      if (mine === null || theirs === null) return mine ?? theirs
      return mine.checkedMs > theirs.checkedMs ? mine : theirs
    },
    async keep(id, check, untilMs) {
      await own.keep(id, check, untilMs)
      const name = nameOf(id)
      const text = sealers[0]?.seal(name, JSON.stringify(check)) ?? ''
      await commands.send('SET', name, text, 'PX', String(Math.max(1, Math.ceil(untilMs - now()))))
    },
    async forget(id) {
      await own.forget(id)
      await commands.send('DEL', nameOf(id))
    },
    async claim(id) {
      const taken = await commands.send('SET', claimOf(id), self, 'NX', 'PX', String(claimMs))
      return taken === null || taken.value !== null
    },
  }
}
