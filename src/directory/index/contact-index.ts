import type { Contact } from '../../linq/contact'
import { UntrustedCopy } from '../copy/untrusted-copy'
import type { FieldKey } from '../fields'
import { type Collapsed, type GroupField, NONE_COLLAPSED, type ViewGroup } from '../grouping'
import type { FieldLines } from '../list-match'
import type { MonthStarts, Summary } from '../summary'
import type { Place, RowWindow, View, ViewQuery } from '../view-query'
import { ContactStore } from './contact-store'
import { countByCode, countByValue, countShown, facetsOf } from './filters/facets'
import { type AskedFilters, type ContactLists, RowFilters } from './filters/row-filters'
import { type OpenRows, type RowGroups, openPlace, openRows, rowGroups } from './groups/row-groups'
import { viewLines } from './groups/view-lines'
import { RowOrders } from './orders/row-order'
import { ShownRows, grouped } from './orders/shown-rows'
import { ownerFacets } from './owner-facets'
import { COPY_FORMAT, type SavedIndex } from './saved-columns'
import { summaryOf } from './summary'
import type { VisitNews } from './visit-news'

/** Dead rows are worth a rebuild when they outnumber the contacts, and these. */
const DEAD_ROWS_KEPT = 2048

/** What a query shows, and what is counted of it. */
interface Answer {
  key: string
  rows: ShownRows
  mask: Uint16Array
  counts: Counts
  /** Made when somebody asks for the groups. */
  groups?: RowGroups
  /** What was asked for last of them. */
  open?: { key: string; rows: OpenRows }
}

/** The counts under some filters, in whatever order. */
interface Counts {
  key: string
  matching: number
  /** By the code of the owner, under all filters but that of the owners. */
  ofOwner: (code: number) => number
}

/** What an index of contacts may be told of its surroundings. */
export interface IndexOptions {
  /** A BCP 47 tag whose order of letters sorts texts; the runtime's own by default. */
  locale?: string
  /** Milliseconds since 1970, for filters that depend on the day. */
  now?: () => number
  /** The lists that queries may name. */
  lists?: ContactLists
}

/**
 * The contacts of an organisation in columns, and the answers to every query about them. Putting and removing cost
 * as much as the contacts given; what is needed to answer is renewed when a query asks for it, and kept until the
 * next change.
 */
export class ContactIndex {
  readonly #collator: Intl.Collator
  readonly #now: () => number
  readonly #lists: ContactLists
  #store: ContactStore
  #orders: RowOrders
  #filters: RowFilters
  #version = 0
  #counted: Counts | null = null
  #answered: Answer | null = null

