import { CircleCheck, History, Pause, Play, RefreshCw, Timer, TriangleAlert, WifiOff } from 'lucide-react'
import type { ReactNode } from 'react'

import type { Directory, ReadState } from '../directory/directory'
import { Button, IconButton, TextButton } from '../ui/button'
import { classes } from '../ui/classes'
import { useSecondsUntil } from '../ui/device/use-now'
import { useOnline } from '../ui/device/use-online'
import { formatCount, formatList, formatMoment } from '../ui/text/format'

interface ReadWordsProps {
  read: ReadState
  isBroken: boolean
  directory: Directory
  onReadAgain: () => void
}

/** What the read does at the moment, and what can be done about it. */
export function ReadWords({ read, isBroken, directory, onReadAgain }: ReadWordsProps) {
  const isOnline = useOnline()
  if (isBroken) {
    return (
      <Notice icon={<TriangleAlert />} tone="warn">
        Search and filters are not available
      </Notice>
    )
  }
  switch (read.status) {
    case 'idle':
      return null
    case 'reading':
      return (
        <>
          {!isOnline || read.wait?.reason === 'network' ? (
            <Pill icon={<WifiOff />} short="Offline">
              No connection; going on when it is back
            </Pill>
          ) : read.wait ? (
            <Waiting untilMs={read.wait.untilMs} page={read.wait.page} />
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
            <Notice icon={<TriangleAlert />} tone="warn">
              {formatCount(read.unreadable)} could not be understood
            </Notice>
          )}
          <AsOf read={read} onReadAgain={onReadAgain} />
        </>
      )
    case 'partial':
      return (
        <>
          <Notice icon={<TriangleAlert />} tone="warn">
            <PartialWords {...read} />
          </Notice>
          <TextButton onClick={directory.retry}>Try again</TextButton>
        </>
      )
    case 'disturbed':
      return (
        <>
          <Notice icon={<TriangleAlert />} tone="warn">
            {disturbedWords(read)}
          </Notice>
          <AsOf read={read} onReadAgain={onReadAgain} />
        </>
      )
    case 'kept':
      return <KeptWords read={read} isOnline={isOnline} directory={directory} />
    case 'stopped':
      return (
        <>
          <Notice icon={<TriangleAlert />} tone="warn">
            Reading stopped
          </Notice>
          <TextButton onClick={directory.retry}>Try again</TextButton>
        </>
      )
  }
}

/** What is here is of an earlier visit: it is being read again, or could not be. */
function KeptWords({ read, isOnline, directory }: KeptWordsProps) {
  const { atMs, wait, problem, isReadingAgain } = read
  const copy = (
    <>
      Copy as of <span className="tabular-nums">{formatMoment(atMs)}</span>
    </>
  )
  if (!isOnline || wait?.reason === 'network') {
    return (
      <Pill icon={<WifiOff />} short="Offline">
        No connection. {copy}
      </Pill>
    )
  }
  if (wait) return <Waiting untilMs={wait.untilMs} page={wait.page} />
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

/** Contacts that are promised and neither here nor counted as unreadable. */
function missing(read: ReadState): number {
  return Math.max(0, (read.total ?? 0) - read.contacts - read.unreadable)
}

/** "Verified", "Complete", "Complete by count", "Complete but for 2 that came meanwhile", "Verified; 3 may be gone". */
function wholeWords(read: ReadState): string {
  const words =
    read.status === 'verified' ? 'Verified' : read.way === 'pages' ? 'Complete by count' : 'Complete'
  const surplus = read.contacts + read.unreadable - (read.total ?? Infinity)
  if (surplus > 0) return `${words}; ${formatCount(surplus)} may be gone`
  return missing(read) > 0 ? `${words} but for ${formatCount(missing(read))} that came meanwhile` : words
}

/** "At least 4,790 of 4,812: page 12 failed"; a phone has the figures beside it and room for the pages alone. */
function PartialWords({ contacts, total, failedPages }: ReadState) {
  const pages = failedPages.map(({ page }) => formatCount(page))
  const failed =
    pages.length > 3
      ? `${formatCount(pages.length)} pages failed`
      : `${pages.length === 1 ? 'page' : 'pages'} ${formatList(pages)} failed`
  const whole = total === null ? '' : ` of ${formatCount(Math.max(total, contacts))}`
  return (
    <>
      <span className="phone:sr-only">{`At least ${formatCount(contacts)}${whole}: `}</span>
      {failed}
    </>
  )
}

function disturbedWords(read: ReadState): string {
  if (read.isReadingAgain) return 'Contacts changed while we read; reading again'
  if (read.total === null) return 'Linq does not say how many there are; some may be missing'
  return missing(read) > 0
    ? `${formatCount(missing(read))} missing: contacts changed while we read`
    : 'Contacts changed while we read; some may be missing'
}

function leftWords(msLeft: number | null): string {
  if (msLeft === null) return 'Reading'
  const seconds = Math.max(1, Math.round(msLeft / 1000))
  return seconds < 90
    ? `Reading, about ${seconds} s left`
    : `Reading, about ${Math.round(seconds / 60)} min left`
}

function Waiting({ untilMs, page }: { untilMs: number; page: number }) {
  const seconds = useSecondsUntil(untilMs)
  return (
    <Pill icon={<Timer />} short={`Waiting ${seconds} s`}>
      Linq asked us to wait <span className="tabular-nums">{seconds} s</span>; going on at page{' '}
      {formatCount(page)}
    </Pill>
  )
}

function AsOf({ read, onReadAgain }: { read: ReadState & { atMs: number }; onReadAgain: () => void }) {
  return (
    <span className="inline-flex items-center gap-2 text-fg-3">
      <span className="phone:hidden">
        as of <span className="tabular-nums">{formatMoment(read.atMs)}</span>
      </span>
      <IconButton
        label={read.isReadingAgain ? 'Reading again' : 'Read again'}
        size="small"
        disabled={read.isReadingAgain}
        onClick={onReadAgain}
      >
        <RefreshCw className="size-4" aria-hidden />
      </IconButton>
    </span>
  )
}

interface NoticeProps {
  icon: ReactNode
  tone: 'ok' | 'warn' | 'quiet'
  children: ReactNode
}

const tones = { ok: 'text-ok', warn: 'font-medium text-warn', quiet: 'text-fg-2' }

function Notice({ icon, tone, children }: NoticeProps) {
  return (
    <span
      className={classes(
        'inline-flex min-w-0 items-center gap-1.5 [&_svg]:size-4 [&_svg]:flex-none',
        tones[tone],
      )}
    >
      <span aria-hidden>{icon}</span>
      <span className="truncate">{children}</span>
    </span>
  )
}

/** The amber wait. A phone shows the short words. */
function Pill({ icon, short, children }: { icon: ReactNode; short: string; children: ReactNode }) {
  return (
    <span className="inline-flex h-7 items-center gap-1.5 rounded border border-warn-line bg-warn-soft px-2.5 font-medium text-warn [&_svg]:size-4">
      <span aria-hidden>{icon}</span>
      <span className="phone:sr-only">{children}</span>
      <span aria-hidden className="desk:hidden">
        {short}
      </span>
    </span>
  )
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
