import { type Contact, type Owner, contactName, ownerLabel } from '../../linq/contact'
import { isPrivateNow } from '../../ui/device/privacy'
import type { CellContext } from './cells'

/** What stands for values that are masked: always as long, so that not even their length is told. */
const masks = { email: '••••@••••', phone: '••• ••• ••••' } as const

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

/** The name of a contact as it is shown: somebody who is called by an email or a phone is masked, too. */
export function shownName(contact: Contact, { isPrivate }: Pick<CellContext, 'isPrivate'>): string {
  const name = contactName(contact)
  return isPrivate ? maskedName(name) : name
}

/** The name of an owner as it is shown; one who is called by an email is masked. */
export function shownOwner(owner: Owner): string {
  return shownOwnerName(ownerLabel(owner))
}

/** As `shownOwner`, of an owner whose name alone is known. */
export function shownOwnerName(name: string): string {
  return isPrivateNow() ? maskedName(name) : name
}

/** What tells an owner from another one of the same name: the local part of the email, or the id. */
export function ownerHint({ email, id }: Owner): string {
  return (isPrivateNow() ? '' : email.split('@')[0]) || `#${id ?? ''}`
}

/** A name, or a mask where an email or a phone stands in for one, whichever field it came from. */
function maskedName(name: string): string {
  if (/\S@\S/.test(name)) return masks.email
  return /^[\d\s+()./-]*$/.test(name) && name.replace(/\D/g, '').length >= 4 ? masks.phone : name
}
