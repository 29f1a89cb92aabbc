import type { OwnerFacet } from './view-query'

/** An owner with what can be said of the contacts, which are counted as in the owner filter. */
export interface OwnerSummary extends OwnerFacet {
  withEmail: number
  withPhone: number
}

/**
 * The contacts of a view in figures. Owners and months can be chosen as filters, so each is counted under the search
 * and all filters but its own; the other figures are of what the view shows.
 */
export interface Summary {
  /** Grows with every change of the directory; an answer of a lower version is outdated. */
  version: number
  /** Contacts that match. */
  matching: number
  withEmail: number
  withPhone: number
  /** Contacts without email and phone. */
  withNeither: number
  /** Owners with contacts, and the chosen ones; most contacts first, "no owner" last. */
  owners: readonly OwnerSummary[]
  /** Contacts that were created in each of the months asked for. */
  months: readonly number[]
}

/**
 * Where months begin, in milliseconds since 1970 and in their order: one instant more than months, because each ends
 * where the next one begins. Only the viewer knows the zone, so these are given and not computed by the directory.
 */
export type MonthStarts = readonly number[]
