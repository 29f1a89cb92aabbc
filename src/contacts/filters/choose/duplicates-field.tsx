import type { ViewQuery } from '../../../directory/view-query'
import { useQualityFacet } from '../../../view/use-facets'
import { CheckLine } from './check-line'

interface DuplicatesFieldProps {
  query: ViewQuery
  isOn: boolean
  onChange: (isOn: boolean) => void
}

/** Shows only contacts that look like another one, and says what that means. */
export function DuplicatesField({ query, isOn, onChange }: DuplicatesFieldProps) {
  const facet = useQualityFacet(query)
  return (
    <div className="p-1">
      <CheckLine
        label="Only duplicates"
        count={facet?.duplicates ?? null}
        isChecked={isOn}
        onChange={onChange}
      />
      <p className="px-2 pb-2 pt-1 text-caption text-fg-3 phone:text-search">
        Contacts that share an email, a phone number, or name and company with another one. They are shown
        side by side, and those with different owners are marked.
      </p>
    </div>
  )
}
