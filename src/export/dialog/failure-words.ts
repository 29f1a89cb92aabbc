import { DIRECTORY_STOPPED } from '../../directory/directory'
import { LinqError } from '../../linq/linq-error'

/** What is said of an export that did not come to its end: what happened, and what it means. */
export interface FailureWords {
  title: string
  text: string
  /** What the browser says itself, which helps to find a cause that we do not know. */
  details?: readonly string[]
}

/** Words for whatever prevented a file or a copy; nothing half-made stays, which they say. */
export function failureWords(error: unknown, what: 'file' | 'table'): FailureWords {
  const nothing = what === 'file' ? 'Nothing was saved.' : 'Nothing was copied.'
  const title = what === 'file' ? 'The file could not be made' : 'The table could not be copied'
  if (error instanceof LinqError && error.code === DIRECTORY_STOPPED)
    return { title, text: `The part of this page that makes it has ended: start it again first. ${nothing}` }
  const name = error instanceof Error ? error.name : ''
  const known = reasons[name]
  if (known !== undefined) return { title, text: `${known} ${nothing}` }
  if (name === 'NotAllowedError') {
    const advice =
      what === 'file'
        ? 'The browser did not allow writing there; choose another place.'
        : 'The browser did not allow it; allow this page to use the clipboard, or export a file.'
    return { title, text: `${advice} ${nothing}` }
  }
  const advice = what === 'file' ? 'Try it again, or in another format.' : 'Try it again, or export a file.'
  return { title, text: `${nothing} ${advice}`, details: [String(error)] }
}

/** By the names of the exceptions of the File API and of File System Access. */
const reasons: Readonly<Record<string, string>> = {
  QuotaExceededError: 'There is no room left on the disk.',
  NotReadableError:
    'The browser could not keep the file while it was made; there may be no room on the disk.',
  NotFoundError: 'The place of the file is no longer there.',
  NoModificationAllowedError: 'Another program has the file open, or it may not be changed.',
  NotSupportedError: 'This browser cannot copy tables; export a file.',
  InvalidStateError: 'The file was changed by another program meanwhile.',
}
