import { CircleAlert, CircleCheck, HardDrive, TriangleAlert, X } from 'lucide-react'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'

import { Button, IconButton } from '../button'
import { ToastDetails } from './toast-details'
import { type Toast, dismissToast } from './toast-store'

/** How long a toast stays that is no error, while neither the pointer nor the focus rests on it; longer with an action. */
const STAY_MS = 6_000
const STAY_WITH_ACTION_MS = 12_000

const icons = {
  error: <CircleAlert className="mt-0.5 size-4 flex-none text-danger" aria-hidden />,
  warning: <TriangleAlert className="mt-0.5 size-4 flex-none text-warn" aria-hidden />,
  question: <HardDrive className="mt-0.5 size-4 flex-none text-fg-3" aria-hidden />,
  success: <CircleCheck className="mt-0.5 size-4 flex-none text-ok" aria-hidden />,
}

/** One toast: what happened, what it means, and what can be done. */
export function ToastCard({ toast }: { toast: Toast }) {
  const [isHeld, setHeld] = useState(false)
  const { key, tone, title, text, details = [], action, otherAction, onDismiss } = toast
  const hasAction = action !== undefined
  // What was done well needs no answer, also where it can be taken back.
  const leaves = tone === 'success' || (tone !== 'error' && details.length === 0 && !action)

  useEffect(() => {
    if (!leaves || isHeld) return
    const timer = setTimeout(() => dismissToast(key), hasAction ? STAY_WITH_ACTION_MS : STAY_MS)
    return () => clearTimeout(timer)
  }, [leaves, isHeld, key, title, hasAction])

  const actions = [action, otherAction].map(
    (one, index) =>
      one && (
        <Button key={one.label} size="small" variant={index === 0 ? 'default' : 'ghost'} onClick={one.run}>
          {one.label}
        </Button>
      ),
  )

  const card = useRef<HTMLDivElement>(null)
  // Whoever pressed a button of the card goes on in what it spoke of, and not at the top of the page.
  useLayoutEffect(() => {
    const own = card.current
    return () => {
      if (own?.contains(document.activeElement)) setTimeout(focusRows)
    }
  }, [])

  return (
    <div
      ref={card}
      role={tone === 'error' ? 'alert' : 'status'}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="rise pointer-events-auto flex flex-none gap-2.5 rounded-lg border border-line-strong bg-raised py-3 pl-3.5 pr-2 shadow-pop"
    >
      {icons[tone]}
      <div className="min-w-0 flex-1">
        <h2 className="wrap-anywhere font-semibold">{title}</h2>
        {text && <p className="wrap-anywhere text-fg-2">{text}</p>}
        {details.length > 0 ? (
          <ToastDetails details={details}>{actions}</ToastDetails>
        ) : (
          action && <div className="mt-2 flex items-center gap-1">{actions}</div>
        )}
      </div>
      <IconButton
        label="Dismiss"
        size="small"
        className="-my-1"
        onClick={onDismiss ?? (() => dismissToast(key))}
      >
        <X className="size-4" aria-hidden />
      </IconButton>
    </div>
  )
}

/** Gives the focus to the rows, or to a dialog above them, unless something else has taken it meanwhile. */
function focusRows(): void {
  if (document.activeElement !== null && document.activeElement !== document.body) return
  const place =
    document.querySelector<HTMLElement>('dialog[open]') ??
    document.querySelector<HTMLElement>('main [role="region"][tabindex]')
  place?.focus({ preventScroll: true })
}
