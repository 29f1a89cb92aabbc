import { type ReactNode, Suspense } from 'react'
import { ErrorBoundary } from 'react-error-boundary'

import { raiseToast } from './toasts/toast-store'

interface LazyBoundaryProps {
  children?: ReactNode
  fallback?: ReactNode
}

/**
 * Around a part that is loaded when it is shown. When its file is gone, because a new version was installed while
 * this page was open, one message offers to load the page again; the rest of the page stays as it is.
 */
export function LazyBoundary({ children, fallback = null }: LazyBoundaryProps) {
  return (
    <ErrorBoundary fallback={fallback} onError={tellStale}>
      <Suspense fallback={fallback}>{children}</Suspense>
    </ErrorBoundary>
  )
}

function tellStale(error: unknown): void {
  raiseToast({
    key: 'stale',
    tone: 'error',
    title: 'A part of this page could not be loaded',
    text: 'The server may have a newer version of this page, or be away. Your view is in the address: nothing is lost when the page is loaded again.',
    details: [error instanceof Error ? error.message : String(error)],
    action: { label: 'Load again', run: () => location.reload() },
  })
}
