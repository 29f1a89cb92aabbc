import { useEffect } from 'react'

import type { DirectorySnapshot } from '../../directory/directory'
import { dismissToast } from '../../ui/toasts/toast-store'
import { useChosenCopy } from '../../view/copy-setting'

/** Asks once whether a copy may be kept, when there is something to keep, and tells what is amiss with it. */
export function useCopyNotices({ read, copyTrouble }: DirectorySnapshot): void {
  const { choice } = useChosenCopy()
  const isDone = read.status === 'complete' || read.status === 'verified'
  const mayAsk = choice === 'unasked' && isDone && read.contacts > 0

  useEffect(() => {
    // The words are needed once in a long time; without them, nothing is lost.
    if (!mayAsk) return
    void import('./copy-messages').then(({ askForCopy }) => askForCopy()).catch(() => undefined)
    // Answered in another tab, it is no question any more; to close it there would be an answer, too.
    return () => dismissToast('keep-copy')
  }, [mayAsk])

  useEffect(() => {
    if (!copyTrouble) return
    void import('./copy-messages')
      .then(({ tellCopyTrouble }) => tellCopyTrouble(copyTrouble))
      .catch(() => undefined)
  }, [copyTrouble])
}
