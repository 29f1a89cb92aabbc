import { useEffect } from 'react'

import type { Directory, DirectorySnapshot } from '../directory/directory'
import { MAX_PER_PAGE } from '../linq/contacts-page'
import { countOf } from '../ui/format'
import { dismissToast, raiseToast } from '../ui/toast-store'
import { causeOf, raiseFailedPages, raiseProblem } from '../view/problem-toast'

/** Tells what the read met, one toast for each cause. Waiting is no toast: the result line says it. */
export function useReadNotices({ read, broken }: DirectorySnapshot, directory: Directory): void {
  const { failedPages, unreadable } = read
  const problem = read.status === 'stopped' ? read.problem : null
  const isSettled = read.status !== 'reading' && read.status !== 'idle' && read.status !== 'paused'
  const failedKey = failedPages.map((one) => one.page).join()

  useEffect(() => {
    raiseFailedPages(failedPages, MAX_PER_PAGE, directory.retry)
    // oxlint-disable-next-line react/exhaustive-deps -- told again only when other pages have failed
  }, [failedKey, directory])

  useEffect(() => {
    if (!problem) return
    raiseProblem(problem, directory.retry)
    return () => dismissToast(causeOf(problem))
  }, [problem, directory])

  useEffect(() => {
    if (unreadable === 0 || !isSettled) return
    raiseToast({
      key: 'unreadable',
      tone: 'warning',
      title: `${countOf(unreadable, 'contact')} could not be understood`,
      text: 'Their records lack an ID of their own. They are left out and counted.',
    })
  }, [unreadable, isSettled])

  useEffect(() => {
    if (!broken) return dismissToast('worker')
    raiseToast({
      key: 'worker',
      tone: 'error',
      title: 'Search, filters and sorting stopped working',
      text: 'The part of this page that holds all contacts could not be started or has ended. Pages in Linq’s order still work; start it again for the rest.',
      action: { label: 'Start again', run: directory.retry },
    })
  }, [broken, directory])
}
