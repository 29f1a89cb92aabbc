import { describe, expect, it } from 'vitest'

import type { FieldKey } from '../fields'
import { EVERYTHING, NO_OWNER, type ViewQuery } from '../view-query'
import { ContactIndex, nameCollator } from './contact-index'
import { NaiveIndex } from './testing/naive-index'
import { indexOf, owner, person } from './testing/people'

const ALL_ROWS = { offset: 0, limit: 100 }

describe('putting and removing', () => {
  it('is empty at first and answers nevertheless', () => {
    const index = new ContactIndex()
    expect(index.view(EVERYTHING, ALL_ROWS)).toStrictEqual({
      version: 0,
      rows: [],
      offset: 0,
      matching: 0,
      total: 0,
      owners: [{ key: NO_OWNER, owner: null, count: 0 }],
    })
    expect(index.contact(1)).toBeNull()
    expect(index.place(EVERYTHING, 1)).toBeNull()
    expect([...index.scan(EVERYTHING)]).toEqual([])
  })

  it('gives back what was put, whatever its texts hold', () => {
    const texts = ['\u0000', 'a\nb\tc', '\ud800', '__proto__', '👩‍💻', ' ', 'x'.repeat(100_000), 'ʼ']
    const contacts = texts.map((text, at) =>
      person(at + 1, {
        first_name: text,
        last_name: text,
        full_name: text,
        email: text,
        phone_number: text,
        company: text,
        title: text,
        location: text,
        image_url: `/${text}`,
      }),
    )
    const index = indexOf(contacts)
    expect(contacts.map(({ id }) => index.contact(id))).toStrictEqual(contacts)
  })

  it('gives back a contact of nothing but blanks', () => {
    const blank = person(1)
    expect(indexOf([blank]).contact(1)).toStrictEqual(blank)
  })

  it.each(['Ann Lee', 'Ann Lee ', '', 'Dr. Ann Lee'])(
    'gives back the full name %j as it was',
    (full_name) => {
      const contact = person(1, { first_name: 'Ann', last_name: 'Lee', full_name })
      expect(indexOf([contact]).contact(1)?.full_name).toBe(full_name)
    },
  )

  it('tells apart ids that agree in their last 32 bits', () => {
    const ids = [7, 2 ** 32 + 7, 2 ** 53 - 1]
    const index = indexOf(ids.map((id) => person(id, { title: String(id) })))
    expect(ids.map((id) => index.contact(id)?.title)).toEqual(ids.map(String))
  })

  it('replaces a contact with a known id and keeps its place among equal positions', () => {
    const index = new ContactIndex()
    index.put([person(1), person(2), person(3)], [0, 0, 0])
    index.put([person(2, { title: 'new' })], [0])
    expect(shownIds(index)).toEqual([1, 2, 3])
    expect(index.contact(2)?.title).toBe('new')
    expect(index.size).toBe(3)
  })

  it('follows the positions of Linq, also when only they change', () => {
    const index = new ContactIndex()
    index.put([person(1), person(2), person(3)], [30, 10, 20])
    expect(shownIds(index)).toEqual([2, 3, 1])
    index.put([person(1)], [5])
    expect(shownIds(index)).toEqual([1, 2, 3])
  })

  it('grows its version with every change, and with nothing else', () => {
    const index = indexOf([person(1)])
    const before = index.version
    index.put([person(1)], [0])
    index.remove([9])
    index.view({ ...EVERYTHING, search: 'a' }, ALL_ROWS)
    expect(index.version).toBe(before)
    index.put([person(1, { title: 'new' })], [0])
    expect(index.version).toBe(before + 1)
    index.remove([1])
    expect(index.version).toBe(before + 2)
  })

  it('takes contacts out, and takes them in again', () => {
    const index = indexOf([person(1, { title: 'a' }), person(2, { title: 'a' })])
    index.remove([1, 1, 9])
    expect([index.has(1), index.size, shownIds(index, { search: 'a' })]).toEqual([false, 1, [2]])
    index.put([person(1)], [0])
    expect([index.has(1), index.size]).toEqual([true, 2])
  })

  it('refuses contacts without as many positions', () => {
    expect(() => {
      new ContactIndex().put([person(1)], [])
    }).toThrow(RangeError)
  })

  it('answers the same after thousands of replacements as a list of contacts does', () => {
    const index = new ContactIndex({ locale: 'en' })
    const naive = new NaiveIndex(nameCollator('en'))
    for (let round = 0; round < 12; round++) {
      const contacts = Array.from({ length: 500 }, (_, at) =>
        person(1 + ((at * 7) % 600), {
          title: `Title ${(round * at) % 13}`,
          contact_owner: owner(1 + (at % 3)),
        }),
      )
      for (const each of [index, naive]) {
        each.put(
          contacts,
          contacts.map((_, at) => (at * round) % 50),
        )
        each.remove([round, round + 100])
      }
    }
    const query: ViewQuery = {
      search: 'title 1',
      owners: ['1', '2'],
      sort: [{ field: 'title', descending: true }],
    }
    expect([...index.scan(query)]).toStrictEqual(naive.rows(query))
    expect([...index.scan(EVERYTHING)]).toStrictEqual(naive.rows(EVERYTHING))
  })
})

