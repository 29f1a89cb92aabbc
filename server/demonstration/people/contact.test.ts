import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { describe, expect, test } from 'vitest'

import { createContacts, idOf } from './contact'
import { owners } from './owners'
import type { WireContact } from './wire'

const total = 5_000
const endMs = Date.UTC(2026, 10, 23)
const options = { seed: 1, total, endMs }
const make = createContacts(options)
const all = Array.from({ length: total }, (_, index) => make(index + 1))

const share = (holds: (contact: WireContact) => boolean) => all.filter(holds).length / total
const isE164 = (phone: string) => /^\+[1-9]\d{7,14}$/.test(phone)

/** How many contacts share a value with another one. */
function repeated(values: readonly string[]): number {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return values.filter((value) => (counts.get(value) ?? 0) > 1).length
}

describe('one contact', () => {
  test('is the same from its number alone, whatever was made before it', () => {
    const again = createContacts(options)
    for (const number of [4_999, 1, 2_500, 17]) expect(again(number)).toEqual(all[number - 1])
  })

  test('is somebody else under another seed', () => {
    const other = createContacts({ ...options, seed: 2 })
    const same = all.filter(
      (contact, index) => contact.full_name && other(index + 1).full_name === contact.full_name,
    )
    expect(same.length).toBeLessThan(50)
  })

  test('is the same person in a larger organisation', () => {
    const larger = createContacts({ ...options, total: 1_000_000 })
    const { created_at: _, updated_at: __, ...person } = larger(1_234)
    expect(all[1_233]).toMatchObject(person)
  })

  test('has at least one of first name, last name, email and phone, as Linq demands', () => {
    expect(all.filter((c) => !c.first_name && !c.last_name && !c.email && !c.phone_number)).toEqual([])
  })

  test('changes its title and its update when somebody edits it, and nothing else', () => {
    const before = make(4_000)
    const after = make(4_000, { count: 1, atMs: endMs + 5 })
    expect({ ...after, title: before.title, updated_at: before.updated_at }).toEqual(before)
    expect(Date.parse(after.updated_at)).toBe(endMs + 5)
  })
})

describe('the organisation', () => {
  test('has ids that rise with creation, differ, and have gaps', () => {
    const ids = all.map((contact) => contact.id)
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b))
    expect(Math.max(...ids) - Math.min(...ids)).toBeGreaterThan(total * 2)
    expect(ids[41]).toBe(idOf(1, 42))
  })

  test('has 24 owners of uneven size, one default bucket, two namesakes and one without a name', () => {
    const ids = new Set(all.map((contact) => contact.contact_owner?.id))
    expect(ids.size).toBe(owners.length + 1)
    expect(owners).toHaveLength(24)
    expect(share((c) => c.contact_owner?.name === 'Amara Osei')).toSatisfy(
      (s: number) => s > 0.24 && s < 0.31,
    )
    expect(share((c) => c.contact_owner === null)).toSatisfy((s: number) => s > 0.02 && s < 0.04)
    const emails = owners.flatMap(({ owner }) => (owner.name === 'Jane Whitfield' ? [owner.email] : []))
    expect(emails).toEqual(['jane.whitfield@lumenroad.example', 'jane.whitfield.west@lumenroad.example'])
    expect(owners.filter(({ owner }) => owner.name === '')).toHaveLength(1)
  })

  test('leaves out texts as null, as empty and altogether', () => {
    for (const field of ['email', 'phone_number', 'company', 'title', 'location'] as const) {
      expect(share((c) => !c[field])).toSatisfy((s: number) => s > 0.08 && s < 0.25)
      expect(new Set(all.flatMap((c) => (c[field] ? [] : [c[field]])))).toEqual(
        new Set([null, '', undefined]),
      )
    }
  })

  test('has contacts with only an email, only a phone and only a first name', () => {
    const keys = ['first_name', 'last_name', 'email', 'phone_number', 'company'] as const
    const onlyHas = (key: (typeof keys)[number]) =>
      share((c) => keys.every((other) => !c[other] === (other !== key)))
    for (const key of ['email', 'phone_number', 'first_name'] as const)
      expect(onlyHas(key)).toSatisfy((s: number) => s > 0.005 && s < 0.03)
  })

  test('has a few duplicates by email and by phone, and not by accident many', () => {
    const emails = all.flatMap((c) => (c.email ? [c.email.toLowerCase()] : []))
    const phones = all.flatMap((c) => (c.phone_number && isE164(c.phone_number) ? [c.phone_number] : []))
    for (const values of [emails, phones])
      expect(repeated(values) / total).toSatisfy((s: number) => s > 0.008 && s < 0.06)
  })

  test('was created over four years, often lately, and never updated before', () => {
    const created = all.map((contact) => Date.parse(contact.created_at))
    expect(created.every((instant, index) => index === 0 || instant > (created[index - 1] ?? 0))).toBe(true)
    expect(endMs - Math.min(...created)).toBeGreaterThan(3.9 * 365 * 86_400_000)
    expect(created.filter((instant) => instant > endMs - 90 * 86_400_000).length).toBeGreaterThan(total * 0.1)
    for (const { created_at, updated_at } of all) {
      expect(created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d$/)
      expect(Date.parse(updated_at)).toBeGreaterThanOrEqual(Date.parse(created_at))
      expect(Date.parse(updated_at)).toBeLessThanOrEqual(endMs)
    }
  })

  test('has offsets other than UTC, of more than one place', () => {
    const offsets = new Set(all.map((contact) => contact.created_at.slice(-6)))
    expect(offsets).not.toContain('+00:00')
    expect(offsets.size).toBeGreaterThan(5)
  })

  test('shows a portrait for about three in ten', () => {
    expect(share((c) => c.image_url !== null)).toSatisfy((s: number) => s > 0.26 && s < 0.34)
  })

  test('holds text that a spreadsheet could run, that runs right to left, and that is not of one alphabet', () => {
    const texts = all.flatMap((c) => [c.company ?? '', c.title ?? '', c.full_name ?? ''])
    const patterns = [/^=/, /^\+/, /^-/, /^@/, /\p{Emoji_Presentation}/u]
    const scripts = ['Hebrew', 'Arabic', 'Han', 'Hiragana', 'Hangul', 'Cyrillic', 'Greek'].map(
      (script) => new RegExp(`\\p{Script=${script}}`, 'u'),
    )
    const missing = [...patterns, ...scripts].filter((pattern) => !texts.some((text) => pattern.test(text)))
    expect(missing).toEqual([])
  })
})

