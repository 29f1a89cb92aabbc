import { type GroupField, NONE_COLLAPSED } from '../../directory/grouping'
import { collapsedGroups, setCollapsedGroups } from '../../view/collapsed-groups'
import type { ChangeView } from '../../view/use-view-state'

/** Collapses a group, or opens it. */
export function toggleGroup(field: GroupField, key: string): void {
  const { isAll, keys } = collapsedGroups(field)
  const others = keys.filter((other) => other !== key)
  setCollapsedGroups(field, { isAll, keys: others.length < keys.length ? others : [...keys, key] })
}

/** Collapses all groups of a field, also those that come later. They are all on the first page then. */
export function collapseAll(field: GroupField, onChange: ChangeView): void {
  setCollapsedGroups(field, { isAll: true, keys: [] })
  onChange({ page: 1 })
}

/** Opens all groups. */
export function expandAll(): void {
  setCollapsedGroups(null, NONE_COLLAPSED)
}
