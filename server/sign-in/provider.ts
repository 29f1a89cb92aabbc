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
  /** Whether it was asked for what it can be asked again with. Others began before a gateway knew of this. */
  isOffline: v.optional(v.boolean(), true),
  /** Whether the person was to choose who they are. */
  isChoice: v.optional(v.boolean(), false),
})

export type Pending = v.InferOutput<typeof pendingSchema>

export interface Provider {
  /**
   * Where somebody goes to sign in, and what to know again afterwards.
   *
   * @throws when it cannot be reached
   */
  begin: (view: string, asked: Asked) => Promise<{ url: string; pending: Pending }>
  /**
   * Takes the answer that somebody came back with, and gives the claims of the ID token, and with what the provider can
   * be asked again. Or how the provider wants to be asked instead.
   *
   * @param query of the address that they came back to, with its `?`
   * @throws for every answer that is not the one to this question, or not the provider's
   */
  finish: (query: string, pending: Pending) => Promise<SignedIn | Asked>
  /**
   * Asks who somebody is now. `refused`: the provider says no, or what it says is not to be believed. `away`: it cannot
   * tell. Each of the lists of claims is believed; where there are several, one may tell less than another.
   */
  renew: (refreshToken: string, sub: string) => Promise<Renewed>
  /** Lets the provider forget a token that is of no use any more. Never throws. */
  forget: (refreshToken: string) => Promise<void>
  /** Whether it could be reached when it was asked last. */
  state: () => 'not asked' | 'reached' | 'away'
  /**
   * Where one signs out at the provider too; null when it offers none, or cannot be reached.
   *
   * @param idToken of who signs out, which some providers insist on; null where it is not known any more
   */
  endUrl: (idToken: string | null) => Promise<string | null>
  /** Looks whether it is there, before anybody signs in. @throws when it is not, or is none */
  look: () => Promise<void>
}

/** How the provider is asked. */
export interface Asked {
  /** Whether it is to answer without asking the person anything, or to refuse (`prompt=none`). */
  isSilent: boolean
  /** Whether it is asked for what it can be asked again with, where it offers that. */
  isOffline: boolean
  /** Whether it is to let the person choose who they are, although it knows somebody. */
  isChoice: boolean
}

export interface SignedIn {
  claims: Claims
  /** The ID token itself: who signs out at the provider shows it (OpenID Connect RP-Initiated Logout, 2). */
  idToken: string
  /** Null where the provider gives none. */
  refreshToken: string | null
}

export type Renewed =
  /** `idToken` is null where none came. */
  | { kind: 'told'; claims: readonly Claims[]; refreshToken: string; idToken: string | null }
  | { kind: 'refused' }
  | { kind: 'away'; error: unknown }

const callbackPath = '/sign-in/callback'
export const signedOutPath = '/signed-out'

/** The provider's clock may be so far from ours. */
const toleranceSeconds = 60

/** An ID token is used in the moment in which it was made. */
const oldestTokenSeconds = 300

const answerWithinSeconds = 10

/** It stands in an address; with a long list of groups it would make one that servers refuse. */
const longestHint = 2500

/** What a provider answers that was to show nothing, and cannot (OpenID Connect Core, 3.1.2.6). */
const wantsPerson: ReadonlySet<string> = new Set([
  'login_required',
  'interaction_required',
  'consent_required',
  'account_selection_required',
])

/** Our own, beside those of the library. */
const wrongTime = 'ID_TOKEN_OF_ANOTHER_TIME'

