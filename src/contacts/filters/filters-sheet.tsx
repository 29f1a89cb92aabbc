import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'

import type { SinceVisit } from '../../directory/directory'
import type { OwnerFacet } from '../../directory/view-query'
import { Button, IconButton, TextButton } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { countOf } from '../../ui/text/format'
import { formatList } from '../../ui/text/format-list'
import { chooseMe, useMe } from '../../view/named/me'
import { useNamedViews } from '../../view/named/named-views'
import { useShownList } from '../../view/selection/shown-list'
import type { ContactsView } from '../../view/use-contacts-view'
import type { ChangeView } from '../../view/use-view-state'
import { type ViewState, filtersInUse } from '../../view/view-address'
import { OwnerTabs } from '../views/view-tabs'
import { ViewsList } from '../views/views-list'
import { OwnerSelect } from '../views/who-are-you'
import { FilterContent } from './choose/filter-content'
import { clearFilters } from './clear-all'
import { FILTERS, type FilterName, filterLabels, summaryOf } from './filter-words'
import { GroupFields } from './group-fields'
import { OrderFields } from './order-fields'
import { SinceFilter } from './since-filter'

interface FiltersSheetProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  state: ViewState
  view: ContactsView
  since: SinceVisit | null
  onChange: ChangeView
}

/** The filters and the order on a phone: a sheet, and one more for each filter. */
export function FiltersSheet({ open, onOpenChange, state, view, since, onChange }: FiltersSheetProps) {
  const [part, setPart] = useState<FilterName | 'views' | null>(null)
  const named = useNamedViews().find(({ id }) => id === state.named)
  return (
    <Dialog
      shape="sheet"
      open={open}
      onOpenChange={onOpenChange}
      title={part === null ? 'Filters' : part === 'views' ? 'Saved views' : filterLabels[part]}
      before={
        part !== null && (
          <IconButton label="Back to filters" className="-ml-3" onClick={() => setPart(null)}>
            <ChevronLeft className="size-4" aria-hidden />
          </IconButton>
        )
      }
      aside={part === null && <ClearButton state={state} onChange={onChange} />}
      footer={
        <Button
          variant="primary"
          className="w-full rounded-lg text-title"
          onClick={() => {
            setPart(null)
            onOpenChange(false)
          }}
        >
          Show {countOf(view.matching, 'contact')}
        </Button>
      }
    >
      {part === null ? (
        <div className="pb-3">
          <Whose state={state} owners={view.owners} onChange={onChange} />
          <SheetLine
            label="Saved views"
            words={named?.name ?? 'None'}
            isInUse={named !== undefined}
            onOpen={() => setPart('views')}
          />
          {FILTERS.map((name) => (
            <FilterLine
              key={name}
              name={name}
              state={state}
              owners={view.owners}
              onOpen={() => setPart(name)}
            />
          ))}
          {since && (
            <SinceFilter
              since={since}
              chosen={state.since}
              onChange={onChange}
              className="flex w-full flex-wrap border-b border-line px-4"
            />
          )}
          <div className="flex flex-col gap-4 px-4 pt-4">
            <OrderFields sort={state.sort} onSort={(sort) => onChange({ sort })} />
            <GroupFields group={state.group} onChange={onChange} />
          </div>
        </div>
      ) : part === 'views' ? (
        <ViewsList state={state} onChange={onChange} onDone={() => setPart(null)} />
      ) : (
        <FilterContent name={part} state={state} owners={view.owners} onChange={onChange} />
      )}
    </Dialog>
  )
}

/** What stands for a filter that is not in use. */
const unused: Partial<Record<FilterName, string>> = {
  created: 'Any time',
  updated: 'Any time',
  duplicates: 'Shown',
}

interface FilterLineProps {
  name: FilterName
  state: ViewState
  owners: readonly OwnerFacet[]
  onOpen: () => void
}

function FilterLine({ name, state, owners, onOpen }: FilterLineProps) {
  const isInUse = filtersInUse(state).includes(name)
  const { verb, values } = summaryOf(name, state, owners)
  const chosen = formatList(values.slice(0, 3).map(({ label }) => label))
  const words = `${verb === 'is not' ? 'Not ' : ''}${chosen}${values.length > 3 ? ' and more' : ''}`
  return (
    <SheetLine
      label={filterLabels[name]}
      words={isInUse ? words : (unused[name] ?? 'Any')}
      isInUse={isInUse}
      onOpen={onOpen}
    />
  )
}

interface SheetLineProps {
  label: string
  /** What is chosen. */
  words: string
  isInUse: boolean
  onOpen: () => void
}

function SheetLine({ label, words, isInUse, onOpen }: SheetLineProps) {
  return (
    <button
      type="button"
      onClick={onOpen}
      className="grid h-12 w-full grid-cols-[104px_1fr_20px] items-center gap-2 border-b border-line pl-4 pr-3 text-left text-title"
    >
      <span>{label}</span>
      <span
        className={`truncate text-right text-search first-letter:uppercase ${isInUse ? 'font-medium text-accent-text' : 'text-fg-3'}`}
      >
        {words}
      </span>
      <ChevronRight className="size-4 text-fg-3" aria-hidden />
    </button>
  )
}

/** Everybody's contacts or one's own; until it is known who one is, it is asked in the same place. */
function Whose({
  state,
  owners,
  onChange,
}: Pick<FilterLineProps, 'state' | 'owners'> & { onChange: ChangeView }) {
  const me = useMe()
  return (
    <div className="border-b border-line px-4 pb-3">
      {me ? (
        <OwnerTabs state={state} owners={owners} onChange={onChange} />
      ) : (
        <div className="flex items-center justify-between gap-3 text-title">
          <span aria-hidden className="flex-none">
            You are
          </span>
          <OwnerSelect
            owners={owners}
            chosen=""
            onChoose={(chosen) => {
              chooseMe(chosen)
              onChange({ owners: { values: [chosen.key], mode: 'include' } })
            }}
          />
        </div>
      )}
    </div>
  )
}

/** Clears everything, and takes that back: a toast would lie behind the sheet. */
function ClearButton({ state, onChange }: { state: ViewState; onChange: ChangeView }) {
  const list = useShownList()
  const [undo, setUndo] = useState<{ run: () => void } | null>(null)
  if (filtersInUse(state).length > 0 || list !== null) {
    return <TextButton onClick={() => setUndo({ run: clearFilters(state, onChange) })}>Clear all</TextButton>
  }
  return undo && <TextButton onClick={undo.run}>Undo</TextButton>
}
