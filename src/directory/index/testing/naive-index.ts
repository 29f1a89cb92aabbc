import { type Contact, type Owner, contactName, hasOwnName, ownerLabel } from '../../../linq/contact'
import { fieldOf } from '../../fields'
import {
  type ChoiceField,
  type DuplicateGroup,
  type FacetRequest,
  type Facets,
  NONE,
  type QualityIssue,
  type ValueCount,
  type ValueFacet,
  type ValuesRequest,
  choiceText,
} from '../../filters'
import type { Collapsed, GroupField } from '../../grouping'
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
import { nameToCompare } from '../text/contact-names'
import { fold } from '../text/fold'
import { type SearchWord, readSearch } from '../text/search-words'
import {
  type NaiveFilterName,
  type NaiveLists,
  hasIssue,
  naiveGroups,
  naiveKey,
  naiveLabel,
  passes,
} from './naive-filters'
import { type NaiveGroup, isClosed, naiveLines } from './naive-groups'

/** What the index must say, as an array of contacts says it: slow, and short enough to be believed. */
export class NaiveIndex {
  readonly #collator: Intl.Collator
  readonly #contacts = new Map<number, { contact: Contact; position: number }>()
  readonly #owners = new Map<string, Owner>()
  readonly #nowMs: number
  /** What has happened to contacts since the last visit, by id. */
  readonly news = new Map<number, ReadonlySet<string>>()
  /** Made once for every change: it takes longest of all. */
  #known: ReadonlyMap<number, DuplicateGroup> | null = null

  readonly #lists: NaiveLists

  constructor(collator: Intl.Collator, nowMs = 0, lists: NaiveLists = new Map()) {
    this.#collator = collator
    this.#nowMs = nowMs
    this.#lists = lists
  }

  put(contacts: readonly Contact[], positions: readonly number[]): void {
    this.#known = null
    for (const [index, contact] of contacts.entries()) {
      this.#contacts.set(contact.id, { contact, position: positions[index] ?? NaN })
      if (contact.contact_owner) this.#owners.set(ownerKey(contact.contact_owner), contact.contact_owner)
    }
  }

  remove(ids: readonly number[]): void {
    this.#known = null
    for (const id of ids) this.#contacts.delete(id)
  }

  get size(): number {
    return this.#contacts.size
  }

  contact(id: number): Contact | null {
    return this.#all().find((contact) => contact.id === id) ?? null
  }

  /** All contacts of a query, in its order, but those of collapsed groups. */
  rows(query: ViewQuery, collapsed?: Collapsed): Contact[] {
    const { group } = query
    if (!group) return this.#sorted(query)
    return this.#groupsOf(query, group)
      .filter((one) => !isClosed(one, collapsed))
      .flatMap((one) => one.contacts)
  }

