import { CircleCheck, Pause, Play, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

import type { Directory, ReadState } from '../../directory/directory'
import { Button } from '../../ui/button'
import { useOnline } from '../../ui/device/use-online'
import { lazyPart } from '../../ui/lazy-part'
import { formatCount } from '../../ui/text/format'
import { AsOf, NO_CONNECTION, Notice, missing } from './read-notice'

/** What is seldom needed is loaded in a quiet moment, so that it is here when there is no network. */
export const ReadTrouble = lazyPart(() => import('./read-trouble'), 'ReadTrouble')
export const WaitPill = lazyPart(() => import('./wait-pill'), 'WaitPill')

interface ReadWordsProps {
  read: ReadState
  isBroken: boolean
  directory: Directory
  onReadAgain: () => void
}

/** What the read does at the moment, and what can be done about it. */
export function ReadWords({ read, isBroken, directory, onReadAgain }: ReadWordsProps) {
  const isOnline = useOnline()
  const trouble = { read, isBroken, isOnline, directory, onReadAgain }
  if (isBroken) return <ReadTrouble {...trouble} />
  switch (read.status) {
    case 'idle':
      return null
    case 'reading':
      return (
        <>
          {!isOnline || read.wait ? (
            <WaitPill wait={read.wait} isOnline={isOnline} fallback={!isOnline && NO_CONNECTION} />
          ) : (
            <span className="text-fg-2 phone:hidden">
              {!read.wasReadBefore && (
                <span className="text-fg-3 slim:hidden">Search and filters cover what is read so far.</span>
              )}
              <span className="ml-3">{leftWords(read.msLeft)}</span>
            </span>
          )}
          <ReadButton label="Pause" icon={<Pause />} onClick={directory.pause} />
        </>
      )
    case 'paused':
      return (
        <>
          <Notice icon={<TriangleAlert />} tone="warn">
            {read.total === null
              ? 'Paused'
              : `Paused, ${formatCount(Math.max(0, read.total - read.met))} not read yet`}
          </Notice>
          <ReadButton label="Resume" icon={<Play />} onClick={directory.resume} />
        </>
      )
    case 'complete':
    case 'verified':
      return (
        <>
          {read.unreadable === 0 ? (
            <Notice icon={<CircleCheck />} tone="ok">
              {wholeWords(read)}
            </Notice>
          ) : (
            <ReadTrouble {...trouble} />
          )}
          <AsOf read={read} onReadAgain={onReadAgain} />
        </>
      )
    case 'partial':
    case 'disturbed':
    case 'kept':
    case 'stopped':
      return <ReadTrouble {...trouble} />
  }
}

/** "Verified", "Complete", "Complete by count", "Complete but for 2 that came meanwhile", "Verified; 3 or more may be gone". */
function wholeWords(read: ReadState): string {
  const words =
    read.status === 'verified' ? 'Verified' : read.way === 'pages' ? 'Complete by count' : 'Complete'
  // As many as are here and in Linq's list no more, at the least: others may have come that are not here.
  const surplus = read.contacts + read.unreadable - (read.total ?? Infinity)
  if (surplus > 0) return `${words}; ${formatCount(surplus)} or more may be gone`
  return missing(read) > 0 ? `${words} but for ${formatCount(missing(read))} that came meanwhile` : words
}

function leftWords(msLeft: number | null): string {
  if (msLeft === null) return 'Reading'
  const seconds = Math.max(1, Math.round(msLeft / 1000))
  return seconds < 90
    ? `Reading, about ${seconds} s left`
    : `Reading, about ${Math.round(seconds / 60)} min left`
}

function ReadButton({ label, icon, onClick }: { label: string; icon: ReactNode; onClick: () => void }) {
  return (
    <Button
      variant="ghost"
      size="small"
      onClick={onClick}
      icon={
        <span aria-hidden className="[&_svg]:size-4">
          {icon}
        </span>
      }
      className="phone:w-11 phone:px-0"
    >
      <span className="phone:sr-only">{label}</span>
    </Button>
  )
}
