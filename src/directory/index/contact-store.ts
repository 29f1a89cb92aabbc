import { type Contact, type Owner, contactName } from '../../linq/contact'
import { Dictionary, SearchedDictionary } from './columns/dictionary'
import { IdTable } from './columns/id-table'
import { largeNumbers, smallNumbers, wholeNumbers } from './columns/number-column'
import type { Compare } from './columns/ranking'
import { SearchedText } from './columns/searched-text'
import { TextColumn } from './columns/text-column'
import { traitsOf } from './filters/quality'
import { OwnerTable } from './owner-table'
import { fold } from './text/fold'
import { digitsOf } from './text/search-words'

/** How `full_name` is kept: most often it says nothing that the first and the last name do not say. */
const FullName = { blank: 0, joined: 1, joinedAndTrimmed: 2, own: 3 } as const

/**
 * Contacts in columns. Rows are only added, and their contents never change: a contact that changed gets a new row
 * and its old one dies. So whoever holds rows of a store can read them later, whatever came meanwhile.
 */
export class ContactStore {
  readonly compare: Compare
  readonly owners: OwnerTable
  readonly ids = largeNumbers()
  /** The place in Linq's order; the one thing about a row that changes. */
  readonly positions = largeNumbers()
  /** Grows with every id that is new; decides between equal positions. */
  readonly arrivals = wholeNumbers()
  /** 1 for the rows of contacts, 0 for those that died. */
  readonly alive = smallNumbers()
  /** Instants are NaN where they are blank. */
  readonly created = largeNumbers()
  readonly updated = largeNumbers()
  readonly ownerCodes = wholeNumbers()
  /** What is amiss with a contact, and more: see `Trait`. */
  readonly traits = smallNumbers()
  readonly firstName: Coded<SearchedDictionary>
  readonly lastName: Coded<SearchedDictionary>
  readonly company: Coded<SearchedDictionary>
  readonly title: Coded<SearchedDictionary>
  readonly location: Coded<SearchedDictionary>
  /** The displayed name up to its first space, and what follows: see `splitName`. */
  readonly nameHead: Coded<Dictionary>
  readonly nameTail: Coded<Dictionary>
  readonly email = new SearchedText('hyphens')
  readonly phone = new SearchedText('never')
  readonly phoneDigits = new TextColumn()
  readonly imageUrl = new TextColumn()
  /** What is shown as a name and is in no other column: `full_name` where it is kept, or `#id`. */
  readonly furtherName = new SearchedText('names')
  readonly #fullNames = smallNumbers()
  /** Whether a space counts when texts are compared; Thai passes over it, like over punctuation. */
  readonly #spaceCounts: boolean
  readonly #rowsById = new IdTable(this.ids)
  #rows = 0
  #living = 0
  #arrived = 0
  #reordered = 0

  constructor(compare: Compare) {
    this.compare = compare
    this.#spaceCounts = compare('a z', 'ab') < 0
    this.owners = new OwnerTable(compare)
    this.firstName = coded(new SearchedDictionary(compare, 'names'))
    this.lastName = coded(new SearchedDictionary(compare, 'names'))
    this.company = coded(new SearchedDictionary(compare, 'hyphens'))
    this.title = coded(new SearchedDictionary(compare, 'hyphens'))
    this.location = coded(new SearchedDictionary(compare, 'hyphens'))
    this.nameHead = coded(new Dictionary(compare))
    this.nameTail = coded(new Dictionary(compare))
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
    if (row !== null) this.#kill(row)
    this.#append(contact, owner.code, position, arrival)
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

  /** A store of the living contacts alone, in the order of their arrival. Costs as much as putting them all. */
  compacted(): ContactStore {
    const rows = Uint32Array.from({ length: this.#rows }, (_, row) => row)
      .filter((row) => this.alive.get(row) === 1)
      .sort((a, b) => this.arrivals.get(a) - this.arrivals.get(b))
    const store = new ContactStore(this.compare)
    for (const row of rows) store.put(this.contact(row), this.positions.get(row))
    return store
  }

  #append(contact: Contact, ownerCode: number, position: number, arrival: number): void {
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
    this.#fullNames.set(row, fullName)
    this.alive.set(row, 1)
    this.owners.count(ownerCode, 1)
    this.#rowsById.set(contact.id, row)
    this.#living++
  }

  #kill(row: number): void {
    this.alive.set(row, 0)
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
    const kind = this.#fullNames.get(row)
    if (kind === FullName.blank) return ''
    if (kind === FullName.own) return this.furtherName.get(row)
    const joined = `${textOf(this.firstName, row)} ${textOf(this.lastName, row)}`
    return kind === FullName.joined ? joined : joined.trim()
  }
}

/** A dictionary, and the code of every row. */
interface Coded<D extends Dictionary> {
  dictionary: D
  codes: ReturnType<typeof wholeNumbers>
}

function coded<D extends Dictionary>(dictionary: D): Coded<D> {
  return { dictionary, codes: wholeNumbers() }
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

function fullNameKind({ full_name, first_name, last_name }: Contact): number {
  const joined = `${first_name} ${last_name}`
  if (full_name === '') return FullName.blank
  if (full_name === joined) return FullName.joined
  return full_name === joined.trim() ? FullName.joinedAndTrimmed : FullName.own
}

/** `#id` when a contact is shown by it, because it has nothing better. */
function shownId(contact: Contact): string {
  const name = contactName(contact)
  return name === `#${contact.id}` ? name : ''
}

/**
 * A name in two parts whose ranks, compared one after the other, order names as the whole names are ordered; this
 * spares comparing names by language a million times. It holds because the collator compares base letters only
 * (then a text is a row of weights), and because a space weighs less than every character that can stand in the
 * first part: if one first part goes on where the other ends, the shorter is the smaller in both ways.
 */
function splitName(name: string): [head: string, tail: string] {
  const end = name.indexOf(' ')
  return end < 0 ? [name, ''] : [name.slice(0, end), name.slice(end + 1)]
}

/**
 * A name as it is compared in a sort: every stretch of white space is one space. A name of nothing else is a
 * character that collation passes over, and thus lowest, because a shown name is never blank.
 */
export function nameToCompare(name: string): string {
  return /[^\x21-\x7e]/.test(name) ? name.replace(/[\s\u0085\ufffe]+/g, ' ').trim() || '\u0000' : name
}
