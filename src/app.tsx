import { QueryClientProvider } from '@tanstack/react-query'
import { NuqsAdapter } from 'nuqs/adapters/react'
import { useState } from 'react'
import { ErrorBoundary } from 'react-error-boundary'

import { ContactsPage } from './contacts/contacts-page'
import type { WorkerDirectory } from './directory/worker-directory'
import { Button } from './ui/button'
import { lazyPart } from './ui/lazy-part'
import { Toasts } from './ui/toasts/toasts'
import { DirectoryProvider } from './view/directory-context'
import { createQueryClient } from './view/query-client'
import type { LinqWorker } from './worker'

const ExportPart = lazyPart(() => import('./export-part'), 'ExportPart')

interface AppProps {
  directory: WorkerDirectory<LinqWorker>
  baseUrl: string
}

/** The providers around the page, and what is shown when a component throws. */
export function App({ directory, baseUrl }: AppProps) {
  const [queryClient] = useState(() => createQueryClient(directory.retry))
  return (
    <ErrorBoundary FallbackComponent={Broken}>
      <NuqsAdapter>
        <QueryClientProvider client={queryClient}>
          <DirectoryProvider value={directory}>
            <ContactsPage
              baseUrl={baseUrl}
              renderExportDialog={(part) => <ExportPart {...part} directory={directory} />}
            />
            <Toasts />
          </DirectoryProvider>
        </QueryClientProvider>
      </NuqsAdapter>
    </ErrorBoundary>
  )
}

function Broken({ error }: { error: unknown }) {
  return (
    <main role="alert" className="mx-auto mt-24 max-w-[420px] px-4">
      <h1 className="text-title font-semibold">This page stopped working</h1>
      <p className="mb-4 mt-1 text-fg-2">
        Nothing is lost: the contacts are in Linq, and the address of the page holds your view.
      </p>
      <Button onClick={() => location.reload()}>Load again</Button>
      <pre className="mt-6 overflow-auto whitespace-pre-wrap rounded bg-active px-3 py-2 font-mono text-caption text-fg-2">
        {error instanceof Error ? error.message : String(error)}
      </pre>
    </main>
  )
}
