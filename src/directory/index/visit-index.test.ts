import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { Contact } from '../../linq/contact'
import { VISIT_NEWS } from '../filters'
import { EVERYTHING, type ViewQuery } from '../view-query'
import { nameCollator } from './contact-index'
import { NaiveVisit } from './testing/naive-visit'
import { owner, person } from './testing/people'
import { type SavedVisit, VisitIndex } from './visit-index'

const window = { offset: 0, limit: 100 }

function since(kind: (typeof VISIT_NEWS)[number]): ViewQuery {
  return { ...EVERYTHING, filters: { since: kind } }
}

/** An index that has seen these contacts on the last visit. */
function visited(...contacts: Contact[]): VisitIndex {
  const index = new VisitIndex({ locale: 'en' })
  put(index, ...contacts)
  index.beginVisit()
  return index
}

function put(index: VisitIndex, ...contacts: Contact[]): void {
  index.put(
    contacts,
    contacts.map(({ id }) => id),
  )
}

function idsOf(index: VisitIndex, query: ViewQuery): number[] {
  return index.view(query, window).rows.map(({ id }) => id)
}

describe('contacts since the last visit', () => {
  it('are no news while there was none', () => {
    const index = new VisitIndex()
    put(index, person(1))
    expect(index.since()).toBeNull()
    expect(idsOf(index, since('new'))).toEqual([])
  })

  it('are new, changed, with another owner, or gone, and unchanged ones are none of these', () => {
    const index = visited(person(1), person(2), person(3), person(4, { email: 'gone@acme.example' }))
    put(index, person(1), person(2, { title: 'CEO' }), person(3, { contact_owner: owner(7) }), person(5))
    index.remove([4])
    expect(index.since()).toEqual({ new: 1, changed: 2, owner: 1, gone: 1 })
    expect(VISIT_NEWS.map((kind) => idsOf(index, since(kind)))).toEqual([[5], [2, 3], [3], [4]])
  })

  it('that are gone can be searched, opened and scanned as they were', () => {
    const index = visited(person(1), person(4, { email: 'gone@acme.example' }))
    index.remove([4])
    expect(index.view({ ...since('gone'), search: 'gone@' }, window).matching).toBe(1)
    expect(index.view({ ...since('gone'), search: 'nobody' }, window).matching).toBe(0)
    expect(index.contact(4)?.email).toBe('gone@acme.example')
    expect([...index.scan(since('gone'))].map(({ id }) => id)).toEqual([4])
    expect(index.view(EVERYTHING, window).total).toBe(1)
  })

  it('that had been changed stay so when they went and came back as they were last', () => {
    const index = visited(person(1))
    put(index, person(1, { title: 'CEO' }))
    index.remove([1])
    put(index, person(1, { title: 'CEO' }))
    expect(index.since()).toEqual({ new: 0, changed: 1, owner: 0, gone: 0 })
  })

  it('are told of as before when one that is gone is taken out once more', () => {
    const index = visited(person(1))
    put(index, person(1, { title: 'CEO' }))
    index.remove([1])
    index.remove([1])
    put(index, person(1, { title: 'CEO' }))
    expect(index.since()).toEqual({ new: 0, changed: 1, owner: 0, gone: 0 })
  })

  it('begin anew with the next visit, also in a view that shows them', () => {
    const index = visited(person(1))
    put(index, person(2))
    expect(idsOf(index, since('new'))).toEqual([2])
    index.beginVisit()
    expect(idsOf(index, since('new'))).toEqual([])
    expect(index.since()).toEqual({ new: 0, changed: 0, owner: 0, gone: 0 })
  })

  it('survive that the index is rebuilt without its dead rows', () => {
    const index = visited(...Array.from({ length: 3000 }, (_, at) => person(at + 1)))
    put(index, ...Array.from({ length: 3000 }, (_, at) => person(at + 1, { title: 'one' })))
    put(index, ...Array.from({ length: 3000 }, (_, at) => person(at + 1, { title: 'two' })))
    put(index, person(9999))
    expect(index.since()).toEqual({ new: 1, changed: 3000, owner: 0, gone: 0 })
    expect(idsOf(index, since('new'))).toEqual([9999])
  })

  it('are what a list of contacts would say, whatever happens', () => {
    const contact = fc
      .record({ id: fc.integer({ min: 1, max: 4 }), title: fc.constantFrom('a', 'b'), owner: fc.nat(2) })
      .map(({ id, title, owner: own }) => person(id, { title, contact_owner: own === 0 ? null : owner(own) }))
    const step = fc.oneof(
      { weight: 1, arbitrary: fc.constant('visit' as const) },
      { weight: 1, arbitrary: fc.constant('keep' as const) },
      { weight: 4, arbitrary: fc.array(contact, { maxLength: 3 }) },
      { weight: 3, arbitrary: fc.integer({ min: 1, max: 4 }) },
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20, size: 'max' }), (steps) => {
        let index = new VisitIndex({ locale: 'en' })
        const naive = new NaiveVisit(nameCollator('en'), 0)
        for (const one of steps) {
          if (one === 'keep') {
            const saved = structuredClone(index.saved())
            index = new VisitIndex({ locale: 'en' })
            index.restore(saved)
          } else {
            for (const each of [index, naive]) {
              if (one === 'visit') each.beginVisit()
              else if (typeof one === 'number') each.remove([one])
              else
                each.put(
                  one,
                  one.map(({ id }) => id),
                )
            }
          }
          expect(index.since()).toEqual(naive.since())
          for (const kind of VISIT_NEWS) {
            const { rows, matching } = naive.view(since(kind), window)
            expect(index.view(since(kind), window)).toMatchObject({ rows, matching })
          }
        }
      }),
      { numRuns: 300 },
    )
  }, 60_000)
})

