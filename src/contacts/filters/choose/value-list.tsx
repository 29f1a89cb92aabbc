import { useState } from 'react'

import { type ChoiceFilter, NONE } from '../../../directory/filters'
import type { ViewQuery } from '../../../directory/view-query'
import { VALUES_LISTED, useValueFacet } from '../../../view/use-facets'
import { filterLabels, valueLabel } from '../filter-words'
import { FacetList, type FacetOption, holds } from './facet-list'
import { pluralLabels } from './plural-labels'

interface ValueListProps {
  name: 'companies' | 'titles' | 'locations'
  query: ViewQuery
  filter: ChoiceFilter
  onChange: (filter: ChoiceFilter) => void
}

const fields = { companies: 'company', titles: 'title', locations: 'location' } as const

/** Values of a field to choose from: the directory finds and counts them, because there may be 20,000. */
export function ValueList({ name, query, filter, onChange }: ValueListProps) {
  const [search, setSearch] = useState('')
  const found = useValueFacet(query, fields[name], search.trim())
  /** Until the answer to what is typed, there is the one before it. */
  const isCurrent = found?.search === search.trim()
  const option = (key: string, count: number | null): FacetOption => ({
    key,
    label: valueLabel(name, key),
    count,
    avatar: null,
    isLast: key === NONE,
  })
  const counted = found?.facet.values.map(({ key, count }) => option(key, count)) ?? []
  const known = new Set(counted.map(({ key }) => key))
  // What was chosen stays to be taken back, whoever has it; nothing else is listed before the answer, to move then.
  const chosen = filter.values.filter((key) => key !== NONE && !known.has(key))
  const hasNone = found !== undefined || filter.values.includes(NONE)
  const extra = [
    ...chosen.map((key) => option(key, isCurrent ? 0 : null)),
    ...(hasNone ? [option(NONE, found?.facet.none ?? null)] : []),
  ]
  const options = [
    ...counted.filter((value) => (isCurrent && value.count !== 0) || holds(value, search)),
    ...extra.filter((value) => holds(value, search)),
  ]
  return (
    <FacetList
      label={pluralLabels[fields[name]]}
      one={filterLabels[name].toLowerCase()}
      options={options}
      search={search}
      onSearch={setSearch}
      foundBy={found?.search ?? ''}
      more={Math.max(0, (found?.facet.found ?? 0) - VALUES_LISTED)}
      isComing={found === undefined}
      filter={filter}
      onChange={onChange}
    />
  )
}
