import { CircleCheck, Pause, Play, RefreshCw, Timer, TriangleAlert, WifiOff } from 'lucide-react'
import type { ReactNode } from 'react'

import type { Directory, ReadState } from '../directory/directory'
import { fieldOf } from '../directory/fields'
import type { SortKey } from '../directory/view-query'
import { Button, IconButton, TextButton } from '../ui/button'
import { classes } from '../ui/classes'
import { formatCount, formatTime } from '../ui/format'
import { useSecondsUntil } from '../ui/use-now'
import { useOnline } from '../ui/use-online'
import type { ContactsView } from '../view/use-contacts-view'
import { directionWords, fieldInSentence } from './table/columns'

interface ResultLineProps {
  view: ContactsView
  read: ReadState
  isBroken: boolean
  isFiltered: boolean
  sort: readonly SortKey[]
  directory: Directory
}

/** How many contacts match, in which order, and how much of the organisation that is. */
export function ResultLine({ view, read, isBroken, isFiltered, sort, directory }: ResultLineProps) {
  const isFirstRead = read.status === 'reading' && !read.wasReadBefore
  return (
    <div className="relative flex h-10 flex-none items-center gap-4 whitespace-nowrap px-4 text-fg-2 phone:h-11 phone:gap-2 phone:pr-1">
      {/* While a first read goes on the count changes several times a second: nobody wants to hear that. */}
      <p role="status" aria-live={isFirstRead && !isFiltered ? 'off' : 'polite'} className="min-w-0 truncate">
        <Count view={view} read={read} isFiltered={isFiltered} />
        {view.source !== 'none' && view.matching > 0 && (
          <span className="text-fg-3 phone:sr-only">
            <span aria-hidden className="mx-2">
              ·
            </span>
            <span className="sr-only">, </span>
            {sortWords(sort)}
          </span>
        )}
      </p>
      <span role="status" className="sr-only">
        {isBroken ? 'The directory has stopped' : readAloud[read.status]}
      </span>
      <span className="flex-1" />
      <ReadWords read={read} isBroken={isBroken} directory={directory} />
      <Progress view={view} read={read} />
    </div>
  )
}

/** What a screen reader is told when the read turns. */
const readAloud: Record<ReadState['status'], string> = {
  idle: '',
  reading: 'Reading has begun',
  paused: 'The read is paused',
  complete: 'The read is done',
  disturbed: 'The list changed while it was read',
  partial: 'Some pages are missing',
  stopped: 'The read has stopped',
}

interface CountProps {
  view: ContactsView
  read: ReadState
  isFiltered: boolean
}

function Count({ view, read, isFiltered }: CountProps) {
  if (view.source === 'none') return view.error ? 'No contacts could be read' : 'Reading the first contacts'
  const whole = Math.max(read.total ?? 0, view.total ?? 0, read.contacts)
  const isPartly = isFiltered && read.contacts < whole
  // Without a filter, everything that has been read matches: the line tells how much that is.
  const shown = isFiltered
    ? view.matching
    : Math.max(read.contacts, view.source === 'linq' ? view.rows.length : 0)
  const of = isPartly ? read.contacts : whole
  return (
    <>
      <strong className="font-semibold tabular-nums text-fg">{formatCount(shown)}</strong> of{' '}
      <span className="tabular-nums">{formatCount(of)}</span> {of === 1 ? 'contact' : 'contacts'}
      {isPartly && (
        <>
          {' '}
          read, of <span className="tabular-nums">{formatCount(whole)}</span>
        </>
      )}
    </>
  )
}

/** "sorted by updated, newest first", "sorted by owner, then name", "in Linq's order". */
function sortWords(sort: readonly SortKey[]): string {
  if (sort.length === 0) return 'in Linq’s order'
  const words = sort.map(({ field, descending }) => {
    const { kind } = fieldOf(field)
    const isPlain = !descending && kind !== 'instant'
    return fieldInSentence(field) + (isPlain ? '' : `, ${directionWords(kind, descending)}`)
  })
  return `sorted by ${words.join(', then ')}`
}

interface ReadWordsProps {
  read: ReadState
  isBroken: boolean
  directory: Directory
}

function ReadWords({ read, isBroken, directory }: ReadWordsProps) {
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
      return (
        <>
          {read.unreadable === 0 ? (
            <Notice icon={<CircleCheck />} tone="ok">
              Complete
            </Notice>
          ) : (
            <Notice icon={<TriangleAlert />} tone="warn">
              {formatCount(read.unreadable)} could not be understood
            </Notice>
          )}
          <AsOf read={read} directory={directory} />
        </>
      )
    case 'partial':
      return (
        <>
          <Notice icon={<TriangleAlert />} tone="warn">
            {missing(read) > 0 ? `${formatCount(missing(read))} missing` : 'Some may be missing'}
          </Notice>
          <TextButton onClick={directory.retry}>Try again</TextButton>
        </>
      )
    case 'disturbed':
      return (
        <>
          <Notice icon={<TriangleAlert />} tone="warn">
            {missing(read) > 0
              ? `${formatCount(missing(read))} missing: contacts changed while we read`
              : 'Contacts changed while we read; some may be missing'}
          </Notice>
          <AsOf read={read} directory={directory} />
        </>
      )
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

/** Contacts that are promised and neither here nor counted as unreadable. */
function missing(read: ReadState): number {
  return Math.max(0, (read.total ?? 0) - read.contacts - read.unreadable)
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

function AsOf({ read, directory }: { read: ReadState & { atMs: number }; directory: Directory }) {
  return (
    <span className="inline-flex items-center gap-2 text-fg-3">
      <span className="phone:hidden">
        as of <span className="tabular-nums">{formatTime(read.atMs)}</span>
      </span>
      <IconButton label="Read again" size="small" onClick={directory.refresh}>
        <RefreshCw className="size-4" aria-hidden />
      </IconButton>
    </span>
  )
}

interface NoticeProps {
  icon: ReactNode
  tone: 'ok' | 'warn'
  children: ReactNode
}

function Notice({ icon, tone, children }: NoticeProps) {
  return (
    <span
      className={classes(
        'inline-flex min-w-0 items-center gap-1.5 [&_svg]:size-4 [&_svg]:flex-none',
        tone === 'ok' ? 'text-ok' : 'font-medium text-warn',
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

/** Two pixels on the lower edge: reading changes no height. */
function Progress({ view, read }: { view: ContactsView; read: ReadState }) {
  const isFirst = view.source === 'none' && !view.error
  if (!isFirst && read.status !== 'reading' && read.status !== 'paused') return null
  const { met, total } = read
  const known = total !== null && total > 0
  const share = known ? Math.min(1, met / total) : 0
  return (
    <span
      role="progressbar"
      aria-label="Loading contacts"
      {...(known && {
        'aria-valuemin': 0,
        'aria-valuenow': Math.min(met, total),
        'aria-valuemax': total,
        'aria-valuetext': `${formatCount(met)} of ${formatCount(total)}`,
      })}
      className="absolute inset-x-0 -bottom-px z-corner h-0.5 bg-line"
    >
      <span className="forced-fill block h-full origin-left bg-accent" style={{ width: `${share * 100}%` }} />
    </span>
  )
}
