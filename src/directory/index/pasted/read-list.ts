import { fold } from '../text/fold'
import { digitsOf } from '../text/search-words'

/** Fewer digits are no phone: extensions and short numbers are shared by strangers. */
export const LEAST_DIGITS = 7

/** No contact is written in more characters; a longer line means nobody. */
const LONGEST_LINE = 1_000

/** What a line of a pasted list may mean; each folded as the search folds it. */
export interface ListLine {
  /** The line as it was pasted. */
  text: string
  emails: readonly string[]
  /** Digits, without the zeros before them (`0048`, `022`): see `phoneKey`. */
  phones: readonly string[]
  /** Keys of names: see `nameKeys`. */
  names: readonly string[]
}

/**
 * Reads one line of a pasted list: an email, a phone or a name; also `Name <email>`, a line of a CSV file or cells of
 * a spreadsheet, which mean one contact. A line of nothing but several emails, or several phones, means several ones.
 * Blank lines give nothing.
 */
export function readListLine(line: string): readonly ListLine[] {
  const text = line.trim()
  if (text === '') return []
  if (text.length > LONGEST_LINE) return [{ text, emails: [], phones: [], names: [] }]
  const parts = cells(text).flatMap(addresses)
  const emails = unique(parts.filter(isEmail).map(fold))
  const phones = unique(parts.filter(isPhone).map(phoneKey))
  const words = parts.filter((part) => !isEmail(part) && !isPhone(part))
  const isOfOneKind = words.length === 0 && (emails.length === 0) !== (phones.length === 0)
  if (isOfOneKind && parts.length > 1) return parts.flatMap(readListLine)
  return [{ text, emails, phones, names: unique(namesAmong(words).flatMap(nameKeys)) }]
}

/** The digits of a phone, or of how it is dialled at home: the zeros before a number are not part of it. */
export function phoneKey(phone: string): string {
  return digitsOf(fold(phone)).replace(/^0+/, '')
}

/**
 * What names have in common that are written in another order, or with another hyphen: `Doe, Jane` and `Jane Doe`,
 * `Anne-Marie` and both `Anne Marie` and `Annemarie`. None for a name of nothing but signs.
 */
export function nameKeys(name: string): readonly string[] {
  const words = fold(name)
    .replace(/[.,;:"()]+/g, ' ')
    .split(' ')
    .filter((word) => /[^-]/.test(word))
  if (words.length === 0) return []
  const key = (parts: readonly string[]) => parts.filter(Boolean).toSorted().join(' ')
  return unique([
    key(words.flatMap((word) => word.split('-'))),
    key(words.map((word) => word.replaceAll('-', ''))),
  ])
}

/** The cells of a line: between tabs, or between commas and semicolons that no quotes hold together (RFC 4180). */
function cells(text: string): readonly string[] {
  const separated = text.includes('\t')
    ? text.split('\t')
    : Array.from(
        text.matchAll(/(?:^|[,;])\s*("(?:[^"]|"")*"(?=\s*(?:[,;]|$))|[^,;]*)/g),
        ([, cell = '']) => cell,
      )
  return separated
    .map((cell) => cell.trim())
    .map((cell) => (/^".*"$/.test(cell) ? cell.slice(1, -1).replaceAll('""', '"').trim() : cell))
    .filter(Boolean)
}

/** What is in a cell: `Name <email>`, an email or a phone among words, or the cell itself. */
function addresses(cell: string): readonly string[] {
  const words: string[] = []
  const found: string[] = []
  for (const word of cell.split(/[\s<>]+/)) {
    const bare = word.replace(/^['"(]*(?:mailto:)?/i, '').replace(/['".,:)]+$/, '')
    if (isEmail(bare)) found.push(bare)
    else words.push(word.replace(/^tel:/i, ''))
  }
  const rest = words.join(' ').trim()
  // As long as the words, so that what stands before the phone can be cut off.
  const plain = rest.replace(/[\u2010-\u2015\u2212]/g, '-').replace(/\s/g, ' ')
  const phone = /(?:^| )(\+?\(?\d[\d()+\-./ ]*)$/.exec(plain)?.[1] ?? ''
  if (!isPhone(rest) && isPhone(phone)) found.push(phone, rest.slice(0, rest.length - phone.length).trim())
  else found.push(rest)
  return found.filter(Boolean)
}

function isEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+$/.test(text)
}

function isPhone(text: string): boolean {
  const folded = fold(text)
  return /^[\d()+\-./ ]*$/.test(folded) && phoneKey(folded).length >= LEAST_DIGITS
}

/** Cells that may be a name: each of them, and the first two together (`Doe,Jane`). */
function namesAmong(cellsOfLine: readonly string[]): readonly string[] {
  const [first, second] = cellsOfLine
  const whole = cellsOfLine.filter((cell) => cellsOfLine.length === 1 || /\S\s+\S/.test(cell))
  return first !== undefined && second !== undefined ? [`${first} ${second}`, ...whole] : whole
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)]
}
