import { X } from 'lucide-react'
import { type ReactNode, useEffect, useId, useLayoutEffect, useRef } from 'react'

import { IconButton } from './button'
import { classes } from './classes'

interface DialogProps {
  open: boolean
  /** Called for Escape, a press beside the dialog, and the Close button. */
  onOpenChange: (open: boolean) => void
  /** The heading, and the dialog's name. */
  title: string
  /** What stands before the heading: the way back to another part. */
  before?: ReactNode
  /** What stands beside the heading, before Close. */
  aside?: ReactNode
  footer?: ReactNode
  /** `sheet` rises from the bottom edge of a phone. */
  shape?: 'dialog' | 'sheet'
  children: ReactNode
}

/**
 * A modal dialog: the browser's own `<dialog>`, which keeps focus inside, makes the page behind it inert, closes on
 * Escape and gives focus back (WAI-ARIA dialog pattern) without a style or a script of ours.
 */
export function Dialog({
  open,
  onOpenChange,
  title,
  before,
  aside,
  footer,
  shape = 'dialog',
  children,
}: DialogProps) {
  const element = useRef<HTMLDialogElement>(null)
  const pressed = useRef<EventTarget>(null)
  const titleId = useId()

  useEffect(() => {
    const dialog = element.current
    if (open && dialog && !dialog.open) dialog.showModal()
    if (!open && dialog?.open) dialog.close()
  }, [open])

  // A dialog that is only taken off the page gives no focus back (HTML, "dialog HTML element removing steps").
  useLayoutEffect(() => {
    const dialog = element.current
    return () => dialog?.close()
  }, [])

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events -- a press beside the dialog closes it; Escape does the same
    <dialog
      ref={element}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onOpenChange(false)
      }}
      // A press that begins and ends on the backdrop, which is the dialog itself: its content covers the rest.
      onMouseDown={(event) => {
        pressed.current = event.target
      }}
      onClick={(event) => {
        const isBeside = event.target === event.currentTarget && pressed.current === event.currentTarget
        if (isBeside) onOpenChange(false)
      }}
      className={classes(
        'fixed flex-col overflow-hidden bg-raised text-fg shadow-dialog open:flex',
        shape === 'dialog' &&
          'top-1/2 left-1/2 max-h-[calc(100vh-64px)] w-[600px] max-w-[calc(100vw-32px)] -translate-1/2 rounded-xl phone:inset-0 phone:h-full phone:max-h-none phone:w-full phone:max-w-none phone:translate-none phone:rounded-none',
        shape === 'sheet' && 'inset-x-0 top-auto bottom-0 max-h-[92vh] w-full max-w-none rounded-t-sheet',
      )}
    >
      <div
        className={classes(
          'flex flex-none items-center gap-1',
          shape === 'dialog' ? 'pt-4 pr-4 pl-6 phone:pt-1 phone:pr-1 phone:pl-4' : 'pt-2 pr-1 pl-4',
        )}
      >
        {before}
        <h2 id={titleId} className="flex-1 text-title font-semibold tracking-[-.01em]">
          {title}
        </h2>
        {aside}
        <IconButton label="Close" onClick={() => onOpenChange(false)}>
          <X className="size-4" aria-hidden />
        </IconButton>
      </div>
      <div
        className={classes(
          'flex min-h-0 flex-col overflow-auto overscroll-contain scroll-thin',
          shape === 'dialog' && 'gap-5 px-6 pt-4 pb-5 phone:flex-1 phone:px-4 phone:py-3',
        )}
      >
        {children}
      </div>
      {footer && (
        <div
          className={classes(
            'flex flex-none items-center gap-2 border-t border-line phone:flex-wrap',
            shape === 'dialog'
              ? 'bg-subtle py-3 pr-6 pl-3.5 phone:px-4 phone:pt-2 phone:pb-4'
              : 'px-4 pt-2 pb-4',
          )}
        >
          {footer}
        </div>
      )}
    </dialog>
  )
}
