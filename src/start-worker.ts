import { scriptUrl, workerUrl } from './script-url'

/**
 * Starts the worker that holds the directory.
 *
 * @throws where the browser refuses to start a worker
 */
export function startWorker(): Worker {
  return new Worker(scriptUrl(workerUrl), { type: 'module', name: 'directory' })
}
