import { X } from 'lucide-react'

import { formatCount } from '../../ui/text/format'
import type { ShownList } from '../../view/selection/shown-list'
import type { ChangeView } from '../../view/use-view-state'
import { hideList } from './selection-actions'

interface ListChipProps {
  list: ShownList
  onChange: ChangeView
  /** Gives the focus a place after the chip is gone. */
  onRemoved: () => void
}

/** The list that is shown alone, as a filter among the others; there is nothing to choose in it but to end it. */
export function ListChip({ list, onChange, onRemoved }: ListChipProps) {
  return (
    <div
      role="group"
      aria-label="List"
      title="Not part of the link to this view"
      className="forced-outline mx-1 inline-flex h-7 min-w-0 flex-none items-stretch self-center rounded border border-accent-line bg-accent-soft text-accent-text phone:h-11"
    >
      <span className="inline-flex min-w-0 items-center gap-1.5 whitespace-nowrap px-2 font-medium">
        {list.kind === 'pasted' ? 'Pasted list' : 'Selected'}
        <span className="text-fg">
          {formatCount(list.count)}
          <span className="sr-only"> {list.count === 1 ? 'contact' : 'contacts'}</span>
        </span>
      </span>
      <button
        type="button"
        aria-label="Remove the list filter"
        title="Remove the list filter"
        onClick={() => {
          hideList(list, onChange)
          onRemoved()
        }}
        className="hover:bg-accent/9 grid w-[26px] flex-none place-items-center rounded-r-[5px] border-l border-accent-line phone:w-11"
      >
        <X className="size-3.5" aria-hidden />
      </button>
    </div>
  )
}
