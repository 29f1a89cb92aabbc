import { History, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

import type { Directory, ReadState } from '../../directory/directory'
import { TextButton } from '../../ui/button'
import { formatCount, formatMoment } from '../../ui/text/format'
import { formatList } from '../../ui/text/format-list'
import { AsOf, Notice, missing } from './read-notice'
import { WaitPill } from './wait-pill'

interface ReadTroubleProps {
  read: ReadState
  isBroken: boolean
  isOnline: boolean
  directory: Directory
  onReadAgain: () => void
}

/** A read that ended with less than everything, or stopped, or has not ended yet behind a copy; or no worker. */
export function ReadTrouble({ read, isBroken, isOnline, directory, onReadAgain }: ReadTroubleProps) {
  if (isBroken) return <Warning>Search and filters are not available</Warning>
  switch (read.status) {
    case 'stopped':
      return (
        <>
          <Warning>Reading stopped</Warning>
          <TextButton onClick={directory.retry}>Try again</TextButton>
        </>
      )
    case 'complete':
    case 'verified':
      return <Warning>{formatCount(read.unreadable)} could not be understood</Warning>
    case 'kept':
      return <KeptWords read={read} isOnline={isOnline} directory={directory} />
    case 'partial':
      return (
        <>
          <Warning>
            <PartialWords {...read} />
          </Warning>
          <TextButton onClick={directory.retry}>Try again</TextButton>
        </>
      )
    case 'disturbed':
      return (
        <>
          <Warning>{disturbedWords(read)}</Warning>
          <AsOf read={read} onReadAgain={onReadAgain} />
        </>
      )
    default:
      return null
  }
}

function Warning({ children }: { children: ReactNode }) {
  return (
    <Notice icon={<TriangleAlert />} tone="warn">
      {children}
    </Notice>
  )
}

/** What is here is of an earlier visit: it is being read again, or could not be. A phone has room for the moment alone. */
function KeptWords({ read, isOnline, directory }: KeptWordsProps) {
  const { atMs, wait, problem, isReadingAgain } = read
  const surplus = read.contacts + read.unreadable - (read.total ?? Infinity)
  const copy = (
    <>
      <span className="phone:sr-only">Copy as of </span>
      <span className="tabular-nums">{formatMoment(atMs)}</span>
      {surplus > 0 && <span className="phone:sr-only">; {formatCount(surplus)} or more may be gone</span>}
    </>
  )
  if (!isOnline || wait) return <WaitPill wait={wait} isOnline={isOnline} meanwhile={copy} />
  return (
    <>
      <Notice icon={problem ? <TriangleAlert /> : <History />} tone={problem ? 'warn' : 'quiet'}>
        {problem && <span className="phone:sr-only">Linq cannot be read. </span>}
        {copy}
      </Notice>
      {isReadingAgain ? (
        <span className="text-fg-3 phone:sr-only">reading again</span>
      ) : (
        <TextButton onClick={directory.retry}>Try again</TextButton>
      )}
    </>
  )
}

interface KeptWordsProps {
  read: Extract<ReadState, { status: 'kept' }>
  isOnline: boolean
  directory: Directory
}

/** "At least 4,790 of 4,812: page 12 failed"; a phone has the figures beside it and room for the pages alone. */
function PartialWords({ contacts, total, failedPages }: ReadState) {
  const pages = failedPages.map(({ page }) => formatCount(page))
  const failed =
    pages.length > 3
      ? `${formatCount(pages.length)} pages failed`
      : `${pages.length === 1 ? 'page' : 'pages'} ${formatList(pages)} failed`
  return (
    <>
      <span className="phone:sr-only">{`At least ${wholeWords(contacts, total)}: `}</span>
      {failed}
    </>
  )
}

/** "4,790 of 4,812"; where more have been met than Linq counts now, some of them may be gone. */
function wholeWords(contacts: number, total: number | null): string {
  const here = formatCount(contacts)
  if (total === null) return here
  return contacts > total ? `${here}; Linq counts ${formatCount(total)}` : `${here} of ${formatCount(total)}`
}

function disturbedWords(read: ReadState): string {
  if (read.isReadingAgain) return 'Contacts changed while we read; reading again'
  if (read.total === null) return 'Linq does not say how many there are; some may be missing'
  return missing(read) > 0
    ? `${formatCount(missing(read))} missing: contacts changed while we read`
    : 'Contacts changed while we read; some may be missing'
}
