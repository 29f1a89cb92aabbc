import { QueryCache, QueryClient } from '@tanstack/react-query'

import { LinqError } from '../linq/linq-error'
import { raiseToast } from '../ui/toast-store'
import { raiseProblem } from './problem-toast'

/** The most attempts at one question to the API; the read of the directory counts its own. */
const MOST_ATTEMPTS = 3

/** The one cache of answers. Its error handler is the one place where an error becomes a toast. */
export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        const retry = () => void client.refetchQueries({ queryKey: query.queryKey, exact: true })
        if (error instanceof LinqError) raiseProblem(error, retry)
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
