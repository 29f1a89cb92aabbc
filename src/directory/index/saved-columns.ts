import type { Owner } from '../../linq/contact'
import type { SavedFramed } from './columns/framed-text'
import type { SavedSearched } from './columns/searched-text'
import type { SavedTexts } from './columns/text-column'

/**
 * Changes with whatever changes what stands in the columns: their names, how texts are folded, how names are split.
 * A copy of another format is dropped.
 */
export const COPY_FORMAT = 3

type NumberName =
  | 'ids'
  | 'positions'
  | 'arrivals'
  | 'alive'
  | 'created'
  | 'updated'
  | 'ownerCodes'
  | 'traits'
  | 'news'
  | 'fullNames'

type DictionaryName = 'firstName' | 'lastName' | 'company' | 'title' | 'location' | 'nameHead' | 'nameTail'

/** The columns of contacts as plain data that a browser can clone and keep. Dead rows are among them. */
export interface SavedColumns {
  rows: number
  owners: readonly Owner[]
  numbers: Record<NumberName, Uint8Array | Uint32Array | Float64Array>
  dictionaries: Record<DictionaryName, { texts: readonly string[]; codes: Uint32Array }>
  searched: Record<'email' | 'phone' | 'furtherName', SavedSearched>
  phoneDigits: SavedTexts
  imageUrl: SavedFramed
  isComparing: boolean
}

/** An index as plain data. */
export interface SavedIndex {
  format: number
  /** The language whose order the columns are made for. */
  locale: string
  store: SavedColumns
}

/** Makes something of every value of a record. */
export function mapValues<Key extends string, Value, Made>(
  record: Record<Key, Value>,
  make: (value: Value, key: Key) => Made,
): Record<Key, Made> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `fromEntries` forgets which keys there were
  return Object.fromEntries(
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- so does `entries`
    (Object.entries(record) as [Key, Value][]).map(([key, value]) => [key, make(value, key)]),
  ) as Record<Key, Made>
}
