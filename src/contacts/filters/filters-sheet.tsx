import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'

import type { SinceVisit } from '../../directory/directory'
import type { OwnerFacet } from '../../directory/view-query'
import { Button, IconButton, TextButton } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { countOf, formatList } from '../../ui/text/format'
import type { ContactsView } from '../../view/use-contacts-view'
import type { ChangeView } from '../../view/use-view-state'
import { UNFILTERED, type ViewState, filtersInUse } from '../../view/view-address'
import { FilterContent } from './choose/filter-content'
import { clearedParts } from './clear-all'
import { FILTERS, type FilterName, filterLabels, summaryOf } from './filter-words'
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
  const [part, setPart] = useState<FilterName | null>(null)
  return (
    <Dialog
      shape="sheet"
      open={open}
      onOpenChange={onOpenChange}
      title={part === null ? 'Filters' : filterLabels[part]}
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
          <div className="px-4 pt-4">
            <OrderFields sort={state.sort} onSort={(sort) => onChange({ sort })} />
          </div>
        </div>
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
    <button
      type="button"
      onClick={onOpen}
      className="grid h-12 w-full grid-cols-[104px_1fr_20px] items-center gap-2 border-b border-line pl-4 pr-3 text-left text-title"
    >
      <span>{filterLabels[name]}</span>
      <span
        className={`truncate text-right text-search first-letter:uppercase ${isInUse ? 'font-medium text-accent-text' : 'text-fg-3'}`}
      >
        {isInUse ? words : (unused[name] ?? 'Any')}
      </span>
      <ChevronRight className="size-4 text-fg-3" aria-hidden />
    </button>
  )
}

/** Clears everything, and takes that back: a toast would lie behind the sheet. */
function ClearButton({ state, onChange }: { state: ViewState; onChange: ChangeView }) {
  const [former, setFormer] = useState<Partial<ViewState> | null>(null)
  if (filtersInUse(state).length > 0) {
    return (
      <TextButton
        onClick={() => {
          setFormer(clearedParts(state))
          onChange(UNFILTERED)
        }}
      >
        Clear all
      </TextButton>
    )
  }
  return former && <TextButton onClick={() => onChange(former)}>Undo</TextButton>
}
