import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { type ChoiceFilter, NONE, QUALITY_ISSUES, choiceKey, choiceText } from '../../directory/filters'
import { owner } from '../../directory/index/testing/people'
import { type OwnerFacet, ownerKey } from '../../directory/view-query'
import { NO_CHOICE } from '../address/choices'
import { DATE_PRESETS } from '../address/dates'
import { type Filtering, UNFILTERED } from '../view-address'
import { type MeantValues, chosenTogether, ownersMeant, valuesMeant, wordsToFind } from './choose-values'
import { CHOICE_PARTS, FLAGS, isChoiceWord, meaningOf, withMeaning, withoutLast } from './meaning'
import { wordsOfFilter } from './print-words'
import { type PlacedWord, fieldWords } from './read-words'

const TODAY = '2026-03-01'
const PARTS = [...Object.values(CHOICE_PARTS), 'created', 'updated', 'quality', 'duplicates'] as const

interface Known {
  owners?: readonly OwnerFacet[]
  values?: readonly string[]
  me?: string
}

/** What words make of filters when the directory holds these owners and these values in every field. */
function read(text: string, known: Known = {}, from: Filtering = UNFILTERED): Filtering {
  const filtering = { ...from }
  for (const word of fieldWords(text)) Object.assign(filtering, partOf(word, known, filtering))
  return filtering
}

function partOf(
  word: PlacedWord,
  { owners = [], values = [], me }: Known,
  filtering: Filtering,
): Partial<Filtering> {
  const { field, isExcluded } = word
  const meaning = meaningOf(word, TODAY)
  if (meaning) return withMeaning(filtering, meaning)
  if (!isChoiceWord(field)) return {}
  const listed = values.map((key) => ({ key, label: choiceText(key), count: 1 }))
  const meant =
    field === 'owner'
      ? ownersMeant(word, owners, me ?? null)
      : valuesMeant(word, { values: listed, found: listed.length })
  const keys = meant.exact
  return keys.length === 0 ? {} : withMeaning(filtering, { part: CHOICE_PARTS[field], keys, isExcluded })
}

function print(filtering: Filtering, owners: readonly OwnerFacet[] = []): string {
  return PARTS.flatMap((part) => wordsOfFilter(part, filtering, owners)).join(' ')
}

const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '"',
        '“',
        "'",
        ' ',
        ':',
        ',',
        '-',
        '#',
        '~',
        'none',
        'me',
        'owner:',
        'שלום',
        '😀',
        '\t',
      ),
      fc.string({ unit: 'grapheme' }),
    ),
    { maxLength: 6 },
  )
  .map((pieces) => pieces.join(''))

const owners = fc
  .uniqueArray(fc.tuple(fc.option(fc.integer({ min: 1, max: 99 })), text, text), {
    maxLength: 5,
    selector: ([id, name, email]) => ownerKey(owner(id ?? 0, { id, name, email })),
  })
  .map((all) =>
    all.map(([id, name, email]): OwnerFacet => {
      const one = owner(id ?? 0, { id, name, email })
      return { key: ownerKey(one), owner: one, count: 1 }
    }),
  )

function choice(keys: readonly string[]): fc.Arbitrary<ChoiceFilter> {
  return fc
    .tuple(
      fc.shuffledSubarray([...new Set([...keys, NONE])]),
      fc.constantFrom('include' as const, 'exclude' as const),
    )
    .map(([values, mode]) => (values.length === 0 ? NO_CHOICE : { values, mode }))
}

const situation = fc.tuple(owners, fc.array(text.map(choiceKey))).chain(([known, values]) =>
  fc.record({
    known: fc.constant(known),
    values: fc.constant(values),
    filtering: fc.record<Filtering>({
      search: fc.constant(''),
      owners: choice([...known.map(({ key }) => key), '77']),
      companies: choice(values),
      titles: choice(values),
      locations: choice(values),
      created: fc.constantFrom(null, ...DATE_PRESETS, { from: '2026-01-01', to: null }),
      updated: fc.constantFrom(
        null,
        { from: null, to: '2026-01-31' },
        { from: '2024-02-29', to: '2026-01-31' },
      ),
      quality: fc.subarray([...QUALITY_ISSUES]),
      duplicates: fc.boolean(),
      since: fc.constant(null),
    }),
  }),
)

