import { type Contact, contactName, ownerLabel } from '../linq/contact'
import type { FieldKey } from './fields'
import { fold, foldLetters } from './index/text/fold'
import { PARTS_JOINED, type SearchWord, readSearch } from './index/text/search-words'
import type { ViewQuery } from './view-query'

/** A part of a text, from `start` to before `end`, in code units; never within a grapheme. */
export interface MatchRange {
  start: number
  end: number
}

/** How the search looks at a text: see `JoinedAt` of the index; digits are found in phones only. */
type TextKind = 'names' | 'hyphens' | 'phone'

/** The fields in which matches are shown, each with the text that the table shows. */
const shownTexts: readonly { field: FieldKey; kind: TextKind; text: (contact: Contact) => string }[] = [
  { field: 'name', kind: 'names', text: contactName },
  { field: 'first_name', kind: 'names', text: (contact) => contact.first_name },
  { field: 'last_name', kind: 'names', text: (contact) => contact.last_name },
  { field: 'company', kind: 'hyphens', text: (contact) => contact.company },
  { field: 'owner', kind: 'hyphens', text: ownerText },
  { field: 'phone', kind: 'phone', text: (contact) => contact.phone_number },
  { field: 'email', kind: 'hyphens', text: (contact) => contact.email },
  { field: 'title', kind: 'hyphens', text: (contact) => contact.title },
  { field: 'location', kind: 'hyphens', text: (contact) => contact.location },
]

const kinds = new Map(shownTexts.map(({ field, kind }) => [field, kind]))

/**
 * Finds what a search found in a text of a field, as it is shown: a phone number may be grouped for reading. A text
 * without a match costs one folding.
 */
export function rangesFinder(search: string): (field: FieldKey, text: string) => MatchRange[] {
  const words = readSearch(search)
  return (field, text) => {
    const kind = kinds.get(field)
    return kind ? matchRanges(text, words, kind) : []
  }
}

/** The parts that were found, by field. */
export type Matches = Partial<Record<FieldKey, readonly MatchRange[]>>

/**
 * The parts of a contact's texts that the search of a query found, by field; fields without a match are absent.
 * Meant for the rows on screen: a text without a match costs one folding.
 */
export function matches(contact: Contact, query: Pick<ViewQuery, 'search'>): Matches {
  const words = readSearch(query.search)
  const found: Matches = {}
  if (words.length === 0) return found
  for (const { field, kind, text } of shownTexts) {
    const ranges = matchRanges(text(contact), words, kind)
    if (ranges.length > 0) found[field] = ranges
  }
  return found
}

/**
 * The parts of one text that words were found in, in order and apart from each other. For a text that is shown in
 * another form than Linq's, such as a formatted phone number.
 */
export function matchRanges(text: string, words: readonly SearchWord[], kind: TextKind): MatchRange[] {
  if (text === '' || words.length === 0) return []
  const sought = words.filter((word) => word.isExcluded !== true)
  const texts = sought.flatMap((word) => word.texts)
  const numbers = kind === 'phone' ? sought.flatMap((word) => word.numbers) : []
  // Most texts on screen hold nothing, and to know where each letter came from takes ten times longer.
  if (numbers.length === 0 && !mayHold(text, texts)) return []
  const letters = foldedLetters(text)
  const figures = numbers.length > 0 ? digits(letters) : letters
  return merged([
    ...texts.flatMap((one) => [
      ...everywhere(letters, one),
      ...(kind === 'phone' ? [] : joined(letters, one, kind === 'names' ? /[ -]/ : /-/)),
    ]),
    ...numbers.flatMap((number) => everywhere(figures, number)),
  ])
}

/** False only when none of the words is in the text, whatever its parts are joined by. */
function mayHold(text: string, words: readonly string[]): boolean {
  const bare = withoutJoints(fold(text))
  return words.some((word) => bare.includes(withoutJoints(word)))
}

function withoutJoints(text: string): string {
  return text.replace(/[ -]/g, '')
}

