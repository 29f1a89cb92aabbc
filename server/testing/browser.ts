/** What a browser does with redirects and cookies, as far as signing in needs it. */
export interface TestBrowser {
  /** Opens an address and follows redirects, as a person does who types it. */
  open: (url: string, init?: { method?: string; headers?: Record<string, string> }) => Promise<Opened>
  /** The cookies of an origin, by name. */
  cookies: (origin: string) => Map<string, string>
  /** The value of `Cookie` in a request to an origin; empty when it has none. */
  cookieHeader: (origin: string) => string
}

export interface Opened {
  status: number
  /** Where the redirects led. */
  url: string
  text: string
  headers: Headers
  /** Every address on the way. */
  way: string[]
}

const mostRedirects = 15

/** @param followsTo an address from which no redirect is followed any more */
export function createTestBrowser(stopsAt: (url: URL) => boolean = () => false): TestBrowser {
  const jars = new Map<string, Map<string, string>>()

  function cookies(origin: string): Map<string, string> {
    const jar = jars.get(origin) ?? new Map<string, string>()
    jars.set(origin, jar)
    return jar
  }

  function take(origin: string, setCookies: readonly string[]): void {
    for (const one of setCookies) {
      const [pair = '', ...attributes] = one.split('; ')
      const name = pair.slice(0, pair.indexOf('='))
      const isRemoved =
        attributes.some((each) => /^max-age=0$/i.test(each)) ||
        attributes.some((each) => /^expires=thu, 01 jan 1970/i.test(each))
      if (isRemoved) cookies(origin).delete(name)
      else cookies(origin).set(name, pair.slice(name.length + 1))
    }
  }

  function cookieHeader(origin: string): string {
    return [...cookies(origin)].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  return {
    cookies,
    cookieHeader,
    async open(start, init = {}) {
      const way: string[] = []
      let url = new URL(start)
      for (let times = 0; times < mostRedirects; times += 1) {
        way.push(url.href)
        const cookie = cookieHeader(url.origin)
        const headers = { ...(times === 0 && init.headers), ...(cookie !== '' && { cookie }) }
        const method = times === 0 ? (init.method ?? 'GET') : 'GET'
        const response = await fetch(url, { method, headers, redirect: 'manual' })
        take(url.origin, response.headers.getSetCookie())
        const location = response.headers.get('location')
        if (location === null || stopsAt(new URL(location, url)))
          return {
            status: response.status,
            url: location ?? url.href,
            text: await response.text(),
            headers: response.headers,
            way,
          }
        url = new URL(location, url)
      }
      throw new Error(`It leads in circles: ${way.join(' ')}`)
    },
  }
}
