import type { FailedPage } from '../directory/directory'
import type { LinqProblem } from '../linq/linq-error'
import { countOf, formatList, formatTime } from '../ui/format'
import { dismissToast, raiseToast } from '../ui/toast-store'

/** Tells an error, once for each cause however many requests met it; with a way to try again where that may help. */
export function raiseProblem(problem: LinqProblem, retry: (() => void) | null): void {
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
}

/** Tells which pages could not be read, in one toast for all of them. */
export function raiseFailedPages(failed: readonly FailedPage[], perPage: number, retry: () => void): void {
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
    text: `${sentence(first.problem.message)} Up to ${countOf(pages.length * perPage, 'contact')} are missing here; all others are usable.`,
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
  return `problem:${problem.kind}:${problem.status ?? ''}:${problem.code ?? ''}`
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
      return 'Linq answered with an error'
    case 'refused':
      return 'The request was refused'
  }
}

function meaningOf(problem: LinqProblem): string {
  switch (problem.kind) {
    case 'rejected':
      return 'Ask whoever runs this server to check the organisation’s token. Contacts that were read stay usable.'
    case 'network':
      return 'The network, or the server of this page, may be away. Contacts that were read stay usable.'
    case 'timeout':
      return 'Contacts that were read stay usable.'
    case 'unreadable':
      return 'Something between this page and Linq may have answered instead, such as a login page. Contacts that were read stay usable.'
    default:
      return `${sentence(problem.message)} Contacts that were read stay usable.`
  }
}

function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`
}

/** Codes, ids and times, one line each. */
function detailsOf(problem: LinqProblem): string[] {
  const where = problem.page === null ? '' : ` · page ${problem.page}`
  const status = problem.status === null ? problem.kind : `${problem.status} ${problem.code ?? problem.kind}`
  return [
    `${status}${where} · ${formatTime(Date.now())}`,
    problem.message,
    ...problem.details.filter((detail) => detail !== problem.message),
    ...(problem.traceId === null ? [] : [`request ${problem.traceId}`]),
  ]
}
