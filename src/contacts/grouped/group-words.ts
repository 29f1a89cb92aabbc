import { type GroupField, type ViewGroup } from '../../directory/grouping'
import { shownOwnerName } from '../table/shown'

/** The words for a field that groups: the choice in a menu. */
export const groupLabels: Record<GroupField, string> = { owner: 'Owner', company: 'Company' }

/** The name of a group as it is shown; an owner who is called by an email is masked in privacy mode. */
export function groupName({ label, owner }: Pick<ViewGroup, 'label' | 'owner'>, field: GroupField): string {
  if (field === 'owner') return owner ? shownOwnerName(label) : 'No owner'
  return label === '' ? 'No company' : label
}
