/** The cookies of signing in. */
export interface Cookies {
  /** The value of a cookie in the `Cookie` header; null for none, and for several of one name. */
  read: (header: string | undefined, name: CookieName) => string | null
  /** A `Set-Cookie` that sets it, for so many seconds. */
  set: (name: CookieName, value: string, seconds: number) => string
  /** A `Set-Cookie` that removes it. */
  remove: (name: CookieName) => string
}

/** `person` tells the page whether somebody else has signed in; it is a hash, and the page may read it. */
export type CookieName = 'session' | 'sign-in' | 'person'

/**
 * @param isSecure whether people come by https: then names begin with `__Host-`, which no other host and no connection
 *   without https can set (RFC 6265bis, 4.1.3.2). On this machine browsers refuse such names over http.
 */
export function createCookies(isSecure: boolean): Cookies {
  const prefix = isSecure ? '__Host-linq-contacts-' : 'linq-contacts-'

  function set(name: CookieName, value: string, seconds: number): string {
    return [
      `${prefix}${name}=${value}`,
      'Path=/',
      `Max-Age=${seconds}`,
      // Strict would leave it out of the first request after the provider's own pages.
      'SameSite=Lax',
      ...(isSecure ? ['Secure'] : []),
      ...(name === 'person' ? [] : ['HttpOnly']),
    ].join('; ')
  }

  return {
    read(header, name) {
      const start = `${prefix}${name}=`
      const values = (header ?? '')
        .split(';')
        .map((one) => one.trim())
        .filter((one) => one.startsWith(start))
      const [value, ...more] = values
      return value === undefined || more.length > 0 ? null : value.slice(start.length)
    },
    set,
    remove: (name) => set(name, '', 0),
  }
}
