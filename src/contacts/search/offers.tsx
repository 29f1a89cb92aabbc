import type { ReactNode } from 'react'

import { NONE } from '../../directory/filters'
import { fold } from '../../directory/index/text/fold'
import type { OwnerFacet, OwnerKey } from '../../directory/view-query'
import { countOf, formatCount } from '../../ui/text/format'
import { DATE_PRESETS, type Day } from '../../view/address/dates'
import { UNFILTERED } from '../../view/view-address'
import { MOST_TOGETHER, type MeantValues, ownersMeant, valuesMeant } from '../../view/words/choose-values'
import {
  CHOICE_PARTS,
  type ChoiceWord,
  FLAGS,
  type Meaning,
  isChoiceWord,
  meaningOf,
} from '../../view/words/meaning'
import { type FieldWord, WORD_FIELDS } from '../../view/words/read-words'
import type { WordValues } from '../../view/words/word-values'
import { ownerOptions, withUnknown } from '../filters/choose/owner-options'
import { pluralLabels } from '../filters/choose/plural-labels'
import { filterLabels, presetLabels, qualityLabels, summaryOf, valueLabel } from '../filters/filter-words'

/** Something that a word may mean. */
export interface Offer {
  /** Tells it apart from the others of its list. */
  id: string
  label: string
  /** Said beside the label, quietly. */
  hint?: string
  count: number | null
  avatar?: ReactNode
  /** The filter that it is; a text stands in place of the word instead. */
  takes: Meaning | string
}

/** What is offered for a word, and what else can be done. */
export interface Offers {
  /** What the offers are: "Owner is". */
  label: string
  offers: readonly Offer[]
  /** Why there are no offers, or what else can be written; empty where there is nothing to say. */
  message: string
}

/** What is known about what a word may mean. */
export interface Knowledge {
  owners: readonly OwnerFacet[]
  me: OwnerKey | null
  today: Day
  /** The values that hold the words of the word; undefined while they are looked for. */
  values: WordValues | undefined
  /** Whether not all contacts have been read. */
  isReading: boolean
}

/** So many values are listed; who wants another one types on. */
const MOST_LISTED = 8

/** What a word may mean, the likeliest first. */
export function offersFor(word: FieldWord, knowledge: Knowledge): Offers {
  const { field } = word
  if (isChoiceWord(field)) return choiceOffers(field, word, knowledge)
  if (field === 'created' || field === 'updated') return dateOffers(field, word, knowledge.today)
  return flagOffers(field, word)
}

/** The field that a word before the caret begins with, when three letters leave no doubt; nothing for a shorter one. */
export function fieldOffer(before: string): (Offer & { start: number }) | null {
  const [, minus = '', letters = ''] = /(?:^|\s)(-?)(\p{L}{3,})$/u.exec(before) ?? []
  const field = WORD_FIELDS.find((name) => name.length > 3 && name.startsWith(letters.toLowerCase()))
  if (letters === '' || field === undefined) return null
  const text = `${minus}${field}:`
  // Days cannot be left out.
  if (minus !== '' && !isChoiceWord(field)) return null
  const label = `${minus === '' ? 'Filter by' : 'Leave out by'} ${field}`
  return {
    id: text,
    label,
    hint: text,
    count: null,
    takes: text,
    start: before.length - minus.length - letters.length,
  }
}

function choiceOffers(field: ChoiceWord, word: FieldWord, knowledge: Knowledge): Offers {
  const { value, isExcluded } = word
  const part = CHOICE_PARTS[field]
  const label = `${filterLabels[part]} is${isExcluded ? ' not' : ''}`
  const known = field === 'owner' ? knownOwners(word, knowledge) : knownValues(field, word, knowledge)
  if (!known) return { label, offers: [], message: '' }
  const { meant, shown } = known
  const takes = (keys: readonly string[]): Meaning => ({ part, keys, isExcluded })
  const offers = listed(word, known).map((key): Offer => {
    const one = shown.get(key) ?? { label: valueLabel(part, key), count: null }
    return { id: key, takes: takes([key]), ...one }
  })
  const { holding, isWhole } = meant
  const areTogether = isWhole && holding.length <= MOST_TOGETHER
  if (value !== '' && areTogether && holding.length > 1) {
    const all = `All ${countOf(holding.length, field, pluralLabels[field].toLowerCase())} with “${value}”`
    const avatar = field === 'owner' && <span aria-hidden className="size-5 flex-none" />
    offers.push({ id: 'all', label: all, count: null, avatar, takes: takes(holding) })
  }
  const nobody = `No ${field} matches “${value}”${knowledge.isReading ? ' so far' : ''}`
  const more = areTogether ? 0 : known.found - offers.length
  const typeOn = more > 0 && Number.isFinite(more) ? `${formatCount(more)} more: type to find them` : ''
  return { label, offers, message: offers.length === 0 ? nobody : typeOn }
}

