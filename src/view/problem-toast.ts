import type { FailedPage } from '../directory/directory'
import type { LinqProblem } from '../linq/linq-error'
import { formatList, formatTime } from '../ui/text/format'
import { dismissToast, raiseToast, shownToasts } from '../ui/toasts/toast-store'

/**
 * Tells an error, once for each cause however many requests met it, with a way to try again where that may help.
 * Gives the key of the toast.
 */
export function raiseProblem(problem: LinqProblem, retry: (() => void) | null): string {
  const key = causeOf(problem)
  raiseToast({
    key,
    tone: 'error',
    title: titleOf(problem),
    text: meaningOf(problem),
    details: detailsOf(problem),
    ...(retry && {
      action: {
        label: 'Try again',
        run: () => {
          dismissToast(key)
          retry()
        },
      },
    }),
  })
  return key
}

/** Takes away what was told of single questions. */
export function dismissProblems(): void {
  for (const { key } of shownToasts()) if (key.startsWith(causePrefix)) dismissToast(key)
}

const causePrefix = 'problem:'

/** Tells which pages could not be read, in one toast for all of them. */
export function raiseFailedPages(failed: readonly FailedPage[], retry: () => void): void {
  const first = failed[0]
  if (!first) return dismissToast('failed-pages')
  const pages = failed.map((one) => one.page).toSorted((left, right) => left - right)
  const title =
    pages.length === 1
      ? `Page ${pages[0]} could not be read`
      : pages.length <= 4
        ? `Pages ${formatList(pages.map(String))} could not be read`
        : `${pages.length} pages could not be read`
  raiseToast({
    key: 'failed-pages',
    tone: 'error',
    title,
    text: `${sentence(first.problem.message)} ${pages.length === 1 ? 'Its' : 'Their'} contacts are missing here; all others are usable.`,
    details: failed.slice(0, 20).flatMap((one) => detailsOf({ ...one.problem, page: one.page })),
    action: {
      label: 'Try again',
      run: () => {
        dismissToast('failed-pages')
        retry()
      },
    },
  })
}

/** What two problems share when they have the same cause. */
export function causeOf(problem: LinqProblem): string {
  return `${causePrefix}${problem.kind}:${problem.status ?? ''}:${problem.code ?? ''}`
}

/** What happened, in a few words. */
function titleOf(problem: LinqProblem): string {
  switch (problem.kind) {
    case 'network':
      return 'No answer came'
    case 'timeout':
      return 'Linq did not answer in time'
    case 'rejected':
      return 'Linq rejected the token'
    case 'rate-limit':
      return 'Linq asked us to wait'
    case 'unreadable':
      return 'The answer is not what Linq’s API sends'
    case 'cut':
      return 'An answer was cut'
    case 'server':
      return 'Contacts could not be read'
    case 'refused':
      return 'The request was refused'
  }
}

function meaningOf(problem: LinqProblem): string {
  switch (problem.kind) {
    case 'rejected':
      return 'Ask whoever runs this server to check the organisation’s token. What was read before stays usable.'
    case 'network':
      return 'The network, or the server of this page, may be away. What was read before stays usable.'
    case 'timeout':
      return 'What was read before stays usable.'
    case 'unreadable':
      return 'Something between this page and Linq may have answered instead, such as a login page. What was read before stays usable.'
    default:
      return `${sentence(problem.message)} What was read before stays usable.`
  }
}

function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`
}

/** Codes, ids and times, one line each. */
function detailsOf(problem: LinqProblem): string[] {
  const where = problem.page === null ? '' : ` · page ${problem.page}`
  const code = problem.code === null ? problem.kind : `code ${problem.code}`
  const status = problem.status === null ? problem.kind : `${problem.status} · ${code}`
  return [
    `${status}${where} · ${formatTime(Date.now())}`,
    problem.message,
    ...problem.details.filter((detail) => detail !== problem.message),
    ...(problem.traceId === null ? [] : [`request ${problem.traceId}`]),
  ]
}
