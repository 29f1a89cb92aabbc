import { type Collapsed, countBelow } from '../../grouping'
import type { Choices } from '../filters/choices'
import type { ShownRows } from '../orders/shown-rows'

/** The groups of a view, which is ordered by them. */
export interface RowGroups {
  /** By group: its value. */
  values: Uint32Array
  /** By group: the place of its first row; and at the end how many rows there are. */
  firsts: Uint32Array
}

/**
 * The groups that have rows, in their order: by label, "none" last. Costs as much as there are values.
 *
 * @param countOf the rows by value
 */
export function rowGroups(choices: Choices, countOf: Uint32Array): RowGroups {
  const values = new Uint32Array(choices.size)
  let groups = 0
  for (const value of choices.order()) if ((countOf[value] ?? 0) > 0) values[groups++] = value
  if ((countOf[0] ?? 0) > 0) values[groups++] = 0
  const firsts = firstsOf(groups, (group) => countOf[values[group] ?? 0] ?? 0)
  return { values: values.slice(0, groups), firsts }
}

/** The rows of the groups that are open; places among them are others than among all rows. */
export interface OpenRows {
  /** By group: 1 where it is collapsed. */
  isCollapsed: Uint8Array
  /** By group: the open place of its first row, or where that would be; and at the end how many rows are open. */
  firsts: Uint32Array
  /** The rows from one open place to before another. */
  slice: (from: number, to: number) => Uint32Array
}

/** What is open of the groups of a view. With a collapsed group it costs a copy of the rows that are open. */
export function openRows(
  rows: ShownRows,
  { values, firsts }: RowGroups,
  choices: Choices,
  { isAll, keys }: Collapsed,
): OpenRows {
  const isNamed = new Uint8Array(choices.size)
  for (const key of keys) {
    const value = choices.find(key)
    if (value !== null) isNamed[value] = 1
  }
  const isCollapsed = Uint8Array.from(values, (value) => ((isNamed[value] === 1) === isAll ? 0 : 1))
  if (!isCollapsed.includes(1)) return { isCollapsed, firsts, slice: (from, to) => rows.slice(from, to) }
  const openFirsts = firstsOf(values.length, (group) =>
    isCollapsed[group] === 1 ? 0 : (firsts[group + 1] ?? 0) - (firsts[group] ?? 0),
  )
  const all = rows.all()
  const open = new Uint32Array(openFirsts.at(-1) ?? 0)
  for (let group = 0; group < values.length; group++) {
    if (isCollapsed[group] === 0) {
      open.set(all.subarray(firsts[group], firsts[group + 1]), openFirsts[group])
    }
  }
  return { isCollapsed, firsts: openFirsts, slice: (from, to) => open.subarray(from, to) }
}

/** The open place of the row at a place; or of a row in a collapsed group, the place of the first open one behind it. */
export function openPlace(
  { firsts }: RowGroups,
  open: OpenRows,
  place: number,
): { at: number; isOpen: boolean } {
  const group = countBelow(firsts, place + 1) - 1
  const isOpen = open.isCollapsed[group] === 0
  return { at: (open.firsts[group] ?? 0) + (isOpen ? place - (firsts[group] ?? 0) : 0), isOpen }
}

/** Where each group begins, and where the last one ends. */
function firstsOf(groups: number, sizeOf: (group: number) => number): Uint32Array {
  const firsts = new Uint32Array(groups + 1)
  for (let group = 0; group < groups; group++) firsts[group + 1] = (firsts[group] ?? 0) + sizeOf(group)
  return firsts
}
