import { type Contact, type Owner, contactName } from '../../linq/contact'
import { UntrustedCopy } from '../copy/untrusted-copy'
import type { Dictionary } from './columns/dictionary'
import { IdTable } from './columns/id-table'
import type { Compare } from './columns/ranking'
import { type Coded, ContactColumns } from './contact-columns'
import { traitsOf } from './filters/quality'
import type { SavedColumns } from './saved-columns'
import { FullName, fullNameKind, nameToCompare, shownId, splitName } from './text/contact-names'
import { fold } from './text/fold'
import { digitsOf } from './text/search-words'

/**
 * Contacts in columns. Rows are only added, and their contents never change: a contact that changed gets a new row
 * and its old one dies. So whoever holds rows of a store can read them later, whatever came meanwhile.
 */
export class ContactStore extends ContactColumns {
  /** Whether a space counts when texts are compared; Thai passes over it, like over punctuation. */
  readonly #spaceCounts: boolean
  readonly #rowsById = new IdTable(this.ids)
  #rows = 0
  #living = 0
  #arrived = 0
  #reordered = 0

  constructor(compare: Compare) {
    super(compare)
    this.#spaceCounts = compare('a z', 'ab') < 0
  }

  /** All rows, the dead ones too. */
  get rows(): number {
    return this.#rows
  }

  /** Rows of contacts. */
  get living(): number {
    return this.#living
  }

  /** Rows that died. */
  get dead(): number {
    return this.#rows - this.#living
  }

  /** Grows when rows that stay may stand in another order: one moved, or an owner has another name. */
  get reordered(): number {
    return this.#reordered
  }

  /** The row of a contact, or null. */
  row(id: number): number | null {
    const row = this.#rowsById.row(id)
    return row !== null && this.alive.get(row) === 1 ? row : null
  }

  /** Adds a contact, or puts it in the place of the one with its id. False when it is there already, unchanged. */
  put(contact: Contact, position: number): boolean {
    const owner = this.owners.put(contact.contact_owner)
    if (owner.isNew) this.#reordered++
    const row = this.row(contact.id)
    if (row !== null && this.#isSame(row, contact, owner.code)) {
      const hasMoved = this.positions.get(row) !== position
      if (hasMoved) {
        this.positions.set(row, position)
        this.#reordered++
      }
      return hasMoved || owner.isNew
    }
    const arrival = row === null ? this.#arrived++ : this.arrivals.get(row)
    const news = this.news.next(row, row !== null && this.ownerCodes.get(row) !== owner.code)
    if (row !== null) this.#kill(row)
    this.#append(contact, owner.code, position, arrival, news)
    return true
  }

  /** Takes a contact out; false when there is none with this id. */
  remove(id: number): boolean {
    const row = this.row(id)
    if (row === null) return false
    this.#kill(row)
    return true
  }

  /** The contact of a row, with its owner among `owners`. */
  contact(row: number, owners: readonly (Owner | null)[] = this.owners.owners): Contact {
    return {
      id: this.ids.get(row),
      first_name: textOf(this.firstName, row),
      last_name: textOf(this.lastName, row),
      full_name: this.#fullName(row),
      email: this.email.get(row),
      phone_number: this.phone.get(row),
      company: textOf(this.company, row),
      title: textOf(this.title, row),
      location: textOf(this.location, row),
      image_url: this.imageUrl.get(row) || null,
      created_at: instantOf(this.created.get(row)),
      updated_at: instantOf(this.updated.get(row)),
      contact_owner: owners[this.ownerCodes.get(row)] ?? null,
    }
  }

  /** What is new about a contact, bits of `News`. */
  newsOf(id: number): number {
    const row = this.row(id)
    return row === null ? 0 : this.news.marks.get(row)
  }

  /** Sets what is new about a contact. */
  setNews(id: number, marks: number): void {
    const row = this.row(id)
    if (row !== null) this.news.set(row, marks)
  }

