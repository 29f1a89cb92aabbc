import * as v from 'valibot'

import { isRecord } from './linq-error'

/**
 * A contact as Linq's API gives it (List Contacts, v2), made uniform: text that is null, empty, absent or no text
 * at all is `''`, instants are milliseconds since 1970 in UTC, or null when the API gives none that can be read.
 */
export interface Contact {
  id: number
  first_name: string
  last_name: string
  full_name: string
  email: string
  phone_number: string
  company: string
  title: string
  location: string
  /** An https address, or a path of our own origin; anything else the API sends is dropped. */
  image_url: string | null
  /** Milliseconds since 1970, UTC. */
  created_at: number | null
  /** Milliseconds since 1970, UTC. */
  updated_at: number | null
  contact_owner: Owner | null
}

/** The member of the organisation who owns a contact. Two owners may share a name, and a name may be blank. */
export interface Owner {
  /** Null when the API names an owner without an id that can be read. */
  id: number | null
  email: string
  first_name: string
  last_name: string
  name: string
}

const text = v.pipe(v.unknown(), v.transform(readText))

const id = v.pipe(v.unknown(), v.transform(readId))

const owner = v.pipe(
  v.object({ id, email: text, first_name: text, last_name: text, name: text }),
  v.transform((value): Owner | null =>
    value.id === null && ownerName(value) === '' && value.email === '' ? null : value,
  ),
)

const contact = v.object({
  id: v.pipe(id, v.number('has no id')),
  first_name: text,
  last_name: text,
  full_name: text,
  email: text,
  phone_number: text,
  company: text,
  title: text,
  location: text,
  image_url: v.pipe(v.unknown(), v.transform(readImageUrl)),
  created_at: v.pipe(v.unknown(), v.transform(readInstant)),
  updated_at: v.pipe(v.unknown(), v.transform(readInstant)),
  contact_owner: v.fallback(v.nullable(owner), null),
})

/**
 * Reads one record of an answer. Gives null when it cannot be told apart from others, because it is no object or
 * has no usable id; everything else is tolerated (the API's documentation leaves open what a blank looks like).
 */
export function readContact(record: unknown): Contact | null {
  if (!isRecord(record)) return null
  const result = v.safeParse(contact, withAllKeys(record))
  return result.success ? result.output : null
}

/** The name shown for a contact: full name, first and last, email, phone, or `#id`; never empty. */
export function contactName(
  of: Pick<Contact, 'id' | 'first_name' | 'last_name' | 'full_name' | 'email' | 'phone_number'>,
): string {
  return (
    of.full_name.trim() ||
    `${of.first_name} ${of.last_name}`.trim() ||
    of.email.trim() ||
    of.phone_number.trim() ||
    `#${of.id}`
  )
}

/** Whether the shown name is a person's, and not an address, a number or an id that stands in for it. */
export function hasOwnName(of: Pick<Contact, 'first_name' | 'last_name' | 'full_name'>): boolean {
  return `${of.full_name}${of.first_name}${of.last_name}`.trim() !== ''
}

/** The name of an owner: name, or first and last; empty when the API gives neither. */
export function ownerName(of: Pick<Owner, 'name' | 'first_name' | 'last_name'>): string {
  return of.name.trim() || `${of.first_name} ${of.last_name}`.trim()
}

/** What is written where an owner is shown: the name, else the email, else the id. */
export function ownerLabel(of: Owner): string {
  return ownerName(of) || of.email.trim() || (of.id === null ? 'Unnamed owner' : `Owner #${of.id}`)
}

const contactKeys = Object.keys(contact.entries)
const ownerKeys = ['id', 'email', 'first_name', 'last_name', 'name']

/** Absent fields become null, so that absent, null and empty are one case; `__proto__` is never followed. */
function withAllKeys(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const all = pick(record, contactKeys)
  const ownerValue = all['contact_owner']
  if (isRecord(ownerValue)) all['contact_owner'] = pick(ownerValue, ownerKeys)
  return all
}

function pick(from: Readonly<Record<string, unknown>>, keys: readonly string[]): Record<string, unknown> {
  const picked: Record<string, unknown> = {}
  for (const key of keys) picked[key] = Object.hasOwn(from, key) ? (from[key] ?? null) : null
  return picked
}

function readText(value: unknown): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : ''
}

/** Ids are whole numbers from 1; a number written as text is the same id, beyond 2^53 two ids may look alike. */
function readId(value: unknown): number | null {
  const number = typeof value === 'string' && /^[1-9][0-9]{0,15}$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isSafeInteger(number) && number > 0 ? number : null
}

const isoInstant =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/i

/**
 * Milliseconds since 1970 of an ISO 8601 text; a text without an offset is taken as UTC, so that it means the same
 * for every viewer. Years before 1900 or after 2999 are the usual marks for "no date" (0001, 9999): null.
 */
function readInstant(value: unknown): number | null {
  if (typeof value !== 'string') return null
  const trimmed = value.trim()
  const parts = isoInstant.exec(trimmed)
  if (!parts) return null
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  if (year < 1900 || year > 2999) return null
  // Date.parse would read the 30th of February as the 2nd of March.
  if (day > 28 && new Date(Date.UTC(year, month - 1, day)).getUTCDate() !== day) return null
  const hasTime = trimmed.length > 10
  const zoned = hasTime && parts[4] === undefined ? `${trimmed}Z` : trimmed
  const instant = Date.parse(zoned.replace(' ', 'T').replace(/([+-]\d{2})(\d{2})$/, '$1:$2'))
  return Number.isNaN(instant) ? null : instant
}

/** Names without a dot, names of local networks, and addresses that RFC 6890 keeps from the public internet. */
const privateHost =
  /^([^.]*|.*\.(local|localhost|internal|lan)|(0|10|127)\..*|192\.168\..*|169\.254\..*|172\.(1[6-9]|2\d|3[01])\..*|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.\d+\.\d+|\[.*\])$/i

/** Only https images of public hosts, and paths of our own origin, are ever asked for. */
function readImageUrl(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > 4096) return null
  const own = 'https://own.invalid'
  const url = urlOf(value.trim(), own)
  if (!url || url.protocol !== 'https:' || url.username !== '' || url.password !== '') return null
  if (url.origin === own) {
    // A path that begins with two slashes would be the name of another host.
    const isPath = value.trim().startsWith('/') && !url.pathname.startsWith('//')
    return isPath ? url.pathname + url.search : null
  }
  return privateHost.test(url.hostname.replace(/\.$/, '')) ? null : url.href
}

/** Read once: most contacts of an organisation have a picture. */
function urlOf(address: string, base: string): URL | null {
  try {
    return new URL(address, base)
  } catch {
    return null
  }
}
