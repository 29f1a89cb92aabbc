import { createServer } from 'node:http'

import { Provider } from 'oidc-provider'
import { vi } from 'vitest'

import type { Allowed } from '../sign-in/allowed'
import type { SignInSettings } from '../sign-in/sign-in-settings'
import { listen } from './start'

export const clientSecret = 'secret/of+the=client&gateway'
export const sessionSecret = 'a-session-secret-of-forty-characters-xyz'

export interface TestProvider {
  issuer: string
  /** Who signs in next, without being asked: the claims, of which `sub` is needed. */
  account: Record<string, unknown>
  /** Requests that arrived, by path. */
  paths: string[]
  /** Whether it gives tokens with which it can be asked again. */
  givesRefreshTokens: boolean
  /** Whether it answers nobody. */
  isAway: boolean
}

/** A real provider of OpenID Connect, which signs everybody in as `account`; closed with the test. */
export async function startProvider(publicUrl: string): Promise<TestProvider> {
  const server = createServer()
  const issuer = `http://127.0.0.1:${await listen(server)}`
  const test: TestProvider = {
    issuer,
    account: { sub: 'zoe', email: 'Zoe@Example.com', email_verified: true, name: 'Zoë Weiß' },
    paths: [],
    givesRefreshTokens: false,
    isAway: false,
  }
  // It warns of what only a provider for real people must not do.
  const warnings = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'contacts',
        client_secret: clientSecret,
        token_endpoint_auth_method: 'client_secret_post',
        grant_types: ['authorization_code', 'refresh_token'],
        redirect_uris: [`${publicUrl}/sign-in/callback`],
        post_logout_redirect_uris: [`${publicUrl}/signed-out`],
      },
    ],
    cookies: { keys: ['a key of the provider'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
    // As the large providers do it: what was asked for stands in the ID token.
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false }, revocation: { enabled: true } },
    issueRefreshToken: () => test.givesRefreshTokens,
    // As careful providers do it: each is taken once.
    rotateRefreshToken: true,
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    // An account that was deleted is found no more.
    findAccount: (_context, accountId) =>
      test.account['sub'] === undefined
        ? undefined
        : { accountId, claims: () => ({ ...test.account, sub: accountId }) },
    async loadExistingGrant(context) {
      const { client, session } = context.oidc
      const grant = new context.oidc.provider.Grant({
        clientId: client?.clientId ?? '',
        accountId: session?.accountId ?? '',
      })
      grant.addOIDCScope('openid email profile groups')
      await grant.save()
      return grant
    },
  })
  const callback = provider.callback()
  warnings.mockRestore()
  server.on('request', (request, response) => {
    test.paths.push((request.url ?? '').replace(/\?.*$/, ''))
    if (test.isAway) response.destroy()
    else if (request.url?.startsWith('/interaction/') === true)
      void provider.interactionFinished(request, response, {
        login: { accountId: String(test.account['sub']) },
      })
    else void callback(request, response)
  })
  return test
}

/** Settings of a gateway in front of it, where people of example.com may sign in. */
export function signInAt(
  issuer: string,
  publicUrl: string,
  options: { allowed?: Partial<Allowed>; secrets?: readonly string[]; proxies?: readonly string[] } = {},
): SignInSettings {
  return {
    provider: { issuer, clientId: 'contacts', clientSecret, publicUrl },
    allowed: {
      emails: new Set(),
      domains: new Set(['example.com']),
      groups: new Set(),
      groupsClaim: 'groups',
      ...options.allowed,
    },
    sessionSecrets: options.secrets ?? [sessionSecret],
    trustedProxies: new Set(options.proxies),
  }
}
