import type { RefObject } from 'react'

import { AnchoredPopover } from '../../ui/anchored-popover'
import { Menu } from '../../ui/menu'
import { type FilterName, filterLabels, folds } from './filter-words'

interface MoreFiltersProps {
  anchor: RefObject<HTMLElement | null>
  /** The filters that fold away on some width and are not in use. */
  names: readonly FilterName[]
  /** Opens a filter, which unfolds in its own place. */
  onChoose: (name: FilterName) => void
  onClose: () => void
}

/** The filters that have no room at the moment. */
export function MoreFilters({ anchor, names, onChoose, onClose }: MoreFiltersProps) {
  const isSlim = matchMedia('(max-width: 1023px)').matches
  const folded = names.filter((name) => isSlim || folds[name].startsWith('narrow'))
  return (
    <AnchoredPopover label="More filters" anchor={anchor} align="start" className="w-44" onClose={onClose}>
      <Menu
        label="More filters"
        groups={[
          folded.map((name) => ({
            key: name,
            label: filterLabels[name],
            onSelect: () => onChoose(name),
          })),
        ]}
        onDone={onClose}
      />
    </AnchoredPopover>
  )
}
