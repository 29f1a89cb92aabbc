import { type ReactNode, type RefObject, useEffectEvent, useLayoutEffect } from 'react'

import { classes } from '../../ui/classes'
import { usePhone } from '../../ui/device/use-media'

interface PanelFrameProps {
  label: string
  panel: RefObject<HTMLElement | null>
  /** Called for Escape, which closes the panel from anywhere on the page. */
  onClose: () => void
  /** The width beside the table; on a phone the panel fills the screen. */
  className: string
  children: ReactNode
}

/** The one place at the right of the table: beside it, over it in a narrow window, and all there is on a phone. */
export function PanelFrame({ label, panel, onClose, className, children }: PanelFrameProps) {
  const isPhone = usePhone()
  useEscape(onClose)
  return (
    <section
      ref={panel}
      tabIndex={-1}
      role={isPhone ? 'dialog' : 'complementary'}
      aria-modal={isPhone || undefined}
      aria-label={label}
      className={classes(
        'z-panel flex min-h-0 flex-none flex-col border-l border-line bg-bg outline-none slim:absolute slim:inset-y-0 slim:right-0 slim:max-w-full slim:shadow-pop phone:fixed phone:inset-0 phone:z-dialog phone:w-auto phone:border-0',
        className,
      )}
    >
      {children}
    </section>
  )
}

/** The line above a panel, as high as the result line beside it. */
export function PanelHead({ children }: { children: ReactNode }) {
  return (
    <div className="flex h-[41px] flex-none items-center gap-0.5 border-b border-line pl-5 pr-2 phone:h-[52px] phone:pl-4 phone:pr-1">
      {children}
    </div>
  )
}

/** Escape closes the panel from anywhere on the page, unless something nearer has taken the key for itself. */
function useEscape(onClose: () => void): void {
  const close = useEffectEvent(onClose)
  // Before anything is painted: somebody who sees the panel may press the key at once.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector('dialog[open]'))
        close()
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [])
}
