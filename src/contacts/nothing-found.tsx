import { useQueries } from '@tanstack/react-query'

import type { OwnerFacet } from '../directory/view-query'
import { Button } from '../ui/button'
import { formatCount } from '../ui/text/format'
import { formatList } from '../ui/text/format-list'
import { useDirectory, useSnapshot } from '../view/directory-context'
import { setShownList, useShownList } from '../view/selection/shown-list'
import { type ContactsView, viewOptions } from '../view/use-contacts-view'
import type { ChangeView } from '../view/use-view-state'
import { type FilterPart, UNFILTERED, type ViewState, filtersInUse, queryOf } from '../view/view-address'
import { FILTERS, filterLabels, summaryOf } from './filters/filter-words'

interface EmptyListProps {
  state: ViewState
  view: ContactsView
  isFiltered: boolean
  isReading: boolean
  onChange: ChangeView
}

/** What stands in place of rows. Loaded when there are none. */
export function EmptyList({ state, view, isFiltered, isReading, onChange }: EmptyListProps) {
  const { broken } = useSnapshot()
  if (view.source === 'none') {
    // Linq's own pages are there without the directory, but only in Linq's order.
    const isOfDirectory = broken && (isFiltered || state.sort.length > 0)
    const onReset = isOfDirectory ? () => onChange({ ...UNFILTERED, sort: [] }) : null
    return view.error && <NotRead error={view.error} onRetry={view.retry} onReset={onReset} />
  }
  if (!isFiltered) return <NoContacts />
  return <NothingFound state={state} owners={view.owners} isReading={isReading} onChange={onChange} />
}

interface NothingFoundProps {
  state: ViewState
  /** Who the owners of the view are. */
  owners: readonly OwnerFacet[]
  isReading: boolean
  onChange: ChangeView
}

interface WayOut {
  words: string
  change: Partial<ViewState>
  /** Whether the list that is shown alone stays. */
  staysOnList?: boolean
}

