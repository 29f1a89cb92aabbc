import { ClipboardList, EyeOff, Keyboard, ListChecks, Printer, Search, Settings } from 'lucide-react'
import type { RefObject } from 'react'

import { AnchoredPopover } from '../../ui/anchored-popover'
import { usePrivacy } from '../../ui/device/privacy'
import { usePhone } from '../../ui/device/use-media'
import { Menu } from '../../ui/menu'
import { setChoosing } from '../../view/selection/selection'
import { SignedIn, useSignOutItems } from './signed-in'

interface MoreMenuProps {
  anchor: RefObject<HTMLElement | null>
  onPalette: () => void
  onKeys: () => void
  onPaste: () => void
  onPrint: () => void
  onSettings: () => void
  onClose: () => void
}

/** What is seldom needed. */
export function MoreMenu(props: MoreMenuProps) {
  const { anchor, onPalette, onKeys, onPaste, onPrint, onSettings, onClose } = props
  const [isPrivate, setPrivate] = usePrivacy()
  const signOut = useSignOutItems()
  // In the table each row shows its box.
  const choose = usePhone()
    ? [
        {
          key: 'choose',
          label: 'Select contacts',
          icon: <ListChecks aria-hidden />,
          onSelect: () => setChoosing(true),
        },
      ]
    : []
  return (
    <AnchoredPopover label="More" anchor={anchor} align="end" className="w-60" onClose={onClose}>
      <SignedIn />
      <Menu
        label="More"
        groups={[
          [
            {
              key: 'palette',
              label: 'Find a contact or command',
              icon: <Search aria-hidden />,
              onSelect: onPalette,
              opensDialog: true,
            },
            ...choose,
            {
              key: 'paste',
              label: 'Find a pasted list',
              icon: <ClipboardList aria-hidden />,
              onSelect: onPaste,
            },
            { key: 'print', label: 'Print these contacts', icon: <Printer aria-hidden />, onSelect: onPrint },
            {
              key: 'privacy',
              label: isPrivate ? 'Show emails and phones' : 'Hide emails and phones',
              icon: <EyeOff aria-hidden />,
              onSelect: () => setPrivate(!isPrivate),
            },
          ],
          [
            {
              key: 'keys',
              label: 'Keys',
              icon: <Keyboard aria-hidden />,
              onSelect: onKeys,
              opensDialog: true,
            },
            {
              key: 'settings',
              label: 'Settings',
              icon: <Settings aria-hidden />,
              onSelect: onSettings,
              opensDialog: true,
            },
          ],
          signOut,
        ]}
        onDone={onClose}
      />
    </AnchoredPopover>
  )
}
