import { NO_OWNER, type OwnerFacet, type OwnerKey } from '../view-query'
import { NO_OWNER_CODE, type OwnerTable } from './owner-table'

/** Every known owner by count and label, chosen ones that are gone, and "no owner" last. */
export function ownerFacets(
  table: OwnerTable,
  contactsOf: (code: number) => number,
  chosen: readonly OwnerKey[],
): OwnerFacet[] {
  const known = table.known()
  const unknown = [...new Set(chosen)].filter((key) => key !== NO_OWNER && !hasContacts(table, key))
  const named = known.map(({ code, key, owner, label }) => ({ key, owner, label, count: contactsOf(code) }))
  const all =
    unknown.length === 0
      ? named
      : [...named, ...unknown.map((key) => ({ key, owner: null, label: key, count: 0 }))].sort((a, b) =>
          table.compareLabels(a, b),
        )
  return [
    ...all.sort((a, b) => b.count - a.count).map(({ key, owner, count }) => ({ key, owner, count })),
    { key: NO_OWNER, owner: null, count: contactsOf(NO_OWNER_CODE) },
  ]
}

function hasContacts(table: OwnerTable, key: OwnerKey): boolean {
  const code = table.code(key)
  return code !== null && table.contacts(code) > 0
}
