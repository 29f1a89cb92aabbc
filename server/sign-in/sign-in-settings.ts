import { isIP } from 'node:net'

import * as v from 'valibot'

import { inFile, isLoopback, isSafeOrigin, originOf, unset } from '../setting-values'
import type { Allowed } from './allowed'
import type { ProviderSettings } from './provider'

export interface SignInSettings {
  provider: ProviderSettings
  allowed: Allowed
  /** The first seals, all open. */
  sessionSecrets: readonly string[]
  /** Addresses of the proxies that are believed what they say of clients, and that alone are answered. */
  trustedProxies: ReadonlySet<string>
}

const publicUrlSentence =
  'PUBLIC_URL must be the https origin at which people open the page, such as https://contacts.example.com ' +
  '(http only on this machine), without path, query or fragment.'
const issuerSentence =
  'OIDC_ISSUER must be the https address of the sign-in provider, such as https://accounts.google.com.'
const proxiesSentence =
  'TRUSTED_PROXIES must be a comma-separated list of IP addresses, one for each proxy; there are no ranges.'
const emailsSentence = 'ALLOWED_EMAILS must be a comma-separated list of addresses such as zoe@example.com.'
const domainsSentence = 'ALLOWED_DOMAINS must be a comma-separated list of domains such as example.com.'
const groupsSentence = 'ALLOWED_GROUPS must be a comma-separated list of names.'
const claimSentence = 'OIDC_GROUPS_CLAIM must be the name of a claim, such as groups or roles.'

/** A shorter secret could be guessed from a cookie; iron-session asks for as much. */
const shortestSecret = 32

/** Of 32 random hexadecimal digits, which repeat most, one in four million has less than eight different ones. */
const fewestCharacters = 8

/** The settings of signing in by the names of their variables. */
export const signInEntries = {
  PUBLIC_URL: unset(v.pipe(v.string(), v.check(isSafeOrigin, publicUrlSentence), v.transform(originOf))),
  TRUSTED_PROXIES: unset(listOf(proxiesSentence, (address) => isIP(address) !== 0 && !isNobody(address))),
  OIDC_ISSUER: unset(v.pipe(v.string(), v.check(isIssuer, issuerSentence))),
  OIDC_CLIENT_ID: unset(plainText('OIDC_CLIENT_ID', 1)),
  OIDC_CLIENT_SECRET: unset(plainText('OIDC_CLIENT_SECRET', 8)),
  OIDC_CLIENT_SECRET_FILE: unset(
    v.pipe(inFile('OIDC_CLIENT_SECRET_FILE', 'secret'), plainText('OIDC_CLIENT_SECRET_FILE', 8)),
  ),
  OIDC_GROUPS_CLAIM: unset(v.pipe(v.string(), v.regex(/^[\w:/.-]{1,200}$/, claimSentence))),
  SESSION_SECRET: unset(sealingSecret('SESSION_SECRET')),
  SESSION_SECRET_FILE: unset(
    v.pipe(inFile('SESSION_SECRET_FILE', 'secret'), sealingSecret('SESSION_SECRET_FILE')),
  ),
  SESSION_SECRET_BEFORE: unset(sealingSecret('SESSION_SECRET_BEFORE')),
  SESSION_SECRET_BEFORE_FILE: unset(
    v.pipe(inFile('SESSION_SECRET_BEFORE_FILE', 'secret'), sealingSecret('SESSION_SECRET_BEFORE_FILE')),
  ),
  ALLOWED_EMAILS: unset(
    listOf(emailsSentence, (one) => /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(one), lowered),
  ),
  ALLOWED_DOMAINS: unset(
    listOf(domainsSentence, (one) => /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(one), lowered),
  ),
  ALLOWED_GROUPS: unset(listOf(groupsSentence, (one) => one.length <= 200)),
}

const signInSchema = v.object(signInEntries)
type Given = v.InferOutput<typeof signInSchema>

/**
 * The settings of signing in, or null when none of them is set.
 *
 * @throws what `refuse` makes of one sentence that names the variable which is missing or does not fit another
 */