/** The keys that a word may mean, and how each is shown. */
interface Known {
  meant: MeantValues
  shown: ReadonlyMap<string, Omit<Offer, 'id' | 'takes'>>
  /** How many values hold the words; not finite while that is not known. */
  found: number
  /** What comes first when nothing has been typed yet. */
  first: readonly string[]
}

function knownOwners(word: FieldWord, { owners, me }: Knowledge): Known {
  const meant = ownersMeant(word, owners, me)
  const options = ownerOptions(withUnknown(owners, meant.holding)).map(
    ({ key, label, count, avatar, hint = '' }) =>
      [key, { label, count, avatar, hint: key === me ? 'you' : hint }] as const,
  )
  return { meant, shown: new Map(options), found: meant.holding.length, first: me === null ? [] : [me] }
}

function knownValues(
  field: Exclude<ChoiceWord, 'owner'>,
  word: FieldWord,
  { values }: Knowledge,
): Known | null {
  if (!values) return null
  const shown = values.values.map(
    ({ key, count }) => [key, { label: valueLabel(CHOICE_PARTS[field], key), count }] as const,
  )
  return { meant: valuesMeant(word, values), shown: new Map(shown), found: values.found, first: [] }
}

/** What is called so comes first, and "none" is last. */
function listed({ value, isQuoted }: FieldWord, { meant, shown, first }: Known): string[] {
  // Before anything is typed, only what would show somebody is of use.
  const holding = value === '' ? meant.holding.filter((key) => shown.get(key)?.count !== 0) : meant.holding
  const keys = [...new Set([...(value === '' ? first : meant.exact), ...holding])]
  if (isQuoted || !NONE.startsWith(value.toLowerCase())) return keys.slice(0, MOST_LISTED)
  return [...keys.filter((key) => key !== NONE).slice(0, MOST_LISTED - 1), NONE]
}

function dateOffers(field: 'created' | 'updated', word: FieldWord, today: Day): Offers {
  const label = filterLabels[field]
  if (word.isExcluded)
    return { label, offers: [], message: `Days cannot be left out: write ${field}:<2026-01-31` }
  const value = fold(word.value)
  const meaning = meaningOf(word, today)
  const typed = meaning && 'dates' in meaning && typeof meaning.dates === 'object' ? meaning.dates : null
  const [said] = typed ? summaryOf(field, { ...UNFILTERED, [field]: typed }, []).values : []
  const first =
    said && meaning ? [{ id: 'typed', label: capital(said.label), count: null, takes: meaning }] : []
  const presets = DATE_PRESETS.filter((preset) =>
    `${preset} ${fold(presetLabels[preset])}`.includes(value),
  ).map((preset): Offer => ({
    id: preset,
    label: presetLabels[preset],
    hint: preset,
    count: null,
    takes: { part: field, dates: preset },
  }))
  const exactFirst = presets.toSorted((one, other) => Number(other.id === value) - Number(one.id === value))
  const offers = [...first, ...exactFirst]
  const days = 'a day as 2026-01-31, a month as 2026-01, a year, or >2026-01-31'
  if (offers.length === 0) return { label, offers, message: `Write ${days}` }
  return { label, offers, message: value === '' ? `Or write ${days}` : '' }
}

function flagOffers(field: keyof typeof FLAGS, word: FieldWord): Offers {
  // Left out is the opposite, where there is one.
  const opposite = { no: 'has', has: 'no', is: null } as const
  const asked = word.isExcluded ? opposite[field] : field
  const value = word.value.toLowerCase()
  const offers = Object.entries(asked === null ? {} : FLAGS[asked]).flatMap(([flag, takes]): Offer[] =>
    flag.startsWith(value)
      ? [{ id: flag, label: flagLabel(takes), hint: `${asked}:${flag}`, count: null, takes }]
      : [],
  )
  const known = asked === null ? '' : Object.keys(FLAGS[asked]).join(', ')
  const message = asked === null ? 'This cannot be left out' : `After “${asked}:” stands one of ${known}`
  return { label: 'Contacts with', offers, message: offers.length === 0 ? message : '' }
}

function flagLabel(meaning: Meaning): string {
  switch (meaning.part) {
    case 'quality':
      return qualityLabels[meaning.issue]
    case 'duplicates':
      return 'Only duplicates'
    case 'created':
    case 'updated':
      return filterLabels[meaning.part]
    default:
      return meaning.isExcluded
        ? `Has ${filterLabels[meaning.part].toLowerCase()}`
        : valueLabel(meaning.part, NONE)
  }
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
