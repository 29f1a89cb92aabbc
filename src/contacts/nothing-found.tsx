import { useQueries } from '@tanstack/react-query'

import { Button } from '../ui/button'
import { formatCount, formatList } from '../ui/text/format'
import { useDirectory } from '../view/directory-context'
import { viewOptions } from '../view/use-contacts-view'
import type { ChangeView } from '../view/use-view-state'
import { UNFILTERED, type ViewState, queryOf } from '../view/view-address'

interface NothingFoundProps {
  state: ViewState
  /** The chosen owners by name. */
  ownerNames: readonly string[]
  isReading: boolean
  onChange: ChangeView
}

interface WayOut {
  words: string
  change: Partial<Pick<ViewState, 'search' | 'owners' | 'since'>>
}

/** No contact matches: what was asked, and up to three ways out, each with the count that it would give. */
export function NothingFound({ state, ownerNames, isReading, onChange }: NothingFoundProps) {
  const directory = useDirectory()
  const ways = waysOut(state)
  const answers = useQueries({
    queries: ways.map((way) =>
      viewOptions(directory, queryOf({ ...state, ...way.change }), { offset: 0, limit: 1 }),
    ),
  })
  const open = ways
    .map((way, index) => ({ ...way, matching: answers[index]?.data?.matching ?? 0 }))
    .filter((way) => way.matching > 0)
  // The widest way out is always offered; before it the two narrowest.
  const offered = [...open.slice(0, -1).slice(0, 2), ...open.slice(-1)]
  return (
    <div className="mx-auto mt-[88px] max-w-[420px] px-4 phone:mt-10">
      <h2 className="text-title font-semibold">No contact matches</h2>
      <p className="wrap-anywhere mb-4 mt-1 text-fg-2">
        {asked(state, ownerNames)}
        {isReading && ' Contacts are still being read; the answer may change.'}
      </p>
      <ul>
        {offered.map(({ words, change, matching }) => (
          <li key={words} className="group">
            <button
              type="button"
              onClick={() => onChange(change)}
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

/** Nothing can be shown: why, and the way to try again. */
export function NotRead({ error, onRetry }: { error: Error; onRetry: () => void }) {
  return (
    <div className="mx-auto mt-[88px] max-w-[420px] px-4 phone:mt-10">
      <h2 className="text-title font-semibold">No contacts could be read</h2>
      <p className="wrap-anywhere mb-4 mt-1 text-fg-2">{error.message}</p>
      <Button onClick={onRetry}>Try again</Button>
    </div>
  )
}

/** There is nothing at all: an organisation without contacts. */
export function NoContacts({ title, text }: { title: string; text: string }) {
  return (
    <div className="mx-auto mt-[88px] max-w-[420px] px-4 phone:mt-10">
      <h2 className="text-title font-semibold">{title}</h2>
      <p className="mt-1 text-fg-2">{text}</p>
    </div>
  )
}

/** The fewest steps back first in number of rows: one word alone, all owners, everything. */
function waysOut({ search, owners, since }: ViewState): WayOut[] {
  const words = [...new Set(search.split(/\s+/).filter(Boolean))]
  const single = words.length > 1 ? words.slice(0, 3) : []
  return [
    ...single.map((word) => ({ words: `Search for “${word}” alone`, change: { search: word } })),
    ...(since !== null && (words.length > 0 || owners.length > 0)
      ? [{ words: 'Look at all contacts, not only at what is new', change: { since: null } }]
      : []),
    ...(owners.length > 0 && words.length > 0
      ? [{ words: 'Look at all owners', change: { owners: [] } }]
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

function asked({ search, since }: ViewState, ownerNames: readonly string[]): string {
  const words = search
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => `“${word}”`)
  const among = ownerNames.length > 0 ? ` among the contacts of ${formatList(ownerNames.slice(0, 5))}` : ''
  if (words.length === 0 && since) return `${sinceNothing[since]}${among}.`
  if (words.length === 0) return `There is nothing${among}.`
  if (words.length === 1) return `Nothing holds ${words[0]}${among}.`
  return `Nothing holds ${words.length === 2 ? 'both' : 'all of'} ${formatList(words)}${among}.`
}
