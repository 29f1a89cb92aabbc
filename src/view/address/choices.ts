import { createParser } from 'nuqs'

import { type ChoiceFilter, NONE, choiceKey, choiceText } from '../../directory/filters'
import { LONGEST_OWNER_KEY } from '../../directory/view-query'

/** Nothing chosen of a field: no filter. */
export const NO_CHOICE: ChoiceFilter = { values: [], mode: 'include' }

/** More values than this in a hand-made address are ignored. */
const MOST_VALUES = 500

/** `company=Acme, Inc.,Globex,none`: any of these; `company=!Acme`: all but these. */
export const textsParser = parserOf((text) => {
  // Whatever stands there is made the key of some text, so that the directory can find it.
  const key = text === NONE ? NONE : choiceKey(choiceText(text))
  return key === NONE && text !== NONE ? null : key
})

/** `owner=456,none`: ids of owners, and `none` for contacts without one; `owner=!456` leaves them out. */
export const ownersParser = parserOf((text) => (isOwnerKey(text) ? text : null))

/**
 * The parser of a field of which values are chosen. A comma is one of the value when a space follows it, as in
 * "Acme, Inc." and "Austin, TX": no key begins with a space. What else would be mistaken is escaped.
 *
 * @param keyOf the key that a text stands for, or null when it can be none
 */
function parserOf(keyOf: (text: string) => string | null) {
  return createParser<ChoiceFilter>({
    parse: (text) => {
      const isExcluding = text.startsWith('!')
      const keys = text
        .slice(isExcluding ? 1 : 0)
        .split(/,(?! )/)
        .map((part) => keyOf(decode(part).toWellFormed()))
      const values = [...new Set(keys.filter((key) => key !== null))].slice(0, MOST_VALUES)
      return values.length === 0 ? NO_CHOICE : { values, mode: isExcluding ? 'exclude' : 'include' }
    },
    serialize: print,
    eq: (left, right) => print(left) === print(right),
  }).withDefault(NO_CHOICE)
}

function print({ values, mode }: ChoiceFilter): string {
  return values.length === 0 ? '' : (mode === 'exclude' ? '!' : '') + values.map(encode).join(',')
}

function encode(key: string): string {
  return key.replace(/%|,(?! )|^!/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}

function decode(text: string): string {
  return text.replace(/%(25|2c|21)/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}

/** Whether a text is the key of an owner: an id, `none`, or `~` and what stands for an id. */
export function isOwnerKey(key: string): boolean {
  return (
    key === NONE ||
    (/^[1-9][0-9]{0,15}$/.test(key) && Number.isSafeInteger(Number(key))) ||
    (key.startsWith('~') && key.length > 1 && key.length <= LONGEST_OWNER_KEY)
  )
}