/** No contact matches: what was asked, and up to three ways out, each with the count that it would give. */
function NothingFound({ state, owners, isReading, onChange }: NothingFoundProps) {
  const directory = useDirectory()
  const list = useShownList()?.list ?? null
  const ways = waysOut(state, list !== null)
  const answers = useQueries({
    queries: ways.map((way) =>
      viewOptions(
        directory,
        queryOf({ ...state, ...way.change }, undefined, way.staysOnList === true ? list : null),
        { offset: 0, limit: 1 },
      ),
    ),
  })
  const open = ways
    .map((way, index) => ({ ...way, matching: answers[index]?.data?.matching ?? 0 }))
    .filter((way) => way.matching > 0)
  // The widest way out is always offered; before it the two narrowest, once all of them are known.
  const areKnown = answers.every((answer) => answer.data !== undefined)
  const narrow = open.slice(0, -1).toSorted((left, right) => left.matching - right.matching)
  const offered = areKnown ? [...narrow.slice(0, 2), ...open.slice(-1)] : []
  return (
    <div className="mx-auto mt-[88px] max-w-[420px] px-4 phone:mt-10">
      <h2 className="text-title font-semibold">No contact matches</h2>
      <p className="wrap-anywhere mb-4 mt-1 line-clamp-6 text-fg-2">
        {asked(state, owners)}
        {list !== null && ' Only the contacts of a list are looked at.'}
        {isReading && ' Contacts are still being read; the answer may change.'}
      </p>
      <ul>
        {offered.map(({ words, change, matching, staysOnList }) => (
          <li key={words} className="group">
            <button
              type="button"
              onClick={() => {
                if (staysOnList !== true) setShownList(null)
                onChange(change)
              }}
              className="flex min-h-10 w-full items-center justify-between gap-3 border border-b-0 border-line px-3 text-left font-medium hover:bg-hover group-first:rounded-t-lg group-last:rounded-b-lg group-last:border-b phone:min-h-12"
            >
              <span className="truncate">{words}</span>
              <span className="text-caption font-normal tabular-nums text-fg-3">{formatCount(matching)}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

interface NotReadProps {
  error: Error
  onRetry: () => void
  /** Goes back to Linq's own pages; null when they are asked for already. */
  onReset: (() => void) | null
}

/** Nothing can be shown: why, and the ways on. */
function NotRead({ error, onRetry, onReset }: NotReadProps) {
  return (
    <div className="mx-auto mt-[88px] max-w-[420px] px-4 phone:mt-10">
      <h2 className="text-title font-semibold">No contacts could be read</h2>
      <p className="wrap-anywhere mb-4 mt-1 text-fg-2">{error.message}</p>
      <div className="flex gap-2">
        <Button onClick={onRetry}>Try again</Button>
        {onReset && <Button onClick={onReset}>Back to Linq’s order</Button>}
      </div>
    </div>
  )
}

/** There is nothing at all: an organisation without contacts. */
function NoContacts() {
  return (
    <div className="mx-auto mt-[88px] max-w-[420px] px-4 phone:mt-10">
      <h2 className="text-title font-semibold">There are no contacts yet</h2>
      <p className="mt-1 text-fg-2">
        Contacts that somebody adds to this Linq organisation appear here when it is read again.
      </p>
    </div>
  )
}

/** What it is called to go on without a filter. */
const without: Record<FilterPart, string> = {
  owners: 'Look at all owners',
  companies: 'Look at all companies',
  titles: 'Look at all titles',
  locations: 'Look at all locations',
  created: 'Created at any time',
  updated: 'Updated at any time',
  quality: 'Of any quality',
  duplicates: 'Not only duplicates',
  since: 'Look at all contacts, not only at what is new',
}

/** One step back each: one word alone, without one filter; at last, without all of them. */
function waysOut(state: ViewState, isOnList: boolean): WayOut[] {
  const words = wordsOf(state.search)
  const single = words.length > 1 ? words.slice(0, 3) : []
  const filters = filtersInUse(state)
  const isOneAlone = filters.length + Math.min(words.length, 1) + Number(isOnList) === 1
  const steps: WayOut[] = [
    ...single.map((word) => ({ words: `Search for “${word}” alone`, change: { search: word } })),
    ...(isOneAlone
      ? []
      : filters.map((part) => ({ words: without[part], change: { [part]: UNFILTERED[part] } }))),
    ...(words.length > 0 && (filters.length > 0 || isOnList)
      ? [{ words: 'Without the search', change: { search: '' } }]
      : []),
  ]
  return [
    ...steps.map((step) => ({ ...step, staysOnList: true })),
    ...(isOnList && !isOneAlone
      ? [{ words: 'Look at all contacts, not only at the list', change: { page: 1 } }]
      : []),
    { words: 'Reset search and filters', change: UNFILTERED },
  ]
}

const sinceNothing = {
  new: 'No contact has come since your last visit',
  changed: 'No contact has changed since your last visit',
  owner: 'No contact has got another owner since your last visit',
  gone: 'No contact has gone since your last visit',
} as const

/** "Nothing holds “nor” where Owner is Jane and Łukasz, and Created last 30 days." */
function asked(state: ViewState, owners: readonly OwnerFacet[]): string {
  const words = wordsOf(state.search).map((word) => `“${word}”`)
  const inUse = filtersInUse(state)
  const filters = FILTERS.filter((name) => inUse.includes(name)).map((name) => {
    const { verb, values } = summaryOf(name, state, owners)
    const named = values.slice(0, 5).map(({ label }) => label)
    return [filterLabels[name], verb, formatList(named)].filter(Boolean).join(' ')
  })
  const where = filters.length > 0 ? ` where ${filters.join('; ')}` : ''
  if (words.length === 0 && state.since) return `${sinceNothing[state.since]}${where}.`
  if (words.length === 0) return `There is nobody${where}.`
  if (words.length === 1) return `Nothing holds ${words[0]}${where}.`
  return `Nothing holds ${words.length === 2 ? 'both' : 'all of'} ${formatList(words)}${where}.`
}

function wordsOf(search: string): string[] {
  return [...new Set(search.split(/\s+/).filter(Boolean))]
}
