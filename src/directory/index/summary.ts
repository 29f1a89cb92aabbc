import type { MonthStarts, Summary } from '../summary'
import type { ViewQuery } from '../view-query'
import type { ContactStore } from './contact-store'
import { Trait } from './filters/quality'
import { FILTER_BITS } from './filters/row-filters'
import { ownerFacets } from './owner-facets'

/** The two lowest bits, so that what a contact lacks is a number below 4. */
const UNREACHED = Trait['no-email'] | Trait['no-phone']

/**
 * The figures of a view, by one pass over the masks.
 *
 * @param mask by row, see `RowFilters`
 */
export function summaryOf(
  store: ContactStore,
  mask: Uint16Array,
  query: ViewQuery,
  monthStarts: MonthStarts,
): Omit<Summary, 'version'> {
  const { rows, owners } = store
  const [traits, ownerCodes] = [store.traits.values, store.ownerCodes.values]
  const contacts = new Uint32Array(owners.size)
  const emails = new Uint32Array(owners.size)
  const phones = new Uint32Array(owners.size)
  /** Contacts of the view by which of email and phone they lack. */
  const lacking = new Uint32Array(4)
  for (let row = 0; row < rows; row++) {
    const leftOut = mask[row] ?? 0
    if ((leftOut & ~FILTER_BITS.owner) !== 0) continue
    const lacks = (traits[row] ?? 0) & UNREACHED
    const code = ownerCodes[row] ?? 0
    add(contacts, code)
    if ((lacks & Trait['no-email']) === 0) add(emails, code)
    if ((lacks & Trait['no-phone']) === 0) add(phones, code)
    if (leftOut === 0) add(lacking, lacks)
  }
  const [both = 0, phoneOnly = 0, emailOnly = 0, withNeither = 0] = lacking
  const chosen = new Set(query.owners)
  const facets = ownerFacets(owners, (code) => contacts[code] ?? 0, query.owners)
  return {
    matching: both + phoneOnly + emailOnly + withNeither,
    withEmail: both + emailOnly,
    withPhone: both + phoneOnly,
    withNeither,
    owners: facets
      .filter(({ key, count }) => count > 0 || chosen.has(key))
      .map((facet) => {
        const code = owners.code(facet.key) ?? -1
        return { ...facet, withEmail: emails[code] ?? 0, withPhone: phones[code] ?? 0 }
      }),
    months: countMonths(store, mask, monthStarts),
  }
}

function countMonths(store: ContactStore, mask: Uint16Array, starts: MonthStarts): number[] {
  const months = new Uint32Array(Math.max(0, starts.length - 1))
  const created = store.created.values
  const [first = Infinity, end = -Infinity] = [starts[0], starts.at(-1)]
  for (let row = 0; row < store.rows; row++) {
    const instant = created[row] ?? NaN
    // Blank instants are in no month. Most contacts are older than all months: the mask need not be looked at.
    if (!(instant >= first && instant < end) || ((mask[row] ?? 0) & ~FILTER_BITS.created) !== 0) continue
    let month = months.length - 1
    while (instant < (starts[month] ?? 0)) month--
    add(months, month)
  }
  return Array.from(months)
}

function add(counts: Uint32Array, at: number): void {
  counts[at] = (counts[at] ?? 0) + 1
}