  /** Lays down that the contacts are those of the last visit: what changes from now on is news. */
  beginVisit(): void {
    for (let row = 0; row < this.#rows; row++) if (this.alive.get(row) === 1) this.news.set(row, 0)
    this.news.isComparing = true
  }

  /** A store of the living contacts alone, in the order of their arrival. Costs as much as putting them all. */
  compacted(): ContactStore {
    const rows = Uint32Array.from({ length: this.#rows }, (_, row) => row)
      .filter((row) => this.alive.get(row) === 1)
      .sort((a, b) => this.arrivals.get(a) - this.arrivals.get(b))
    const store = new ContactStore(this.compare)
    for (const [row, before] of rows.entries()) {
      store.put(this.contact(before), this.positions.get(before))
      store.news.set(row, this.news.marks.get(before))
    }
    store.news.isComparing = this.news.isComparing
    return store
  }

  /** The store as it is now, as plain data to be kept; costs a copy of its numbers. */
  saved(): SavedColumns {
    return this.savedColumns(this.#rows)
  }

  /**
   * Takes a kept store over into this one, which is empty.
   *
   * @throws when anything in it does not fit; this store is then of no use
   */
  restore(saved: SavedColumns): void {
    this.restoreColumns(saved)
    this.#rowsById.reserve(saved.rows)
    for (this.#rows = 0; this.#rows < saved.rows; this.#rows++) this.#takeRestored(this.#rows)
  }

  #takeRestored(row: number): void {
    const id = this.ids.get(row)
    if (!Number.isSafeInteger(id) || id <= 0) throw new UntrustedCopy('an id')
    this.#arrived = Math.max(this.#arrived, this.arrivals.get(row) + 1)
    // Of several rows with one id the last one may be alive, the others died before it.
    if (this.alive.get(row) !== 1) return
    if (this.row(id) !== null) throw new UntrustedCopy('an id that is there twice')
    this.#rowsById.set(id, row)
    this.owners.count(this.ownerCodes.get(row), 1)
    this.news.count(row, 1)
    this.#living++
  }

  #append(contact: Contact, ownerCode: number, position: number, arrival: number, news: number): void {
    const row = this.#rows++
    const name = nameToCompare(contactName(contact))
    const [head, tail] = this.#spaceCounts ? splitName(name) : [name, '']
    const fullName = fullNameKind(contact)
    this.ids.set(row, contact.id)
    this.positions.set(row, position)
    this.arrivals.set(row, arrival)
    this.created.set(row, contact.created_at ?? NaN)
    this.updated.set(row, contact.updated_at ?? NaN)
    this.ownerCodes.set(row, ownerCode)
    this.traits.set(row, traitsOf(contact))
    setText(this.firstName, row, contact.first_name)
    setText(this.lastName, row, contact.last_name)
    setText(this.company, row, contact.company)
    setText(this.title, row, contact.title)
    setText(this.location, row, contact.location)
    setText(this.nameHead, row, head)
    setText(this.nameTail, row, tail)
    this.email.append(contact.email)
    this.phone.append(contact.phone_number)
    this.phoneDigits.append(digitsOf(fold(contact.phone_number)))
    this.imageUrl.append(contact.image_url ?? '')
    this.furtherName.append(fullName === FullName.own ? contact.full_name : shownId(contact))
    this.fullNames.set(row, fullName)
    this.alive.set(row, 1)
    this.news.set(row, news)
    this.owners.count(ownerCode, 1)
    this.#rowsById.set(contact.id, row)
    this.#living++
  }

  #kill(row: number): void {
    this.alive.set(row, 0)
    this.news.count(row, -1)
    this.owners.count(this.ownerCodes.get(row), -1)
    this.#living--
  }

  #isSame(row: number, contact: Contact, ownerCode: number): boolean {
    return (
      instantOf(this.updated.get(row)) === contact.updated_at &&
      instantOf(this.created.get(row)) === contact.created_at &&
      this.ownerCodes.get(row) === ownerCode &&
      textOf(this.firstName, row) === contact.first_name &&
      textOf(this.lastName, row) === contact.last_name &&
      textOf(this.company, row) === contact.company &&
      textOf(this.title, row) === contact.title &&
      textOf(this.location, row) === contact.location &&
      this.#fullName(row) === contact.full_name &&
      this.email.get(row) === contact.email &&
      this.phone.get(row) === contact.phone_number &&
      this.imageUrl.get(row) === (contact.image_url ?? '')
    )
  }

  #fullName(row: number): string {
    const kind = this.fullNames.get(row)
    if (kind === FullName.blank) return ''
    if (kind === FullName.own) return this.furtherName.get(row)
    const joined = `${textOf(this.firstName, row)} ${textOf(this.lastName, row)}`
    return kind === FullName.joined ? joined : joined.trim()
  }
}

function setText(column: Coded<Dictionary>, row: number, text: string): void {
  column.codes.set(row, column.dictionary.code(text))
}

function textOf(column: Coded<Dictionary>, row: number): string {
  return column.dictionary.text(column.codes.get(row))
}

function instantOf(number: number): number | null {
  return Number.isNaN(number) ? null : number
}
