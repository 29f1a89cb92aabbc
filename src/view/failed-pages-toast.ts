import type { FailedPage } from '../directory/directory'
import { dismissProblem, raiseInWords } from './problem-toast'

/**
 * Tells which pages could not be read, in one toast for all of them.
 *
 * @param isCopy whether a copy of an earlier visit is shown meanwhile
 */
export function raiseFailedPages(failed: readonly FailedPage[], retry: () => void, isCopy: boolean): void {
  const first = failed[0]
  if (!first) return dismissProblem('failed-pages')
  void raiseInWords('failed-pages', first.problem.message, retry, ({ failedPagesWords }) =>
    failedPagesWords(failed, isCopy),
  )
}
