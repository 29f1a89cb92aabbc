import { CircleAlert, CircleCheck, Copy, HardDrive, TriangleAlert, X } from 'lucide-react'
import { useEffect, useId, useState, useSyncExternalStore } from 'react'

import { Button, IconButton } from '../button'
import { classes } from '../classes'
import { copyText } from '../text/clipboard'
import { type Toast, dismissToast, shownToasts, subscribeToToasts } from './toast-store'

/** How long a toast stays that is no error, while neither the pointer nor the focus rests on it. */
const STAY_MS = 6_000

/** The one place of toasts. Errors stay until they are dismissed; others leave by themselves. */
export function Toasts() {
  const toasts = useSyncExternalStore(subscribeToToasts, shownToasts)
  const questions = toasts.filter(({ tone }) => tone === 'question')
  return (
    <>
      {/* A question may stand for long: it lies below everything that is opened, and not where menus hang. */}
      {questions.length > 0 && (
        <section aria-label="Question" className={classes(place, 'left-4 z-panel')}>
          {questions.map((toast) => (
            <ToastCard key={toast.key} toast={toast} />
          ))}
        </section>
      )}
      <section aria-label="Notifications" className={classes(place, 'right-4 z-toast')}>
        {toasts
          .filter((toast) => !questions.includes(toast))
          .map((toast) => (
            <ToastCard key={toast.key} toast={toast} />
          ))}
      </section>
    </>
  )
}

const place =
  'pointer-events-none fixed bottom-16 flex max-h-[calc(100vh-80px)] w-[400px] flex-col gap-2 overflow-y-auto phone:inset-x-2 phone:w-auto'

const icons = {
  error: <CircleAlert className="mt-0.5 size-4 flex-none text-danger" aria-hidden />,
  warning: <TriangleAlert className="mt-0.5 size-4 flex-none text-warn" aria-hidden />,
  question: <HardDrive className="mt-0.5 size-4 flex-none text-fg-3" aria-hidden />,
  success: <CircleCheck className="mt-0.5 size-4 flex-none text-ok" aria-hidden />,
}

function ToastCard({ toast }: { toast: Toast }) {
  const [isHeld, setHeld] = useState(false)
  const { key, tone, title, text, details = [], action, otherAction, onDismiss } = toast
  const leaves = tone !== 'error' && details.length === 0 && !action

  useEffect(() => {
    if (!leaves || isHeld) return
    const timer = setTimeout(() => dismissToast(key), STAY_MS)
    return () => clearTimeout(timer)
  }, [leaves, isHeld, key, title])

  return (
    <div
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
        <Details details={details} action={action} otherAction={otherAction} />
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

interface DetailsProps {
  details: readonly string[]
  action: Toast['action'] | undefined
  otherAction: Toast['otherAction'] | undefined
}

function Details({ details, action, otherAction }: DetailsProps) {
  const [isOpen, setOpen] = useState(false)
  const [copied, setCopied] = useState<'copied' | 'refused' | null>(null)
  const id = useId()
  if (details.length === 0 && !action) return null
  return (
    <>
      {isOpen && (
        <pre
          id={id}
          tabIndex={0}
          className="mt-2 max-h-40 overflow-auto whitespace-pre-wrap rounded bg-active px-2.5 py-2 font-mono text-caption leading-[18px] text-fg-2"
        >
          {details.join('\n')}
        </pre>
      )}
      <div className={classes('mt-2 flex items-center gap-1', !action && '-ml-2')}>
        {action && (
          <Button size="small" onClick={action.run}>
            {action.label}
          </Button>
        )}
        {otherAction && (
          <Button size="small" variant="ghost" onClick={otherAction.run}>
            {otherAction.label}
          </Button>
        )}
        {details.length > 0 && (
          <Button
            size="small"
            variant="ghost"
            aria-expanded={isOpen}
            aria-controls={isOpen ? id : undefined}
            onClick={() => setOpen(!isOpen)}
          >
            Details
          </Button>
        )}
        {isOpen && (
          <Button
            size="small"
            variant="ghost"
            className="ml-auto"
            icon={<Copy className="size-4" aria-hidden />}
            onClick={() => {
              void copyText(details.join('\n')).then((done) => setCopied(done ? 'copied' : 'refused'))
            }}
          >
            {copied === 'copied' ? 'Copied' : copied === 'refused' ? 'Not allowed to copy' : 'Copy details'}
          </Button>
        )}
      </div>
    </>
  )
}
