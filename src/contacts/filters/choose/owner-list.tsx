import { useMemo, useState } from 'react'

import type { ChoiceFilter } from '../../../directory/filters'
import type { OwnerFacet } from '../../../directory/view-query'
import { DefaultOwnerHint } from './default-owner'
import { FacetList, holds } from './facet-list'
import { ownerOptions, withUnknown } from './owner-options'

interface OwnerListProps {
  /** The owners that came with the view. */
  owners: readonly OwnerFacet[]
  filter: ChoiceFilter
  onChange: (filter: ChoiceFilter) => void
  /** Whether the counts are of all contacts: no search and no other filter. */
  isOfAll: boolean
}

/** Owners to choose from: all of them are here already. */
export function OwnerList({ owners, filter, onChange, isOfAll }: OwnerListProps) {
  const [search, setSearch] = useState('')
  const options = useMemo(() => ownerOptions(withUnknown(owners, filter.values)), [owners, filter.values])
  return (
    <>
      <FacetList
        label="Owners"
        one="owner"
        options={options.filter((option) => holds(option, search))}
        search={search}
        onSearch={setSearch}
        // The order is that of all owners, whatever is searched.
        foundBy=""
        filter={filter}
        onChange={onChange}
      />
      {isOfAll && <DefaultOwnerHint owners={owners} />}
    </>
  )
}
