import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'

import type { SinceVisit } from '../../directory/directory'
import { Button, IconButton, TextButton } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { countOf } from '../../ui/text/format'
import type { ContactsView } from '../../view/use-contacts-view'
import type { ChangeView } from '../../view/use-view-state'
import { UNFILTERED, type ViewState, isFiltered, queryOf } from '../../view/view-address'
import { FacetList } from './facet-list'
import { OrderFields } from './order-fields'
import { ownerLabelOf, ownerOptions, withUnknown } from './owner-options'
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
  const [part, setPart] = useState<'all' | 'owner'>('all')
  const facets = withUnknown(view.owners, state.owners)
  const chosen = facets.filter((facet) => state.owners.includes(facet.key))
  return (
    <Dialog
      shape="sheet"
      open={open}
      onOpenChange={onOpenChange}
      title={part === 'all' ? 'Filters' : 'Owner'}
      before={
        part === 'owner' && (
          <IconButton label="Back to filters" className="-ml-3" onClick={() => setPart('all')}>
            <ChevronLeft className="size-4" aria-hidden />
          </IconButton>
        )
      }
      aside={
        part === 'all' &&
        isFiltered(queryOf(state)) && <TextButton onClick={() => onChange(UNFILTERED)}>Reset</TextButton>
      }
      footer={
        <Button
          variant="primary"
          className="w-full rounded-lg text-title"
          onClick={() => {
            setPart('all')
            onOpenChange(false)
          }}
        >
          Show {countOf(view.matching, 'contact')}
        </Button>
      }
    >
      {part === 'owner' ? (
        <FacetList
          label="Owners"
          one="owner"
          options={ownerOptions(facets)}
          chosen={state.owners}
          onChange={(owners) => onChange({ owners })}
        />
      ) : (
        <div className="pb-3">
          <button
            type="button"
            onClick={() => setPart('owner')}
            className="grid h-12 w-full grid-cols-[104px_1fr_20px] items-center gap-2 border-b border-line pl-4 pr-3 text-left text-title"
          >
            <span>Owner</span>
            <span
              className={`truncate text-right text-search ${chosen.length > 0 ? 'font-medium text-accent-text' : 'text-fg-3'}`}
            >
              {chosen.length > 0 ? chosen.map(ownerLabelOf).join(', ') : 'Any'}
            </span>
            <ChevronRight className="size-4 text-fg-3" aria-hidden />
          </button>
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
      )}
    </Dialog>
  )
}
