import { QUALITY_ISSUES, type QualityIssue } from '../../../directory/filters'
import type { ViewQuery } from '../../../directory/view-query'
import { useQualityFacet } from '../../../view/use-facets'
import { qualityLabels } from '../filter-words'
import { CheckLine } from './check-line'

interface QualityListProps {
  query: ViewQuery
  chosen: readonly QualityIssue[]
  onChange: (chosen: QualityIssue[]) => void
}

/** What may be amiss with a contact, each with the contacts that it would leave. */
export function QualityList({ query, chosen, onChange }: QualityListProps) {
  const facet = useQualityFacet(query)
  return (
    <fieldset className="p-1">
      <legend className="sr-only">Contacts with</legend>
      {QUALITY_ISSUES.map((issue) => (
        <CheckLine
          key={issue}
          label={qualityLabels[issue]}
          count={facet?.issues[issue] ?? null}
          isChecked={chosen.includes(issue)}
          // Always in one order, so that one view has one address.
          onChange={(isChecked) =>
            onChange(QUALITY_ISSUES.filter((one) => (one === issue ? isChecked : chosen.includes(one))))
          }
        />
      ))}
    </fieldset>
  )
}
