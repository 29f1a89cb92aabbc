import type { Contact } from '../../linq/contact'
import { UntrustedCopy } from '../copy/untrusted-copy'
import type { FieldKey } from '../fields'
import type { VisitNewsKind } from '../filters'
import type { Collapsed } from '../grouping'
import { type FieldLines, LISTS_KEPT, type ListMatch } from '../list-match'
import type { MonthStarts, Summary } from '../summary'
import { type Place, type RowWindow, type View, type ViewQuery, ownerKey } from '../view-query'
import { ContactIndex, type IndexOptions } from './contact-index'
import type { SavedIndex } from './saved-columns'
import { News } from './visit-news'

/** The contacts and those that are gone, as plain data that a browser can clone and keep. */
export interface SavedVisit {
  here: SavedIndex
  gone: SavedIndex | null
}

/** How many contacts something has happened to since the last visit, by what it was. */
export type SinceCounts = Readonly<Record<VisitNewsKind, number>>

/**
 * The contacts of an organisation, and what has happened to them since the last visit. Contacts that are gone are in
 * an index of their own, as they were, so that every question can be asked of them as of the others.
 */
export class VisitIndex {
  readonly #options: IndexOptions
  /** The lists that queries may name, of which contacts may be here and gone. */
  readonly #lists = new Map<number, Float64Array>()
  /** Numbers below zero are lists of our own. Each is another one: what is kept of an answer is told apart by them. */
  #lastOwnList = 0
  readonly #here: ContactIndex
  #gone: ContactIndex

  constructor(options: Omit<IndexOptions, 'lists'> = {}) {
    this.#options = { ...options, lists: this.#lists }
    this.#here = new ContactIndex(this.#options)
    this.#gone = new ContactIndex(this.#options)
  }

  get version(): number {
    return this.#here.version
  }

  get size(): number {
    return this.#here.size
  }

  ids(): Iterable<number> {
    return this.#here.ids()
  }

