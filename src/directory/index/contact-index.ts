import type { Contact } from '../../linq/contact'
import {
  NO_OWNER,
  type OwnerFacet,
  type OwnerKey,
  type Place,
  type RowWindow,
  type View,
  type ViewQuery,
} from '../view-query'
import { ContactStore } from './contact-store'
import { NO_OWNER_CODE, type OwnerTable } from './owner-table'
import { RowOrders } from './row-order'
import { findRows } from './search'
import { type SearchWord, narrows, readSearch } from './text/search-words'

/** Dead rows are worth a rebuild when they outnumber the contacts, and these. */
const DEAD_ROWS_KEPT = 2048

/** What a search found. */
interface Found {
  words: readonly SearchWord[]
  rows: Uint32Array
}

/** The rows of a query in its order, and the contacts that the search found by the code of their owner. */
interface Answer {
  rows: Uint32Array
  contactsOf: (code: number) => number
}

/**
 * The contacts of an organisation in columns, and the answers to every query about them. Putting and removing cost
 * as much as the contacts given; what is needed to answer is renewed when a query asks for it, and kept until the
 * next change.
 */
export class ContactIndex {
  readonly #collator: Intl.Collator
  #store: ContactStore
  #orders: RowOrders
  #version = 0
  #found: Found | null = null
  #answered: { key: string; answer: Answer } | null = null

  /** @param options.locale a BCP 47 tag whose order of letters sorts texts; the runtime's own by default */
  constructor(options: { locale?: string } = {}) {
    this.#collator = nameCollator(options.locale)
    this.#store = new ContactStore(this.#collator.compare)
    this.#orders = new RowOrders(this.#store)
  }

  /** Contacts in the index. */
  get size(): number {
    return this.#store.living
  }

  /** Grows with every change. */
  get version(): number {
    return this.#version
  }

