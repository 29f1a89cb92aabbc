import { describe, expect, it } from 'vitest'

import type { Contact } from '../../../linq/contact'
import {
  type ChoiceField,
  type ContactFilters,
  NONE,
  QUALITY_ISSUES,
  type QualityIssue,
  type ValuesRequest,
  choiceKey,
  choiceText,
} from '../../filters'
import { EVERYTHING, NO_OWNER, type ViewQuery } from '../../view-query'
import { ContactIndex } from '../contact-index'
import { indexOf, owner, person } from '../testing/people'

const ALL_ROWS = { offset: 0, limit: 100 }
const DAY_MS = 86_400_000

describe('the key of a value', () => {
  it.each([
    ['Acme Corp', 'Acme Corp'],
    [' Acme \t Corp ', 'Acme Corp'],
    ['', NONE],
    [' \n', NONE],
    ['none', '~none'],
    ['~none', '~~none'],
    ['None', 'None'],
    ['x'.repeat(5_000), 'x'.repeat(200)],
    [`${'x'.repeat(199)}😀`, `${'x'.repeat(199)}\ufffd`],
    ['a\ud800', 'a\ufffd'],
  ])('of %j is %j', (text, key) => {
    expect(choiceKey(text)).toBe(key)
  })

  it('says which text it stands for', () => {
    expect(['Acme', 'none', '~x', '~~'].map((text) => choiceText(choiceKey(text)))).toEqual([
      'Acme',
      'none',
      '~x',
      '~~',
    ])
    expect(choiceText(NONE)).toBe('')
  })
})

describe.each([
  ['company', 'companies'],
  ['title', 'titles'],
  ['location', 'locations'],
] as const)('the filter of %s', (field, name) => {
  const index = indexOf([
    person(1, { [field]: 'Acme' }),
    person(2, { [field]: 'Borg' }),
    person(3, { [field]: ' Acme ' }),
    person(4, { [field]: '' }),
    person(5, { [field]: 'none' }),
    person(6, { [field]: '  ' }),
  ])
  const shown = (mode: 'include' | 'exclude', ...values: string[]) =>
    shownIds(index, { filters: { [name]: { values, mode } } })

  it('shows any of its values, or none of them', () => {
    expect(shown('include', 'Acme', 'Borg')).toEqual([1, 2, 3])
    expect(shown('exclude', 'Acme', 'Borg')).toEqual([4, 5, 6])
  })

  it('tells "none" from a value of that name', () => {
    expect(shown('include', NONE)).toEqual([4, 6])
    expect(shown('exclude', NONE)).toEqual([1, 2, 3, 5])
    expect(shown('include', choiceKey('none'))).toEqual([5])
  })

  it('shows nothing for a value that nobody has, and everything without it', () => {
    expect(shown('include', 'Nobody')).toEqual([])
    expect(shown('exclude', 'Nobody')).toHaveLength(6)
  })

  it('does not filter without values', () => {
    expect(shown('include')).toHaveLength(6)
    expect(shown('exclude')).toHaveLength(6)
  })
})

