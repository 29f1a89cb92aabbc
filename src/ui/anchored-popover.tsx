import { Popover } from 'radix-ui'
import type { ReactNode, RefObject } from 'react'

import { classes } from './classes'

interface AnchoredPopoverProps {
  /** What the popover is called. */
  label: string
  /** The button that opened it: the popover hangs below it, and gives the focus back to it. */
  anchor: RefObject<HTMLElement | null>
  align: 'start' | 'end'
  className?: string
  onClose: () => void
  children: ReactNode
}

/**
 * A popover below a button that stands elsewhere. Modules that use it are loaded when the button is pressed, so that
 * positioning and focus handling are no part of the first load.
 */
export function AnchoredPopover({
  label,
  anchor,
  align,
  className,
  onClose,
  children,
}: AnchoredPopoverProps) {
  return (
    <Popover.Root open onOpenChange={(open) => !open && onClose()}>
      <Popover.Anchor virtualRef={anchor} />
      <Popover.Portal>
        <Popover.Content
          aria-label={label}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          // The press on the button itself closes by the button's own hand; both would open it again.
          onInteractOutside={(event) => {
            if (event.target instanceof Node && anchor.current?.contains(event.target)) event.preventDefault()
          }}
          // What is written in some fields is given up first, by their own hand.
          onEscapeKeyDown={(event) => {
            const { target } = event
            if (target instanceof Element && target.closest('[data-own-escape]')) event.preventDefault()
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            // Who pressed something else, or opened the next popover, has the focus there already.
            if (document.activeElement !== null && document.activeElement !== document.body) return
            const button = anchor.current?.querySelector('button') ?? anchor.current
            button?.focus()
          }}
          className={classes(
            'z-pop flex max-h-(--radix-popover-content-available-height) flex-col overflow-hidden rounded-lg border border-line-strong bg-raised shadow-pop rise',
            className,
          )}
        >
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
