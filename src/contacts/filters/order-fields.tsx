import { useId } from 'react'

import { FIELDS, fieldOf, isFieldKey } from '../../directory/fields'
import type { SortKey } from '../../directory/view-query'
import { Select } from '../../ui/select'
import { directionWords } from '../table/columns'

interface OrderFieldsProps {
  sort: readonly SortKey[]
  onSort: (sort: SortKey[]) => void
}

/** The order of the rows by any field, also by one that is no column at the moment. */
export function OrderFields({ sort, onSort }: OrderFieldsProps) {
  const id = useId()
  const first = sort[0]
  const sortable = FIELDS.filter((field) => field.kind !== 'image')
  return (
    <div role="group" aria-labelledby={`${id}-label`}>
      <p id={`${id}-label`} className="mb-1 font-semibold">
        Order
      </p>
      <div className="flex gap-2">
        <Select
          label="Sort by"
          className="flex-1"
          value={first?.field ?? ''}
          onChange={(value) =>
            onSort(isFieldKey(value) ? [{ field: value, descending: fieldOf(value).kind === 'instant' }] : [])
          }
          options={[
            ['', 'Linq’s order'],
            ...sortable.map((field): [string, string] => [field.key, field.label]),
          ]}
        />
        {first && (
          <Select
            label="Direction"
            value={first.descending ? 'descending' : 'ascending'}
            onChange={(value) => onSort([{ ...first, descending: value === 'descending' }, ...sort.slice(1)])}
            options={[
              ['ascending', directionWords(fieldOf(first.field).kind, false)],
              ['descending', directionWords(fieldOf(first.field).kind, true)],
            ]}
          />
        )}
      </div>
    </div>
  )
}
