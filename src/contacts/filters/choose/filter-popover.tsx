import type { RefObject } from 'react'

import { AnchoredPopover } from '../../../ui/anchored-popover'
import { filterLabels } from '../filter-words'
import { FilterContent, type FilterContentProps } from './filter-content'

interface FilterPopoverProps extends FilterContentProps {
  anchor: RefObject<HTMLElement | null>
  onClose: () => void
}

const wide: ReadonlySet<string> = new Set(['owners', 'companies', 'titles', 'locations'])

/** A filter below its button. */
export function FilterPopover({ anchor, onClose, ...content }: FilterPopoverProps) {
  return (
    <AnchoredPopover
      label={filterLabels[content.name]}
      anchor={anchor}
      align="start"
      className={wide.has(content.name) ? 'w-80' : 'w-72'}
      onClose={onClose}
    >
      <FilterContent {...content} />
    </AnchoredPopover>
  )
}
