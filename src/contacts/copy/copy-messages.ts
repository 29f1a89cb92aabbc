import type { CopyTrouble } from '../../directory/directory'
import { dismissToast, raiseToast } from '../../ui/toasts/toast-store'
import { chooseCopy } from '../../view/copy-setting'

/** Asks, once, whether a copy of the contacts may be kept on this device. Whoever only closes it has said no. */
export function askForCopy(): void {
  const answer = (choice: 'keep' | 'none') => () => {
    dismissToast('keep-copy')
    chooseCopy({ choice })
  }
  raiseToast({
    key: 'keep-copy',
    tone: 'question',
    title: 'Keep a copy on this device?',
    text: 'Your next visit then begins at once, also without a network, and tells what is new. These are people’s data: whoever uses this device as you can see them. The copy goes after a week, or when you forget it under Settings.',
    action: { label: 'Keep a copy', run: answer('keep') },
    otherAction: { label: 'Not on this device', run: answer('none') },
    onDismiss: answer('none'),
  })
}

const troubles: Record<CopyTrouble, { title: string; text: string }> = {
  denied: {
    title: 'No copy can be kept on this device',
    text: 'This browser gives the page no storage. Everything else works; the next visit reads everything anew.',
  },
  full: {
    title: 'There is no room for a copy on this device',
    text: 'The storage of this browser is full. Everything else works; the next visit reads everything anew.',
  },
  untrusted: {
    title: 'The copy on this device was removed',
    text: 'It was damaged, or written by another version of this page. Everything is being read anew.',
  },
  other: {
    title: 'The copy on this device was removed',
    text: 'It held nobody whom Linq has now, and belonged to another organisation. Everything is being read anew.',
  },
}

/** Tells what is amiss with the copy. */
export function tellCopyTrouble(trouble: CopyTrouble): void {
  raiseToast({ key: 'copy-trouble', tone: 'warning', ...troubles[trouble] })
}
