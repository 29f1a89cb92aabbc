import { TextButton } from '../../ui/button'
import type { ContactsView } from '../../view/use-contacts-view'
import type { ChangeView } from '../../view/use-view-state'
import { type ViewState, isFiltered } from '../../view/view-address'
import { DisplayMenu } from './display-menu'
import { OwnerFilter } from './owner-filter'

interface FilterBarProps {
  state: ViewState
  view: ContactsView
  onChange: ChangeView
}

/** One line that never wraps: the filters in fixed order, Reset when there is something to reset, Display. */
export function FilterBar({ state, view, onChange }: FilterBarProps) {
  return (
    <section
      aria-label="Filters"
      className="relative flex h-11 flex-none items-center gap-0.5 border-b border-line px-2 phone:hidden"
    >
      <OwnerFilter owners={view.owners} chosen={state.owners} onChange={(owners) => onChange({ owners })} />
      {isFiltered(state) && (
        <TextButton className="ml-1.5" onClick={() => onChange({ search: '', owners: [] })}>
          Reset
        </TextButton>
      )}
      <span className="flex-1" />
      <DisplayMenu state={state} onChange={onChange} />
    </section>
  )
}
