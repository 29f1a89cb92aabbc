// Serves the page itself while its server is away, for those who keep a copy of the contacts on this device: without
// it, nobody could see that copy. It runs only for them (src/kept-page.ts), and never touches an answer of the API.
const CACHE = 'linq-contacts-page'
const patienceMs = 3000

addEventListener('install', () => {
  void skipWaiting()
})

addEventListener('activate', (event) => {
  event.waitUntil(clients.claim())
})

addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin) return
  // Files under assets have a hash of their content in their names: what is kept is what the server would send.
  if (pathname.startsWith('/assets/')) event.respondWith(keptFirst(request))
  else if (pathname === '/' || pathname === '/theme.js' || pathname === '/icon.svg')
    event.respondWith(serverFirst(request, pathname))
})

/** @param {Request} request */
async function keptFirst(request) {
  const cache = await caches.open(CACHE)
  const kept = await cache.match(request.url)
  if (kept) return kept
  const answer = await fetch(request)
  if (answer.ok) await cache.put(request.url, answer.clone())
  return answer
}

/**
 * @param {Request} request
 * @param {string} path under which the file is kept, whatever view the address asks for
 */
async function serverFirst(request, path) {
  const cache = await caches.open(CACHE)
  const kept = await cache.match(path)
  const asked = fetch(request).then(async (answer) => {
    if (answer.ok && path === '/') await keepPage(cache, answer.clone(), kept?.clone())
    else if (answer.ok) await cache.put(path, answer.clone())
    return answer
  })
  if (!kept) return asked
  const patience = new Promise((resolve) => {
    setTimeout(resolve, patienceMs, kept)
  })
  return Promise.race([asked.catch(() => kept), patience])
}

/**
 * Keeps a page; when it is another version, the files of the one before it are of no use any more.
 *
 * @param {Cache} cache
 * @param {Response} page
 * @param {Response | undefined} before
 */
async function keepPage(cache, page, before) {
  const [text, former] = await Promise.all([page.clone().text(), before?.text()])
  if (former === text) return
  for (const { url } of await cache.keys()) if (former !== undefined) await cache.delete(url)
  await cache.put('/', page)
}
