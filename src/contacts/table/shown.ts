import { type Contact, type Owner, contactName, ownerLabel } from '../../linq/contact'
import { isPrivateNow } from '../../ui/device/privacy'
import { maskedName, masks } from '../../view/masked-name'
import type { CellContext } from './cells'

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