describe('searching', () => {
  const index = indexOf([
    person(1, {
      first_name: 'Rémi',
      last_name: "O'Connor",
      email: 'remi@acme.example',
      company: 'Acme Corp',
    }),
    person(2, { first_name: 'Anne-Marie', last_name: 'Łukasz', phone_number: '+1 (555) 123-4567' }),
    person(3, { first_name: 'Anne Marie', last_name: 'Straße', phone_number: '555.987.4567' }),
    person(4, { first_name: 'Annemarie', last_name: 'Søren', company: 'T-Mobile', title: 'Head of 4567' }),
    person(5, { first_name: 'Anne', last_name: 'Marie', contact_owner: owner(1, { name: 'Kim Ito' }) }),
    person(6, {
      first_name: 'Jean-Noël',
      location: 'Kraków',
      contact_owner: owner(2, { email: 'q@x.example' }),
    }),
    person(77, {}),
  ])

  it.each([
    ['remi', [1]],
    ['RÉMI', [1]],
    ['lukasz', [2]],
    ['strasse', [3]],
    ['soren', [4]],
    ['krakow', [6]],
    ['oconnor', [1]],
    ['o’connor', [1]],
    ["o'connor", [1]],
    ['anne-marie', [2, 3, 4, 5]],
    ['anne marie', [2, 3, 4, 5]],
    ['annemarie', [2, 3, 4]],
    ['tmobile', [4]],
    ['t-mobile', [4]],
    ['kim', [5]],
    ['#77', [77]],
    ['no such person', []],
  ])('finds %s', (search, ids) => {
    expect(shownIds(index, { search })).toEqual(ids)
  })

  it('finds several words in any order and in any field, and all of them', () => {
    expect(shownIds(index, { search: 'acme rem' })).toEqual([1])
    expect(shownIds(index, { search: 'corp o’con remi@' })).toEqual([1])
    expect(shownIds(index, { search: 'acme kim' })).toEqual([])
  })

  it('does not read two names of a hyphen as one from their middle', () => {
    expect(shownIds(index, { search: 'ann' })).not.toContain(6)
    expect(shownIds(index, { search: 'jeann' })).toEqual([6])
  })

  it('finds a phone by its last four digits, beside texts that hold them', () => {
    expect(shownIds(index, { search: '4567' })).toEqual([2, 3, 4])
  })

  it.each(['(555) 123-4567', '555.123.4567', '+1 555 123 45 67', '15551234567', '555 1234'])(
    'finds a phone written %s',
    (search) => {
      expect(shownIds(index, { search })).toEqual([2])
    },
  )

  it.each([
    '+49 221 4710941',
    '0221 4710941',
    '0221/4710941',
    '0049 221 4710941',
    '00492214710941',
    '+49 (0)221 4710941',
    '0049 (0)221 47 10 941',
    'tel:+492214710941',
    '\u0664\u0667\u0661\u0660\u0669\u0664\u0661',
  ])('finds a number of another country written %s', (search) => {
    const phones = indexOf([
      person(1, { phone_number: '+49 221 4710941' }),
      person(2, { phone_number: '+49 221 4710942' }),
    ])
    expect(shownIds(phones, { search })).toEqual([1])
  })

  it('takes the zero of an area for one where so few digits follow that others would be found', () => {
    const phones = indexOf([
      person(1, { phone_number: '+49 221 4710941' }),
      person(2, { phone_number: '+1 555 022 1000' }),
    ])
    expect(shownIds(phones, { search: '0221' })).toEqual([2])
    expect(shownIds(phones, { search: '02214' })).toEqual([])
    expect(shownIds(phones, { search: '022147' })).toEqual([1])
  })

  it('sorts phones digit by digit, so that those of a country stand together', () => {
    const phones = indexOf([
      person(1, { phone_number: '+45 22 55 01 00' }),
      person(2, { phone_number: '+1 585 555 0820' }),
      person(3, { phone_number: '' }),
      person(4, { phone_number: '+45 2255 0100 77' }),
      person(5, { phone_number: '+33 1 70 18 99 00' }),
    ])
    expect(shownIds(phones, { sort: [{ field: 'phone', descending: false }] })).toEqual([2, 5, 1, 4, 3])
  })

  it('finds a name with digits of its phone', () => {
    expect(shownIds(index, { search: 'anne 987' })).toEqual([3])
  })

  it('searches the name of an owner, and the address only where it stands for the name', () => {
    const owned = indexOf([
      person(1, { contact_owner: owner(1, { name: 'Kim Ito', email: 'hidden@x.example' }) }),
      person(2, { contact_owner: owner(2, { name: '', email: 'shown@x.example' }) }),
    ])
    expect(shownIds(owned, { search: 'hidden' })).toEqual([])
    expect(shownIds(owned, { search: 'shown' })).toEqual([2])
  })

  it('gives the same hits letter by letter as at once', () => {
    const typed = 'anne-marie lukasz'
    for (let length = 1; length <= typed.length; length++) {
      const search = typed.slice(0, length)
      const atOnce = indexOf([...index.scan(EVERYTHING)])
      expect({ search, ids: shownIds(index, { search }) }).toEqual({
        search,
        ids: shownIds(atOnce, { search }),
      })
    }
  })

  it('gives the same hits among many contacts, where only few are left to be looked at', () => {
    const many = indexOf(
      Array.from({ length: 1000 }, (_, at) =>
        person(at + 1, {
          first_name: `Ann${at % 50}`,
          last_name: `Lee-${at % 7}`,
          email: `x-${at * 7}@acme.example`,
          phone_number: `+1 555 ${1000 + at}`,
          full_name: at % 9 === 0 ? `Dr. Who-${at}` : '',
        }),
      ),
    )
    const naive = new NaiveIndex(nameCollator('en'))
    const all = [...many.scan(EVERYTHING)]
    naive.put(
      all,
      all.map((_, at) => at),
    )
    for (const typed of ['ann4 lee3 x-1', 'who9 x63', '1999', '555 19', 'ann x-70@']) {
      for (let length = 1; length <= typed.length; length++) {
        const search = typed.slice(0, length)
        const sort = [{ field: 'email', descending: true }] as const
        const ids = naive.rows({ ...EVERYTHING, search, sort }).map(({ id }) => id)
        expect({ search, ids: [...many.scan({ ...EVERYTHING, search, sort })].map(({ id }) => id) }).toEqual({
          search,
          ids,
        })
      }
    }
  })

  it('finds nothing across two fields or two contacts', () => {
    const two = indexOf([person(1, { company: 'ab', title: 'cd' }), person(2, { company: 'ef' })])
    expect(shownIds(two, { search: 'bc' })).toEqual([])
    expect(shownIds(two, { search: 'cdef' })).toEqual([])
  })
})

