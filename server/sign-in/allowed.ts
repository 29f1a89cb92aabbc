import * as v from 'valibot'

/** Who may sign in. Empty lists allow nobody; somebody in any of them is allowed. */
export interface Allowed {
  /** Whole addresses, in lower case. */
  emails: ReadonlySet<string>
  /** Whole domains, in lower case: `example.com` is not `sub.example.com`. */
  domains: ReadonlySet<string>
  /** Values of the claim below. */
  groups: ReadonlySet<string>
  /** The claim that lists a person's groups or roles. */
  groupsClaim: string
}

/** A person as the provider tells, who is allowed. */
export interface Person {
  /** Never changes, and is nobody else's: the provider's subject. */
  sub: string
  /** In lower case; empty for somebody who is allowed by a group and has none that can be believed. */
  email: string
  /** The domain that they belong to; empty where the address does not say so. */
  domain: string
  /** Those of their groups that may sign in. */
  groups: readonly string[]
  name: string
}

/** A person as it is kept: in the cookie of a session, and among the checks of one. */
export const personEntries = {
  sub: v.pipe(v.string(), v.minLength(1)),
  email: v.string(),
  domain: v.string(),
  groups: v.array(v.string()),
  name: v.string(),
}

/** The claims of an ID token whose signature, issuer, audience and times were checked. */
export type Claims = Readonly<Record<string, unknown>>

/** Decides who somebody is and whether they are allowed; null when they are not. */
export function personOf(claims: Claims, allowed: Allowed): Person | null {
  const sub = textOf(claims['sub'])
  if (sub === '') return null
  const email = addressOf(claims)
  const host = email.slice(email.indexOf('@') + 1)
  const person = {
    sub,
    email,
    domain: isOfDomain(claims, host) ? host : '',
    groups: groupsOf(claims[allowed.groupsClaim])
      .filter((group) => allowed.groups.has(group))
      .slice(0, 20),
    name: textOf(claims['name']).slice(0, 200),
  }
  return isAllowed(person, allowed) ? person : null
}

/** Whether somebody who was allowed once is still, when the settings have changed since. */
export function isAllowed({ email, domain, groups }: Person, allowed: Allowed): boolean {
  const { emails, domains } = allowed
  return emails.has(email) || domains.has(domain) || groups.some((group) => allowed.groups.has(group))
}

/**
 * Whether somebody is allowed by a group alone. Addresses and domains are compared with the settings at each request;
 * groups are known from the sign-in only, and may be other ones by now.
 */
export function isAllowedByGroupAlone(person: Person, allowed: Allowed): boolean {
  return isAllowed(person, allowed) && !isAllowed({ ...person, groups: [] }, allowed)
}

/**
 * The address that is somebody's own, or nothing. A provider that lets people write any address into their account says
 * so by `email_verified`; absent means no. Microsoft Entra sends no such claim: there the user name belongs to the
 * tenant whose issuer was configured, while `email` can be anything (the attack known as nOAuth).
 */
function addressOf(claims: Claims): string {
  const tenant = textOf(claims['tid'])
  const isOfTenant =
    tenant !== '' && textOf(claims['iss']) === `https://login.microsoftonline.com/${tenant}/v2.0`
  if (isOfTenant) return addressIn(claims['preferred_username'])
  return claims['email_verified'] === true ? addressIn(claims['email']) : ''
}

/** One `@` with something on both sides, and nothing that could be taken for something else; else empty. */
function addressIn(value: unknown): string {
  const text = textOf(value).toLowerCase()
  return /^[\x21-\x3f\x41-\x7e]{1,128}@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(text) ? text : ''
}

/** Google says by `hd` whose account it is: a private one may have a verified address of any domain. */
function isOfDomain(claims: Claims, domain: string): boolean {
  if (textOf(claims['iss']) !== 'https://accounts.google.com') return true
  return textOf(claims['hd']).toLowerCase() === domain
}

function groupsOf(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [value]
  return list.filter((one): one is string => typeof one === 'string' && one !== '')
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
