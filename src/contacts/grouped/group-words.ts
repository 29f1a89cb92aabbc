import { useMemo } from 'react'

import type { GroupField, ViewGroup } from '../../directory/grouping'
import type { OwnerFacet } from '../../directory/view-query'
import { ownerLabel } from '../../linq/contact'
import { ownerHint } from '../table/owner-hint'
import { shownOwnerName } from '../table/shown'

/** The words for a field that groups: the choice in a menu. */
export const groupLabels: Record<GroupField, string> = { owner: 'Owner', company: 'Company' }

/** The name of a group as it is shown; an owner who is called by an email is masked in privacy mode. */
export function groupName({ label, owner }: Pick<ViewGroup, 'label' | 'owner'>, field: GroupField): string {
  if (field === 'owner') return owner ? shownOwnerName(label) : 'No owner'
  return label === '' ? 'No company' : label
}

/** What tells the owner of a group from another owner of the same name; undefined for all others. */
export function useGroupHints(owners: readonly OwnerFacet[], field: GroupField) {
  const shared = useMemo(() => sharedLabels(owners), [owners])
  return ({ owner, label }: ViewGroup): string | undefined =>
    field === 'owner' && owner && shared.has(label) ? ownerHint(owner) : undefined
}

/** The labels that several owners have. */
function sharedLabels(owners: readonly OwnerFacet[]): ReadonlySet<string> {
  const seen = new Set<string>()
  const shared = new Set<string>()
  for (const { owner } of owners) {
    const label = owner && ownerLabel(owner)
    if (label === null) continue
    if (seen.has(label)) shared.add(label)
    seen.add(label)
  }
  return shared
}