describe('owners', () => {
  const index = indexOf([
    person(1, { title: 'x', contact_owner: owner(1, { name: 'Zoe' }) }),
    person(2, { contact_owner: owner(2, { name: 'Adam' }) }),
    person(3, { title: 'x' }),
    person(4, { contact_owner: owner(1, { name: 'Zoe' }) }),
    person(5, { contact_owner: owner(3, { name: 'Bob' }) }),
  ])

  it('filters by any of several owners and by none', () => {
    expect(shownIds(index, { owners: ['1', NO_OWNER] })).toEqual([1, 3, 4])
  })

  it('shows nothing for an owner that nobody knows', () => {
    expect(shownIds(index, { owners: ['99'] })).toEqual([])
  })

  it('counts under the search and not under its own choice; most first, then by name, no owner last', () => {
    const counts = (part: Partial<ViewQuery>) => facets(index, part).map(({ key, count }) => [key, count])
    expect(counts({ owners: ['2'] })).toEqual([
      ['1', 2],
      ['2', 1],
      ['3', 1],
      [NO_OWNER, 1],
    ])
    expect(counts({ search: 'x' })).toEqual([
      ['1', 1],
      ['2', 0],
      ['3', 0],
      [NO_OWNER, 1],
    ])
  })

  it('keeps chosen owners that are gone, without a contact', () => {
    const gone = indexOf([person(1, { contact_owner: owner(7) }), person(2)])
    gone.remove([1])
    expect(facets(gone, {}).map(({ key }) => key)).toEqual([NO_OWNER])
    expect(facets(gone, { owners: ['7', '8', '7'] })).toStrictEqual([
      { key: '7', owner: null, count: 0 },
      { key: '8', owner: null, count: 0 },
      { key: NO_OWNER, owner: null, count: 1 },
    ])
  })

  it('shows all contacts of an owner with the name that was put last', () => {
    const renamed = indexOf([person(1, { contact_owner: owner(1, { name: 'Old' }) }), person(2)])
    renamed.put([person(2, { contact_owner: owner(1, { name: 'New' }) })], [1])
    expect(renamed.contact(1)?.contact_owner?.name).toBe('New')
    expect(shownIds(renamed, { search: 'new' })).toEqual([1, 2])
    expect(shownIds(renamed, { search: 'old' })).toEqual([])
  })

  it('tells two owners of one name apart', () => {
    const twins = indexOf([
      person(1, { contact_owner: owner(1, { name: 'Kim' }) }),
      person(2, { contact_owner: owner(2, { name: 'Kim' }) }),
    ])
    expect(shownIds(twins, { owners: ['2'] })).toEqual([2])
    expect(facets(twins, {}).map(({ key, count }) => [key, count])).toEqual([
      ['1', 1],
      ['2', 1],
      [NO_OWNER, 0],
    ])
  })
})

