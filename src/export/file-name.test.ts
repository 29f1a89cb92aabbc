import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { ContactFilters } from '../directory/filters'
import { NO_OWNER, type OwnerFacet } from '../directory/view-query'
import { type NamedFile, fileName } from './file-name'
import { nastyTexts } from './testing/nasty-contacts'
import { completeRead, disturbedRead, unfinishedRead } from './testing/reads'

function owner(id: number, name: string, email = ''): OwnerFacet {
  const [first_name = '', last_name = ''] = name.split(' ')
  return { key: String(id), owner: { id, email, first_name, last_name, name }, count: 1 }
}

const owners = [
  owner(1, 'Jane Whitfield'),
  owner(2, 'Łukasz Zieliński'),
  owner(3, 'Kim Lee'),
  owner(4, 'Kim Novák'),
  owner(5, '王 小明'),
  owner(6, '', 'amara@example.com'),
  { key: NO_OWNER, owner: null, count: 3 },
]

function nameOf(part: Partial<NamedFile> & { search?: string; chosen?: readonly string[] } = {}): string {
  const { search = '', chosen = [], ...file } = part
  return fileName({
    query: { search, owners: chosen },
    owners,
    page: null,
    rows: 231,
    read: completeRead(4_812),
    atMs: Date.parse('2026-01-31T20:00:00Z'),
    timeZone: 'America/Chicago',
    format: 'csv',
    ...file,
  })
}

