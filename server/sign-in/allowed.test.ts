import { describe, expect, it } from 'vitest'

import { type Allowed, type Claims, personOf } from './allowed'

const allowed: Allowed = {
  emails: new Set(['max@gmail.com']),
  domains: new Set(['example.com']),
  groups: new Set(['sales']),
  groupsClaim: 'groups',
}

const zoe = {
  iss: 'https://login.example.com',
  sub: '7',
  email: 'zoe@example.com',
  email_verified: true,
  name: 'Zoë',
}

const isIn = (claims: Claims) => personOf({ ...zoe, ...claims }, allowed) !== null

describe('a person', () => {
  it('is told by the subject, an address that is their own, and the domain of it', () => {
    expect(personOf({ ...zoe, groups: ['sales', 'others'] }, allowed)).toEqual({
      sub: '7',
      email: 'zoe@example.com',
      domain: 'example.com',
      groups: ['sales'],
      name: 'Zoë',
    })
  })

  it('may come by address, by domain, or by group', () => {
    expect(isIn({ email: 'MAX@gmail.com' })).toBe(true)
    expect(isIn({ email: 'other@gmail.com' })).toBe(false)
    expect(isIn({ email: 'any@EXAMPLE.com' })).toBe(true)
    expect(isIn({ email: undefined, groups: ['sales'] })).toBe(true)
    expect(isIn({ email: undefined, groups: 'sales' })).toBe(true)
    expect(isIn({ email: undefined, groups: ['Sales', 'sales2', ['sales'], null] })).toBe(false)
    expect(isIn({ email: undefined, roles: ['sales'] })).toBe(false)
  })

  it.each([
    'zoe@sub.example.com',
    'zoe@example.com.evil.example',
    'zoe@evil@example.com',
    'zoe@evil.example,@example.com',
    '"zoe@evil.example"@example.com',
    '@example.com',
    'zoe@example.com\n',
    'zoe @example.com',
    'zoe@еxample.com',
    'example.com',
    '',
  ])('is not of example.com with the address %j', (email) => {
    expect(isIn({ email })).toBe(false)
  })

  it('without a subject is nobody', () => {
    for (const sub of [undefined, '', 7, null, ['7']]) expect(isIn({ sub })).toBe(false)
  })
})

describe('an account of Google', () => {
  const iss = 'https://accounts.google.com'
  it('is of a domain when Google says that it is the domain’s, whatever the address looks like', () => {
    expect(isIn({ iss, hd: 'example.com' })).toBe(true)
    expect(isIn({ iss })).toBe(false)
    expect(isIn({ iss, hd: 'example.org' })).toBe(false)
    expect(isIn({ iss, email: 'max@gmail.com' })).toBe(true)
  })
})

describe('an account of Microsoft Entra', () => {
  const tid = '11111111-2222-3333-4444-555555555555'
  const iss = `https://login.microsoftonline.com/${tid}/v2.0`
  const account = { iss, tid, email_verified: undefined, preferred_username: 'zoe@example.com' }
  it('is told by its user name in the tenant, and never by an address that it may choose', () => {
    expect(isIn(account)).toBe(true)
    expect(isIn({ ...account, preferred_username: 'eve@evil.example', email: 'zoe@example.com' })).toBe(false)
    expect(isIn({ ...account, preferred_username: 'zoe_example.com#EXT#@tenant.onmicrosoft.com' })).toBe(
      false,
    )
  })

  it('of another tenant than the issuer’s is told by nothing', () => {
    expect(isIn({ ...account, tid: '99999999-2222-3333-4444-555555555555' })).toBe(false)
    expect(isIn({ ...account, iss: 'https://login.example.com' })).toBe(false)
  })
})
