import { type ChoiceFilter, NONE, type QualityIssue, choiceText } from '../../directory/filters'
import { NO_OWNER, type OwnerFacet, type OwnerKey } from '../../directory/view-query'
import { ownerLabel } from '../../linq/contact'
import { datesParser } from '../address/dates'
import type { FilterPart, Filtering } from '../view-address'
import { ownersMeant } from './choose-values'
import type { ChoiceWord } from './meaning'
import type { FieldWord } from './read-words'

/** A word with a field as it is written, in quotes where it must be, or where they are asked for. */
export function printWord({ field, isExcluded, value, isQuoted }: FieldWord): string {
  const needsQuotes = isQuoted || value === '' || /^["“”„]|\s/.test(value)
  return `${isExcluded ? '-' : ''}${field}:${needsQuotes ? `"${value.replaceAll('"', '""')}"` : value}`
}

/**
 * The words of one filter, a word for each thing that it chooses; none when it is not in use.
 *
 * @param owners who the owners are
 */
export function wordsOfFilter(
  part: Exclude<FilterPart, 'since'>,
  filtering: Filtering,
  owners: readonly OwnerFacet[],
): string[] {
  switch (part) {
    case 'owners':
      return choiceWords('owner', filtering.owners, (key) => ownerText(key, owners))
    case 'companies':
      return choiceWords('company', filtering.companies, choiceText)
    case 'titles':
      return choiceWords('title', filtering.titles, choiceText)
    case 'locations':
      return choiceWords('location', filtering.locations, choiceText)
    case 'created':
    case 'updated': {
      const dates = filtering[part]
      return dates ? [`${part}:${datesParser.serialize(dates)}`] : []
    }
    case 'quality':
      return filtering.quality.map((issue) => issueWords[issue])
    case 'duplicates':
      return filtering.duplicates ? ['is:duplicate'] : []
  }
}

const issueWords: Record<QualityIssue, string> = {
  'no-name': 'no:name',
  'no-email': 'no:email',
  'no-phone': 'no:phone',
  'odd-phone': 'is:odd-phone',
  'no-company': 'no:company',
  'no-photo': 'no:photo',
  stale: 'is:stale',
  'has-email': 'has:email',
  'has-phone': 'has:phone',
}

function choiceWords(
  field: ChoiceWord,
  { values, mode }: ChoiceFilter,
  textOf: (key: string) => string,
): string[] {
  return values.map((key) => {
    const value = key === NONE ? NONE : textOf(key)
    // What means something else without quotes.
    const isQuoted = key !== NONE && /^(?:none|me)$/i.test(value)
    return printWord({ field, isExcluded: mode === 'exclude', value, isQuoted })
  })
}

/** The name of an owner where it tells the owner apart, else the key. */
function ownerText(key: OwnerKey, owners: readonly OwnerFacet[]): string {
  const owner = key === NO_OWNER ? null : owners.find((facet) => facet.key === key)?.owner
  const label = owner ? ownerLabel(owner) : ''
  const [meant, ...others] = ownersMeant({ value: label, isQuoted: true }, owners, null).exact
  if (meant === key && others.length === 0) return label
  return key.startsWith('~') ? key : `#${key}`
}