describe('fileName', () => {
  it.each([
    [{ chosen: ['1'] }, 'contacts_owner-jane_2026-01-31_231-of-4812.csv'],
    [{ rows: 4_812 }, 'contacts_2026-01-31_4812-of-4812.csv'],
    [{ chosen: ['1', '2'], search: 'nor' }, 'contacts_owner-jane-lukasz_nor_2026-01-31_231-of-4812.csv'],
    [{ search: 'nor -"acme co"' }, 'contacts_nor-not-acme-co_2026-01-31_231-of-4812.csv'],
    [{ chosen: ['3'] }, 'contacts_owner-kim-lee_2026-01-31_231-of-4812.csv'],
    [{ chosen: [NO_OWNER] }, 'contacts_owner-none_2026-01-31_231-of-4812.csv'],
    [{ chosen: ['6'] }, 'contacts_owner-amara_2026-01-31_231-of-4812.csv'],
    [{ chosen: ['99'] }, 'contacts_owner-99_2026-01-31_231-of-4812.csv'],
    [
      { chosen: ['1', '2', '4', '3', '5'] },
      'contacts_owner-jane-lukasz-kim-novak-and-2-more_2026-01-31_231-of-4812.csv',
    ],
    [{ format: 'vcard' }, 'contacts_2026-01-31_231-of-4812.vcf'],
    [{ format: 'linq-import', chosen: ['1'] }, 'contacts_linq-import_owner-jane_2026-01-31_231-of-4812.csv'],
    [{ page: { offset: 25 }, rows: 25 }, 'contacts_rows-26-to-50_2026-01-31_25-of-4812.csv'],
    [
      { page: { offset: 25, isOfOpenGroups: true }, rows: 25 },
      'contacts_rows-26-to-50-of-open-groups_2026-01-31_25-of-4812.csv',
    ],
  ] as const)('tells what is in the file of %j', (part, name) => {
    expect(nameOf(part)).toBe(name)
  })

  it.each<[ContactFilters, string]>([
    [{ ownersMode: 'exclude' }, '_owner-not-jane'],
    [{ companies: { values: ['Acme, Inc.', 'none'], mode: 'include' } }, '_owner-jane_company-acme-inc-none'],
    [{ titles: { values: ['a', 'b', 'c', 'd'], mode: 'exclude' } }, '_owner-jane_title-not-a-b-c-and-1-more'],
    [
      { created: { from: Date.parse('2026-01-01T06:00Z'), to: Date.parse('2026-02-01T06:00Z') } },
      '_owner-jane_created-2026-01-01-to-2026-01-31',
    ],
    [
      { created: { from: Date.parse('2026-01-01T06:00Z'), to: Date.parse('2026-01-02T06:00Z') } },
      '_owner-jane_created-2026-01-01',
    ],
    [
      { updated: { from: Date.parse('2026-01-01T06:00Z'), to: null } },
      '_owner-jane_updated-since-2026-01-01',
    ],
    [
      { updated: { from: null, to: Date.parse('2026-01-02T06:00Z') } },
      '_owner-jane_updated-until-2026-01-01',
    ],
    [{ list: 3 }, '_owner-jane_list'],
    [{ quality: ['no-email', 'stale'], duplicates: true }, '_owner-jane_no-email_stale_duplicates'],
    [{ since: 'gone' }, '_owner-jane_gone-since-last-visit'],
    [
      { locations: { values: ['x'.repeat(70)], mode: 'include' }, quality: ['stale'] },
      '_owner-jane_2-filters',
    ],
  ])('tells the filters %j', (filters, part) => {
    const query = { search: '', owners: ['1'], filters }
    expect(nameOf({ query })).toBe(`contacts${part}_2026-01-31_231-of-4812.csv`)
  })

  it.each([
    ['Straße Ærø', 'strasse-aero'],
    ['Zoe\u0308 Ｎｏｒ', 'zoe-nor'],
    ["O’Connor's", 'oconnors'],
    ['İstanbul', 'istanbul'],
    ['Юрий', 'юрий'],
    ['김철수', '김철수'],
    ['שלום', 'שלום'],
    ['jane@acme.com', 'jane-acme-com'],
    ['+1 (415) 555-0100', '1-415-555-0100'],
    ['../../etc/passwd', 'etc-passwd'],
    ['a\u202egpj.exe', 'agpj-exe'],
    ['CON', 'con'],
    ['a/b\\c:d*e?f"g<h>i|j', 'a-b-c-d-e-f-g-h-i-j'],
  ])('writes the search %j as %s', (search, words) => {
    expect(nameOf({ search })).toBe(`contacts_${words}_2026-01-31_231-of-4812.csv`)
  })

  it('leaves out a search of which no letter is left', () => {
    expect(nameOf({ search: ' ../: \u202e' })).toBe('contacts_2026-01-31_231-of-4812.csv')
  })

  it('writes the date of the viewer’s zone', () => {
    expect(nameOf({ timeZone: 'Pacific/Auckland' })).toContain('_2026-02-01_')
  })

  it('says that contacts are missing, or may be', () => {
    const read = unfinishedRead(4_790, 4_812)
    expect(nameOf({ read })).toBe('contacts_2026-01-31_231-of-4812_incomplete.csv')
    expect(nameOf({ read: unfinishedRead(4_790, null) })).toContain('_231-of-4790_maybe-incomplete.csv')
    expect(nameOf({ read: { ...completeRead(4_812), unreadable: 1 } })).toContain('-of-4812_incomplete.csv')
    expect(nameOf({ read: disturbedRead(4_812, 4_812) })).toContain('_231-of-4812_maybe-incomplete.csv')
  })

  it('is safe on every system, whatever was searched and whoever owns', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc
        .array(fc.constantFrom(...nastyTexts, 'COM1', '...', 'x'.repeat(200), '李'.repeat(90)))
        .map((all) => all.join(' ')),
    )
    const read = unfinishedRead(9_999_999, 10_000_000)
    fc.assert(
      fc.property(
        text,
        fc.array(text, { maxLength: 5 }),
        fc.integer({ min: 0 }),
        (search, labels, offset) => {
          const facets = labels.map((label, index) => owner(index, label, label))
          const chosen = facets.map((facet) => facet.key)
          const name = nameOf({
            search,
            chosen,
            owners: facets,
            read,
            page: { offset: offset % 1e7, isOfOpenGroups: offset % 2 === 0 },
            rows: 100,
            format: 'linq-import',
            query: {
              search,
              owners: chosen,
              filters: { companies: { values: labels, mode: 'exclude' }, duplicates: true },
            },
          })
          expect(name).toMatch(
            /^contacts_linq-import_[\p{L}\p{M}\p{N}_-]+_\d{4}-\d\d-\d\d_100-of-10000000_incomplete\.csv$/u,
          )
          expect(name).not.toMatch(/\p{Default_Ignorable_Code_Point}|[\p{Cc}\p{Cf}\p{Cs}]/u)
          expect(name).toBe(name.normalize('NFC'))
          expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(120)
        },
      ),
      { numRuns: 500 },
    )
  })
})
