import { pageStore } from '../page-store'

/** What a toast says and offers. */
export interface Toast {
  /** One cause, one toast: raising a key again replaces its toast. */
  key: string
  /** A question stays until it is answered; dismissing it is an answer, too. */
  tone: 'error' | 'warning' | 'success' | 'question'
  /** What happened. */
  title: string
  /** What it means, and what can be done. */
  text?: string
  /** Codes, ids and times, one line each; shown under Details, and copied from there. */
  details?: readonly string[]
  action?: ToastAction
  /** What else can be answered to a question. */
  otherAction?: ToastAction
  onDismiss?: () => void
}

interface ToastAction {
  label: string
  run: () => void
}

/** At most this many toasts are shown; the oldest that is no error gives way first. */
const MOST_TOASTS = 3

const store = pageStore<readonly Toast[]>([])

/** Shows a toast, or replaces the one with the same key in its place. */
export function raiseToast(toast: Toast): void {
  const toasts = store.now()
  const others = toasts.filter((other) => other.key !== toast.key)
  const isKnown = others.length < toasts.length
  const next = isKnown ? toasts.map((other) => (other.key === toast.key ? toast : other)) : [...others, toast]
  const surplus = next.find(({ tone }) => tone !== 'error' && tone !== 'question') ?? next[0]
  store.set(next.length > MOST_TOASTS ? next.filter((other) => other !== surplus) : next)
}

/** Takes a toast away; a key that is not shown is none of its business. */
export function dismissToast(key: string): void {
  const toasts = store.now()
  if (toasts.some((toast) => toast.key === key)) store.set(toasts.filter((toast) => toast.key !== key))
}

/** The toasts on screen, oldest first; the same list until something changes. */
export const shownToasts = store.now

/** The toasts on screen, kept up with their changes. */
export const useToasts = store.use
