import { Agent, cacheStores, fetch, interceptors } from 'undici'
import { expect, it, vi } from 'vitest'

import { createTestBrowser } from './testing/browser'
import { signInAt, startProvider } from './testing/provider'
import { freePort, startTestGateway, startUpstream } from './testing/start'

// A provider makes keys when it starts.
vi.setConfig({ testTimeout: 30_000 })

const contacts = '/api/partner/v2/contacts?page=1&per_page=25'

/** What a proxy that caches for everybody does (RFC 9111, as undici has it), and the paths of which it kept the answer. */
function startCachingProxy() {
  const store = new cacheStores.MemoryCacheStore()
  const kept = new Set<string>()
  const cache = interceptors.cache({
    type: 'shared',
    // Also what says nothing of how long it lives, in milliseconds: proxies guess.
    cacheByDefault: 60_000,
    store: {
      get: (key) => store.get(key),
      delete: (key) => store.delete(key),
      createWriteStream: (key, value) => {
        kept.add(key.path)
        return store.createWriteStream(key, value)
      },
    },
  })
  return { dispatcher: new Agent().compose(cache), kept }
}

it('keeps nothing of anybody, with a session, without one, or where it is refused', async () => {
  const port = await freePort()
  const publicUrl = `http://127.0.0.1:${port}`
  const [provider, upstream] = await Promise.all([startProvider(publicUrl), startUpstream()])
  await startTestGateway(upstream.origin, { port, signIn: signInAt(provider.issuer, publicUrl) })
  const browser = createTestBrowser()
  await browser.open(publicUrl)
  const cookie = browser.cookieHeader(publicUrl)

  const { dispatcher, kept } = startCachingProxy()
  const statusOf = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(publicUrl + path, { dispatcher, headers, redirect: 'manual' })
    await answer.arrayBuffer()
    expect([path, answer.headers.get('cache-control')]).toEqual([
      path,
      path.startsWith('/assets/') ? 'max-age=3600' : 'no-store',
    ])
    return answer.status
  }
  const paths = [contacts, '/api/session', '/', '/sign-in', '/signed-out', '/healthz', '/readyz', '/nothing']
  for (const path of paths) await statusOf(path, { cookie })
  const asked = await Promise.all([statusOf(contacts, { cookie }), statusOf('/api/session', { cookie })])
  expect(asked).toEqual([200, 200])
  // Who comes after somebody is nobody, and the other way round.
  const withoutSession = await Promise.all([statusOf(contacts), statusOf('/api/session'), statusOf('/')])
  expect(withoutSession).toEqual([401, 401, 302])
  for (const path of paths) await statusOf(path)
  expect(await statusOf(contacts, { cookie })).toBe(200)
  expect([...kept]).toEqual([])

  // It does cache what anybody may keep.
  await statusOf('/assets/app-12345678.js')
  await statusOf('/assets/app-12345678.js', { cookie })
  expect([...kept]).toEqual(['/assets/app-12345678.js'])
})