describe('sorting', () => {
  it.each([
    ['title', ['b', '', 'a', 'Ä', 'c'], [3, 4, 1, 5, 2], [5, 1, 3, 4, 2]],
    ['company', ['Item 10', 'item 2', '', 'Item 1'], [4, 2, 1, 3], [1, 2, 4, 3]],
    ['email', ['b@x', '', 'a@x', 'a@x'], [3, 4, 1, 2], [1, 3, 4, 2]],
  ] as const)(
    'orders by %s, blanks last in both directions, ties in the order of Linq',
    (field, texts, up, down) => {
      const index = indexOf(texts.map((text, at) => person(at + 1, { [field]: text })))
      expect(shownIds(index, sortedBy(field, false))).toEqual(up)
      expect(shownIds(index, sortedBy(field, true))).toEqual(down)
    },
  )

  it('orders instants as numbers, those before 1970 too, blanks last', () => {
    const instants = [5, null, -7, 0, 1_700_000_000_000]
    const index = indexOf(instants.map((created_at, at) => person(at + 1, { created_at })))
    expect(shownIds(index, sortedBy('created', false))).toEqual([3, 4, 1, 5, 2])
    expect(shownIds(index, sortedBy('created', true))).toEqual([5, 1, 4, 3, 2])
  })

  it('orders ids as numbers', () => {
    const index = indexOf([2 ** 53 - 1, 9, 10, 2 ** 32].map((id) => person(id)))
    expect(shownIds(index, sortedBy('id', false))).toEqual([9, 10, 2 ** 32, 2 ** 53 - 1])
  })

  it('orders by the name that is shown, whatever it is made of, and by what stands for none at the end', () => {
    const index = indexOf([
      person(1, { first_name: 'Mary', last_name: 'Zed' }),
      person(2, { first_name: 'Mary Ann', last_name: 'Bee' }),
      person(3, { full_name: 'Mary' }),
      person(4, { email: 'mary@x.example' }),
      person(5, { first_name: 'René', last_name: 'Adler' }),
      person(6, { first_name: 'Rene', last_name: 'Berg' }),
      person(7),
    ])
    expect(shownIds(index, sortedBy('name', false))).toEqual([3, 2, 1, 5, 6, 7, 4])
    expect(shownIds(index, sortedBy('name', true))).toEqual([6, 5, 1, 2, 3, 4, 7])
  })

  it('lets the next key decide between texts that differ in case or accents only', () => {
    const index = indexOf([
      person(1, { company: 'acme', last_name: 'B' }),
      person(2, { company: 'ACME', last_name: 'A' }),
      person(3, { company: 'Acmé', last_name: 'C' }),
    ])
    const sort = [
      { field: 'company', descending: false },
      { field: 'last_name', descending: true },
    ] as const
    expect(shownIds(index, { sort })).toEqual([3, 1, 2])
  })

  it('follows the order of letters of its language', () => {
    const names = ['Zoe', 'Åsa', 'Adam']
    const inLocale = (locale: string) =>
      shownIds(
        indexOf(
          names.map((first_name, at) => person(at + 1, { first_name })),
          locale,
        ),
        sortedBy('name', false),
      )
    expect(inLocale('en')).toEqual([3, 2, 1])
    expect(inLocale('sv')).toEqual([3, 1, 2])
  })

  it('takes new contacts into an order that was asked for before', () => {
    const index = indexOf([person(1, { title: 'b' }), person(2, { title: 'd' })])
    expect(shownIds(index, sortedBy('title', false))).toEqual([1, 2])
    index.put([person(3, { title: 'c' }), person(4, { title: 'B' })], [2, 3])
    expect(shownIds(index, sortedBy('title', false))).toEqual([1, 4, 3, 2])
  })
})

