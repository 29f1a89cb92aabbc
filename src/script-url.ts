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

export { workerUrl }

/** The scripts that this page starts by itself; both are files of ours. */
const ours = new Set([workerUrl, '/offline.js'])

let policy: ScriptUrlPolicy | null = null

/**
 * The address of a script as the browser wants it. It is a sink that our Content-Security-Policy guards: where Trusted
 * Types exist it goes through the policy `linq-contacts`, which lets only our own scripts pass.
 *
 * @throws TypeError for any other address
 */
export function scriptUrl(url: string): string {
  policy ??= window.trustedTypes?.createPolicy('linq-contacts', { createScriptURL: onlyOurs }) ?? {
    createScriptURL: onlyOurs,
  }
  return policy.createScriptURL(url)
}

function onlyOurs(url: string): string {
  if (!ours.has(url)) throw new TypeError('Only scripts of this page are started.')
  return url
}
