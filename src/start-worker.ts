// oxlint-disable-next-line import/default -- Vite makes this export
import workerUrl from './worker?worker&url'

// Not in every browser, and not among TypeScript's declarations.
interface TrustedTypes {
  createPolicy: (name: string, rules: { createScriptURL: (url: string) => string }) => ScriptUrlPolicy
}

interface ScriptUrlPolicy {
  createScriptURL: (url: string) => string
}

declare global {
  interface Window {
    readonly trustedTypes?: TrustedTypes
  }
}

let policy: ScriptUrlPolicy | null = null

/**
 * Starts the worker that holds the directory. The address of a worker is a sink that our Content-Security-Policy
 * guards: where Trusted Types exist it goes through the policy `linq-contacts`, which lets only this address pass.
 *
 * @throws where the browser refuses to start a worker
 */
export function startWorker(): Worker {
  policy ??= window.trustedTypes?.createPolicy('linq-contacts', { createScriptURL: onlyOurs }) ?? {
    createScriptURL: onlyOurs,
  }
  return new Worker(policy.createScriptURL(workerUrl), { type: 'module', name: 'directory' })
}

function onlyOurs(url: string): string {
  if (url !== workerUrl) throw new TypeError('Only the worker of the directory is started.')
  return url
}
