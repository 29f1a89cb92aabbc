import fc from 'fast-check'
import { expect, it } from 'vitest'

import { UNFILTERED } from '../view-address'
import { digest } from './digest'
import type { Meaning } from './meaning'
import type { FieldWord } from './read-words'

/** `owner:jane` is the owner 1, `no:email` an issue; companies are not known yet. */
function meaningOf({ field, value, isExcluded }: FieldWord): Meaning | null | undefined {
  if (field === 'company') return undefined
  if (field === 'owner' && value === 'jane') return { part: 'owners', keys: ['1'], isExcluded }
  return field === 'no' && value === 'email' ? { part: 'quality', issue: 'no-email' } : null
}

/** What becomes of a text whose caret is written as `|`; without one, all words are finished. */
function read(typed: string) {
  const at = typed.indexOf('|')
  const { text, caret, ...rest } = digest(typed.replace('|', ''), at < 0 ? null : at, UNFILTERED, meaningOf)
  return { ...rest, text: caret === null ? text : `${text.slice(0, caret)}|${text.slice(caret)}` }
}

const JANE = { owners: { values: ['1'], mode: 'include' } }

it('does not search for the word that is being written, and makes no filter of it', () => {
  expect(read('anna owner:jane|')).toMatchObject({ text: 'anna owner:jane|', search: 'anna ', change: {} })
  expect(read('owner:ja|ne nor')).toMatchObject({ text: 'owner:ja|ne nor', search: 'nor', change: {} })
})

it('makes a filter of a word that is finished, and leaves the rest alone', () => {
  expect(read('owner:jane |')).toMatchObject({ text: '|', search: '', change: JANE })
  expect(read('anna  owner:jane |nor')).toMatchObject({
    text: 'anna  |nor',
    search: 'anna  nor',
    change: JANE,
  })
  expect(read('anna owner:jane')).toMatchObject({ text: 'anna ', search: 'anna ', change: JANE })
  expect(read('no:email owner:jane x|')).toMatchObject({
    text: 'x|',
    change: { ...JANE, quality: ['no-email'] },
  })
  expect(read('x| no:email')).toMatchObject({ text: 'x| ', change: { quality: ['no-email'] } })
})

it('takes what means nothing for text', () => {
  expect(read('owner:xyz colour:red |')).toMatchObject({
    text: 'owner:xyz colour:red |',
    search: 'owner:xyz colour:red ',
    change: {},
    awaited: [],
  })
})

it('neither searches for what is not known yet nor loses it', () => {
  expect(read('company:acme -owner:jane n|')).toMatchObject({
    text: 'company:acme n|',
    search: 'n',
    change: { owners: { values: ['1'], mode: 'exclude' } },
    awaited: [{ value: 'acme' }],
  })
})

it('never touches a text without a field', () => {
  const text = fc.string({ unit: 'grapheme' }).map((typed) => typed.replaceAll(':', ''))
  fc.assert(
    fc.property(text, fc.nat(), (typed, at) => {
      const caret = Math.min(at, typed.length)
      const same = { text: typed, search: typed, caret, change: {}, awaited: [] }
      expect(digest(typed, caret, UNFILTERED, meaningOf)).toEqual(same)
    }),
  )
})
