import { NO_OWNER, type OwnerFacet, type OwnerKey } from '../../../directory/view-query'
import { ownerName } from '../../../linq/contact'
import { Avatar, NobodyAvatar } from '../../../ui/avatar/avatar'
import { ownerHint } from '../../table/owner-hint'
import { ownerLabelOf } from '../filter-words'
import type { FacetOption } from './facet-list'

/** The owners of a view as options; a second person of the same name shows the local part of the email. */
export function ownerOptions(owners: readonly OwnerFacet[]): FacetOption[] {
  const seen = new Map<string, number>()
  for (const facet of owners) seen.set(ownerLabelOf(facet), (seen.get(ownerLabelOf(facet)) ?? 0) + 1)
  return owners.map((facet) => {
    const { key, owner, count } = facet
    const label = ownerLabelOf(facet)
    if (!owner) return { key, label, count, avatar: <NobodyAvatar size={20} />, isLast: key === NO_OWNER }
    const hint = (seen.get(label) ?? 0) > 1 ? ownerHint(owner) : undefined
    const avatar = <Avatar shape="square" id={owner.id} name={ownerName(owner)} size={20} />
    return { key, label, count, avatar, ...(hint && { hint }) }
  })
}

/** While nothing has been read there are no facets; what the address names is shown all the same, "no owner" too. */
export function withUnknown(owners: readonly OwnerFacet[], chosen: readonly OwnerKey[]): OwnerFacet[] {
  const known = new Set(owners.map((facet) => facet.key))
  const missing = [...new Set([...chosen, NO_OWNER])].filter((key) => !known.has(key))
  const unknown = missing.map((key): OwnerFacet => ({ key, owner: null, count: 0 }))
  return [...owners, ...unknown].toSorted(
    (left, right) => Number(left.key === NO_OWNER) - Number(right.key === NO_OWNER),
  )
}
