import {
  columnOrderingFeature,
  columnVisibilityFeature,
  createColumnHelper,
  rowSortingFeature,
  tableFeatures,
} from '@tanstack/react-table'

import { FIELDS, type FieldKey, type FieldKind, fieldOf } from '../../directory/fields'
import type { Contact } from '../../linq/contact'

/** What the table keeps state for. Sorting, filtering and paging themselves happen in the directory. */
export const features = tableFeatures({ rowSortingFeature, columnVisibilityFeature, columnOrderingFeature })

const helper = createColumnHelper<typeof features, Contact>()

/** One column for every field of the one list of fields; dates sort from the newest at first. */
export const columns = helper.columns(
  FIELDS.map((field) =>
    helper.accessor(field.value, {
      id: field.key,
      header: field.label,
      sortDescFirst: field.kind === 'instant',
    }),
  ),
)

/** Widths of columns; wider ones on a wide window, by the window and never by the panel (look.md). */
const widths: Partial<Record<FieldKey, string>> = {
  name: 'w-[280px] wide:w-[316px]',
  company: 'w-[164px] wide:w-[208px]',
  owner: 'w-[168px] wide:w-[176px]',
  phone: 'w-[152px]',
  email: 'w-[204px] wide:w-[244px]',
  title: 'w-[144px] wide:w-[188px]',
  location: 'w-[128px] wide:w-[164px]',
  created: 'w-[88px] wide:w-[92px]',
  updated: 'w-[88px] wide:w-[92px]',
  owner_email: 'w-[204px] wide:w-[244px]',
  photo: 'w-[180px]',
}

/** The width of a column as class names. */
export function widthOf(key: FieldKey): string {
  return widths[key] ?? 'w-[128px]'
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
