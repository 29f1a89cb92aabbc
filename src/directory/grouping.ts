import type { Owner } from '../linq/contact'

/** The fields by which the contacts of a view can be grouped. */
export const GROUP_FIELDS = ['owner', 'company'] as const
export type GroupField = (typeof GROUP_FIELDS)[number]

/** Which groups are collapsed, by their keys: these, or with `isAll` all but these. */
export interface Collapsed {
  isAll: boolean
  keys: readonly string[]
}

/** Every group is open. */
export const NONE_COLLAPSED: Collapsed = { isAll: false, keys: [] }

/** A group of a view: contacts with the same owner, or the same company (see `choiceKey`). */
export interface ViewGroup {
  /** Of an owner as `ownerKey`, of a text as `choiceKey`; `NONE` for contacts without one. */
  key: string
  /** The text of the value, or what is written where the owner is shown; empty for `NONE`. */
  label: string
  /** Null for groups of another field, and for "no owner". */
  owner: Owner | null
  /** Contacts of the view in it, whether it is collapsed or not. */
  count: number
  isCollapsed: boolean
  /** Contacts in open groups before it. */
  first: number
}

/** Some of the lines of a page. */
export interface LineWindow {
  /** From 0, among the lines of the page. */
  offset: number
  limit: number
}

/**
 * The lines of a page of a grouped view: above the contacts of each group stands its head, and nothing below the head
 * of a collapsed one. A page counts contacts in open groups. A group that goes on from the page before has its head
 * again on the first line; a collapsed one stands where its contacts would begin, on the later of two pages.
 */
export interface ViewLines {
  /** Groups of the whole view. */
  groups: number
  /** Contacts in open groups of the whole view: what pages count. */
  open: number
  /** Contacts in open groups before the page. */
  start: number
  /** Lines of the page. */
  count: number
  /** Which of them are heads, ascending, from 0. Four bytes for each group of the page. */
  heads: Uint32Array
  /** The place among all groups, from 0, of the one whose head is the first. */
  firstGroup: number
  /** The groups of the lines that were asked for, beginning with the one that the first of these lines belongs to. */
  named: readonly ViewGroup[]
  /** Which of the heads is that of `named[0]`. */
  firstNamed: number
}

/** How many of the ascending numbers are below a value. */
export function countBelow(numbers: Uint32Array, value: number): number {
  let low = 0
  let high = numbers.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((numbers[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}
