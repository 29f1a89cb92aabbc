import { UserRound, UserRoundX, Users } from 'lucide-react'
import type { RefObject } from 'react'

import { AnchoredPopover } from '../../ui/anchored-popover'
import { Menu } from '../../ui/menu'
import { type Me, chooseMe } from '../../view/named/me'
import { shownOwnerName } from '../table/shown'

interface MeMenuProps {
  anchor: RefObject<HTMLElement | null>
  me: Me
  onMine: () => void
  onSettings: () => void
  onClose: () => void
}

/** Which owner one is, and how that is changed. */
export function MeMenu({ anchor, me, onMine, onSettings, onClose }: MeMenuProps) {
  return (
    <AnchoredPopover label="You" anchor={anchor} align="end" className="w-60" onClose={onClose}>
      <p className="border-b border-line px-3 py-2 text-fg-2">
        You are{' '}
        <bdi className="whitespace-normal font-medium text-fg [overflow-wrap:anywhere]">
          {shownOwnerName(me.name)}
        </bdi>
      </p>
      <Menu
        label="You"
        groups={[
          [
            { key: 'mine', label: 'Show my contacts', icon: <UserRound aria-hidden />, onSelect: onMine },
            {
              key: 'other',
              label: 'Choose another owner',
              icon: <Users aria-hidden />,
              onSelect: onSettings,
              opensDialog: true,
            },
            {
              key: 'nobody',
              label: 'Forget who I am',
              icon: <UserRoundX aria-hidden />,
              onSelect: () => chooseMe(null),
            },
          ],
        ]}
        onDone={onClose}
      />
    </AnchoredPopover>
  )
}
