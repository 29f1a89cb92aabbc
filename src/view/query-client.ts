import { QueryCache, QueryClient } from '@tanstack/react-query'

import { DIRECTORY_STOPPED } from '../directory/directory'
import { LinqError } from '../linq/linq-error'
import { raiseToast } from '../ui/toasts/toast-store'
import { dismissProblem, raiseProblem } from './problem-toast'

/** The most attempts at one question to the API; the read of the directory counts its own. */
const MOST_ATTEMPTS = 3

/**
 * The one cache of answers. Its error handler is the one place where an error of a question becomes a toast.
 *
 * @param retryRead tries the read of the directory again
 */
export function createQueryClient(retryRead: () => void): QueryClient {
  /** What was told of a query that has not succeeded since. */
  const told = new Map<string, string>()
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onSuccess: (_data, query) => {
        const key = told.get(query.queryHash)
        if (key !== undefined) dismissProblem(key)
        told.delete(query.queryHash)
      },
      onError: (error, query) => {
        // The read of the directory may have failed for the same cause, and has the same toast.
        const retry = () => {
          retryRead()
          void client.refetchQueries({ queryKey: query.queryKey, exact: true })
        }
        // A dead worker is told once, by the notices of the read, and not by each question that it left open.
        if (error instanceof LinqError && error.code === DIRECTORY_STOPPED) return
        if (error instanceof LinqError) told.set(query.queryHash, raiseProblem(error, retry))
        else {
          raiseToast({
            key: 'fault',
            tone: 'error',
            title: 'Something on this page failed',
            text: error.message,
          })
        }
      },
    }),
    defaultOptions: {
      queries: {
        networkMode: 'always',
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        retry: (failures, error) =>
          error instanceof LinqError && error.canRetry && failures < MOST_ATTEMPTS - 1,
        retryDelay: (failures, error) =>
          (error instanceof LinqError ? error.retryAfterMs : null) ?? Math.min(500 * 2 ** failures, 8_000),
      },
    },
  })
  return client
}
