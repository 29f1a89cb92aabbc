import { NONE, type ValueCount, choiceKey } from '../../directory/filters'
import { fold } from '../../directory/index/text/fold'
import type { OwnerFacet, OwnerKey } from '../../directory/view-query'
import { ownerLabel } from '../../linq/contact'
import { isOwnerKey } from '../address/choices'
import type { FieldWord } from './read-words'

/** At most so many values are chosen together, because each is a part of the address. */
export const MOST_TOGETHER = 50

type Value = Pick<FieldWord, 'value' | 'isQuoted'>

/** The keys of values: those that are called so, and those that hold the words. */
export interface MeantValues {
  exact: readonly string[]
  holding: readonly string[]
  /** Whether `holding` are all of them. */
  isWhole: boolean
}

/** What a finished word chooses: what is called so, else all that hold its words, unless these are too many. */
export function chosenTogether({ exact, holding, isWhole }: MeantValues): readonly string[] {
  if (exact.length > 0) return exact
  return isWhole && holding.length <= MOST_TOGETHER ? holding : []
}

/**
 * The owners that a value means. `none` is no owner and `me` oneself, unless quotes say that these are names; `#456`
 * is an id. Names and emails are compared as the search compares texts.
 *
 * @param me who one is; null when that is not known
 */
export function ownersMeant(
  { value, isQuoted }: Value,
  owners: readonly OwnerFacet[],
  me: OwnerKey | null,
): MeantValues {
  const plain = isQuoted ? '' : value.toLowerCase()
  if (plain === NONE) return exactly(NONE)
  if (plain === 'me' && me !== null) return exactly(me)
  const key = value.startsWith('#') ? value.slice(1) : value
  if (/^[#~]/.test(value) && isOwnerKey(key)) return exactly(key)
  const folded = fold(value)
  const named = owners.flatMap(({ key: ofOwner, owner }) =>
    owner ? [{ key: ofOwner, texts: [fold(ownerLabel(owner)), fold(owner.email)] }] : [],
  )
  return {
    exact: folded === '' ? [] : named.filter(({ texts }) => texts.includes(folded)).map((one) => one.key),
    holding: bestFirst(
      named.filter(({ texts }) =>
        folded.split(' ').every((word) => texts.some((text) => text.includes(word))),
      ),
      folded,
    ),
    isWhole: true,
  }
}

/**
 * The companies, titles or locations that a value means. `none` is none, unless quotes say that it is a name.
 *
 * @param facet the values that hold the words of the value
 */
export function valuesMeant(
  { value, isQuoted }: Value,
  facet: { values: readonly Pick<ValueCount, 'key' | 'label'>[]; found: number },
): MeantValues {
  if (!isQuoted && value.toLowerCase() === NONE) return exactly(NONE)
  const folded = fold(value)
  const known = facet.values.map(({ key, label }) => ({ key, texts: [fold(label)] }))
  const same = known.filter(({ key }) => key === choiceKey(value))
  const alike = known.filter(({ texts }) => folded !== '' && texts.includes(folded))
  return {
    exact: (same.length > 0 ? same : alike).map(({ key }) => key),
    holding: bestFirst(known, folded),
    isWhole: facet.found <= known.length,
  }
}

/** The keys of what begins with the typed text, then of what has words that begin with its words, then of the others. */
function bestFirst(known: readonly { key: string; texts: readonly string[] }[], folded: string): string[] {
  const words = folded.split(' ')
  const rank = (texts: readonly string[]) => {
    if (texts.some((text) => text.startsWith(folded))) return 0
    return words.every((word) => texts.some((text) => ` ${text}`.includes(` ${word}`))) ? 1 : 2
  }
  return known
    .map(({ key, texts }) => ({ key, rank: rank(texts) }))
    .toSorted((one, other) => one.rank - other.rank)
    .map(({ key }) => key)
}

function exactly(key: string): MeantValues {
  return { exact: [key], holding: [key], isWhole: true }
}

/** What finds the values that a typed one may mean: its words, without the signs that mean something in a search. */
export function wordsToFind({ value }: Pick<FieldWord, 'value'>): string {
  return value
    .replace(/["“”„]/g, ' ')
    .split(/\s+/)
    .map((word) => word.replace(/^-+/, ''))
    .filter(Boolean)
    .join(' ')
}