describe('filters as words', () => {
  it('mean the same when they are read again', () => {
    fc.assert(
      fc.property(situation, ({ known, values, filtering }) => {
        expect(read(print(filtering, known), { owners: known, values })).toEqual(filtering)
      }),
      { numRuns: 300 },
    )
  }, 20_000)

  it('name an owner, where the name tells who it is', () => {
    const janes = [
      owner(1, { name: 'Jane Doe' }),
      owner(2, { name: 'jane doe' }),
      owner(3, { name: 'Łukasz' }),
    ]
    const facets = janes.map((one) => ({ key: ownerKey(one), owner: one, count: 1 }))
    const chosen: Filtering = { ...UNFILTERED, owners: { values: ['1', '3', NONE, '9'], mode: 'exclude' } }
    expect(print(chosen, facets)).toBe('-owner:#1 -owner:Łukasz -owner:none -owner:#9')
  })

  it('are quoted where they would mean something else', () => {
    const values = ['~none', 'Me', 'Acme Corp', '12" disk', '"x"'].map((key) => choiceKey(choiceText(key)))
    expect(print({ ...UNFILTERED, companies: { values, mode: 'include' } })).toBe(
      'company:"none" company:"Me" company:"Acme Corp" company:"12"" disk" company:"""x"""',
    )
  })

  it.each(
    Object.entries(FLAGS).flatMap(([field, flags]) => Object.keys(flags).map((flag) => `${field}:${flag}`)),
  )('%s is a filter', (word) => {
    expect(read(word)).not.toEqual(UNFILTERED)
  })

  it.each([
    ['-no:email', 'has:email'],
    ['-has:phone', 'no:phone'],
    ['-no:owner', '-owner:none'],
    ['has:title', '-title:none'],
  ])('%s is %s', (word, other) => {
    expect(read(word)).toEqual(read(other))
  })

  it.each(['no:thing', 'is:nice', '-is:stale', '-no:photo', '-created:7d', 'no:', 'no:constructor'])(
    '%s is no filter',
    (word) => {
      expect(read(word)).toEqual(UNFILTERED)
    },
  )
})

describe('several words of one field', () => {
  const values = ['Acme', 'Borg', 'Cyan']
  const companies = (words: string, from: ChoiceFilter = NO_CHOICE) =>
    read(words, { values }, { ...UNFILTERED, companies: from }).companies

  it('choose any of the values, or none of them', () => {
    expect(companies('company:acme company:BORG')).toEqual({ values: ['Acme', 'Borg'], mode: 'include' })
    expect(companies('-company:acme -company:borg')).toEqual({ values: ['Acme', 'Borg'], mode: 'exclude' })
  })

  it('leave out of what is chosen, and let the last word count', () => {
    expect(companies('company:acme company:borg -company:acme')).toEqual({
      values: ['Borg'],
      mode: 'include',
    })
    expect(companies('company:acme -company:cyan')).toEqual({ values: ['Acme'], mode: 'include' })
    expect(companies('company:acme -company:acme')).toEqual({ values: ['Acme'], mode: 'exclude' })
    expect(companies('company:cyan', { values: ['Cyan', 'Borg'], mode: 'exclude' })).toEqual({
      values: ['Cyan'],
      mode: 'include',
    })
  })

  it('are the two ends of one stretch of days', () => {
    expect(read('created:>=2026-01-01 created:<2026-02-01').created).toEqual({
      from: '2026-01-01',
      to: '2026-01-31',
    })
    expect(read('created:>=2026-02-01 created:<2026-01-01').created).toEqual({ from: null, to: '2025-12-31' })
    expect(read('created:7d created:>=2026-01-01').created).toEqual({ from: '2026-01-01', to: null })
  })
})