describe('further filters', () => {
  it('leaves out owners', () => {
    const index = indexOf([
      person(1, { contact_owner: owner(1) }),
      person(2, { contact_owner: owner(2) }),
      person(3),
    ])
    const without = (...owners: string[]) => shownIds(index, { owners, filters: { ownersMode: 'exclude' } })
    expect(without('1')).toEqual([2, 3])
    expect(without('1', NO_OWNER)).toEqual([2])
    expect(without()).toEqual([1, 2, 3])
  })

  it.each(['created', 'updated'] as const)('takes what was %s from an instant to before another', (field) => {
    const index = indexOf([10, 20, 30, null].map((at, place) => person(place + 1, { [`${field}_at`]: at })))
    const within = (from: number | null, to: number | null) =>
      shownIds(index, { filters: { [field]: { from, to } } })
    expect(within(10, 30)).toEqual([1, 2])
    expect(within(20, null)).toEqual([2, 3])
    expect(within(null, 20)).toEqual([1])
    expect(within(30, 10)).toEqual([])
    expect(within(null, null)).toEqual([1, 2, 3, 4])
  })

  it('must all let a contact through', () => {
    const index = indexOf([
      person(1, { company: 'Acme', title: 'Head', email: 'a@x' }),
      person(2, { company: 'Acme', title: 'Head' }),
      person(3, { company: 'Acme', title: 'Lead' }),
    ])
    const titles = { values: ['Head'], mode: 'include' } as const
    expect(shownIds(index, { search: 'acme', filters: { titles, quality: ['no-email'] } })).toEqual([2])
  })

  it('follow what is put, replaced and removed while they stay', () => {
    const index = indexOf([person(1, { company: 'Acme' }), person(2)])
    const query = { filters: { companies: { values: ['Acme', 'Late'], mode: 'include' } } } as const
    expect(shownIds(index, query)).toEqual([1])
    index.put([person(3, { company: 'Late' }), person(1, { company: 'Borg' })], [2, 0])
    expect(shownIds(index, query)).toEqual([3])
    index.remove([3])
    expect(shownIds(index, query)).toEqual([])
    expect(shownIds(index, {})).toEqual([1, 2])
  })
})

describe('data quality', () => {
  const whole = {
    full_name: 'Ann Lee',
    email: 'a@x',
    phone_number: '+15551234567',
    company: 'Acme',
    image_url: '/a.png',
    updated_at: 400 * DAY_MS,
  }

  it.each([
    ['no-name', { full_name: ' ' }],
    ['no-email', { email: ' ' }],
    ['no-phone', { phone_number: '\t' }],
    ['odd-phone', { phone_number: '12' }],
    ['no-company', { company: '' }],
    ['no-photo', { image_url: null }],
    ['stale', { updated_at: 34 * DAY_MS }],
  ] as const)('finds %s, and nothing else amiss', (issue, part) => {
    const index = new ContactIndex({ now: () => 400.5 * DAY_MS })
    index.put([person(1, { ...whole, ...part }), person(2, whole)], [0, 1])
    expect(shownIds(index, { filters: { quality: [issue] } })).toEqual([1])
    const { quality } = facetsOf(index, {}, { quality: true })
    expect(quality?.issues).toEqual({
      ...Object.fromEntries(QUALITY_ISSUES.map((one) => [one, one === issue ? 1 : 0])),
      'has-email': issue === 'no-email' ? 1 : 2,
      'has-phone': issue === 'no-phone' ? 1 : 2,
    })
  })

  it.each([
    '+15551234567',
    '(555) 123-4567',
    '555.123.4567',
    '123 4567',
    '+49 30/123456',
    '555 123 4567 ext. 12',
  ])('takes the phone %s for a phone', (phone_number) => {
    expect(shownIds(indexOf([person(1, { phone_number })]), { filters: { quality: ['odd-phone'] } })).toEqual(
      [],
    )
  })

  it.each(['123456', '1234567890123456', '0000000', 'call me', '555-CALL-NOW', '+1+5551234567', 'a@x'])(
    'finds the phone %s odd',
    (phone_number) => {
      expect(
        shownIds(indexOf([person(1, { phone_number })]), { filters: { quality: ['odd-phone'] } }),
      ).toEqual([1])
    },
  )

  it('asks that all chosen issues are there, and counts each under the others', () => {
    const index = indexOf([person(1), person(2, { email: 'a@x' }), person(3, { company: 'Acme' })])
    expect(shownIds(index, { filters: { quality: ['no-email', 'no-company'] } })).toEqual([1])
    const { quality } = facetsOf(index, { quality: ['no-email'] }, { quality: true })
    expect(quality?.issues).toMatchObject({ 'no-email': 2, 'no-company': 1 })
  })

  it('tells who has an email or a phone, and nobody both has one and has none', () => {
    const index = indexOf([person(1, { email: 'a@x' }), person(2, { phone_number: '1' }), person(3)])
    const shown = (...quality: QualityIssue[]) => shownIds(index, { filters: { quality } })
    expect(shown('has-email')).toEqual([1])
    expect(shown('has-phone', 'no-email')).toEqual([2])
    expect(shown('has-phone', 'no-phone')).toEqual([])
    expect(shown()).toEqual([1, 2, 3])
    index.put([person(4, { email: 'b@x' })], [3])
    expect(shown('has-email')).toEqual([1, 4])
  })

  it('takes the creation for the last change where none is known, and says nothing without both', () => {
    const index = new ContactIndex({ now: () => 400 * DAY_MS })
    index.put(
      [person(1, { created_at: 0 }), person(2), person(3, { created_at: 0, updated_at: 399 * DAY_MS })],
      [0, 1, 2],
    )
    expect(shownIds(index, { filters: { quality: ['stale'] } })).toEqual([1])
  })

  it('lets contacts become stale when a day has passed', () => {
    let nowMs = 400 * DAY_MS
    const index = new ContactIndex({ now: () => nowMs })
    index.put([person(1, { updated_at: 35 * DAY_MS })], [0])
    expect(shownIds(index, { filters: { quality: ['stale'] } })).toEqual([])
    nowMs += DAY_MS
    expect(shownIds(index, { filters: { quality: ['stale'] } })).toEqual([1])
  })
})

