import { ChevronDown, ChevronRight } from 'lucide-react'

import type { GroupField, ViewGroup } from '../../directory/grouping'
import { ownerName } from '../../linq/contact'
import { Avatar, NobodyAvatar } from '../../ui/avatar/avatar'
import { countOf, formatCount } from '../../ui/text/format'
import { groupName } from './group-words'

interface GroupHeadProps {
  group: ViewGroup
  field: GroupField
  /** What tells the owner from another one of the same name; undefined where nobody is called alike. */
  hint: string | undefined
  onToggle: () => void
}

/** The name of a group and how many contacts it has: the button that collapses and opens it. */
export function GroupHead({ group, field, hint, onToggle }: GroupHeadProps) {
  const { owner, count, isCollapsed } = group
  const Chevron = isCollapsed ? ChevronRight : ChevronDown
  const name = groupName(group, field)
  return (
    <button
      type="button"
      aria-label={`${hint === undefined ? name : `${name} ${hint}`}, ${countOf(count, 'contact')}`}
      aria-expanded={!isCollapsed}
      onClick={onToggle}
      className="flex h-full w-full items-center text-left hover:bg-hover focus-visible:-outline-offset-2"
    >
      {/* The table may be wider than what is seen of it, and scrolled sideways. */}
      <span title={name} className="sticky left-0 flex min-w-0 max-w-[100vw] items-center gap-2 pl-4 pr-3">
        <Chevron className="size-4 flex-none text-fg-3" aria-hidden />
        {field === 'owner' &&
          (owner ? (
            <Avatar shape="square" id={owner.id} name={ownerName(owner)} size={20} />
          ) : (
            <NobodyAvatar size={20} />
          ))}
        <bdi className="font-semibold text-fg">{name}</bdi>
        {hint !== undefined && <span className="text-fg-3">{hint}</span>}
        <span className="flex-none text-caption tabular-nums text-fg-3">{formatCount(count)}</span>
      </span>
    </button>
  )
}