/** Errors which say that an answer is not the provider's, or not the one to this question. */
const unbelievable: ReadonlySet<unknown> = new Set([
  wrongTime,
  'OAUTH_INVALID_RESPONSE',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
  'OAUTH_KEY_SELECTION_FAILED',
])

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

  /** An ID token is of the moment in which it was asked for. */
  function checkTime({ iat }: { iat: number }): void {
    const ageSeconds = now() / 1000 - iat
    if (ageSeconds > oldestTokenSeconds || ageSeconds < -toleranceSeconds)
      throw Object.assign(new Error('the ID token is of another time'), { code: wrongTime })
  }

  /** Some tell a person's groups, or whether an address is verified, there alone when they are asked again. */
  async function userInfoOf(config: client.Configuration, accessToken: string, sub: string) {
    if (config.serverMetadata().userinfo_endpoint === undefined) return []
    const info = await client.fetchUserInfo(config, accessToken, sub).catch(() => null)
    // Whose address it is depends on whose claims these are.
    return info === null ? [] : [{ ...info, iss: issuer }]
  }

  return {
    state: () => state,
    look: async () => void (await configuration()),
    async begin(view, { isSilent, isOffline: wantsOffline, isChoice }) {
      const config = await configuration()
      const { scopes_supported: scopes = [] } = config.serverMetadata()
      const isOffline = wantsOffline && scopes.includes('offline_access')
      const pending = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
        view,
        isSilent,
        isOffline,
        isChoice,
      }
      const url = client.buildAuthorizationUrl(config, {
        redirect_uri: publicUrl + callbackPath,
        scope: `openid email profile${isOffline ? ' offline_access' : ''}`,
        state: pending.state,
        nonce: pending.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(pending.verifier),
        code_challenge_method: 'S256',
        ...(isSilent && { prompt: 'none' }),
        ...(isChoice && { prompt: promptOfChoice(config.serverMetadata()) }),
      })
      return { url: url.href, pending }
    },
    async finish(query, pending) {
      const config = await configuration()
      try {
        const tokens = await client.authorizationCodeGrant(
          config,
          new URL(publicUrl + callbackPath + query),
          {
            pkceCodeVerifier: pending.verifier,
            expectedState: pending.state,
            expectedNonce: pending.nonce,
            idTokenExpected: true,
          },
        )
        const claims = tokens.claims()
        if (claims === undefined) throw new Error('no ID token came')
        checkTime(claims)
        state = 'reached'
        return { claims, idToken: tokens.id_token ?? '', refreshToken: tokens.refresh_token ?? null }
      } catch (error) {
        // Such an answer is the one to this question: its state was looked at before.
        const code = error instanceof client.AuthorizationResponseError ? error.error : ''
        // Some refuse it to who was not registered for it.
        const { isSilent, isOffline, isChoice } = pending
        if (code === 'invalid_scope' && isOffline) return { isSilent, isOffline: false, isChoice }
        if (isSilent && wantsPerson.has(code)) return { isSilent: false, isOffline, isChoice }
        throw error
      }
    },
    async renew(refreshToken, sub) {
      try {
        const config = await configuration()
        const tokens = await client.refreshTokenGrant(config, refreshToken)
        state = 'reached'
        // An ID token need not come again (OpenID Connect Core, 12.2).
        const ofToken = tokens.claims()
        if (ofToken !== undefined) checkTime(ofToken)
        const ofUser = await userInfoOf(config, tokens.access_token, sub)
        const claims = ofToken === undefined ? ofUser : [ofToken, ...ofUser]
        if (claims.length === 0) return { kind: 'away', error: new Error('nothing was told of who it is') }
        return {
          kind: 'told',
          claims,
          refreshToken: tokens.refresh_token ?? refreshToken,
          idToken: tokens.id_token ?? null,
        }
      } catch (error) {
        if (saysNo(error)) return { kind: 'refused' }
        state = 'away'
        return { kind: 'away', error }
      }
    },
    async forget(refreshToken) {
      try {
        const config = await configuration()
        if (config.serverMetadata().revocation_endpoint !== undefined)
          await client.tokenRevocation(config, refreshToken)
      } catch {
        // It ends by itself; nobody has it any more.
      }
    },
    async endUrl(idToken) {
      try {
        const config = await configuration()
        if (config.serverMetadata().end_session_endpoint === undefined) return null
        return client.buildEndSessionUrl(config, {
          client_id: clientId,
          post_logout_redirect_uri: publicUrl + signedOutPath,
          ...(idToken !== null && idToken.length <= longestHint && { id_token_hint: idToken }),
        }).href
      } catch {
        return null
      }
    },
  }
}

/** These two let people choose among accounts, and do not say so in their metadata. */
const google = 'https://accounts.google.com'
const microsoft = 'https://login.microsoftonline.com/'

/** Every provider knows `login` (OpenID Connect Core, 15.1) but Google, which knows a choice of accounts instead. */
export function promptOfChoice({
  issuer,
  prompt_values_supported: values,
}: Readonly<client.ServerMetadata>): 'login' | 'select_account' {
  const isKnown = issuer === google || issuer.startsWith(microsoft)
  const isListed = Array.isArray(values) && values.includes('select_account')
  return isKnown || isListed ? 'select_account' : 'login'
}

/**
 * Whether an error means that somebody is not to be let in any more: the provider does not take the token, or what it
 * answered is not to be believed. Everything else is an outage, or a matter of settings, and no fault of the person.
 */
function saysNo(error: unknown): boolean {
  if (error instanceof client.ResponseBodyError) return error.error === 'invalid_grant'
  return error instanceof Error && 'code' in error && unbelievable.has(error.code)
}
