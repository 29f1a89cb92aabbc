import type { Contact } from '../../../linq/contact'
import type { Collapsed } from '../../grouping'
import { type Place, type RowWindow, type View, type ViewQuery, ownerKey } from '../../view-query'
import type { SinceCounts } from '../visit-index'
import type { NaiveLists } from './naive-filters'
import { NaiveIndex } from './naive-index'

/** What `VisitIndex` must say: two arrays of contacts, those that are here and those that are gone. */
export class NaiveVisit {
  readonly #here: NaiveIndex
  #gone: NaiveIndex
  #isComparing = false
  readonly #make: () => NaiveIndex

  constructor(collator: Intl.Collator, nowMs: number, lists: NaiveLists = new Map()) {
    this.#make = () => new NaiveIndex(collator, nowMs, lists)
    this.#here = this.#make()
    this.#gone = this.#make()
  }

  beginVisit(): void {
    this.#isComparing = true
    this.#here.news.clear()
    this.#gone = this.#make()
  }

  put(contacts: readonly Contact[], positions: readonly number[]): void {
    for (const [index, contact] of contacts.entries()) {
      const { id } = contact
      const former = this.#here.contact(id) ?? this.#gone.contact(id)
      const news = new Set(this.#here.news.get(id) ?? this.#gone.news.get(id))
      this.#here.put([contact], [positions[index] ?? NaN])
      this.#gone.remove([id])
      if (!this.#isComparing) continue
      if (!former) news.add('new')
      else if (!news.has('new')) {
        if (recordOf(former) !== recordOf(contact)) news.add('changed')
        if (ownerKey(former.contact_owner) !== ownerKey(contact.contact_owner)) news.add('owner')
      }
      this.#here.news.set(id, news)
    }
  }

  remove(ids: readonly number[]): void {
    for (const id of ids) {
      const contact = this.#here.contact(id)
      const news = this.#here.news.get(id) ?? new Set()
      this.#here.remove([id])
      this.#here.news.delete(id)
      if (!contact || !this.#isComparing || news.has('new')) continue
      this.#gone.put([contact], [this.#gone.size])
      this.#gone.news.set(id, news)
    }
  }

  since(): SinceCounts | null {
    const count = (kind: string) => [...this.#here.news.values()].filter((news) => news.has(kind)).length
    if (!this.#isComparing) return null
    return { new: count('new'), changed: count('changed'), owner: count('owner'), gone: this.#gone.size }
  }

  contact(id: number): Contact | null {
    return this.#here.contact(id) ?? this.#gone.contact(id)
  }

  view(query: ViewQuery, window: RowWindow): Omit<View, 'version'> {
    const { index, asked } = this.#of(query)
    return index.view(asked, window)
  }

  place(query: ViewQuery, id: number, collapsed?: Collapsed): Place | null {
    const { index, asked } = this.#of(query)
    return index.place(asked, id, collapsed)
  }

  rows(query: ViewQuery, collapsed?: Collapsed): Contact[] {
    const { index, asked } = this.#of(query)
    return index.rows(asked, collapsed)
  }

  #of(query: ViewQuery): { index: NaiveIndex; asked: ViewQuery } {
    const { since, ...filters } = query.filters ?? {}
    if (since !== 'gone') return { index: this.#here, asked: query }
    return { index: this.#gone, asked: { ...query, filters } }
  }
}

function recordOf(contact: Contact): string {
  return JSON.stringify({ ...contact, contact_owner: ownerKey(contact.contact_owner) })
}
