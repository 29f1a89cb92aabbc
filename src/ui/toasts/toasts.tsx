import { useSyncExternalStore } from 'react'

import { classes } from '../classes'
import { lazyPart } from '../lazy-part'
import { type Toast, shownToasts, subscribeToToasts } from './toast-store'

/** Loaded in a quiet moment, before anything needs to be told. */
export const ToastCard = lazyPart(() => import('./toast-card'), 'ToastCard')

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
            <Told key={toast.key} toast={toast} />
          ))}
        </section>
      )}
      <section aria-label="Notifications" className={classes(place, 'right-4 z-toast')}>
        {toasts
          .filter((toast) => !questions.includes(toast))
          .map((toast) => (
            <Told key={toast.key} toast={toast} />
          ))}
      </section>
    </>
  )
}

const place =
  'pointer-events-none fixed bottom-16 flex max-h-[calc(100vh-80px)] w-[400px] flex-col gap-2 overflow-y-auto phone:inset-x-2 phone:w-auto'

/** What happened is said at once, also where the rest of the card cannot be loaded. */
function Told({ toast }: { toast: Toast }) {
  return (
    <ToastCard
      toast={toast}
      fallback={
        <p
          role={toast.tone === 'error' ? 'alert' : 'status'}
          className="rounded-lg border border-line-strong bg-raised px-3.5 py-3 font-semibold shadow-pop"
        >
          {toast.title}
        </p>
      }
    />
  )
}
