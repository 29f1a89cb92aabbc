import type { RefObject } from 'react'

import { AnchoredPopover } from '../../ui/anchored-popover'
import type { ChangeView } from '../../view/use-view-state'
import type { ViewState } from '../../view/view-address'
import { ViewsList } from './views-list'

interface ViewsMenuProps {
  anchor: RefObject<HTMLElement | null>
  state: ViewState
  onChange: ChangeView
  onClose: () => void
}

/** The named views of this device, below their button. */
export function ViewsMenu({ anchor, state, onChange, onClose }: ViewsMenuProps) {
  return (
    <AnchoredPopover label="Saved views" anchor={anchor} align="start" className="w-80" onClose={onClose}>
      <ViewsList state={state} onChange={onChange} onDone={onClose} />
    </AnchoredPopover>
  )
}
