import { isIP } from 'node:net'

import type { RawRequest } from './decide'
import { type Refusal, needsHttps, notThroughProxy } from './refusal'

/** What is believed about where a request comes from. */
export interface Trust {
  /** Addresses of proxies. Only these are believed what they say of clients; with any of them, nobody else is answered. */
  proxies: ReadonlySet<string>
}

/**
 * Who the client is: the address of the connection itself, or the one that a trusted proxy names (see `oneOf`). A
 * gateway behind a proxy answers nobody who comes another way, and nothing that the proxy did not get by https
 * (gateway.md, "Lessons").
 */
export function clientOf(
  { rawHeaders }: Pick<RawRequest, 'rawHeaders'>,
  remoteAddress: string | undefined,
  { proxies }: Trust,
): string | Refusal {
  const address = plainAddress(remoteAddress ?? '')
  if (proxies.size === 0) return oneOf(address)
  if (!proxies.has(address)) return notThroughProxy
  const protocols = valuesOf(rawHeaders, 'x-forwarded-proto')
  if (protocols.length !== 1 || protocols[0] !== 'https') return needsHttps
  // Each proxy adds the address of whom it serves at the end: what stands before the last of ours was not seen by us.
  const seen = valuesOf(rawHeaders, 'x-forwarded-for').map(plainAddress)
  return oneOf(seen.findLast((one) => !proxies.has(one)) ?? address)
}

function valuesOf(rawHeaders: readonly string[], wanted: string): string[] {
  const values: string[] = []
  for (let index = 0; index < rawHeaders.length; index += 2) {
    if (rawHeaders[index]?.toLowerCase() === wanted)
      values.push(...(rawHeaders[index + 1] ?? '').split(',').map((one) => one.trim()))
  }
  return values
}

/**
 * What is counted as one client: an IPv4 address, or the first half of an IPv6 address. Of the second half each machine
 * has as many addresses as it likes (RFC 4291, 2.5.1), and could be so many clients.
 */
export function oneOf(address: string): string {
  if (isIP(address) !== 6) return address
  const [before = '', after] = address.replace(/%.*$/, '').split('::')
  const first = before.split(':').filter((group) => group !== '')
  const last = (after ?? '').split(':').filter((group) => group !== '')
  const zeros = Array<string>(Math.max(0, 8 - first.length - last.length)).fill('0')
  const groups = [...first, ...zeros, ...last]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
  return `${groups.join(':')}::/64`
}

/** An IPv4 address that a socket for both kinds shows as IPv6 is the same one. */
export function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '')
}