  /** See `ContactIndex.put`. A contact that was taken for gone and is there again is not new. */
  put(contacts: readonly Contact[], positions: readonly number[]): void {
    if (!contacts.some(({ id }) => this.#gone.has(id))) {
      this.#here.put(contacts, positions)
      return
    }
    for (const [index, contact] of contacts.entries()) {
      this.#here.put([contact], positions.slice(index, index + 1))
      this.#cameBack(contact.id)
    }
  }

  /** Takes contacts out; when there is a last visit to compare with, their last state is kept. */
  remove(ids: readonly number[]): void {
    if (this.#here.news.isComparing) {
      // Who came since the last visit was never there for it.
      const known = ids.filter((id) => this.#here.newsOf(id) !== News.new)
      const contacts = known.flatMap((id) => this.#here.contact(id) ?? [])
      const first = this.#gone.size
      this.#gone.put(
        contacts,
        contacts.map((_, index) => first + index),
      )
      for (const { id } of contacts) this.#gone.setNews(id, this.#here.newsOf(id))
    }
    this.#here.remove(ids)
  }

  /** Takes everything out, and forgets the last visit. */
  clear(): void {
    this.#here.clear()
    this.#gone.clear()
  }

  /** Lays down that the contacts are those of the last visit: what changes from now on is news. */
  beginVisit(): void {
    this.#here.beginVisit()
    this.#gone.clear()
  }

  /** Contacts by what has happened to them since the last visit; null when there is none to compare with. */
  since(): SinceCounts | null {
    const { isComparing, counts } = this.#here.news
    return isComparing ? { ...counts, gone: this.#gone.size } : null
  }

  /** The contact with an id, also one that is gone, as it was; or null. */
  contact(id: number): Contact | null {
    return this.#here.contact(id) ?? this.#gone.contact(id)
  }

  view(query: ViewQuery, window: RowWindow): View {
    const [index, asked] = this.#of(query)
    return { ...index.view(asked, window), version: this.version }
  }

  /** See `ContactIndex.place`. */
  place(query: ViewQuery, id: number, collapsed?: Collapsed): Place | null {
    const [index, asked] = this.#of(query)
    return index.place(asked, id, collapsed)
  }

  /** Makes a list of ids known under a number; the oldest one of too many is forgotten. */
  keepList(list: number, ids: Float64Array): void {
    this.#lists.set(list, ids)
    const [oldest] = this.#lists.keys()
    if (this.#lists.size > LISTS_KEPT && oldest !== undefined) this.#lists.delete(oldest)
  }

  /** See `ContactIndex.idsOf`. */
  idsOf(
    query: ViewQuery,
    ends: readonly [number, number] | null = null,
    collapsed?: Collapsed,
  ): Float64Array {
    const [index, asked] = this.#of(query)
    return index.idsOf(asked, ends, collapsed)
  }

  /** The ids of contacts that are not here. */
  gone(ids: Float64Array): Float64Array {
    return ids.filter((id) => !this.#here.has(id))
  }

  /**
   * See `ContactIndex.lines`: of these contacts, as far as the query holds them. They are no list that a query can name,
   * so that none of those has to go for them.
   */
  lines(query: ViewQuery, field: 'email' | 'phone', ids: Float64Array): FieldLines {
    const list = --this.#lastOwnList
    this.#lists.set(list, ids)
    try {
      const [index, asked] = this.#of({ ...query, filters: { ...query.filters, list } })
      return index.lines(asked, field)
    } finally {
      this.#lists.delete(list)
    }
  }

  /** See `matchList`, which is loaded for the first list. */
  async match(text: string): Promise<Generator<number, ListMatch>> {
    const { matchList } = await import('./pasted/match-list')
    return this.#here.read((store) => matchList(store, text))
  }

  /** See `ContactIndex.rank`. */
  rank(field: FieldKey): void {
    this.#here.rank(field)
  }

  /** See `ContactIndex.summary`. */
  summary(query: ViewQuery, monthStarts: MonthStarts): Summary {
    const [index, asked] = this.#of(query)
    return { ...index.summary(asked, monthStarts), version: this.version }
  }

  /** See `ContactIndex.scan`. */
  scan(query: ViewQuery, collapsed?: Collapsed): Generator<Contact> {
    const [index, asked] = this.#of(query)
    return index.scan(asked, collapsed)
  }

  /** Who answers a query, and what is asked then: those that are gone, without that being a filter. */
  #of(query: ViewQuery): [index: ContactIndex, asked: ViewQuery] {
    if (query.filters?.since !== 'gone') return [this.#here, query]
    const { since: _, ...filters } = query.filters
    return [this.#gone, { ...query, filters }]
  }

  /** Everything as plain data; costs a copy of the numbers. */
  saved(): SavedVisit {
    return { here: this.#here.saved(), gone: this.#gone.size > 0 ? this.#gone.saved() : null }
  }

  /**
   * Takes kept data over, in place of all contacts.
   *
   * @throws UntrustedCopy when anything in it does not fit; nothing has changed then
   */
  restore({ here, gone }: SavedVisit): void {
    const restored = new ContactIndex(this.#options)
    try {
      if (gone !== null) restored.restore(gone)
      this.#here.restore(here)
    } catch (error) {
      // What was kept may lack any part, or hold anything in its place.
      throw error instanceof UntrustedCopy ? error : new UntrustedCopy('its shape')
    }
    this.#gone = restored
  }

  #cameBack(id: number): void {
    const former = this.#gone.contact(id)
    const contact = this.#here.contact(id)
    if (!former || !contact) return
    const hasOtherOwner = ownerKey(former.contact_owner) !== ownerKey(contact.contact_owner)
    const isSame = !hasOtherOwner && recordOf(former) === recordOf(contact)
    const news = isSame ? 0 : News.changed | (hasOtherOwner ? News.owner : 0)
    this.#here.setNews(id, this.#gone.newsOf(id) | news)
    this.#gone.remove([id])
  }
}

/** All of a contact but its owner, whose new name is no change of the contact. */
function recordOf(contact: Contact): string {
  return JSON.stringify({ ...contact, contact_owner: null })
}