  constructor(options: IndexOptions = {}) {
    this.#collator = nameCollator(options.locale)
    this.#now = options.now ?? Date.now
    this.#lists = options.lists ?? new Map()
    this.#store = new ContactStore(this.#collator.compare)
    this.#filters = new RowFilters(this.#store, this.#now, this.#lists)
    this.#orders = new RowOrders(this.#store, this.#filters.choices)
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

  /** The ids of all contacts, in no order. */
  *ids(): Generator<number> {
    const { rows, ids, alive } = this.#store
    for (let row = 0; row < rows; row++) if (alive.get(row) === 1) yield ids.get(row)
  }

  /** Whether there is a last visit to compare with, and contacts by what has happened to them since. */
  get news(): Readonly<Pick<VisitNews, 'isComparing' | 'counts'>> {
    return this.#store.news
  }

  /** What is new about a contact since the last visit, bits of `News`. */
  newsOf(id: number): number {
    return this.#store.newsOf(id)
  }

  /** Sets what is new about a contact. */
  setNews(id: number, marks: number): void {
    this.#store.setNews(id, marks)
    this.#change()
  }

  /** Lays down that the contacts are those of the last visit: what changes from now on is news. */
  beginVisit(): void {
    this.#store.beginVisit()
    this.#change()
  }

  /** Everything as plain data that a browser can clone and keep; costs a copy of the numbers. */
  saved(): SavedIndex {
    const { locale } = this.#collator.resolvedOptions()
    return { format: COPY_FORMAT, locale, store: this.#store.saved() }
  }

  /**
   * Takes kept data over, in place of all contacts.
   *
   * @throws when the data is of another format or language, or anything in it does not fit; nothing has changed then
   */
  restore({ format, locale, store: saved }: SavedIndex): void {
    const isOurs = format === COPY_FORMAT && locale === this.#collator.resolvedOptions().locale
    if (!isOurs) throw new UntrustedCopy('its format')
    const store = new ContactStore(this.#collator.compare)
    store.restore(saved)
    this.#replace(store)
    this.#version++
  }

  /** Takes all contacts out. */
  clear(): void {
    this.#replace(new ContactStore(this.#collator.compare))
    this.#version++
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
    const answer = this.#answer(query)
    const { rows, mask, counts } = answer
    const { offset, shown, lines } = this.#windowOf(query, answer, window)
    return {
      version: this.#version,
      rows: Array.from(shown, (row) => this.#store.contact(row)),
      offset,
      matching: rows.length,
      total: this.size,
      owners: ownerFacets(this.#store.owners, counts.ofOwner, query.owners),
      ...(window.facets && {
        facets: facetsOf(this.#store, this.#filters, query, { mask, matching: rows.length }, window.facets),
      }),
      ...(query.filters?.duplicates === true && {
        groups: Array.from(shown, (row) => this.#filters.duplicates.group(row)),
      }),
      ...(lines && { lines }),
    }
  }

  /** The rows of a window, and the lines of a grouped view when they are wanted. */
  #windowOf(query: ViewQuery, answer: Answer, window: RowWindow) {
    const { group } = query
    if (!group) {
      const { offset, limit } = windowWithin(answer.rows.length, window)
      return { offset, shown: answer.rows.slice(offset, offset + limit) }
    }
    const groups = this.#groups(answer, group)
    const open = this.#open(answer, group, window.collapsed)
    const page = windowWithin(open.firsts.at(-1) ?? 0, window)
    if (!window.lines)
      return { offset: page.offset, shown: open.slice(page.offset, page.offset + page.limit) }
    const describe = (value: number) => this.#describe(group, value)
    const { lines, from, to } = viewLines(groups, open, page, window.lines, describe)
    return { offset: from, shown: open.slice(from, to), lines }
  }

  #describe(field: GroupField, value: number): Pick<ViewGroup, 'key' | 'label' | 'owner'> {
    const choices = this.#filters.choices[field]
    const owner = field === 'owner' ? (this.#store.owners.owners[value] ?? null) : null
    return { key: choices.key(value), label: choices.label(value), owner }
  }

  #groups(answer: Answer, field: GroupField): RowGroups {
    if (!answer.groups) {
      const { rows, mask } = answer
      const choices = this.#filters.choices[field]
      const countOf = countByCode(this.#store, field, choices.codes, mask, rows.length, 0)
      answer.groups = rowGroups(choices, countByValue(choices, countOf))
    }
    return answer.groups
  }

  #open(answer: Answer, field: GroupField, collapsed: Collapsed = NONE_COLLAPSED): OpenRows {
    const key = JSON.stringify(collapsed)
    if (answer.open?.key !== key) {
      const groups = this.#groups(answer, field)
      answer.open = { key, rows: openRows(answer.rows, groups, this.#filters.choices[field], collapsed) }
    }
    return answer.open.rows
  }

  /**
   * Where a contact stands in a query's view, or null when it is not in it.
   *
   * @param collapsed groups that are passed over on the way to the neighbours
   */
  place(query: ViewQuery, id: number, collapsed?: Collapsed): Place | null {
    const row = this.#store.row(id)
    if (row === null) return null
    const answer = this.#answer(query)
    const position = answer.rows.placeOf(row)
    if (position < 0) return null
    const { rows, at, isOpen } = this.#openPlace(query, answer, position, collapsed)
    const idAt = (place: number) => {
      const [neighbour] = place < 0 ? [] : rows.slice(place, place + 1)
      return neighbour === undefined ? null : this.#store.ids.get(neighbour)
    }
    return { position, previous: idAt(at - 1), next: idAt(isOpen ? at + 1 : at) }
  }

  /** The rows that are open, and where the one at a place of the view stands among them. */
  #openPlace({ group }: ViewQuery, answer: Answer, place: number, collapsed?: Collapsed) {
    if (!group || !collapsed) return { rows: answer.rows, at: place, isOpen: true }
    const open = this.#open(answer, group, collapsed)
    return { rows: open, ...openPlace(this.#groups(answer, group), open, place) }
  }

  /** Does what the first sort by a field would have to do before the next ones. */
  rank(field: FieldKey): void {
    this.#orders.rank(field)
  }

  /** The figures of a query's view; costs a pass over the rows. */
  summary(query: ViewQuery, monthStarts: MonthStarts): Summary {
    // Through the answer, because what is kept of another one walks on over its own mask.
    const { mask } = this.#answer(query)
    return { version: this.#version, ...summaryOf(this.#store, mask, query, monthStarts) }
  }

  /**
   * The ids of a query's view in its order; with `ends`, of these two contacts and those between them.
   *
   * @param collapsed groups whose contacts are left out
   */
  idsOf(
    query: ViewQuery,
    ends: readonly [number, number] | null = null,
    collapsed?: Collapsed,
  ): Float64Array {
    const shown = ends ? this.#stretch(query, ends, collapsed) : this.#rowsOf(query, collapsed)
    const { ids } = this.#store
    return Float64Array.from(shown, (row) => ids.get(row))
  }

  /** The rows of a view in its order, without those of groups that are collapsed. */
  #rowsOf(query: ViewQuery, collapsed?: Collapsed): Uint32Array {
    const answer = this.#answer(query)
    if (!query.group || !collapsed) return answer.rows.all()
    return this.#open(answer, query.group, collapsed).slice(0, answer.rows.length)
  }

  /** The rows of two contacts and of those between them; none when one of them is not shown. */
  #stretch(query: ViewQuery, ends: readonly [number, number], collapsed?: Collapsed): Uint32Array {
    const answer = this.#answer(query)
    const places = ends.map((id) => {
      const row = this.#store.row(id)
      const place = row === null ? -1 : answer.rows.placeOf(row)
      if (place < 0) return -1
      const { at, isOpen } = this.#openPlace(query, answer, place, collapsed)
      return isOpen ? at : -1
    })
    const [first, last] = [Math.min(...places), Math.max(...places)]
    if (first < 0) return new Uint32Array(0)
    return this.#openPlace(query, answer, 0, collapsed).rows.slice(first, last + 1)
  }

  /** The emails or phones of a query's view, each once. */
  lines(query: ViewQuery, field: 'email' | 'phone'): FieldLines {
    const column = this.#store[field]
    const lines = new Set<string>()
    let blank = 0
    for (const row of this.#answer(query).rows.all()) {
      // One value is one line, whatever stands in it.
      const value = column.get(row).replace(/\s+/g, ' ').trim()
      if (value === '') blank++
      else lines.add(value)
    }
    return { text: [...lines].join('\n'), count: lines.size, blank }
  }

  /** Hands the columns to what is not loaded with the index; they stay good for it whatever comes meanwhile. */
  read<Found>(reader: (store: ContactStore) => Found): Found {
    return reader(this.#store)
  }

  /**
   * The contacts of a whole view in its order, made one by one. They are those of the moment of the call: what is
   * put or removed while they are walked changes nothing.
   *
   * @param collapsed groups whose contacts are left out
   */
  scan(query: ViewQuery, collapsed?: Collapsed): Generator<Contact> {
    const store = this.#store
    const owners = [...store.owners.owners]
    const rows = this.#rowsOf(query, collapsed)
    return (function* contacts() {
      for (const row of rows) yield store.contact(row, owners)
    })()
  }

  #change(): void {
    this.#version++
    const { rows, living } = this.#store
    if (rows - living > Math.max(living, DEAD_ROWS_KEPT)) this.#replace(this.#store.compacted())
    this.#orders.forget()
    this.#filters.forget()
    this.#counted = null
    this.#answered = null
  }

  #replace(store: ContactStore): void {
    this.#store = store
    this.#filters = new RowFilters(store, this.#now, this.#lists)
    this.#orders = new RowOrders(store, this.#filters.choices)
    this.#counted = null
    this.#answered = null
  }

  #answer(query: ViewQuery): Answer {
    const asked = this.#filters.asked(query)
    const { group = null, sort } = query
    const key = JSON.stringify([asked.key, group, sort.map(({ field, descending }) => [field, descending])])
    if (this.#answered?.key !== key) this.#answered = { key, ...this.#newAnswer(query, asked) }
    return this.#answered
  }

  #newAnswer(query: ViewQuery, asked: AskedFilters): Omit<Answer, 'key'> {
    const mask = this.#filters.mask(asked)
    const counts = this.#count(asked, mask)
    const { sort, group } = query
    const isOfDuplicates = query.filters?.duplicates === true
    const order = this.#orders.rows(sort, isOfDuplicates ? undefined : group)
    const rows = new ShownRows(order, asked.filters.size === 0 ? null : mask, counts.matching)
    if (!isOfDuplicates) return { rows, mask, counts }
    const alike = grouped(rows.all(), this.#filters.duplicates.groupOf)
    // What looks alike stands together in each group; it may be in several of them.
    const byGroup = group ? this.#orders.byGroup(alike, group) : alike
    return { rows: new ShownRows(byGroup, null, counts.matching), mask, counts }
  }

  /** Counted once for all orders of a view. */
  #count(asked: AskedFilters, mask: Uint16Array): Counts {
    if (this.#counted?.key === asked.key) return this.#counted
    const { owners, rows } = this.#store
    if (asked.filters.size === 0) {
      this.#counted = { key: asked.key, matching: this.size, ofOwner: (code) => owners.contacts(code) }
      return this.#counted
    }
    const matching = countShown(mask, rows)
    const passing = asked.filters.has('owner') ? rows : matching
    const ofOwner = countByCode(this.#store, 'owner', owners.size, mask, passing)
    this.#counted = { key: asked.key, matching, ofOwner: (code) => ofOwner[code] ?? 0 }
    return this.#counted
  }
}

/**
 * How texts are compared: by base letters (`Émile` and `emile` are equal, so that a further key of a sort decides
 * between them), numbers by their value.
 */
export function nameCollator(locale: string | undefined): Intl.Collator {
  return new Intl.Collator(locale, { numeric: true, sensitivity: 'base' })
}

/** A window in whole rows that begins inside the view; one that lay beyond the end is the last page of its size. */
function windowWithin(matching: number, window: RowWindow): RowWindow {
  const limit = Math.max(0, Math.floor(window.limit) || 0)
  const offset = Math.max(0, Math.floor(window.offset) || 0)
  if (offset < matching) return { offset, limit }
  if (matching === 0 || limit === 0 || limit >= matching) return { offset: 0, limit }
  return { offset: Math.floor((matching - 1) / limit) * limit, limit }
}
