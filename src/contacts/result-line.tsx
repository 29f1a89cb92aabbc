import type { Directory, ReadState, SinceVisit } from '../directory/directory'
import { lazyPart } from '../ui/lazy-part'
import { formatCount } from '../ui/text/format'
import type { ContactsView } from '../view/use-contacts-view'
import type { ChangeView } from '../view/use-view-state'
import type { ViewState } from '../view/view-address'
import { ReadWords } from './read/read-words'
import { orderWords } from './table/columns'

const SinceFilter = lazyPart(() => import('./filters/since-filter'), 'SinceFilter')

interface ResultLineProps {
  view: ContactsView
  read: ReadState
  isBroken: boolean
  isFiltered: boolean
  state: ViewState
  since: SinceVisit | null
  onChange: ChangeView
  directory: Directory
  /** Whether somebody asked for the read that goes on: only then its progress is shown again. */
  isAwaited: boolean
  onReadAgain: () => void
}

/** How many contacts match, in which order, and how much of the organisation that is. */
export function ResultLine(props: ResultLineProps) {
  const { view, read, isBroken, isFiltered, state, since, isAwaited } = props
  const { onChange, directory, onReadAgain } = props
  const isFirstRead = read.status === 'reading' && !read.wasReadBefore
  return (
    <div className="relative flex h-10 flex-none items-center gap-4 whitespace-nowrap px-4 text-fg-2 phone:h-11 phone:gap-2 phone:pr-1">
      {/* While a first read goes on the count changes several times a second: nobody wants to hear that. */}
      <p role="status" aria-live={isFirstRead && !isFiltered ? 'off' : 'polite'} className="min-w-0 truncate">
        {/* Without a worker the rows are Linq's, whatever search and order are asked for. */}
        <Count view={view} read={read} isFiltered={isFiltered && !isBroken} />
        {view.source !== 'none' && view.matching > 0 && !isBroken && (
          <span className="text-fg-3 phone:sr-only">
            <span aria-hidden className="mx-2">
              ·
            </span>
            <span className="sr-only">, </span>
            {orderWords(state)}
          </span>
        )}
      </p>
      <span role="status" className="sr-only">
        {isBroken ? 'The directory has stopped' : readAloud[read.status]}
      </span>
      <span className="flex-1" />
      {since && (
        <SinceFilter since={since} chosen={state.since} onChange={onChange} className="phone:hidden" />
      )}
      <ReadWords read={read} isBroken={isBroken} directory={directory} onReadAgain={onReadAgain} />
      <Progress view={view} read={read} isAwaited={isAwaited} />
    </div>
  )
}

/** What a screen reader is told when the read turns. */
const readAloud: Record<ReadState['status'], string> = {
  idle: '',
  reading: 'Reading has begun',
  paused: 'The read is paused',
  complete: 'The read is done',
  verified: 'The read is done',
  disturbed: 'The list changed while it was read',
  kept: 'The contacts of your last visit are here',
  partial: 'Some pages are missing',
  stopped: 'The read has stopped',
}

interface CountProps {
  view: ContactsView
  read: ReadState
  isFiltered: boolean
}

function Count({ view, read, isFiltered }: CountProps) {
  if (view.source === 'none') {
    if (view.error) return 'No contacts could be read'
    return read.status === 'idle' ? 'Opening' : 'Reading the first contacts'
  }
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

/** Two pixels on the lower edge: reading changes no height. */
function Progress({ view, read, isAwaited }: { view: ContactsView; read: ReadState; isAwaited: boolean }) {
  const isFirst = view.source === 'none' && !view.error
  if (!isFirst && !isAwaited && read.status !== 'reading' && read.status !== 'paused') return null
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
      <span
        className="forced-fill block h-full origin-left bg-accent"
        style={{ transform: `scaleX(${share})` }}
      />
    </span>
  )
}
