import { expect, it } from 'vitest'

import { answerHeaders, contentSecurityPolicy } from './headers'

it('lets the page do what it needs and nothing else', () => {
  expect(contentSecurityPolicy(undefined).split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'sha256-cSJ+hKypXf5H73wAo3yGas7Ayn0TbQIjPasKM9U4nnU='",
    "img-src 'self' https:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types linq-contacts',
  ])
})

it('lets the page call the other backend that it was built for, by its origin alone', () => {
  const directive = (url: unknown) =>
    contentSecurityPolicy(url)
      .split('; ')
      .find((one) => one.startsWith('connect'))
  expect(directive('https://api.example/base/')).toBe("connect-src 'self' https://api.example")
  expect(directive('')).toBe("connect-src 'self'")
  expect(directive('/relative')).toBe("connect-src 'self'")
})

it('says all that faults.md S7 asks for over http on loopback', () => {
  const headers = Object.fromEntries(answerHeaders)
  expect(headers).toMatchObject({
    'Cache-Control': 'no-store',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
  })
  expect(headers['Content-Security-Policy']).not.toContain('unsafe')
  expect(headers['Permissions-Policy']).toContain('clipboard-write=(self)')
  expect(headers['Permissions-Policy']).toContain('camera=()')
})
