import { type Contact, contactName } from '../../../linq/contact'

/** How `full_name` is kept: most often it says nothing that the first and the last name do not say. */
export const FullName = { blank: 0, joined: 1, joinedAndTrimmed: 2, own: 3 } as const

/** How the full name of a contact is kept. */
export function fullNameKind({ full_name, first_name, last_name }: Contact): number {
  const joined = `${first_name} ${last_name}`
  if (full_name === '') return FullName.blank
  if (full_name === joined) return FullName.joined
  return full_name === joined.trim() ? FullName.joinedAndTrimmed : FullName.own
}

/** `#id` when a contact is shown by it, because it has nothing better. */
export function shownId(contact: Contact): string {
  const name = contactName(contact)
  return name === `#${contact.id}` ? name : ''
}

/**
 * A name in two parts whose ranks, compared one after the other, order names as the whole names are ordered; this
 * spares comparing names by language a million times. It holds because the collator compares base letters only
 * (then a text is a row of weights), and because a space weighs less than every character that can stand in the
 * first part: if one first part goes on where the other ends, the shorter is the smaller in both ways.
 */
export function splitName(name: string): [head: string, tail: string] {
  const end = name.indexOf(' ')
  return end < 0 ? [name, ''] : [name.slice(0, end), name.slice(end + 1)]
}

/**
 * A name as it is compared in a sort: every stretch of white space is one space. A name of nothing else is a
 * character that collation passes over, and thus lowest, because a shown name is never blank.
 */
export function nameToCompare(name: string): string {
  return /[^\x21-\x7e]/.test(name) ? name.replace(/[\s\u0085\ufffe]+/g, ' ').trim() || '\u0000' : name
}
