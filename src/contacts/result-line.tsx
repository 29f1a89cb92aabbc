import { CircleCheck, Pause, Play, RefreshCw, Timer, TriangleAlert, WifiOff } from 'lucide-react'
import type { ReactNode } from 'react'

import type { Directory, ReadState } from '../directory/directory'
import { fieldOf } from '../directory/fields'
import type { SortKey } from '../directory/view-query'
import { Button, IconButton, TextButton } from '../ui/button'
import { classes } from '../ui/classes'
import { formatCount, formatList, formatTime } from '../ui/format'
import { useSecondsUntil } from '../ui/use-now'
import { useOnline } from '../ui/use-online'
import type { ContactsView } from '../view/use-contacts-view'
import { directionWords, fieldInSentence } from './table/columns'

interface ResultLineProps {
  view: ContactsView
  read: ReadState
  isBroken: boolean
  sort: readonly SortKey[]
  directory: Directory
}

/** How many contacts match, in which order, and how much of the organisation that is. */
export function ResultLine({ view, read, isBroken, sort, directory }: ResultLineProps) {
  return (
    <div className="relative flex h-10 flex-none items-center gap-4 whitespace-nowrap px-4 text-fg-2 phone:h-11 phone:gap-2 phone:pr-1">
      <p role="status" className="min-w-0 truncate">
        <Count view={view} read={read} />
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
      <span className="flex-1" />
      <ReadWords read={read} isBroken={isBroken} directory={directory} />
      <Progress view={view} read={read} />
    </div>
  )
}

function Count({ view, read }: { view: ContactsView; read: ReadState }) {
  if (view.source === 'none') return view.error ? 'No contacts could be read' : 'Reading the first contacts'
  const whole = Math.max(read.total ?? 0, view.total ?? 0)
  const shown = view.source === 'linq' ? Math.max(read.contacts, view.rows.length) : view.matching
  return (
    <>
      <strong className="font-semibold tabular-nums text-fg">{formatCount(shown)}</strong> of{' '}
      <span className="tabular-nums">{formatCount(Math.max(whole, shown))}</span>{' '}
      {whole === 1 ? 'contact' : 'contacts'}
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
              <span className="text-fg-3 slim:hidden">Search and filters cover what is read so far.</span>
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
            {read.total === null ? 'Paused' : `Paused, ${formatCount(missing(read))} not read yet`}
          </Notice>
          <ReadButton label="Resume" icon={<Play />} onClick={directory.resume} />
        </>
      )
    case 'complete':
    case 'verified':
      return (
        <>
          <Notice icon={<CircleCheck />} tone="ok">
            {wholeWords(read)}
          </Notice>
          <AsOf read={read} directory={directory} />
        </>
      )
    case 'partial':
      return (
        <>
          <Notice icon={<TriangleAlert />} tone="warn">
            {partialWords(read)}
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

function missing(read: ReadState): number {
  return Math.max(0, (read.total ?? 0) - read.contacts)
}

/** "Verified", "Complete", "Complete by count", "Complete but for 2 that came meanwhile", "Verified; 3 may be gone". */
function wholeWords(read: ReadState): string {
  const words =
    read.status === 'verified' ? 'Verified' : read.way === 'pages' ? 'Complete by count' : 'Complete'
  const surplus = read.contacts + read.unreadable - (read.total ?? Infinity)
  if (surplus > 0) return `${words}; ${formatCount(surplus)} may be gone`
  const added = missing(read) - read.unreadable
  return added > 0 ? `${words} but for ${formatCount(added)} that came meanwhile` : words
}

/** "At least 4,790 of 4,812: page 12 failed". */
function partialWords({ contacts, total, failedPages }: ReadState): string {
  const pages = failedPages.map(({ page }) => formatCount(page))
  const failed =
    pages.length > 3
      ? `${formatCount(pages.length)} pages failed`
      : `${pages.length === 1 ? 'page' : 'pages'} ${formatList(pages)} failed`
  const whole = total === null ? '' : ` of ${formatCount(Math.max(total, contacts))}`
  return `At least ${formatCount(contacts)}${whole}: ${failed}`
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

function AsOf({ read, directory }: { read: ReadState & { atMs: number }; directory: Directory }) {
  return (
    <span className="inline-flex items-center gap-2 text-fg-3">
      <span className="phone:hidden">
        as of <span className="tabular-nums">{formatTime(read.atMs)}</span>
      </span>
      <IconButton
        label={read.isReadingAgain ? 'Reading again' : 'Read again'}
        size="small"
        disabled={read.isReadingAgain}
        onClick={directory.refresh}
      >
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
  const { contacts, total } = read
  const known = total !== null && total > 0
  const share = known ? Math.min(1, contacts / total) : 0
  return (
    <span
      role="progressbar"
      aria-label="Loading contacts"
      {...(known && {
        'aria-valuemin': 0,
        'aria-valuenow': Math.min(contacts, total),
        'aria-valuemax': total,
        'aria-valuetext': `${formatCount(contacts)} of ${formatCount(total)}`,
      })}
      className="absolute inset-x-0 -bottom-px z-corner h-0.5 bg-line"
    >
      <span className="forced-fill block h-full origin-left bg-accent" style={{ width: `${share * 100}%` }} />
    </span>
  )
}
