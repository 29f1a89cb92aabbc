import { scriptUrl } from './script-url'

/** The name is known to public/offline.js, too. */
const CACHE = 'linq-contacts-page'

/**
 * Keeps the page itself on this device as long as a copy of the contacts is kept: otherwise nobody could see that copy
 * while the server is away. Where the browser refuses it, the copy is of use only while the server answers.
 *
 * @param isKept whether it is to be kept; false removes what there is
 */
export async function keepPage(isKept: boolean): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  try {
    if (isKept) {
      await navigator.serviceWorker.register(scriptUrl('/offline.js'))
      // What this page has loaded already came before anything could keep it.
      const cache = await caches.open(CACHE)
      await Promise.all(loadedFiles().map((path) => addTo(cache, path)))
    } else {
      const registration = await navigator.serviceWorker.getRegistration('/')
      await registration?.unregister()
      await caches.delete(CACHE)
    }
  } catch {
    // Storage is denied or full, or the server has just gone: nothing is lost but the page without a server.
  }
}

async function addTo(cache: Cache, path: string): Promise<void> {
  if ((await cache.match(path)) === undefined) await cache.add(path)
}

function loadedFiles(): string[] {
  const paths = performance.getEntriesByType('resource').map(({ name }) => new URL(name))
  const own = paths.filter(
    ({ origin, pathname }) =>
      origin === location.origin && /^\/(assets\/|theme\.js|icon\.svg)/.test(pathname),
  )
  return ['/', ...new Set(own.map(({ pathname }) => pathname))]
}
