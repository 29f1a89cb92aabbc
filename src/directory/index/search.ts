import type { SearchedDictionary } from './columns/dictionary'
import type { NumberColumn } from './columns/number-column'
import type { WordText } from './columns/word-text'
import type { ContactStore } from './contact-store'
import type { SearchWord } from './text/search-words'

/**
 * Marks by row: 1 where a contact has a word, in any searched field, and `within` marks the row too (null: all rows).
 * The dictionaries are looked through (tens of thousands of texts, not millions of rows), then one pass a field
 * collects their answers, and only rows that have it in none of them are looked through themselves.
 */
export function rowsWithWord(store: ContactStore, word: SearchWord, within: Uint8Array | null): Uint8Array {
  const { rows, email, furtherName, phone, phoneDigits } = store
  const marks = new Uint8Array(rows)
  for (const { dictionary, codes } of searchedColumns(store)) {
    collect(marks, codes.values, marked(dictionary.words, word))
  }
  collect(marks, store.ownerCodes.values, marked(store.owners.words, word))
  for (const text of word.texts) markFullNames(store, text, marks)
  email.words.mark(word, marks, within)
  furtherName.words.mark(word, marks, within)
  phone.words.mark(word, marks, within)
  for (const number of word.numbers) phoneDigits.mark(number, marks, within)
  if (within !== null)
    for (let row = 0; row < rows; row++) marks[row] = (marks[row] ?? 0) & (within[row] ?? 0)
  return marks
}

/** Whether one row has a word; what `rowsWithWord` says of it, for who asks of few rows. */
export function rowHasWord(store: ContactStore, row: number, word: SearchWord): boolean {
  const { email, furtherName, phone, phoneDigits, owners, ownerCodes } = store
  return (
    searchedColumns(store).some(({ dictionary, codes }) => dictionary.words.has(codes.get(row), word)) ||
    email.words.has(row, word) ||
    owners.words.has(ownerCodes.get(row), word) ||
    phone.words.has(row, word) ||
    furtherName.words.has(row, word) ||
    word.numbers.some((number) => phoneDigits.get(row).includes(number)) ||
    word.texts.some((text) => isInFullName(store, row, text))
  )
}

interface SearchedColumn {
  dictionary: SearchedDictionary
  codes: NumberColumn<Uint32Array>
}

function searchedColumns(store: ContactStore): readonly SearchedColumn[] {
  return [store.firstName, store.lastName, store.company, store.title, store.location]
}

/** By item of a dictionary: 1 where it has the word. */
function marked(texts: WordText, word: SearchWord): Uint8Array {
  const marks = new Uint8Array(texts.size)
  texts.mark(word, marks)
  return marks
}

/** Marks the rows whose code is marked. Without a branch, because nothing foretells which rows these are. */
function collect(marks: Uint8Array, codes: Uint32Array, markOfCode: Uint8Array): void {
  if (!markOfCode.includes(1)) return
  for (let row = 0; row < marks.length; row++) {
    marks[row] = (marks[row] ?? 0) | (markOfCode[codes[row] ?? 0] ?? 0)
  }
}

/** Marks the rows whose first name ends and whose last name begins with a text that has a space: `anne marie`. */
function markFullNames({ firstName, lastName }: ContactStore, text: string, marks: Uint8Array): void {
  for (const [head, tail] of spacesOf(text)) {
    const ends = codesWhere(firstName.dictionary.words, (name) => name.endsWith(head))
    const begins = codesWhere(lastName.dictionary.words, (name) => name.startsWith(tail))
    const [firstCodes, lastCodes] = [firstName.codes.values, lastName.codes.values]
    for (let row = 0; row < marks.length; row++) {
      if (ends[firstCodes[row] ?? 0] === 1 && begins[lastCodes[row] ?? 0] === 1) marks[row] = 1
    }
  }
}

function isInFullName({ firstName, lastName }: ContactStore, row: number, text: string): boolean {
  return spacesOf(text).some(
    ([head, tail]) =>
      firstName.dictionary.words.get(firstName.codes.get(row)).endsWith(head) &&
      lastName.dictionary.words.get(lastName.codes.get(row)).startsWith(tail),
  )
}

/** What stands before and behind each space of a text. */
function spacesOf(text: string): [head: string, tail: string][] {
  const parts: [string, string][] = []
  for (let space = text.indexOf(' '); space >= 0; space = text.indexOf(' ', space + 1)) {
    parts.push([text.slice(0, space), text.slice(space + 1)])
  }
  return parts
}

function codesWhere(texts: WordText, isMeant: (folded: string) => boolean): Uint8Array {
  return Uint8Array.from({ length: texts.size }, (_, code) => (isMeant(texts.get(code)) ? 1 : 0))
}
