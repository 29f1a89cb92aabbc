import { type Contact, type Owner, contactName, ownerLabel } from '../../../linq/contact'
import { fieldOf } from '../../fields'
import {
  NO_OWNER,
  type OwnerFacet,
  type Place,
  type RowWindow,
  type SortKey,
  type View,
  type ViewQuery,
  ownerKey,
} from '../../view-query'
import { nameToCompare } from '../contact-store'
import { fold } from '../text/fold'
import { type SearchWord, readSearch } from '../text/search-words'

/** What the index must say, as an array of contacts says it: slow, and short enough to be believed. */
export class NaiveIndex {
  readonly #collator: Intl.Collator
  readonly #contacts = new Map<number, { contact: Contact; position: number }>()
  readonly #owners = new Map<string, Owner>()

  constructor(collator: Intl.Collator) {
    this.#collator = collator
  }

  put(contacts: readonly Contact[], positions: readonly number[]): void {
    for (const [index, contact] of contacts.entries()) {
      this.#contacts.set(contact.id, { contact, position: positions[index] ?? NaN })
      if (contact.contact_owner) this.#owners.set(ownerKey(contact.contact_owner), contact.contact_owner)
    }
  }

  remove(ids: readonly number[]): void {
    for (const id of ids) this.#contacts.delete(id)
  }

  contact(id: number): Contact | null {
    return this.#all().find((contact) => contact.id === id) ?? null
  }

  /** All contacts of a query, in its order. */
  rows({ search, owners, sort }: ViewQuery): Contact[] {
    return this.#searched(search)
      .filter((contact) => owners.length === 0 || owners.includes(ownerKey(contact.contact_owner)))
      .sort((a, b) => this.#compare(a, b, sort))
  }

  view(query: ViewQuery, { offset, limit }: RowWindow): Omit<View, 'version'> {
    const rows = this.rows(query)
    let start = offset
    if (start >= rows.length) {
      start = 0
      while (start + limit < rows.length) start += limit
    }
    return {
      rows: rows.slice(start, start + limit),
      offset: start,
      matching: rows.length,
      total: this.#contacts.size,
      owners: this.#facets(query),
    }
  }

  place(query: ViewQuery, id: number): Place | null {
    const ids = this.rows(query).map((contact) => contact.id)
    const position = ids.indexOf(id)
    if (position < 0) return null
    return { position, previous: ids[position - 1] ?? null, next: ids[position + 1] ?? null }
  }

  /** All contacts in Linq's order, each with the newest state of its owner. */
  #all(): Contact[] {
    return [...this.#contacts.values()]
      .sort((a, b) => a.position - b.position)
      .map(({ contact }) => this.#withNewestOwner(contact))
  }

  #withNewestOwner(contact: Contact): Contact {
    return { ...contact, contact_owner: this.#owners.get(ownerKey(contact.contact_owner)) ?? null }
  }

  #searched(search: string): Contact[] {
    const words = readSearch(search)
    return this.#all().filter((contact) => words.every((word) => hasWord(contact, word)))
  }

  #compare(a: Contact, b: Contact, sort: readonly SortKey[]): number {
    for (const { field, descending } of sort) {
      const [left, right] = [valueOf(a, field), valueOf(b, field)]
      if (left === null || right === null) {
        if (left !== right) return left === null ? 1 : -1
        continue
      }
      const order =
        typeof left === 'number' && typeof right === 'number'
          ? left - right
          : this.#collator.compare(String(left), String(right))
      if (order !== 0) return descending ? -order : order
    }
    return 0
  }

  #facets({ search, owners }: ViewQuery): OwnerFacet[] {
    const counts = new Map<string, number>()
    for (const contact of this.#all()) counts.set(ownerKey(contact.contact_owner), 0)
    for (const key of owners) if (!counts.has(key)) counts.set(key, 0)
    const present = new Set(this.#all().map((contact) => ownerKey(contact.contact_owner)))
    for (const contact of this.#searched(search)) {
      const key = ownerKey(contact.contact_owner)
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
    const none = counts.get(NO_OWNER) ?? 0
    counts.delete(NO_OWNER)
    const facets = [...counts].map(([key, count]) => {
      const owner = present.has(key) ? (this.#owners.get(key) ?? null) : null
      return { key, owner, count, label: owner ? ownerLabel(owner) : key }
    })
    facets.sort(
      (a, b) => b.count - a.count || this.#collator.compare(a.label, b.label) || (a.key < b.key ? -1 : 1),
    )
    return [
      ...facets.map(({ key, owner, count }) => ({ key, owner, count })),
      { key: NO_OWNER, owner: null, count: none },
    ]
  }
}

function valueOf(contact: Contact, key: SortKey['field']): string | number | null {
  if (key === 'name') return nameToCompare(contactName(contact))
  const value = fieldOf(key).value(contact)
  return value === '' ? null : value
}

function hasWord(contact: Contact, { texts, digits }: SearchWord): boolean {
  if (digits !== null && fold(contact.phone_number).replace(/\D/g, '').includes(digits)) return true
  return searchedTexts(contact).some(([text, joinedAt]) => {
    const folded = fold(text)
    return texts.some((sought) => folded.includes(sought) || isJoined(folded, joinedAt, sought))
  })
}

/** What is searched, and where it may be joined: at spaces and hyphens, at hyphens, or nowhere. */
function searchedTexts(contact: Contact): [text: string, joinedAt: RegExp | null][] {
  const joined = `${contact.first_name} ${contact.last_name}`
  const isOwn = contact.full_name !== joined && contact.full_name !== joined.trim()
  return [
    [contact.first_name, /[ -]+/],
    [contact.last_name, /[ -]+/],
    [isOwn ? contact.full_name : '', /[ -]+/],
    [joined, null],
    [contactName(contact), null],
    [contact.phone_number, null],
    [contact.email, /-+/],
    [contact.company, /-+/],
    [contact.title, /-+/],
    [contact.location, /-+/],
    [contact.contact_owner ? ownerLabel(contact.contact_owner) : '', /-+/],
  ]
}

/** Whether a text begins where a part of a value begins, and goes on over the places where the value is joined. */
function isJoined(folded: string, joinedAt: RegExp | null, sought: string): boolean {
  if (!joinedAt) return false
  const stretches = joinedAt.test(' ') ? [folded] : folded.split(' ')
  return stretches.some((stretch) => {
    const parts = stretch.split(joinedAt)
    return parts.some(
      (_, first) => first < parts.length - 1 && parts.slice(first).join('').startsWith(sought),
    )
  })
}