function ownerText({ contact_owner }: Contact): string {
  return contact_owner ? ownerLabel(contact_owner) : ''
}

/** Folded text, and for each of its code units the grapheme of the text that it came from. */
interface Letters {
  folded: string
  from: readonly MatchRange[]
}

const isPlain = /^[\x20-\x7e]*$/
/** Made when first needed; the table of graphemes is large. */
let segmenter: Intl.Segmenter | null = null

/** The folded text as `fold` gives it, grapheme by grapheme. */
function foldedLetters(text: string): Letters {
  let folded = ''
  const from: MatchRange[] = []
  const add = (unit: string, start: number, end: number) => {
    if (unit === ' ' && (folded === '' || folded.endsWith(' '))) return
    folded += unit
    from.push({ start, end })
  }
  if (isPlain.test(text)) {
    // Most texts: each character is a grapheme, and folding one by one would take longer than all else.
    for (const [index, unit] of text.toLowerCase().split('').entries()) {
      if (unit !== "'" && unit !== '`') add(unit, index, index + 1)
    }
  } else {
    segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' })
    for (const { segment, index } of segmenter.segment(text)) {
      for (const unit of foldLetters(segment).split('')) add(unit, index, index + segment.length)
    }
  }
  return { folded: folded.trimEnd(), from }
}

/** The digits of a text alone. */
function digits(letters: Letters): Letters {
  return only(letters, (unit) => unit >= '0' && unit <= '9')
}

function only({ folded, from }: Letters, isKept: (unit: string) => boolean): Letters {
  const kept = from.flatMap((range, place) => {
    const unit = folded.charAt(place)
    return unit !== '' && isKept(unit) ? [{ unit, range }] : []
  })
  return { folded: kept.map(({ unit }) => unit).join(''), from: kept.map(({ range }) => range) }
}

/** All places of a text, those that overlap too. */
function everywhere(letters: Letters, sought: string): MatchRange[] {
  const ranges: MatchRange[] = []
  for (let at = letters.folded.indexOf(sought); at >= 0; at = letters.folded.indexOf(sought, at + 1)) {
    ranges.push(...rangeAt(letters, at, sought.length))
  }
  return ranges
}

/** The beginnings of parts from which a text goes on over the places where parts are joined. */
function joined(letters: Letters, sought: string, joint: RegExp): MatchRange[] {
  const { folded } = letters
  const ranges: MatchRange[] = []
  for (let start = 0; start < folded.length; start++) {
    const before = folded.charAt(start - 1)
    const isBeginning = start === 0 || before === ' ' || joint.test(before)
    if (!isBeginning || joint.test(folded.charAt(start))) continue
    const end = joinedEnd(folded, start, sought, joint)
    if (end !== null) ranges.push(...rangeAt(letters, start, end - start))
  }
  return ranges
}

/** Where a text ends that is read from `start` over joints, or null when something else stands there. */
function joinedEnd(folded: string, start: number, sought: string, joint: RegExp): number | null {
  let parts = 1
  let at = start
  for (let place = 0; place < sought.length; at++) {
    const unit = folded.charAt(at)
    if (joint.test(unit)) {
      if (!joint.test(folded.charAt(at - 1))) parts++
      if (parts > PARTS_JOINED) return null
    } else if (unit === sought.charAt(place)) {
      place++
    } else {
      return null
    }
  }
  return at
}

function rangeAt({ from }: Letters, at: number, length: number): MatchRange[] {
  const [first, last] = [from[at], from[at + length - 1]]
  return first && last ? [{ start: first.start, end: last.end }] : []
}

/** Ranges in order; those that overlap or touch are one. */
export function merged(ranges: MatchRange[]): MatchRange[] {
  const apart: MatchRange[] = []
  for (const { start, end } of ranges.sort((a, b) => a.start - b.start)) {
    const last = apart.at(-1)
    if (last && start <= last.end) last.end = Math.max(last.end, end)
    else apart.push({ start, end })
  }
  return apart
}
