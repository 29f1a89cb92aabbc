import type { FailedPage } from '../directory/directory'
import type { LinqProblem } from '../linq/linq-error'
import { formatTime } from '../ui/text/format'
import { formatList } from '../ui/text/format-list'
import type { Toast } from '../ui/toasts/toast-store'
import { personNow, signInAddress } from './person'

/** What a toast says. */
export type ToastWords = Pick<Toast, 'title' | 'text' | 'details' | 'action'>

/** Several questions meet the same answer, and whoever chooses to stay for a running export is not asked again. */
let isLeaving = false

/**
 * What is told of an error: what happened, what it means, and what helps to find the cause. Who may not see the contacts
 * any more is led away from them, to a page that removes them from this device (public/forget.js).
 */
export function problemWords(problem: LinqProblem): ToastWords {
  // The cookie is there where people sign in; what else answers with this code leads nowhere.
  if (problem.code === 'NO_LONGER_ALLOWED' && personNow() !== null) {
    if (!isLeaving) location.assign('/not-allowed')
    isLeaving = true
    return {
      title: 'You may not see the contacts any more',
      text: 'This page leads away from them, and to where the copy on this device is removed. Ask whoever runs it.',
      details: detailsOf(problem),
    }
  }
  if (problem.code === 'SIGN_IN_NEEDED') {
    return {
      title: 'You are signed out',
      text: 'Your session has ended. What was read before stays on screen until you leave this page.',
      details: detailsOf(problem),
      action: { label: 'Sign in again', run: () => location.assign(signInAddress()) },
    }
  }
  return { title: titleOf(problem), text: meaningOf(problem), details: detailsOf(problem) }
}

/** What is told of pages that could not be read. @param isCopy whether a copy of an earlier visit is shown meanwhile */
export function failedPagesWords(failed: readonly FailedPage[], isCopy: boolean): ToastWords {
  const pages = failed.map((one) => one.page).toSorted((left, right) => left - right)
  const title =
    pages.length === 1
      ? `Page ${pages[0]} could not be read`
      : pages.length <= 4
        ? `Pages ${formatList(pages.map(String))} could not be read`
        : `${pages.length} pages could not be read`
  return {
    title,
    text: `${sentence(failed[0]?.problem.message ?? '')} ${isCopy ? ofCopy : missingOf(pages.length)}`,
    details: failed.slice(0, 20).flatMap((one) => detailsOf({ ...one.problem, page: one.page })),
  }
}

const ofCopy = 'The copy on this device stays as it is until they can be read.'

function missingOf(pages: number): string {
  return `${pages === 1 ? 'Its' : 'Their'} contacts are missing here; all others are usable.`
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
      return 'Ask whoever runs this server to check the organisation’s token. Whatever was read before stays usable.'
    case 'network':
      return 'The network, or the server of this page, may be away. Whatever was read before stays usable.'
    case 'timeout':
      return 'Whatever was read before stays usable.'
    case 'unreadable':
      return 'Something between this page and Linq may have answered instead, such as a login page. Whatever was read before stays usable.'
    default:
      return `${sentence(problem.message)} Whatever was read before stays usable.`
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
