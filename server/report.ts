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

/**
 * An error by its kind alone: messages and stacks may quote what must not be in a log. With the codes of what it was
 * made of, because `fetch failed` says nothing of why.
 */
export function kindOfError(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const codes = new Set<string>()
  let one: unknown = error
  for (let depth = 0; depth < mostCauses && one instanceof Error; depth += 1) {
    for (const code of codesOf(one)) codes.add(code)
    one = one.cause
  }
  return [error.name, ...codes].join(' ')
}

const mostCauses = 4

/** A code of the system, of Node or of a library; and what a provider answers by the names of its standard. */
function codesOf(error: Error): string[] {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const said = 'error' in error && typeof error.error === 'string' ? error.error : ''
  return [...(/^[A-Z][A-Z0-9_]{1,60}$/.test(code) ? [code] : []), ...(oauthErrors.has(said) ? [said] : [])]
}

/** RFC 6749 (4.1.2.1, 5.2) and OpenID Connect Core (3.1.2.6); anything else would be text of somebody else. */
const oauthErrors: ReadonlySet<string> = new Set([
  'access_denied',
  'account_selection_required',
  'consent_required',
  'interaction_required',
  'invalid_client',
  'invalid_grant',
  'invalid_request',
  'invalid_scope',
  'login_required',
  'server_error',
  'temporarily_unavailable',
  'unauthorized_client',
  'unsupported_grant_type',
  'unsupported_response_type',
])

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