describe('nothing of it is real', () => {
  test('every address is a plain one under .example', () => {
    const emails = all.flatMap((c) => (c.email ? [c.email] : []))
    expect(emails.filter((email) => !/^[a-z0-9.]+@[a-z0-9-]+\.example$/.test(email))).toEqual([])
    expect(owners.filter(({ owner }) => !owner.email.endsWith('@lumenroad.example'))).toEqual([])
  })

  test('every North American number is 555-01xx, every British one is of a range for drama', () => {
    const numbers = all.flatMap((c) => (c.phone_number && isE164(c.phone_number) ? [c.phone_number] : []))
    const american = numbers.filter((phone) => phone.startsWith('+1'))
    expect(american.length).toBeGreaterThan(1_000)
    expect(american.filter((phone) => !/^\+1\d{3}55501\d\d$/.test(phone))).toEqual([])
    const british = numbers.filter((phone) => phone.startsWith('+44'))
    const drama = /^\+44(2079460|1(1[3-8]|[2-6]1)4960|1914980|2920180|2896496|7700900)\d{3}$/
    expect(british.filter((phone) => !drama.test(phone))).toEqual([])
  })
})

describe('what belongs together', () => {
  test('most phones are E.164 of a possible length, and some are odd', () => {
    const phones = all.flatMap((c) => (c.phone_number ? [c.phone_number] : []))
    const possible = phones.filter(
      (phone) => isE164(phone) && parsePhoneNumberFromString(phone)?.isPossible(),
    )
    expect(possible.length / phones.length).toSatisfy((s: number) => s > 0.9 && s < 0.98)
    expect(phones.filter((phone) => isE164(phone)).length).toBe(possible.length)
  })

  test('a phone is of the country that the location names', () => {
    const codes = {
      ', Germany': '+49',
      ', France': '+33',
      ', Poland': '+48',
      ', Brazil': '+55',
      ', India': '+91',
    }
    for (const [ending, code] of Object.entries(codes)) {
      const phones = all.flatMap((c) => (c.location?.endsWith(ending) ? [c.phone_number ?? ''] : []))
      const matching = phones.filter((phone) => phone.trim().startsWith(code))
      expect(matching.length).toBeGreaterThan(10)
      expect(phones.filter(isE164).filter((phone) => !phone.startsWith(code))).toEqual([])
    }
  })

  test('everybody at one company shares its domain', () => {
    const domains = new Map<string, Set<string>>()
    for (const { company, email } of all) {
      if (!company || !email) continue
      const domain = email.slice(email.indexOf('@') + 1)
      domains.set(company, (domains.get(company) ?? new Set()).add(domain))
    }
    const several = [...domains.values()].filter((set) => set.size > 1)
    // Two companies may bear one name in two countries; curiosities change a company and keep an address.
    expect(several.length / domains.size).toBeLessThan(0.02)
  })
})
