import { NO_OWNER } from '../directory/view-query'
import type { ContactsView } from '../view/use-contacts-view'
import type { ChangeView } from '../view/use-view-state'
import { type ViewState, isFiltered, queryOf } from '../view/view-address'
import { ownerLabelOf } from './filters/owner-options'
import { NoContacts, NotRead, NothingFound } from './nothing-found'

interface EmptyListProps {
  state: ViewState
  view: ContactsView
  isReading: boolean
  onChange: ChangeView
}

/** Stands in place of the rows when there are none, and says why. */
export function EmptyList({ state, view, isReading, onChange }: EmptyListProps) {
  if (view.source === 'none') return view.error && <NotRead error={view.error} onRetry={view.retry} />
  if (!isFiltered(queryOf(state))) {
    return (
      <NoContacts
        title="There are no contacts yet"
        text="Contacts that somebody adds to this Linq organisation appear here when it is read again."
      />
    )
  }
  const chosen = view.owners.filter((facet) => state.owners.includes(facet.key))
  const names = chosen.map((facet) => (facet.key === NO_OWNER ? 'nobody' : ownerLabelOf(facet)))
  return <NothingFound state={state} ownerNames={names} isReading={isReading} onChange={onChange} />
}
