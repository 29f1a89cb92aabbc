import { type Contact, type Owner, ownerName } from '../linq/contact'
import type { FieldKey } from './fields'
import { type ContactFilters, type DuplicateGroup, type FacetRequest, type Facets, NONE } from './filters'
import type { Collapsed, GroupField, LineWindow, ViewLines } from './grouping'

/** Stands for "no owner" where an owner's key is expected. */
export const NO_OWNER = NONE

/** What tells owners apart: the id as text, `~` and email or name for an owner without an id, or `NO_OWNER`. */
export type OwnerKey = string

/** Keys are part of an address: a longer name of an owner without an id is cut. */
export const LONGEST_OWNER_KEY = 200

/** The key of a contact's owner. */
export function ownerKey(owner: Owner | null): OwnerKey {
  if (owner === null) return NO_OWNER
  if (owner.id !== null) return String(owner.id)
  return `~${owner.email || ownerName(owner)}`.slice(0, LONGEST_OWNER_KEY)
}

/** One key of a sort; blanks come last in both directions. */
export interface SortKey {
  field: FieldKey
  descending: boolean
}

/** What the user asked for. Two queries with the same content ask for the same view. */
export interface ViewQuery {
  /** Words that must all be found, in any field and any order; empty for all contacts. */
  search: string
  /** Contacts of any of these owners (or of none of them, by `filters.ownersMode`); empty for all. */
  owners: readonly OwnerKey[]
  /** All further filters; absent for none. */
  filters?: ContactFilters
  /** The first key decides, the next one its ties; empty for Linq's own order. */
  sort: readonly SortKey[]
  /**
   * Brings contacts with the same value together, before the sort: groups by their label, "none" last. So a group keeps
   * its place while one types and counts change.
   */
  group?: GroupField
}

/** All contacts in Linq's own order. */
export const EVERYTHING: ViewQuery = { search: '', owners: [], sort: [] }

/** A stretch of rows of a view: `offset` from 0, at most `limit` rows; and the counts that are wanted with it. */
export interface RowWindow {
  offset: number
  limit: number
  facets?: FacetRequest
  /** Groups whose contacts are not shown, and are counted neither by `offset` nor by `limit`; none by default. */
  collapsed?: Collapsed
  /**
   * Of a grouped view: which lines are wanted of the page that `offset` and `limit` tell. Of a page with more contacts
   * than these lines, only those on the lines come.
   */
  lines?: LineWindow
}

/** An owner with the count of contacts under the search and all filters but the owner's own. */
export interface OwnerFacet {
  key: OwnerKey
  /** Null for "no owner", and for a chosen owner of whom the directory knows no contact. */
  owner: Owner | null
  count: number
}

/** What came back: the rows of the window, and the figures of the whole view. */
export interface View {
  /** Grows with every change of the directory; an answer of a lower version is outdated. */
  version: number
  rows: readonly Contact[]
  /** Where `rows` begins, after the window was moved back into the view when it lay beyond its end. */
  offset: number
  /** Contacts that match. */
  matching: number
  /** Contacts in the directory. */
  total: number
  /** Every known owner, "no owner" always, and chosen owners that are gone; most contacts first, no owner last. */
  owners: readonly OwnerFacet[]
  /** Present when they were asked for. */
  facets?: Facets
  /** Present when duplicates were asked for: the group of each row. */
  groups?: readonly DuplicateGroup[]
  /** Present when they were asked for of a grouped view. */
  lines?: ViewLines
}

/** Where a contact stands in a view. */
export interface Place {
  /** From 0. */
  position: number
  previous: number | null
  next: number | null
}
