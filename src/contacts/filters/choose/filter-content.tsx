import type { OwnerFacet } from '../../../directory/view-query'
import { type ChangeView, useViewQuery } from '../../../view/use-view-state'
import { type ViewState, isFiltered } from '../../../view/view-address'
import { type FilterName, filterLabels } from '../filter-words'
import { DateFields } from './date-fields'
import { DuplicatesField } from './duplicates-field'
import { OwnerList } from './owner-list'
import { QualityList } from './quality-list'
import { ValueList } from './value-list'

export interface FilterContentProps {
  name: FilterName
  state: ViewState
  owners: readonly OwnerFacet[]
  onChange: ChangeView
}

/** What is chosen from for a filter, the same in a popover and in a sheet. */
export function FilterContent({ name, state, owners, onChange }: FilterContentProps) {
  const query = useViewQuery(state)
  switch (name) {
    case 'owners':
      return (
        <OwnerList
          owners={owners}
          filter={state.owners}
          isOfAll={!isFiltered({ ...query, owners: [] })}
          onChange={(chosen) => onChange({ owners: chosen })}
        />
      )
    case 'companies':
    case 'titles':
    case 'locations':
      return (
        <ValueList
          key={name}
          name={name}
          query={query}
          filter={state[name]}
          onChange={(filter) => onChange({ [name]: filter })}
        />
      )
    case 'created':
    case 'updated':
      return (
        <DateFields
          key={name}
          label={filterLabels[name]}
          filter={state[name]}
          onChange={(filter) => onChange({ [name]: filter })}
        />
      )
    case 'quality':
      return (
        <QualityList query={query} chosen={state.quality} onChange={(quality) => onChange({ quality })} />
      )
    case 'duplicates':
      return (
        <DuplicatesField
          query={query}
          isOn={state.duplicates}
          onChange={(duplicates) => onChange({ duplicates })}
        />
      )
  }
}
