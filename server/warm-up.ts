import { Pool } from 'undici'

import type { StaticFiles } from './files/static-files'
import { startGateway } from './gateway'

/** After so many answers nothing that a request goes through is run for the first time. */
const answers = 240
const atOnce = 8

const page = JSON.stringify({
  contacts: [],
  pagination: { current_page: 1, per_page: 25, total_pages: 1, total_count: 0 },
})

/**
 * Runs what a request goes through before anybody asks: code that runs for the first time is read and compiled then,
 * and who comes first to a gateway that was restarted would wait for it (goal R7 of gateway.md). The requests are the
 * gateway's own, to a second one of this process on loopback, which knows no contact and asks nobody.
 */
export async function warmUp(files: StaticFiles): Promise<void> {
  const { origin, stop } = await startGateway({
    host: '127.0.0.1',
    port: 0,
    files,
    readPage: () =>
      Promise.resolve({
        status: 200,
        body: page,
        retryAfter: null,
        age: { readMs: Date.now(), ageMs: 0, isStale: false },
      }),
    isDemonstration: false,
    report: () => undefined,
    stopTimes: { drainMs: 0, lastRequestsMs: 100, lastAnswersMs: 100 },
  })
  const pool = new Pool(origin, { connections: atOnce })
  const paths = ['/api/partner/v2/contacts?page=1&per_page=25', '/readyz', '/']
  const ask = async (path: string) => {
    const { body } = await pool.request({ method: 'GET', path })
    await body.dump()
  }
  try {
    for (let done = 0; done < answers; done += atOnce) {
      const together = Array.from({ length: atOnce }, (_, at) =>
        ask(paths[(done + at) % paths.length] ?? '/'),
      )
      await Promise.all(together)
    }
  } catch {
    // Then the first people do it.
  } finally {
    await pool.destroy()
    await stop()
  }
}
