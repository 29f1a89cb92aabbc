import { type ReactNode, Suspense, useEffect } from 'react'
import { ErrorBoundary } from 'react-error-boundary'

import { whenOnline } from './device/use-online'
import { dismissToast, raiseToast } from './toasts/toast-store'

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
    <ErrorBoundary fallback={fallback} onError={(error) => void tellStale(error)}>
      <Suspense fallback={fallback ?? <Awaited />}>{children}</Suspense>
    </ErrorBoundary>
  )
}

/** Tells who waits for a part why it does not come. */
function Awaited() {
  useEffect(() => {
    const timer = setTimeout(() => navigator.onLine || tellOffline('awaited'), 500)
    return () => {
      clearTimeout(timer)
      dismissToast('awaited')
    }
  }, [])
  return null
}

function tellOffline(key: string): void {
  raiseToast({
    key,
    tone: 'warning',
    title: 'No connection',
    text: 'A part of this page comes when it is back.',
  })
}

async function tellStale(error: unknown): Promise<void> {
  // A file that was on its way when the network went is lost, but nobody can load the page again before it is back.
  if (!navigator.onLine) tellOffline('stale')
  await whenOnline()
  raiseToast({
    key: 'stale',
    tone: 'error',
    title: 'A part of this page could not be loaded',
    text: 'The server may be away or have a newer version. Your view is kept.',
    details: [String(error)],
    action: { label: 'Load again', run: () => location.reload() },
  })
}