describe('counts of values', () => {
  const index = indexOf([
    person(1, { company: 'Borg', title: 'Head', contact_owner: owner(1) }),
    person(2, { company: 'Acme', title: 'Head', contact_owner: owner(1) }),
    person(3, { company: 'Acme', title: 'Lead', contact_owner: owner(2) }),
    person(4, { company: 'Coda', title: 'Lead' }),
    person(5, { title: 'Head' }),
  ])
  const ask = (field: ChoiceField, filters: ContactFilters, part: Partial<ValuesRequest> = {}) => {
    const request = { field, search: '', limit: 10, ...part }
    const facet = facetsOf(index, filters, { values: [request] }).values[0]
    return { ...facet, values: facet?.values.map(({ key, count }) => [key, count]) }
  }

  it('are those under all other filters, most first, then by label', () => {
    expect(ask('company', {})).toMatchObject({
      values: [
        ['Acme', 2],
        ['Borg', 1],
        ['Coda', 1],
      ],
      none: 1,
      found: 3,
    })
    const filters = {
      companies: { values: ['Borg'], mode: 'include' },
      titles: { values: ['Head'], mode: 'include' },
    } as const
    expect(ask('company', filters)).toMatchObject({
      values: [
        ['Acme', 1],
        ['Borg', 1],
      ],
      none: 1,
    })
    expect(ask('title', filters)).toMatchObject({ values: [['Head', 1]], none: 0 })
  })

  it('are of owners too', () => {
    expect(ask('owner', { titles: { values: ['Head'], mode: 'exclude' } })).toMatchObject({
      values: [['2', 1]],
      none: 1,
    })
  })

  it('are cut at the limit, and say how many there are', () => {
    expect(ask('company', {}, { limit: 1 })).toMatchObject({ values: [['Acme', 2]], found: 3 })
  })

  it('are of values that have the searched words', () => {
    expect(ask('company', {}, { search: 'côd' })).toMatchObject({ values: [['Coda', 1]], found: 1 })
  })

  it('keep chosen values beyond the limit, and those without a contact', () => {
    const companies = { values: ['Coda', 'Gone'], mode: 'include' } as const
    expect(ask('company', { companies }, { limit: 1 })).toMatchObject({
      values: [
        ['Acme', 2],
        ['Coda', 1],
        ['Gone', 0],
      ],
      found: 3,
    })
  })

  it('are absent when nobody asked', () => {
    expect(index.view(EVERYTHING, ALL_ROWS)).not.toHaveProperty('facets')
  })
})

function facetsOf(
  index: ContactIndex,
  filters: ContactFilters,
  facets: NonNullable<Parameters<ContactIndex['view']>[1]['facets']>,
) {
  const answer = index.view({ ...EVERYTHING, filters }, { ...ALL_ROWS, facets }).facets
  return answer ?? { values: [], quality: null }
}

function shownIds(index: ContactIndex, part: Partial<ViewQuery>): number[] {
  return index.view({ ...EVERYTHING, ...part }, ALL_ROWS).rows.map(({ id }: Contact) => id)
}
