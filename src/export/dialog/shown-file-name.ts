import type { OwnerFacet, OwnerKey } from '../../directory/view-query'
import { ownerLabel } from '../../linq/contact'
import { maskedName } from '../../view/masked-name'
import { type NamedFile, fileName } from '../file-name'

/** What stands in a shown name for an owner who is called by an email or a phone; a file name holds no dots. */
const hidden = 'hidden'

/** A file's name as it is shown: in privacy mode without owners who are called by an email or a phone. */
export function shownFileName(file: NamedFile, isPrivate: boolean): string {
  if (!isPrivate) return fileName(file)
  const query = { ...file.query, owners: file.query.owners.map(hiddenKey) }
  return fileName({ ...file, query, owners: file.owners.map(hiddenOwner) })
}

/** The key of an owner without an id is made of their email or name. */
function hiddenKey(key: OwnerKey): OwnerKey {
  return key.startsWith('~') && isMasked(key.slice(1)) ? `~${hidden}` : key
}

function hiddenOwner({ key, owner, count }: OwnerFacet): OwnerFacet {
  const isHidden = owner !== null && isMasked(ownerLabel(owner))
  return { key: hiddenKey(key), owner: isHidden ? { ...owner, name: hidden } : owner, count }
}

function isMasked(name: string): boolean {
  return maskedName(name) !== name
}