  #groupsOf(query: ViewQuery, field: GroupField): NaiveGroup[] {
    const rows = this.#sorted(query)
    const groups = [...new Set(rows.map((contact) => naiveKey(contact, field)))].map((key) => {
      const contacts = rows.filter((contact) => naiveKey(contact, field) === key)
      const [first] = contacts
      const owner = field === 'owner' ? (first?.contact_owner ?? null) : null
      return { key, label: first ? naiveLabel(first, field) : '', owner, contacts }
    })
    return groups.sort(
      (a, b) =>
        Number(a.key === NONE) - Number(b.key === NONE) ||
        this.#collator.compare(a.label, b.label) ||
        (a.key < b.key ? -1 : 1),
    )
  }

  #sorted(query: ViewQuery): Contact[] {
    const rows = this.#passing(query, null).sort((a, b) => this.#compare(a, b, query.sort))
    if (query.filters?.duplicates !== true) return rows
    const groups = this.#groups()
    const idOf = (contact: Contact) => groups.get(contact.id)?.id
    const first = (contact: Contact) => rows.findIndex((other) => idOf(other) === idOf(contact))
    return rows.toSorted((a, b) => first(a) - first(b))
  }

  view(query: ViewQuery, { offset, limit, facets, collapsed, lines }: RowWindow): Omit<View, 'version'> {
    const all = this.rows(query, collapsed)
    let start = offset
    if (start >= all.length) {
      start = 0
      while (start + limit < all.length) start += limit
    }
    const page =
      query.group && lines
        ? naiveLines(this.#groupsOf(query, query.group), collapsed, { start, limit }, lines)
        : null
    const rows = page ? page.rows : all.slice(start, start + limit)
    return {
      rows,
      offset: page ? page.offset : start,
      matching: this.rows(query).length,
      total: this.#contacts.size,
      owners: this.#ownerFacets(query),
      ...(facets && { facets: this.#facets(query, facets) }),
      ...(query.filters?.duplicates === true && {
        groups: rows.flatMap(({ id }) => this.#groups().get(id) ?? []),
      }),
      ...(page && { lines: page.lines }),
    }
  }

  place(query: ViewQuery, id: number, collapsed?: Collapsed): Place | null {
    const ids = this.rows(query).map((contact) => contact.id)
    const position = ids.indexOf(id)
    if (position < 0) return null
    const open = new Set(this.rows(query, collapsed).map((contact) => contact.id))
    return {
      position,
      previous: ids.slice(0, position).findLast((one) => open.has(one)) ?? null,
      next: ids.slice(position + 1).find((one) => open.has(one)) ?? null,
    }
  }

  #groups(): ReadonlyMap<number, DuplicateGroup> {
    this.#known ??= naiveGroups(this.#all())
    return this.#known
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

  /** The contacts that a query finds under all its filters but one. */
  #passing(query: ViewQuery, ignored: NaiveFilterName | null): Contact[] {
    const words = readSearch(query.search)
    const all = this.#all()
    const context = { nowMs: this.#nowMs, groups: () => this.#groups(), news: this.news, lists: this.#lists }
    return all.filter(
      (contact) =>
        words.every((word) => hasWord(contact, word) !== (word.isExcluded === true)) &&
        passes(contact, query, context, ignored),
    )
  }

  #compare(a: Contact, b: Contact, sort: readonly SortKey[]): number {
    for (const { field, descending } of sort) {
      const nameless = field === 'name' ? Number(!hasOwnName(a)) - Number(!hasOwnName(b)) : 0
      if (nameless !== 0) return nameless
      const [left, right] = [valueOf(a, field), valueOf(b, field)]
      if (left === null || right === null) {
        if (left !== right) return left === null ? 1 : -1
        continue
      }
      const order =
        typeof left === 'number' && typeof right === 'number'
          ? left - right
          : field === 'phone'
            ? byDigits(String(left), String(right))
            : this.#collator.compare(String(left), String(right))
      if (order !== 0) return descending ? -order : order
    }
    return 0
  }

  #facets(query: ViewQuery, { values, quality }: FacetRequest): Facets {
    const count = (issue: QualityIssue) =>
      this.#passing(query, issue).filter((contact) => hasIssue(contact, issue, this.#nowMs)).length
    return {
      values: (values ?? []).map((request) => this.#valueFacet(query, request)),
      quality:
        quality === true
          ? {
              issues: {
                'no-name': count('no-name'),
                'no-email': count('no-email'),
                'no-phone': count('no-phone'),
                'odd-phone': count('odd-phone'),
                'no-company': count('no-company'),
                'no-photo': count('no-photo'),
                stale: count('stale'),
                'has-email': count('has-email'),
                'has-phone': count('has-phone'),
              },
              duplicates: this.#passing(query, 'duplicates').filter(({ id }) => this.#groups().has(id))
                .length,
            }
          : null,
    }
  }

  #valueFacet(query: ViewQuery, { field, search, limit }: ValuesRequest): ValueFacet {
    const { owners, filters = {} } = query
    const chosen = { owner: { values: owners }, company: filters.companies, title: filters.titles }
    const keys = { ...chosen, location: filters.locations }[field]?.values ?? []
    const words = readSearch(search)
    const passing = this.#passing(query, field)
    const count = (key: string) => passing.filter((contact) => naiveKey(contact, field) === key).length
    const listed = [...new Set(passing.map((contact) => naiveKey(contact, field)))]
      .filter((key) => key !== NONE)
      .map((key): ValueCount => {
        const contact = passing.find((one) => naiveKey(one, field) === key)
        return { key, label: contact ? naiveLabel(contact, field) : '', count: count(key) }
      })
      .filter(({ key }) =>
        passing.some((contact) => naiveKey(contact, field) === key && hasAllWords(contact, field, words)),
      )
      .sort(
        (a, b) => b.count - a.count || this.#collator.compare(a.label, b.label) || (a.key < b.key ? -1 : 1),
      )
    const shown = listed.filter(({ key }, place) => place < limit || keys.includes(key))
    const gone = [...new Set(keys)]
      .filter((key) => key !== NONE && count(key) === 0)
      .map((key): ValueCount => ({ key, label: this.#labelOfKey(field, key), count: 0 }))
    return { field, values: [...shown, ...gone], none: count(NONE), found: listed.length }
  }

  #labelOfKey(field: ChoiceField, key: string): string {
    if (field !== 'owner') return choiceText(key)
    const owned = this.#all().find((contact) => naiveKey(contact, 'owner') === key)
    return owned ? naiveLabel(owned, 'owner') : key
  }

  #ownerFacets(query: ViewQuery): OwnerFacet[] {
    const counts = new Map<string, number>()
    for (const contact of this.#all()) counts.set(ownerKey(contact.contact_owner), 0)
    for (const key of query.owners) if (!counts.has(key)) counts.set(key, 0)
    const present = new Set(this.#all().map((contact) => ownerKey(contact.contact_owner)))
    for (const contact of this.#passing(query, 'owner')) {
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

/** Digit by digit; a phone without digits by its own text. */
function byDigits(left: string, right: string): number {
  const [a = '', b = ''] = [left, right].map((phone) => fold(phone).replace(/\D/g, '') || phone)
  return a < b ? -1 : a > b ? 1 : 0
}

function hasWord(contact: Contact, { texts, numbers }: SearchWord): boolean {
  const digits = fold(contact.phone_number).replace(/\D/g, '')
  if (numbers.some((number) => digits.includes(number))) return true
  return searchedTexts(contact).some(([text, joinedAt]) => hasTextWord(text, joinedAt, { texts }))
}

/** The text as it is: its label has another character where one cannot be shown (a lone surrogate). */
function hasAllWords(contact: Contact, field: ChoiceField, words: readonly SearchWord[]): boolean {
  const text = field === 'owner' ? naiveLabel(contact, field) : contact[field]
  return words.every((word) => hasTextWord(text, /-+/, word) !== (word.isExcluded === true))
}

function hasTextWord(text: string, joinedAt: RegExp | null, { texts }: Pick<SearchWord, 'texts'>): boolean {
  const folded = fold(text)
  return texts.some((sought) => folded.includes(sought) || isJoined(folded, joinedAt, sought))
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
