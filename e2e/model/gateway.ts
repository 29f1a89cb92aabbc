import { createBudget, defaultBudget } from '../../server/cache/budget'
import { createKeptPages } from '../../server/cache/kept-pages'
import { createPages, defaultTimes } from '../../server/cache/pages'
import { staticFilesOf } from '../../server/files/static-files'
import { defaultLimits } from '../../server/front/server'
import { type Gateway, type StopTimes, startGateway } from '../../server/gateway'
import { createUpstream } from '../../server/upstream/contacts'

/** The real gateway inside this process, which can end and come back at the same address. */
export interface ModelGateway {
  readonly origin: string
  /** Lines for the log. */
  readonly log: readonly string[]
  /** Answers what it can, and ends. */
  endGently: () => Promise<void>
  /** Ends at once: what is in flight is answered by nobody. */
  kill: () => Promise<void>
  /** Listens again where it did before. */
  comeBack: () => Promise<void>
}

const gentle: StopTimes = { drainMs: 0, lastRequestsMs: 20, lastAnswersMs: 20 }
const sudden: StopTimes = { drainMs: 0, lastRequestsMs: 0, lastAnswersMs: 0 }

/**
 * A gateway in front of `apiUrl`, with its own bounds on time and size. It keeps no pages, so that every answer is one
 * that the model has given; pauses are by the clock of the model.
 *
 * @param now milliseconds since 1970
 */
export async function startModelGateway(apiUrl: string, now: () => number): Promise<ModelGateway> {
  const log: string[] = []
  const report = (problem: string) => void log.push(problem)
  // A stop reads its times when it begins: a sudden one has none.
  const stopTimes = { ...gentle }
  let port = 0
  let running: { gateway: Gateway; close: () => Promise<void> } | null = null

  async function start(): Promise<Gateway> {
    const upstream = createUpstream({ apiUrl, token: 'a-token-of-the-model', report })
    const pages = createPages({
      readContacts: upstream.readContacts,
      kept: createKeptPages(0, defaultTimes.onErrorMs, now),
      budget: createBudget({ ...defaultBudget, perSecond: Infinity }, now),
      now,
    })
    const gateway = await startGateway({
      host: '127.0.0.1',
      port,
      files: staticFilesOf(new Map()),
      readPage: pages.read,
      isDemonstration: false,
      report,
      limits: defaultLimits,
      stopTimes,
    })
    running = { gateway, close: upstream.close }
    port = Number(new URL(gateway.origin).port)
    return gateway
  }

  async function end(times: StopTimes): Promise<void> {
    if (!running) return
    const { gateway, close } = running
    running = null
    Object.assign(stopTimes, times)
    await gateway.stop()
    await close()
  }

  const { origin } = await start()
  return {
    origin,
    log,
    endGently: () => end(gentle),
    kill: () => end(sudden),
    comeBack: async () => {
      if (!running) await start()
    },
  }
}