describe('windows and places', () => {
  const index = indexOf(Array.from({ length: 7 }, (_, at) => person(at + 1)))
  const window = (offset: number, limit: number) => {
    const view = index.view(EVERYTHING, { offset, limit })
    return [view.offset, view.rows.map(({ id }) => id)]
  }

  it('gives a stretch of rows', () => {
    expect(window(2, 3)).toEqual([2, [3, 4, 5]])
    expect(window(6, 3)).toEqual([6, [7]])
  })

  it('moves a window that begins beyond the end to the last page of its size', () => {
    expect(window(7, 3)).toEqual([6, [7]])
    expect(window(100, 7)).toEqual([0, [1, 2, 3, 4, 5, 6, 7]])
    expect(window(100, Infinity)).toEqual([0, [1, 2, 3, 4, 5, 6, 7]])
  })

  it('bears a window of no rows and one that makes no sense', () => {
    expect(window(3, 0)).toEqual([3, []])
    expect(window(9, 0)).toEqual([0, []])
    expect(window(-4, 2)).toEqual([0, [1, 2]])
    expect(window(NaN, 2)).toEqual([0, [1, 2]])
  })

  it('says where a contact stands and who is beside it', () => {
    const query = { ...EVERYTHING, sort: [{ field: 'id', descending: true }] } as const
    expect(index.place(query, 7)).toEqual({ position: 0, previous: null, next: 6 })
    expect(index.place(query, 4)).toEqual({ position: 3, previous: 5, next: 3 })
    expect(index.place(query, 1)).toEqual({ position: 6, previous: 2, next: null })
    expect(index.place({ ...query, owners: ['1'] }, 1)).toBeNull()
  })
})

describe('a word that is left out', () => {
  it('is another search than a phrase that begins with a hyphen', () => {
    const index = indexOf([
      person(1, { last_name: 'Smith' }),
      person(2, { last_name: 'Jones-Smith' }),
      person(3, { last_name: 'Brown' }),
    ])
    expect(shownIds(index, { search: '-smith' })).toEqual([3])
    expect(shownIds(index, { search: '"-smith' })).toEqual([2])
  })
})

describe('a summary of another view', () => {
  it('leaves the rows alone that are asked for next in the view before', () => {
    const people = Array.from({ length: 200 }, (_, at) =>
      person(at + 1, { company: at % 2 === 0 ? 'Even' : 'Odd' }),
    )
    const index = indexOf(people)
    const oddIds = people.flatMap(({ id, company }) => (company === 'Odd' ? [id] : []))
    const odd: ViewQuery = { ...EVERYTHING, search: 'odd' }
    const idsAt = (offset: number) => index.view(odd, { offset, limit: 25 }).rows.map(({ id }) => id)
    expect(idsAt(0)).toEqual(oddIds.slice(0, 25))
    index.summary({ ...EVERYTHING, search: 'even' }, [])
    expect(idsAt(25)).toEqual(oddIds.slice(25, 50))
  })
})

describe('a scan', () => {
  it('gives the contacts of the moment of the call, whatever changes while it is walked', () => {
    const before = Array.from({ length: 3000 }, (_, at) =>
      person(at + 1, { title: 'old', contact_owner: owner(1, { name: 'Old' }) }),
    )
    const index = indexOf(before)
    const scan = index.scan(EVERYTHING)
    const after = before.map(({ id }) =>
      person(id, { title: 'new', contact_owner: owner(1, { name: 'New' }) }),
    )
    const first = scan.next().value
    index.put(
      after,
      after.map((_, at) => -at),
    )
    index.remove([2])
    index.put([person(9999)], [0])
    expect([first, ...scan]).toStrictEqual(before)
  })
})

function sortedBy(field: FieldKey, descending: boolean): Partial<ViewQuery> {
  return { sort: [{ field, descending }] }
}

function shownIds(index: ContactIndex, part: Partial<ViewQuery> = {}): number[] {
  return index.view({ ...EVERYTHING, ...part }, ALL_ROWS).rows.map(({ id }) => id)
}

function facets(index: ContactIndex, part: Partial<ViewQuery>) {
  return index.view({ ...EVERYTHING, ...part }, ALL_ROWS).owners
}
