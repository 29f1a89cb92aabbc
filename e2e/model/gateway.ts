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

/** A gateway in front of `apiUrl`, with its own bounds on time and size. */
export async function startModelGateway(apiUrl: string): Promise<ModelGateway> {
  const log: string[] = []
  const report = (problem: string) => void log.push(problem)
  // A stop reads its times when it begins: a sudden one has none.
  const stopTimes = { ...gentle }
  let port = 0
  let running: { gateway: Gateway; close: () => Promise<void> } | null = null

  async function start(): Promise<Gateway> {
    const upstream = createUpstream({ apiUrl, token: 'a-token-of-the-model', report })
    const gateway = await startGateway({
      host: '127.0.0.1',
      port,
      files: staticFilesOf(new Map()),
      readContacts: upstream.readContacts,
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
