import { GROUP_FIELDS, type GroupField } from '../../directory/grouping'
import { TextButton } from '../../ui/button'
import { Segments } from '../../ui/segments'
import type { ChangeView } from '../../view/use-view-state'
import { collapseAll, expandAll } from '../grouped/collapse'
import { groupLabels } from '../grouped/group-words'

interface GroupFieldsProps {
  group: GroupField | null
  onChange: ChangeView
}

const options = [
  ['none', 'None'],
  ...GROUP_FIELDS.map((field) => [field, groupLabels[field]] as const),
] as const

/** By what the contacts are grouped, and what collapses and opens all groups at once. */
export function GroupFields({ group, onChange }: GroupFieldsProps) {
  return (
    <div>
      <Segments
        legend="Group by"
        value={group ?? 'none'}
        options={options}
        onChange={(chosen) => onChange({ group: chosen === 'none' ? null : chosen })}
      />
      {group && (
        <div className="mt-1 flex gap-4">
          <TextButton onClick={() => collapseAll(group, onChange)}>Collapse all</TextButton>
          <TextButton onClick={expandAll}>Expand all</TextButton>
        </div>
      )}
    </div>
  )
}