describe('a copy', () => {
  function saved(): SavedVisit {
    const index = visited(
      person(1, { first_name: 'Łukasz', last_name: 'Nowak', email: 'l@acme.example', company: 'Acme' }),
      person(2, { full_name: 'Zoë', phone_number: '+48 22 555 01 47', contact_owner: owner(7) }),
      person(3, { company: 'a\nb', location: 'Gdańsk', image_url: '/3.png' }),
    )
    index.remove([1])
    return structuredClone(index.saved())
  }

  it('gives back what was kept', () => {
    const index = new VisitIndex({ locale: 'en' })
    index.restore(saved())
    expect(idsOf(index, { ...EVERYTHING, search: '220147' })).toEqual([])
    expect(idsOf(index, { ...EVERYTHING, search: '0147' })).toEqual([2])
    expect(idsOf(index, { ...since('gone'), search: 'lukasz' })).toEqual([1])
    put(index, person(3, { company: 'other' }), person(4))
    expect(index.since()).toEqual({ new: 1, changed: 1, owner: 0, gone: 1 })
  })

  it('of another format or another language is refused', () => {
    const index = visited(person(9))
    const copy = saved()
    const other = { ...copy, here: { ...copy.here, format: 0 } }
    expect(() => index.restore(other)).toThrow('its format')
    expect(() => new VisitIndex({ locale: 'sv' }).restore(copy)).toThrow('its format')
    expect(idsOf(index, EVERYTHING)).toEqual([9])
  })

  it.each<[string, (copy: SavedVisit) => unknown]>([
    ['an id twice', ({ here }) => (here.store.numbers.ids[1] = here.store.numbers.ids[2] ?? 0)],
    ['no id', ({ here }) => (here.store.numbers.ids[1] = NaN)],
    ['too few ids', ({ here }) => (here.store.numbers.ids = here.store.numbers.ids.slice(1))],
    ['other numbers', ({ here }) => (here.store.numbers.alive = new Uint32Array(3))],
    ['an owner that is not there', ({ here }) => (here.store.numbers.ownerCodes[1] = 99)],
    ['a company that is not there', ({ here }) => (here.store.dictionaries.company.codes[1] = 99)],
    ['a title twice', ({ here }) => (here.store.dictionaries.title.texts = ['', 'a', 'a'])],
    ['a text that ends elsewhere', ({ here }) => (here.store.searched.email.words.texts.ends[0] = 1000)],
    ['texts cut', ({ here }) => (here.store.imageUrl.inner.chunks = ['', ''])],
    ['texts gone', ({ here }) => (here.store.imageUrl.inner.chunks = [])],
    ['a frame that is not there', ({ here }) => (here.store.imageUrl.codes[0] = 7)],
    ['no empty frame', ({ here }) => (here.store.imageUrl.frames = [{ head: 'a', tail: '' }])],
    ['a text of no row', ({ here }) => (here.store.searched.email.unfolded.rows = Uint32Array.of(1))],
    ['an owner twice', ({ here }) => (here.store.owners = [owner(1), owner(1)])],
    ['other rows', ({ here }) => (here.store.rows = 2)],
    ['no whole rows', ({ gone }) => gone && (gone.store.rows = -1)],
    ['no numbers', ({ here }) => Reflect.deleteProperty(here.store, 'numbers')],
    ['nothing', (copy) => Reflect.deleteProperty(copy, 'here')],
  ])('with %s is refused, and what was there stays', (_, damage) => {
    const index = visited(person(9))
    const copy = saved()
    damage(copy)
    expect(() => index.restore(copy)).toThrow('cannot be trusted')
    expect(idsOf(index, EVERYTHING)).toEqual([9])
  })
})

describe('lists that queries name', () => {
  it('stay known, however much is copied meanwhile', () => {
    const index = visited(person(1), person(2), person(3))
    index.keepList(1, Float64Array.of(1, 2))
    for (let copies = 0; copies < 20; copies++) {
      const { blank } = index.lines(EVERYTHING, 'email', Float64Array.of(3, 1))
      expect(blank).toBe(2)
    }
    const { rows } = index.view({ ...EVERYTHING, filters: { list: 1 } }, window)
    expect(rows.map(({ id }) => id)).toEqual([1, 2])
  })
})
