/** The same sentence is not repeated within this time: an outage of an hour is one line a minute. */
const quietMs = 60_000

/** Told one sentence about what is wrong, and in which request when it was in one. */
export type Report = (problem: string, requestId?: string) => void

/** Passes problems on to `write`, each at most once a minute. The sentences are a fixed few. */
export function createReport(
  write: (problem: string, atMs: number, requestId?: string) => void,
  nowMs: () => number,
): Report {
  const lastMs = new Map<string, number>()
  return (problem, requestId) => {
    const now = nowMs()
    if (now - (lastMs.get(problem) ?? -Infinity) < quietMs) return
    lastMs.set(problem, now)
    write(problem, now, requestId)
  }
}

/** An error by its kind alone: messages and stacks may quote what must not be in a log. */
export function kindOfError(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  return 'code' in error && typeof error.code === 'string' ? `${error.name} ${error.code}` : error.name
}

/** More failures than this within a minute are not one bad request any more. */
const mostFailures = 20
const recentMs = 60_000

/**
 * Makes the handler of errors that nobody caught. Such an error belongs to one request: the gateway keeps nothing
 * between requests that it could have damaged, so it is reported and the gateway goes on, and one request ends nobody
 * else's work (faults.md, S9). When it happens again and again something is broken for good: `end` is called.
 */
export function createFailureGuard(options: {
  report: (problem: string) => void
  nowMs: () => number
  end: () => void
}): (error: unknown) => void {
  let failuresMs: number[] = []
  return (error) => {
    const now = options.nowMs()
    options.report(`Something failed outside of a request: ${kindOfError(error)}.`)
    failuresMs = [...failuresMs.filter((atMs) => now - atMs < recentMs), now]
    if (failuresMs.length > mostFailures) options.end()
  }
}
