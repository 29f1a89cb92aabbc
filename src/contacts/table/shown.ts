import { type Contact, type Owner, contactName, hasOwnName, ownerLabel, ownerName } from '../../linq/contact'
import { isPrivateNow } from '../../ui/device/privacy'
import type { CellContext } from './cells'

/** What stands for values that are masked: always as long, so that not even their length is told. */
export const masks = { email: '••••@••••', phone: '••• ••• ••••' } as const

/** An email or a phone as it is shown: grouped for reading, or masked; empty for none. */
export function shownText(
  kind: 'email' | 'phone',
  value: string,
  { isPrivate, phoneText }: Pick<CellContext, 'isPrivate' | 'phoneText'>,
): string {
  if (value === '') return ''
  if (isPrivate) return masks[kind]
  return kind === 'phone' ? phoneText(value) : value
}

/** The name of a contact as it is shown: somebody who is only known by an email or a phone is masked, too. */
export function shownName(contact: Contact, { isPrivate }: Pick<CellContext, 'isPrivate'>): string {
  if (!isPrivate || hasOwnName(contact)) return contactName(contact)
  if (contact.email !== '') return masks.email
  return contact.phone_number === '' ? contactName(contact) : masks.phone
}

/** The name of an owner as it is shown; one who is only known by an email is masked. */
export function shownOwner(owner: Owner): string {
  return isPrivateNow() && ownerName(owner) === '' && owner.email.trim() !== ''
    ? masks.email
    : ownerLabel(owner)
}
