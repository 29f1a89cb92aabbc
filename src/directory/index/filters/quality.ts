import { type Contact, hasOwnName } from '../../../linq/contact'
import type { QualityIssue } from '../../filters'
import { fold } from '../text/fold'
import { digitsOf } from '../text/search-words'

/** The issues that a contact has by itself, whatever the day is. */
export type TraitIssue = Exclude<QualityIssue, 'stale'>

/**
 * What is known of a contact by itself, one bit each. `stale` is none of them, because time alone makes it true;
 * `named` also decides whether two contacts can have the same name.
 */
export const Trait = {
  'no-email': 1,
  'no-phone': 2,
  'odd-phone': 4,
  'no-company': 8,
  'no-photo': 16,
  named: 32,
} as const satisfies Partial<Record<QualityIssue | 'named', number>>

/** By which trait an issue is told, and whether a contact that has the issue has the trait. */
export const ISSUE_TRAITS: Record<TraitIssue, { trait: number; isSet: boolean }> = {
  'no-name': { trait: Trait.named, isSet: false },
  'no-email': { trait: Trait['no-email'], isSet: true },
  'no-phone': { trait: Trait['no-phone'], isSet: true },
  'odd-phone': { trait: Trait['odd-phone'], isSet: true },
  'no-company': { trait: Trait['no-company'], isSet: true },
  'no-photo': { trait: Trait['no-photo'], isSet: true },
  'has-email': { trait: Trait['no-email'], isSet: false },
  'has-phone': { trait: Trait['no-phone'], isSet: false },
}

/** The traits of a contact. */
export function traitsOf(contact: Contact): number {
  const phone = contact.phone_number.trim()
  return (
    (contact.email.trim() === '' ? Trait['no-email'] : 0) |
    (phone === '' ? Trait['no-phone'] : 0) |
    (phone !== '' && !isPlausiblePhone(phone) ? Trait['odd-phone'] : 0) |
    (contact.company.trim() === '' ? Trait['no-company'] : 0) |
    (contact.image_url === null ? Trait['no-photo'] : 0) |
    (hasOwnName(contact) ? Trait.named : 0)
  )
}

/**
 * Whether a text could be a number to call: signs that phones are written with, 7 digits at least (a number without
 * its area) and 15 at most (E.164), not all the same, and perhaps an extension.
 */
function isPlausiblePhone(phone: string): boolean {
  const match = /^(\+?[\d\s()\-./]*\d\)?)(?:\s*(?:x|#|ext\.?)\s*\d{1,6})?$/.exec(fold(phone))
  const digits = digitsOf(match?.[1] ?? '')
  return digits.length >= 7 && digits.length <= 15 && !/^(\d)\1*$/.test(digits)
}

const DAY_MS = 86_400_000

/**
 * The instant before which a contact was last changed when it is stale: 365 days before the day (UTC) of `nowMs`, so
 * that all answers of a day agree.
 */
export function staleBefore(nowMs: number): number {
  return (Math.floor(nowMs / DAY_MS) - 365) * DAY_MS
}
