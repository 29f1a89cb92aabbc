import { expect, it } from 'vitest'

import { clientOf, oneOf } from './proxy'

it.each([
  ['10.0.0.7', '10.0.0.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:db8::9', '2001:db8:0:0::/64'],
  ['2001:db8:0001::', '2001:db8:1:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['64:ff9b::192.0.2.1', '64:ff9b:0:0::/64'],
  ['unknown', 'unknown'],
  ['', ''],
])('%s is one client with all of %s', (address, client) => {
  expect(oneOf(address)).toBe(client)
})

it('the machines of one network of IPv6 are one client, also behind a proxy', () => {
  const trust = { proxies: new Set(['10.0.0.2']) }
  const behind = (address: string) =>
    clientOf({ rawHeaders: ['X-Forwarded-Proto', 'https', 'X-Forwarded-For', address] }, '10.0.0.2', trust)
  expect(behind('2001:db8:1:2:aaaa::1')).toBe(behind('2001:db8:1:2:bbbb::2'))
  expect(behind('2001:db8:1:3::1')).not.toBe(behind('2001:db8:1:2::1'))
  expect(clientOf({ rawHeaders: [] }, '::ffff:192.0.2.1', { proxies: new Set() })).toBe('192.0.2.1')
})
