import { Group } from 'lucide-react'

import type { GroupField } from '../../directory/grouping'
import { countOf } from '../../ui/text/format'

interface GroupNoteProps {
  group: GroupField | undefined
  /** Contacts in collapsed groups. */
  hidden: number
}

/** Says before the export that the rows come in groups, and that collapsed ones are in the file, too. */
export function GroupNote({ group, hidden }: GroupNoteProps) {
  if (!group) return null
  return (
    <p className="flex items-start gap-2 text-fg-2">
      <Group className="mt-0.5 size-4 flex-none text-fg-3" aria-hidden />
      <span>
        Rows come grouped by {group}, as on screen.
        {hidden > 0 && ` All matching holds the ${countOf(hidden, 'contact')} of collapsed groups, too.`}
      </span>
    </p>
  )
}
