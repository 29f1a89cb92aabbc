import { randomBytes } from 'node:crypto'
import { once } from 'node:events'

import { createContactList } from './api/contact-list'
import { createApiServer } from './api/server'
import { createContacts } from './people/contact'
import { drawPortraits } from './people/portraits'
import type { Trouble } from './troubles'

interface DemonstrationOptions {
  /** How many made-up contacts there are at the start. */
  contacts: number
  /** The ways in which the demonstration misbehaves on purpose; they combine. */
  trouble: readonly Trouble[]
  /** The same seed gives the same people on the same day. */
  seed?: number
}

/** A made-up organisation behind a real HTTP server of this process that speaks Linq's API. */
export interface Demonstration {
  /** `http://127.0.0.1:PORT`. */
  origin: string
  /** What X-LINQ-INTEGRATION-TOKEN must hold; another one at every start. */
  token: string
  /** The portraits, by the paths that `image_url` names, for the gateway to serve on its own origin. */
  files: ReadonlyMap<string, { bytes: Buffer; type: string }>
  /** Ends the server and every connection to it. */
  close(): Promise<void>
}

const dayMs = 86_400_000

/** Monday, 5 January 1970: the first Monday since 1970. */
const firstMondayMs = 4 * dayMs

/**
 * Starts the demonstration organisation on a free port of loopback. Takes less than a second for any number of
 * contacts: each is made from its number when it is asked for. Throws when no port can be opened.
 */
export async function startDemonstration(options: DemonstrationOptions): Promise<Demonstration> {
  const { contacts, trouble, seed = 1 } = options
  const token = randomBytes(24).toString('base64url')
  // The last Monday, so that one seed shows the same dates for a week: whoever comes back the next day is not told
  // that everybody has changed since. None of them is in the future.
  const nowMs = Date.now()
  const endMs = nowMs - ((nowMs - firstMondayMs) % (7 * dayMs))
  const organisation = { total: contacts, seed, endMs }
  const server = createApiServer({
    list: createContactList({ ...organisation, makeContact: createContacts(organisation) }),
    token,
    trouble,
    seed,
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The demonstration has no port')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    token,
    files: drawPortraits(),
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
