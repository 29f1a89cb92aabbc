import type { NumberColumn } from './columns/number-column'
import type { WordText } from './columns/word-text'
import type { ContactStore } from './contact-store'
import type { SearchWord } from './text/search-words'

/** Of so many rows at most one is a candidate when looking at each is faster than at all of a column at once. */
const FEW = 12

/**
 * The rows among `candidates`, in their order, that have all words. A word may be in any searched field: the
 * dictionaries are looked through (tens of thousands of texts, not millions of rows), then one pass over the
 * candidates collects their answers.
 */
export function findRows(
  store: ContactStore,
  words: readonly SearchWord[],
  candidates: Uint32Array,
): Uint32Array {
  return words.reduce(
    (found, word) => (found.length === 0 ? found : withWord(store, word, found)),
    candidates,
  )
}

function withWord(store: ContactStore, word: SearchWord, candidates: Uint32Array): Uint32Array {
  const first = answers(store.firstName, word)
  const last = answers(store.lastName, word)
  const company = answers(store.company, word)
  const title = answers(store.title, word)
  const location = answers(store.location, word)
  const owner = marked(store.owners.words, word)
  const owners = store.ownerCodes.values
  const isFew = candidates.length * FEW < store.rows
  const texts = isFew ? candidatesWithText(store, word, candidates) : rowsWithText(store, word)
  for (const text of word.texts) markFullNames(store, text, candidates, texts)

  const found = new Uint32Array(candidates.length)
  let count = 0
  for (const row of candidates) {
    if (
      texts[row] === 1 ||
      first.marks[first.codes[row] ?? 0] === 1 ||
      last.marks[last.codes[row] ?? 0] === 1 ||
      company.marks[company.codes[row] ?? 0] === 1 ||
      title.marks[title.codes[row] ?? 0] === 1 ||
      location.marks[location.codes[row] ?? 0] === 1 ||
      owner[owners[row] ?? 0] === 1
    ) {
      found[count++] = row
    }
  }
  return found.slice(0, count)
}

/** The marks of a dictionary's texts, and the codes that lead to them. */
function answers(
  column: { dictionary: { words: WordText }; codes: NumberColumn<Uint32Array> },
  word: SearchWord,
): { marks: Uint8Array; codes: Uint32Array } {
  return { marks: marked(column.dictionary.words, word), codes: column.codes.values }
}

function marked(texts: WordText, word: SearchWord): Uint8Array {
  const marks = new Uint8Array(texts.size)
  texts.mark(word, marks)
  return marks
}

/** The same of few rows, each by itself. */
function candidatesWithText(store: ContactStore, word: SearchWord, candidates: Uint32Array): Uint8Array {
  const { email, furtherName, phone, phoneDigits } = store
  const marks = new Uint8Array(store.rows)
  for (const row of candidates) {
    const hasWord =
      email.words.has(row, word) ||
      furtherName.words.has(row, word) ||
      phone.words.has(row, word) ||
      (word.digits !== null && phoneDigits.get(row).includes(word.digits))
    if (hasWord) marks[row] = 1
  }
  return marks
}

/** Marks the rows with a word in a text that is their own: email, phone, a name of no dictionary. */
function rowsWithText(store: ContactStore, word: SearchWord): Uint8Array {
  const marks = new Uint8Array(store.rows)
  store.email.words.mark(word, marks)
  store.furtherName.words.mark(word, marks)
  store.phone.words.mark(word, marks)
  if (word.digits !== null) {
    store.phoneDigits.each(word.digits, (row) => {
      marks[row] = 1
    })
  }
  return marks
}

/** Marks the rows whose first name ends and whose last name begins with a text that has a space: `anne marie`. */
function markFullNames(
  { firstName, lastName }: ContactStore,
  text: string,
  candidates: Uint32Array,
  marks: Uint8Array,
): void {
  for (let space = text.indexOf(' '); space >= 0; space = text.indexOf(' ', space + 1)) {
    const ends = codesWhere(firstName.dictionary.words, (name) => name.endsWith(text.slice(0, space)))
    const begins = codesWhere(lastName.dictionary.words, (name) => name.startsWith(text.slice(space + 1)))
    for (const row of candidates) {
      if (ends[firstName.codes.get(row)] === 1 && begins[lastName.codes.get(row)] === 1) marks[row] = 1
    }
  }
}

function codesWhere(texts: WordText, isMeant: (folded: string) => boolean): Uint8Array {
  return Uint8Array.from({ length: texts.size }, (_, code) => (isMeant(texts.get(code)) ? 1 : 0))
}