describe('what a value means', () => {
  const [jane, mary] = [
    owner(1, { name: 'Jane Doe', email: 'jd@x.com' }),
    owner(2, { name: 'Mary-Jane Roe' }),
  ]
  const facets = [jane, mary].map((one) => ({ key: ownerKey(one), owner: one, count: 1 }))
  const meant = (value: string, isQuoted = false): MeantValues =>
    ownersMeant({ value, isQuoted }, facets, '2')
  const together = (value: string) => chosenTogether(meant(value))

  it('is an owner by name, email or id, or oneself', () => {
    expect(together('jáne doe')).toEqual(['1'])
    expect(together('JD@x.com')).toEqual(['1'])
    expect(together('doe')).toEqual(['1'])
    expect(together('doe jane')).toEqual(['1'])
    expect(together('jane')).toEqual(['1', '2'])
    expect(together('#2')).toEqual(['2'])
    expect(together('me')).toEqual(['2'])
    expect(chosenTogether(meant('me', true))).toEqual([])
    expect(together('nobody')).toEqual([])
  })

  it('is offered first where a word begins with it', () => {
    const named = ['Jane Roe', 'Mo Anders', 'Anna Lee', 'Dan Brown'].map((name, at) => owner(at, { name }))
    const known = named.map((one) => ({ key: ownerKey(one), owner: one, count: 1 }))
    expect(ownersMeant({ value: 'an', isQuoted: false }, known, null).holding).toEqual(['2', '1', '0', '3'])
    const values = ['Big Acme', 'Acme', 'Macme'].map((key) => ({ key, label: key }))
    const { holding } = valuesMeant({ value: 'acme', isQuoted: false }, { values, found: 3 })
    expect(holding).toEqual(['Acme', 'Big Acme', 'Macme'])
  })

  it('is the value itself, else all that are called so, else all that hold the words', () => {
    const facetOf = (...keys: string[]) => ({
      values: keys.map((key) => ({ key, label: key, count: 1 })),
      found: keys.length,
    })
    const companies = (value: string, facet = facetOf('Acme', 'ACME', 'Acme Corp')) =>
      chosenTogether(valuesMeant({ value, isQuoted: false }, facet))
    expect(companies('Acme')).toEqual(['Acme'])
    expect(companies('acme')).toEqual(['Acme', 'ACME'])
    expect(companies('ac')).toEqual(['Acme', 'ACME', 'Acme Corp'])
    expect(companies('ac', { ...facetOf('Acme'), found: 101 })).toEqual([])
    const many = facetOf(...Array.from({ length: 51 }, (_, at) => `Acme ${at}`))
    expect(companies('acme', many)).toEqual([])
    expect(companies('acme 7', many)).toEqual(['Acme 7'])
  })

  it('is found without the signs of a search', () => {
    expect(wordsToFind({ value: '-Acme "the" --best -' })).toBe('Acme the best')
    expect(wordsToFind({ value: ' ' })).toBe('')
  })
})

it('the last thing that a filter chooses can be taken away', () => {
  const companies: ChoiceFilter = { values: ['Acme', 'Borg'], mode: 'exclude' }
  const filtering: Filtering = {
    ...UNFILTERED,
    companies,
    created: '7d',
    quality: ['no-email', 'stale'],
    duplicates: true,
  }
  expect(withoutLast(filtering, 'companies')).toEqual({ companies: { values: ['Acme'], mode: 'exclude' } })
  expect(withoutLast({ ...filtering, companies: { ...companies, values: ['Acme'] } }, 'companies')).toEqual({
    companies: NO_CHOICE,
  })
  expect(withoutLast(filtering, 'created')).toEqual({ created: null })
  expect(withoutLast(filtering, 'quality')).toEqual({ quality: ['no-email'] })
  expect(withoutLast(filtering, 'duplicates')).toEqual({ duplicates: false })
})
