import { createColumnHelper, rowSortingFeature, tableFeatures } from '@tanstack/react-table'

import { type FieldKey, type FieldKind, fieldOf } from '../../directory/fields'
import type { SortKey } from '../../directory/view-query'
import type { Contact } from '../../linq/contact'
import type { ViewState } from '../../view/view-address'

/**
 * What the table keeps state for. Sorting, filtering and paging themselves happen in the directory; which columns are
 * shown in which order is said by the columns that it is given.
 */
export const features = tableFeatures({ rowSortingFeature })

const helper = createColumnHelper<typeof features, Contact>()

/** A column for each of the fields; dates sort from the newest at first. */
export function columnsOf(fields: readonly FieldKey[]) {
  return helper.columns(
    fields
      .map(fieldOf)
      .map(({ key, label, kind, value }) =>
        helper.accessor(value, { id: key, header: label, sortDescFirst: kind === 'instant' }),
      ),
  )
}

/** Widths of columns in pixels, on a window and on a wide one (look.md). */
const widthsPx: Partial<Record<FieldKey, readonly [number, number]>> = {
  // With the box of the contact, which look.md counts apart: 44.
  name: [292, 328],
  company: [160, 208],
  owner: [168, 176],
  // What cannot be guessed from its beginning: no phone of a usual length is cut.
  phone: [168, 168],
  email: [200, 244],
  title: [140, 188],
  location: [124, 164],
  created: [88, 92],
  updated: [88, 92],
  owner_email: [204, 244],
  photo: [180, 180],
}

/** The width in pixels that a column has by itself: by the window's width, and never by the panel's. */
export function defaultWidthPx(key: FieldKey, isWide: boolean): number {
  const [normal, wide] = widthsPx[key] ?? [128, 128]
  return isWide ? wide : normal
}

const inSentence: Partial<Record<FieldKey, string>> = { id: 'Linq ID', owner_id: 'owner ID' }

/** The words for a field in the middle of a sentence. */
export function fieldInSentence(key: FieldKey): string {
  return inSentence[key] ?? fieldOf(key).label.toLowerCase()
}

/** The words for a direction of a sort: "newest first", "Z to A". */
export function directionWords(kind: FieldKind, descending: boolean): string {
  if (kind === 'instant') return descending ? 'newest first' : 'oldest first'
  if (kind === 'number') return descending ? 'highest first' : 'lowest first'
  return descending ? 'Z to A' : 'A to Z'
}

/** "sorted by updated, newest first", "grouped by owner, sorted by company, then name", "in Linq's order". */
export function orderWords({
  sort,
  group,
  duplicates,
}: Pick<ViewState, 'sort' | 'group' | 'duplicates'>): string {
  return (
    (group ? `grouped by ${group}, ` : '') + (duplicates ? 'duplicates together, ' : '') + sortWords(sort)
  )
}

function sortWords(sort: readonly SortKey[]): string {
  if (sort.length === 0) return 'in Linq’s order'
  const words = sort.map(({ field, descending }) => {
    const { kind } = fieldOf(field)
    const isPlain = !descending && kind !== 'instant'
    return fieldInSentence(field) + (isPlain ? '' : `, ${directionWords(kind, descending)}`)
  })
  return `sorted by ${words.join(', then ')}`
}