  /**
   * Adds contacts, or replaces those with a known id. An owner is shown as in the contact that was put last, by all
   * contacts with the same owner key.
   *
   * @param positions the place of each contact in Linq's order; equal ones keep the order in which ids came first
   * @throws RangeError when there are not as many positions as contacts
   */
  put(contacts: readonly Contact[], positions: readonly number[]): void {
    if (contacts.length !== positions.length) throw new RangeError('Every contact needs one position.')
    let hasChanged = false
    for (const [index, contact] of contacts.entries()) {
      if (this.#store.put(contact, positions[index] ?? 0)) hasChanged = true
    }
    if (hasChanged) this.#change()
  }

  /** Takes contacts out; ids that are not here do nothing. */
  remove(ids: readonly number[]): void {
    const removed = ids.filter((id) => this.#store.remove(id))
    if (removed.length > 0) this.#change()
  }

  has(id: number): boolean {
    return this.#store.row(id) !== null
  }

  /** The contact with an id, equal to what was put (but for a newer state of its owner), or null. */
  contact(id: number): Contact | null {
    const row = this.#store.row(id)
    return row === null ? null : this.#store.contact(row)
  }

  /** The rows of a window of a query's view. A window that begins beyond the end becomes the last page of its size. */
  view(query: ViewQuery, window: RowWindow): View {
    const { rows, contactsOf } = this.#answer(query)
    const { offset, limit } = windowWithin(rows.length, window)
    return {
      version: this.#version,
      rows: Array.from(rows.subarray(offset, offset + limit), (row) => this.#store.contact(row)),
      offset,
      matching: rows.length,
      total: this.size,
      owners: ownerFacets(this.#store.owners, contactsOf, query.owners),
    }
  }

  /** Where a contact stands in a query's view, or null when it is not in it. */
  place(query: ViewQuery, id: number): Place | null {
    const row = this.#store.row(id)
    if (row === null) return null
    const { rows } = this.#answer(query)
    const position = rows.indexOf(row)
    if (position < 0) return null
    const idAt = (at: number) => {
      const neighbour = rows[at]
      return neighbour === undefined ? null : this.#store.ids.get(neighbour)
    }
    return { position, previous: idAt(position - 1), next: idAt(position + 1) }
  }

  /**
   * The contacts of a whole view in its order, made one by one. They are those of the moment of the call: what is
   * put or removed while they are walked changes nothing.
   */
  scan(query: ViewQuery): Generator<Contact> {
    const store = this.#store
    const owners = [...store.owners.owners]
    const { rows } = this.#answer(query)
    return (function* contacts() {
      for (const row of rows) yield store.contact(row, owners)
    })()
  }

  #change(): void {
    this.#version++
    const { rows, living } = this.#store
    if (rows - living > Math.max(living, DEAD_ROWS_KEPT)) {
      this.#store = this.#store.compacted()
      this.#orders = new RowOrders(this.#store)
    }
    this.#orders.forget()
    this.#found = null
    this.#answered = null
  }

  #answer({ search, owners, sort }: ViewQuery): Answer {
    const key = JSON.stringify([search, owners, sort.map(({ field, descending }) => [field, descending])])
    if (this.#answered?.key !== key) {
      const found = this.#search(search)
      const ordered = this.#orders.rows(sort)
      this.#answered = {
        key,
        answer: {
          rows: this.#filtered(ordered, found, owners),
          contactsOf: countByOwner(this.#store, found),
        },
      }
    }
    return this.#answered.answer
  }

  /** What a search finds, or null when it is blank. Words that were typed on are looked for in the last hits only. */
  #search(search: string): Found | null {
    const words = readSearch(search)
    if (words.length === 0) return null
    const last = this.#found
    const candidates = last && narrows(last.words, words) ? last.rows : this.#orders.rows([])
    this.#found = { words, rows: findRows(this.#store, words, candidates) }
    return this.#found
  }

  /** The rows of an order that were found and have one of the owners. */
  #filtered(ordered: Uint32Array, found: Found | null, owners: readonly OwnerKey[]): Uint32Array {
    if (!found && owners.length === 0) return ordered
    const shows = new Uint8Array(this.#store.rows)
    const isChosen = chosenOwners(this.#store.owners, owners)
    const codes = this.#store.ownerCodes.values
    let count = 0
    for (const row of found?.rows ?? ordered) {
      if (isChosen[codes[row] ?? 0] === 1) {
        shows[row] = 1
        count++
      }
    }
    const rows = new Uint32Array(count)
    let place = 0
    for (let index = 0; place < count; index++) {
      const row = ordered[index] ?? 0
      if (shows[row] === 1) rows[place++] = row
    }
    return rows
  }
}

/**
 * How texts are compared: by base letters (`Émile` and `emile` are equal, so that a further key of a sort decides
 * between them), numbers by their value.
 */
export function nameCollator(locale: string | undefined): Intl.Collator {
  return new Intl.Collator(locale, { numeric: true, sensitivity: 'base' })
}

/** By owner code: 1 where contacts of the owner are shown; everywhere when no owner is chosen. */
function chosenOwners(table: OwnerTable, keys: readonly OwnerKey[]): Uint8Array {
  const isChosen = new Uint8Array(table.size).fill(keys.length === 0 ? 1 : 0)
  for (const key of keys) {
    const code = table.code(key)
    if (code !== null) isChosen[code] = 1
  }
  return isChosen
}

function countByOwner({ owners, ownerCodes }: ContactStore, found: Found | null): Answer['contactsOf'] {
  if (!found) return (code) => owners.contacts(code)
  const counts = new Uint32Array(owners.size)
  const codes = ownerCodes.values
  for (const row of found.rows) {
    const code = codes[row] ?? 0
    counts[code] = (counts[code] ?? 0) + 1
  }
  return (code) => counts[code] ?? 0
}

function ownerFacets(
  table: OwnerTable,
  contactsOf: Answer['contactsOf'],
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

/** A window in whole rows that begins inside the view; one that lay beyond the end is the last page of its size. */
function windowWithin(matching: number, window: RowWindow): RowWindow {
  const limit = Math.max(0, Math.floor(window.limit) || 0)
  const offset = Math.max(0, Math.floor(window.offset) || 0)
  if (offset < matching) return { offset, limit }
  if (matching === 0 || limit === 0 || limit >= matching) return { offset: 0, limit }
  return { offset: Math.floor((matching - 1) / limit) * limit, limit }
}
