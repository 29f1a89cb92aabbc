import type { RefObject } from 'react'

import type { OwnerFacet, OwnerKey } from '../../directory/view-query'
import { AnchoredPopover } from '../../ui/anchored-popover'
import { FacetList } from './facet-list'
import { ownerOptions } from './owner-options'

interface OwnerPopoverProps {
  anchor: RefObject<HTMLElement | null>
  facets: readonly OwnerFacet[]
  chosen: readonly OwnerKey[]
  onChange: (chosen: OwnerKey[]) => void
  onClose: () => void
}

/** The list of owners below its button. */
export function OwnerPopover({ anchor, facets, chosen, onChange, onClose }: OwnerPopoverProps) {
  return (
    <AnchoredPopover label="Owner" anchor={anchor} align="start" className="w-80" onClose={onClose}>
      <FacetList
        label="Owners"
        one="owner"
        options={ownerOptions(facets)}
        chosen={chosen}
        onChange={onChange}
      />
    </AnchoredPopover>
  )
}
