import { type ChoiceFilter, NONE, QUALITY_ISSUES, type QualityIssue } from '../../directory/filters'
import { NO_CHOICE } from '../address/choices'
import type { DateFilter, Day } from '../address/dates'
import type { Filtering } from '../view-address'
import type { FieldWord, WordField } from './read-words'
import { typedDates } from './typed-dates'

/** The fields of which values are chosen, and the parts of a view that hold them. */
export const CHOICE_PARTS = {
  owner: 'owners',
  company: 'companies',
  title: 'titles',
  location: 'locations',
} as const
export type ChoiceWord = keyof typeof CHOICE_PARTS
type ChoicePart = (typeof CHOICE_PARTS)[ChoiceWord]

/** What a word asks for, in terms of the filters. */
export type Meaning =
  | { part: ChoicePart; keys: readonly string[]; isExcluded: boolean }
  | { part: 'created' | 'updated'; dates: DateFilter }
  | { part: 'quality'; issue: QualityIssue }
  | { part: 'duplicates' }

const blank = (part: ChoicePart): Meaning => ({ part, keys: [NONE], isExcluded: false })
const given = (part: ChoicePart): Meaning => ({ part, keys: [NONE], isExcluded: true })
const quality = (issue: QualityIssue): Meaning => ({ part: 'quality', issue })

/** What can stand behind `no:`, `has:` and `is:`. */
export const FLAGS: Record<'no' | 'has' | 'is', Readonly<Record<string, Meaning>>> = {
  no: {
    email: quality('no-email'),
    phone: quality('no-phone'),
    name: quality('no-name'),
    company: quality('no-company'),
    photo: quality('no-photo'),
    owner: blank('owners'),
    title: blank('titles'),
    location: blank('locations'),
  },
  has: {
    email: quality('has-email'),
    phone: quality('has-phone'),
    owner: given('owners'),
    company: given('companies'),
    title: given('titles'),
    location: given('locations'),
  },
  is: {
    duplicate: { part: 'duplicates' },
    stale: quality('stale'),
    'odd-phone': quality('odd-phone'),
  },
}

/** Whether values of a field are chosen, which only the directory knows. */
export function isChoiceWord(field: WordField): field is ChoiceWord {
  return field in CHOICE_PARTS
}

/** What a word means that no contact need be known for; null when it means nothing. */
export function meaningOf(word: FieldWord, today: Day): Meaning | null {
  const { field, isExcluded, value } = word
  switch (field) {
    case 'created':
    case 'updated': {
      const dates = isExcluded ? null : typedDates(value, today)
      return dates && { part: field, dates }
    }
    case 'no':
    case 'has':
      return flag(isExcluded === (field === 'no') ? 'has' : 'no', value)
    case 'is':
      return isExcluded ? null : flag('is', value)
    default:
      return null
  }
}

function flag(field: keyof typeof FLAGS, value: string): Meaning | null {
  return new Map(Object.entries(FLAGS[field])).get(value.toLowerCase()) ?? null
}

/** The parts of a view that change when a meaning is added to what is chosen. */
export function withMeaning(filtering: Filtering, meaning: Meaning): Partial<Filtering> {
  switch (meaning.part) {
    case 'created':
    case 'updated':
      return { [meaning.part]: withDates(filtering[meaning.part], meaning.dates) }
    case 'quality':
      // Always in one order, so that one view has one address.
      return {
        quality: QUALITY_ISSUES.filter(
          (issue) => issue === meaning.issue || filtering.quality.includes(issue),
        ),
      }
    case 'duplicates':
      return { duplicates: true }
    default:
      return { [meaning.part]: withChoice(filtering[meaning.part], meaning.keys, meaning.isExcluded) }
  }
}

/**
 * Several values of one filter are any of them, or none of them: there is no filter of both kinds. A value that is left
 * out leaves the chosen ones; where nothing would stay of them, and where they were left out, the last word counts.
 */
function withChoice(former: ChoiceFilter, keys: readonly string[], isExcluded: boolean): ChoiceFilter {
  const mode = isExcluded ? 'exclude' : 'include'
  if (former.mode === mode || former.values.length === 0) {
    return { values: [...new Set([...former.values, ...keys])], mode }
  }
  const left = former.values.filter((key) => !keys.includes(key))
  return isExcluded && left.length > 0 ? { values: left, mode: 'include' } : { values: keys, mode }
}

/** `created:>2026-01-01 created:<2026-02-01`: an open end stays where the days before it had one, if both agree. */
function withDates(former: DateFilter | null, next: DateFilter): DateFilter {
  if (typeof former !== 'object' || former === null || typeof next !== 'object') return next
  const both = { from: next.from ?? former.from, to: next.to ?? former.to }
  return both.from !== null && both.to !== null && both.from > both.to ? next : both
}

/** The parts of a view without the last thing that a filter chooses. */
export function withoutLast(
  filtering: Filtering,
  part: Exclude<keyof Filtering, 'search' | 'since'>,
): Partial<Filtering> {
  switch (part) {
    case 'created':
    case 'updated':
      return { [part]: null }
    case 'quality':
      return { quality: filtering.quality.slice(0, -1) }
    case 'duplicates':
      return { duplicates: false }
    default: {
      const { values, mode } = filtering[part]
      return { [part]: values.length > 1 ? { values: values.slice(0, -1), mode } : NO_CHOICE }
    }
  }
}
