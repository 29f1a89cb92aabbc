import { contactName } from '../../../linq/contact'
import type { ListMatch, UnclearLine } from '../../list-match'
import type { ContactStore } from '../contact-store'
import { LEAST_DIGITS, type ListLine, nameKeys, phoneKey, readListLine } from './read-list'

/** Lines, and rows, of one part of the work: some milliseconds. */
const LINES_AT_ONCE = 2_000
const ROWS_AT_ONCE = 4_000

/** More contacts than these cannot be told apart in a list. */
const CANDIDATES_SHOWN = 20

/** How surely a contact is meant; of several ways the surest counts. */
const Sure = { nobody: 0, name: 1, endOfPhone: 2, phone: 3, email: 4 } as const

/** The contacts that a line may mean. */
interface Candidates {
  sure: number
  rows: number[]
  more: number
}

/**
 * Finds the contacts of a pasted list. The list becomes tables, and every contact is looked up in them once, so that
 * the time grows with the contacts and not with contacts times lines.
 *
 * A line means the contact with its email; else the one with the digits of its phone; else one whose number ends as
 * its phone does, or the other way round (a country's code may be missing in one of them); else one of its name. A
 * name that fits while the email or the phone of the line does not is no more than a likeness: it is left to be chosen.
 *
 * After each part of the work it gives the share that is done, from 0 to 1. Contacts that come or change meanwhile
 * are found as they are, those that are gone at the end are not.
 */
export function* matchList(store: ContactStore, text: string): Generator<number, ListMatch> {
  const lines: ListLine[] = []
  const raw = text.replace(/^\ufeff/, '').split(/\r\n|[\r\n\u2028\u2029]/)
  for (let at = 0; at < raw.length; at += LINES_AT_ONCE) {
    lines.push(...raw.slice(at, at + LINES_AT_ONCE).flatMap(readListLine))
    yield (0.2 * at) / raw.length
  }
  const tables = new Tables(lines)
  // A contact that changes meanwhile goes on in a new row at the end.
  for (let row = 0; row < store.rows; row += ROWS_AT_ONCE) {
    tables.lookUp(store, row, Math.min(store.rows, row + ROWS_AT_ONCE))
    yield 0.2 + (0.8 * row) / store.rows
  }
  return sorted(store, lines, tables.candidates)
}

/** What is sought, by what tells it; and what was found for each line. */
class Tables {
  readonly candidates: Candidates[]
  readonly #emails = new Map<string, number[]>()
  /** By the last digits of a phone, which are the same whether or not it has a country's code. */
  readonly #phones = new Map<string, { phone: string; line: number }[]>()
  readonly #names = new Map<string, number[]>()

  constructor(lines: readonly ListLine[]) {
    this.candidates = lines.map(() => ({ sure: Sure.nobody, rows: [], more: 0 }))
    for (const [line, { emails, phones, names }] of lines.entries()) {
      for (const email of emails) add(this.#emails, email, line)
      for (const phone of phones) add(this.#phones, phone.slice(-LEAST_DIGITS), { phone, line })
      for (const name of names) add(this.#names, name, line)
    }
  }

  /** Looks up the contacts of some rows. */
  lookUp(store: ContactStore, from: number, to: number): void {
    const alive = store.alive.values
    for (let row = from; row < to; row++) {
      if (alive[row] === 0) continue
      if (this.#emails.size > 0) this.#lookUpEmail(store, row)
      if (this.#phones.size > 0) this.#lookUpPhone(store, row)
      if (this.#names.size > 0) this.#lookUpName(store, row)
    }
  }

  #lookUpEmail(store: ContactStore, row: number): void {
    for (const line of this.#emails.get(store.email.words.get(row)) ?? []) this.#found(line, row, Sure.email)
  }

  #lookUpPhone(store: ContactStore, row: number): void {
    const own = phoneKey(store.phoneDigits.get(row))
    if (own.length < LEAST_DIGITS) return
    for (const { phone, line } of this.#phones.get(own.slice(-LEAST_DIGITS)) ?? []) {
      if (phone === own) this.#found(line, row, Sure.phone)
      else if (phone.endsWith(own) || own.endsWith(phone)) this.#found(line, row, Sure.endOfPhone)
    }
  }

  #lookUpName(store: ContactStore, row: number): void {
    const contact = store.contact(row)
    const names = [contactName(contact), `${contact.first_name} ${contact.last_name}`]
    for (const key of new Set(names.flatMap(nameKeys))) {
      for (const line of this.#names.get(key) ?? []) this.#found(line, row, Sure.name)
    }
  }

  #found(line: number, row: number, sure: number): void {
    const found = this.candidates[line]
    if (!found || sure < found.sure) return
    if (sure > found.sure) {
      found.sure = sure
      found.rows = [row]
      found.more = 0
    } else if (found.rows.at(-1) !== row) {
      if (found.rows.length < CANDIDATES_SHOWN) found.rows.push(row)
      else found.more++
    }
  }
}

function add<Item>(table: Map<string, Item[]>, key: string, item: Item): void {
  const items = table.get(key)
  if (items) items.push(item)
  else table.set(key, [item])
}

/** The lines in three groups. */
function sorted(
  store: ContactStore,
  lines: readonly ListLine[],
  candidates: readonly Candidates[],
): ListMatch {
  const found: { line: string; id: number }[] = []
  const missing: string[] = []
  const unclear: UnclearLine[] = []
  for (const [at, { text, emails, phones }] of lines.entries()) {
    const { sure = Sure.nobody, rows = [], more = 0 } = candidates[at] ?? {}
    const ids = [...new Set(rows.map((row) => store.ids.get(row)))].filter((id) => store.row(id) !== null)
    const [id] = ids
    const isLikeness = sure === Sure.name && emails.length + phones.length > 0
    if (id === undefined) missing.push(text)
    else if (ids.length === 1 && more === 0 && !isLikeness) found.push({ line: text, id })
    else unclear.push({ line: text, ids, more })
  }
  return {
    lines: lines.length,
    found: { lines: found.map(({ line }) => line), ids: Float64Array.from(found, ({ id }) => id) },
    missing,
    unclear,
  }
}
