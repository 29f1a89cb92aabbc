import { fold } from '../../src/directory/index/text/fold'
import type { WireContact } from '../contacts/contacts.mjs'

/**
 * The text in which a peer looks for words: the fields that our search reads, folded by our own rules. The peers
 * know neither; without it they would find other contacts (`jurgen` is no part of `Jürgen`), and each would do less
 * work than is compared here.
 */
export function haystackOf(contact: WireContact): string {
  const { first_name, last_name, company, title, location, email, phone_number, contact_owner } = contact
  return [first_name, last_name, company, title, location, email, phone_number, contact_owner?.name]
    .map((text) => fold(text ?? ''))
    .join('\n')
}

/** The folded words of a search; in a search of letters alone, ours are the same. */
export function wordsOf(text: string): string[] {
  return fold(text)
    .split(' ')
    .filter((word) => word !== '')
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

/**
 * Compares as our directory does, blanks last. One collator for all calls: `localeCompare` makes each comparison
 * several times slower.
 */
export function compareTexts(left: string | null | undefined, right: string | null | undefined): number {
  if (!left || !right) return left ? -1 : right ? 1 : 0
  return collator.compare(left, right)
}

export function ownerKeyOf(contact: WireContact): string {
  return contact.contact_owner === null ? 'none' : String(contact.contact_owner.id)
}