export function signInOf(given: Given, refuse: (sentence: string) => Error): SignInSettings | null {
  if (Object.keys(signInEntries).every((name) => !(name in given) || given[nameOf(name)] === undefined))
    return null
  const secret = oneOf(given, 'OIDC_CLIENT_SECRET', 'OIDC_CLIENT_SECRET_FILE', refuse)
  const session = oneOf(given, 'SESSION_SECRET', 'SESSION_SECRET_FILE', refuse)
  const before = oneOf(given, 'SESSION_SECRET_BEFORE', 'SESSION_SECRET_BEFORE_FILE', refuse)
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, PUBLIC_URL: publicUrl } = given
  const missing = (name: string) =>
    refuse(`${name} is missing: signing in needs it, and some others are set.`)
  if (issuer === undefined) throw missing('OIDC_ISSUER')
  if (clientId === undefined) throw missing('OIDC_CLIENT_ID')
  if (secret === undefined) throw missing('OIDC_CLIENT_SECRET')
  if (session === undefined) throw missing('SESSION_SECRET')
  if (publicUrl === undefined) throw missing('PUBLIC_URL')
  const allowed = {
    emails: new Set(given.ALLOWED_EMAILS),
    domains: new Set(given.ALLOWED_DOMAINS),
    groups: new Set(given.ALLOWED_GROUPS),
    groupsClaim: given.OIDC_GROUPS_CLAIM ?? 'groups',
  }
  if (allowed.emails.size + allowed.domains.size + allowed.groups.size === 0) {
    throw refuse('ALLOWED_EMAILS, ALLOWED_DOMAINS or ALLOWED_GROUPS must say who may sign in.')
  }
  const trustedProxies = new Set(given.TRUSTED_PROXIES)
  if (publicUrl.startsWith('https:') && trustedProxies.size === 0) {
    throw refuse(
      'TRUSTED_PROXIES must name the address of what speaks https in front of the gateway, which speaks http itself.',
    )
  }
  return {
    provider: { issuer, clientId, clientSecret: secret, publicUrl },
    allowed,
    sessionSecrets: before === undefined ? [session] : [session, before],
    trustedProxies,
  }
}

type Name = keyof typeof signInEntries

function nameOf(name: string): Name {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it is a key of the entries
  return name as Name
}

type TextName = {
  [Each in Name]: Given[Each] extends string | undefined ? Each : never
}[Name]

/** A secret is given by a variable or by a file. */
function oneOf(given: Given, name: TextName, fileName: TextName, refuse: (sentence: string) => Error) {
  if (given[name] !== undefined && given[fileName] !== undefined)
    throw refuse(`Set ${name} or ${fileName}, not both.`)
  return given[name] ?? given[fileName]
}

/** A secret that seals: `openssl rand -base64 32` makes one. */
function sealingSecret(variable: string) {
  return v.pipe(
    plainText(variable, shortestSecret),
    v.check(
      (secret) => new Set(secret).size >= fewestCharacters,
      `${variable} must be random: it has less than ${fewestCharacters} different characters.`,
    ),
  )
}

function plainText(variable: string, shortest: number) {
  return v.pipe(
    v.string(),
    v.regex(/^[\x21-\x7e]+$/, `${variable} must be visible ASCII without spaces or line breaks.`),
    v.minLength(shortest, `${variable} is too short: less than ${shortest} characters.`),
    v.maxLength(4096, `${variable} is too long: more than 4096 characters.`),
  )
}

function listOf(sentence: string, isOne: (text: string) => boolean, change = (text: string) => text) {
  return v.pipe(
    v.string(),
    v.transform((list) => list.split(',').map((one) => change(one.trim()))),
    v.transform((all) => all.filter((one) => one !== '')),
    v.check((all) => all.length > 0 && all.length <= 10_000 && all.every(isOne), sentence),
  )
}

/** The address that means every interface when one listens comes from nobody. */
function isNobody(address: string): boolean {
  return /^[0.:]+$/.test(address)
}

function lowered(text: string): string {
  return text.toLowerCase()
}

function isIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  const isPlain = url.search === '' && url.hash === '' && url.username === '' && /^https?:\/\/\S+$/.test(text)
  return isPlain && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url)))
}
