import { useEffect, useEffectEvent } from 'react'

import type { Directory, DirectorySnapshot } from '../../directory/directory'
import { countOf } from '../../ui/text/format'
import { dismissToast, raiseToast } from '../../ui/toasts/toast-store'
import { raiseFailedPages } from '../../view/failed-pages-toast'
import { dismissProblem, dismissProblems, raiseProblem } from '../../view/problem-toast'

/** Tells what the read met, one toast for each cause. Waiting is no toast: the result line says it. */
export function useReadNotices(
  { read, broken }: DirectorySnapshot,
  directory: Directory,
  retry: () => void,
): void {
  const { failedPages, unreadable, problem } = read
  const isSettled = read.status !== 'reading' && read.status !== 'idle' && read.status !== 'paused'
  const retryEverything = useEffectEvent(retry)
  const isComplete = read.status === 'complete' || read.status === 'verified'
  const failedKey = failedPages.map((one) => one.page).join()

  useEffect(() => {
    raiseFailedPages(failedPages, directory.retry, read.status === 'kept')
    // oxlint-disable-next-line react/exhaustive-deps -- told again only when other pages have failed
  }, [failedKey, directory])

  useEffect(() => {
    if (!problem) return
    const key = raiseProblem(problem, () => retryEverything())
    return () => dismissProblem(key)
  }, [problem])

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
    // Once everything has been read, it no longer matters that a single page could not be.
    if (isComplete) dismissProblems()
  }, [isComplete])

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
