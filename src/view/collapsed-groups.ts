import { type Collapsed, type GroupField, NONE_COLLAPSED } from '../directory/grouping'
import { pageStore } from '../ui/page-store'

/**
 * Which groups somebody has collapsed. It is of this page alone: a link shows all groups open. Keys of owners mean
 * nothing among companies, so that grouping by another field begins anew.
 */
const store = pageStore<{ field: GroupField | null; collapsed: Collapsed }>({
  field: null,
  collapsed: NONE_COLLAPSED,
})

/** The groups of a field that are collapsed now. */
export function collapsedGroups(field: GroupField | null | undefined): Collapsed {
  const { field: of, collapsed } = store.now()
  return of === field ? collapsed : NONE_COLLAPSED
}

/** As `collapsedGroups`, kept up with its changes. */
export function useCollapsedGroups(field: GroupField | null | undefined): Collapsed {
  store.use()
  return collapsedGroups(field)
}

/** Collapses these groups of a field and opens all others. */
export function setCollapsedGroups(field: GroupField | null, collapsed: Collapsed): void {
  store.set({ field, collapsed })
}
