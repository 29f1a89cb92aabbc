import type { RefObject } from 'react'

import { AnchoredPopover } from '../../ui/anchored-popover'
import { Menu } from '../../ui/menu'
import { type FilterName, type Fold, filterLabels } from './filter-words'

interface MoreFiltersProps {
  anchor: RefObject<HTMLElement | null>
  /** The filters that are not in use, and where they fold. */
  folds: readonly { name: FilterName; fold: Fold }[]
  /** Opens a filter, which unfolds in its own place. */
  onChoose: (name: FilterName) => void
  onClose: () => void
}

/** The filters that have no room at the moment. */
export function MoreFilters({ anchor, folds, onChoose, onClose }: MoreFiltersProps) {
  const isOn: Record<Fold, boolean> = {
    never: false,
    slim: matchMedia('(max-width: 1023px)').matches,
    narrow: matchMedia('(max-width: 1279px)').matches,
    always: true,
  }
  return (
    <AnchoredPopover label="More filters" anchor={anchor} align="start" className="w-44" onClose={onClose}>
      <Menu
        label="More filters"
        groups={[
          folds
            .filter(({ fold }) => isOn[fold])
            .map(({ name }) => ({
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
