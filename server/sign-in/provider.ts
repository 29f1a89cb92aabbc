import * as client from 'openid-client'
import * as v from 'valibot'

import type { Claims } from './allowed'

export interface ProviderSettings {
  /** Its address, as it writes it itself (`iss`). */
  issuer: string
  clientId: string
  clientSecret: string
  /** Where people reach this gateway: an origin. */
  publicUrl: string
}

/** What must be known again when somebody comes back from the provider. It stays in a sealed cookie of theirs. */
export const pendingSchema = v.object({
  state: v.string(),
  nonce: v.string(),
  verifier: v.string(),
  /** The view that was to be opened: the query of the page, with its `?`, or nothing. */
  view: v.string(),
  /** Whether the provider was asked to answer without asking the person anything. */
  isSilent: v.boolean(),
})

export type Pending = v.InferOutput<typeof pendingSchema>

export interface Provider {
  /**
   * Where somebody goes to sign in, and what to know again afterwards.
   *
   * @param isSilent whether the provider is to answer without asking the person anything, or to refuse (`prompt=none`)
   * @throws when it cannot be reached
   */
  begin: (view: string, isSilent: boolean) => Promise<{ url: string; pending: Pending }>
  /**
   * Takes the answer that somebody came back with, and gives the claims of the ID token.
   *
   * @param query of the address that they came back to, with its `?`
   * @throws for every answer that is not the one to this question, or not the provider's
   */
  finish: (query: string, pending: Pending) => Promise<Claims>
  /** Whether it could be reached when it was asked last. */
  state: () => 'not asked' | 'reached' | 'away'
  /** Where one signs out at the provider too; null when it offers none, or cannot be reached. */
  endUrl: () => Promise<string | null>
}

const callbackPath = '/sign-in/callback'
export const signedOutPath = '/signed-out'

/** The provider's clock may be so far from ours. */
const toleranceSeconds = 60

/** An ID token is used in the moment in which it was made. */
const oldestTokenSeconds = 300

const answerWithinSeconds = 10

/** Sign-in by OpenID Connect: authorization code with PKCE, state and nonce. @param now milliseconds since 1970 */
export function createProvider(settings: ProviderSettings, now: () => number): Provider {
  const { issuer, clientId, clientSecret, publicUrl } = settings
  let known: Promise<client.Configuration> | null = null
  let state: ReturnType<Provider['state']> = 'not asked'

  /** Asked for when somebody signs in first, so that the gateway starts also while the provider is away. */
  function configuration(): Promise<client.Configuration> {
    known ??= discover().then(
      (found) => {
        state = 'reached'
        return found
      },
      (error: unknown) => {
        known = null
        state = 'away'
        throw error
      },
    )
    return known
  }

  function discover(): Promise<client.Configuration> {
    const metadata = {
      [client.clockTolerance]: toleranceSeconds,
      // Of time as the rest of the gateway sees it.
      [client.clockSkew]: Math.round((now() - Date.now()) / 1000),
    }
    return client.discovery(new URL(issuer), clientId, metadata, client.ClientSecretPost(clientSecret), {
      timeout: answerWithinSeconds,
      execute: [
        // Without this the signature of the ID token is not looked at (gateway.md, fact 1).
        client.enableNonRepudiationChecks,
        // Settings allow http for a provider on this machine alone.
        ...(new URL(issuer).protocol === 'http:' ? [client.allowInsecureRequests] : []),
      ],
    })
  }

  return {
    state: () => state,
    async begin(view, isSilent) {
      const config = await configuration()
      const pending = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
        view,
        isSilent,
      }
      const url = client.buildAuthorizationUrl(config, {
        redirect_uri: publicUrl + callbackPath,
        scope: 'openid email profile',
        state: pending.state,
        nonce: pending.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(pending.verifier),
        code_challenge_method: 'S256',
        ...(isSilent && { prompt: 'none' }),
      })
      return { url: url.href, pending }
    },
    async finish(query, pending) {
      const config = await configuration()
      const tokens = await client.authorizationCodeGrant(config, new URL(publicUrl + callbackPath + query), {
        pkceCodeVerifier: pending.verifier,
        expectedState: pending.state,
        expectedNonce: pending.nonce,
        idTokenExpected: true,
      })
      const claims = tokens.claims()
      if (claims === undefined) throw new Error('no ID token came')
      const ageSeconds = now() / 1000 - claims.iat
      if (ageSeconds > oldestTokenSeconds || ageSeconds < -toleranceSeconds)
        throw new Error('the ID token is of another time')
      return claims
    },
    async endUrl() {
      try {
        const config = await configuration()
        if (config.serverMetadata().end_session_endpoint === undefined) return null
        return client.buildEndSessionUrl(config, {
          client_id: clientId,
          post_logout_redirect_uri: publicUrl + signedOutPath,
        }).href
      } catch {
        return null
      }
    },
  }
}
