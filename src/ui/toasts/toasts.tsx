import { TextButton } from '../button'
import { classes } from '../classes'
import { lazyPart } from '../lazy-part'
import { type Toast, dismissToast, useToasts } from './toast-store'

/** Loaded in a quiet moment, before anything needs to be told. */
export const ToastCard = lazyPart(() => import('./toast-card'), 'ToastCard')

/** The one place of toasts. Errors stay until they are dismissed; others leave by themselves. */
export function Toasts() {
  const toasts = useToasts()
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

/** Above what may float at the lower edge of the page, which says so by `data-bar`. */
const place =
  'pointer-events-none fixed bottom-16 in-data-bar:bottom-32 phone:in-data-bar:bottom-48 flex max-h-[calc(100vh-80px)] w-[400px] flex-col gap-2 overflow-y-auto phone:inset-x-2 phone:w-auto'

/** What happened is said at once, also where the rest of the card cannot be loaded: then this is all there is of it. */
function Told({ toast }: { toast: Toast }) {
  const { key, tone, title, action, onDismiss } = toast
  return (
    <ToastCard
      toast={toast}
      fallback={
        <div className="pointer-events-auto flex items-center gap-2 rounded-lg border border-line-strong bg-raised px-3.5 py-3 shadow-pop">
          <p role={tone === 'error' ? 'alert' : 'status'} className="min-w-0 flex-1 font-semibold">
            {title}
          </p>
          {action && <TextButton onClick={action.run}>{action.label}</TextButton>}
          <TextButton onClick={onDismiss ?? (() => dismissToast(key))}>Dismiss</TextButton>
        </div>
      }
    />
  )
}
