// Serves the page itself while its server is away, for those who keep a copy of the contacts on this device: without
// it, nobody could see that copy. It runs only for them (src/kept-page.ts), and never touches an answer of the API.
// What the server answers goes to the page whether it can be kept or not.
const CACHE = 'linq-contacts-page'
const patienceMs = 3000

/** A version of the page has about thirty. */
const mostFiles = 150

addEventListener('install', () => {
  void skipWaiting()
})

addEventListener('activate', (event) => {
  // The browser asks the server while this worker starts, which takes as long as the answer.
  event.waitUntil(Promise.all([clients.claim(), registration.navigationPreload?.enable()]))
})

addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin) return
  // Files under assets have a hash of their content in their names: what is kept is what the server would send.
  if (pathname.startsWith('/assets/')) event.respondWith(keptFirst(event, pathname))
  else if (pathname === '/' || pathname === '/theme.js' || pathname === '/icon.svg')
    event.respondWith(serverFirst(event, pathname))
  // The browser has asked already: to ask once more would use up what is good for one time, such as an answer that
  // somebody comes back with who has signed in.
  else if (request.mode === 'navigate') event.respondWith(serverAnswer(event))
})

/** The file as it was kept; undefined where there is none, or where the browser gives no storage. */
async function kept(path) {
  try {
    const cache = await caches.open(CACHE)
    return await cache.match(path)
  } catch {
    return undefined
  }
}

/** @param {FetchEvent} event @param {string} path */
async function keptFirst(event, path) {
  const file = await kept(path)
  if (file) return file
  const answer = await fetch(event.request)
  if (isOurs(answer, path)) keepLater(event, answer.clone(), (cache, copy) => cache.put(path, copy))
  return answer
}

/**
 * @param {FetchEvent} event
 * @param {string} path under which the file is kept, whatever view the address asks for
 */
async function serverFirst(event, path) {
  const asked = serverAnswer(event)
  // Whoever awaits it is told; nobody does while the cache is looked through.
  asked.catch(() => undefined)
  const file = await kept(path)
  if (!file) return take(event, await asked, path)
  let hasLostPatience = false
  const patience = new Promise((resolve) => {
    setTimeout(() => {
      hasLostPatience = true
      resolve(file)
    }, patienceMs)
  })
  // What comes after the kept page was served belongs to another version, perhaps: it is of no use to this page.
  const answered = asked.then(
    (answer) => (hasLostPatience ? file : take(event, answer, path)),
    () => file,
  )
  return Promise.race([answered, patience])
}

/** What the server answers, asked already where the browser did so. */
async function serverAnswer(event) {
  return (await event.preloadResponse) ?? fetch(event.request)
}

function take(event, answer, path) {
  if (isOurs(answer, path))
    keepLater(event, answer.clone(), (cache, copy) =>
      path === '/' ? keepPage(cache, copy) : cache.put(path, copy),
    )
  return answer
}

/** A page to sign in, or whatever something in between answers, is none of our files. */
function isOurs(answer, path) {
  const isPage = (answer.headers.get('content-type') ?? '').startsWith('text/html')
  return answer.ok && !answer.redirected && answer.type === 'basic' && isPage === (path === '/')
}

/** Keeps something after it was answered; storage that is denied or full costs the page nothing. */
function keepLater(event, copy, keep) {
  const keeping = caches
    .open(CACHE)
    .then((cache) => keep(cache, copy))
    .catch(() => undefined)
  event.waitUntil(keeping)
}

/**
 * Keeps a page with the files that it names, all of them or none.
 *
 * @param {Cache} cache
 * @param {Response} page
 */
async function keepPage(cache, page) {
  const text = await page.clone().text()
  const former = await (await cache.match('/'))?.text()
  if (former === text || !text.includes('id="root"')) return
  const files = new Set(text.match(/\/assets\/[\w.-]+/g))
  const missing = []
  for (const path of files) if ((await cache.match(path)) === undefined) missing.push(path)
  await cache.addAll(missing)
  await cache.put('/', page)
  // Files of former versions harm nobody, and a tab may still ask for them; but they must not grow for ever.
  const all = await cache.keys()
  if (all.length <= mostFiles) return
  for (const { url } of all) {
    const { pathname } = new URL(url)
    if (pathname.startsWith('/assets/') && !files.has(pathname)) await cache.delete(url)
  }
}
