import type { Owner } from '../../linq/contact'
import { isPrivateNow } from '../../ui/device/privacy'

/** What tells an owner from another one of the same name: the local part of the email, or the id. */
export function ownerHint({ email, id }: Owner): string {
  return (isPrivateNow() ? '' : email.split('@')[0]) || `#${id ?? ''}`
}
