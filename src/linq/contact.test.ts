import { describe, expect, it } from 'vitest'

import { contactName, ownerLabel, readContact } from './contact'

/** The first record of Linq's List Contacts page. */
const example = {
  id: 123,
  first_name: 'John',
  last_name: 'Doe',
  full_name: 'John Doe',
  email: 'john@example.com',
  phone_number: '+15551234567',
  company: 'Acme Corp',
  title: 'CEO',
  location: 'San Francisco, CA',
  image_url: null,
  created_at: '2025-07-30T10:00:00.000-05:00',
  updated_at: '2025-07-30T10:00:00.000-05:00',
  contact_owner: {
    id: 456,
    email: 'owner@company.com',
    first_name: 'Jane',
    last_name: 'Owner',
    name: 'Jane Owner',
  },
}

const blank = {
  first_name: '',
  last_name: '',
  full_name: '',
  email: '',
  phone_number: '',
  company: '',
  title: '',
  location: '',
  image_url: null,
  created_at: null,
  updated_at: null,
  contact_owner: null,
}

function read(fields: Record<string, unknown>) {
  return readContact({ ...example, ...fields })
}

describe('a record of the API', () => {
  it('is read with its instants in UTC', () => {
    const instant = Date.UTC(2025, 6, 30, 15)
    expect(readContact(example)).toEqual({ ...example, created_at: instant, updated_at: instant })
  })

  it('is the same whether its fields are null, empty or absent', () => {
    const keys = Object.keys(blank)
    const nulls = Object.fromEntries(keys.map((key) => [key, null]))
    const empties = Object.fromEntries(keys.map((key) => [key, '']))
    expect(readContact({ id: 7, ...nulls })).toEqual({ id: 7, ...blank })
    expect(readContact({ id: 7, ...empties })).toEqual({ id: 7, ...blank })
    expect(readContact({ id: 7 })).toEqual({ id: 7, ...blank })
  })

  it('may hold numbers where text belongs, and nothing else in its place', () => {
    expect(read({ phone_number: 15551234567 })?.phone_number).toBe('15551234567')
    for (const value of [true, [], {}, ['a'], { toString: 'x' }])
      expect(read({ title: value })?.title).toBe('')
  })

  it('keeps text as it is: long, broken, hostile or invisible', () => {
    const texts = [
      'x'.repeat(100_000),
      '\ud800 half a pair',
      'ends \udfff',
      'a\u0000b\u200bc\u0007',
      'مرحبا',
      'e\u0301',
      '👩‍👩‍👧',
      '<script>alert(1)</script>',
      '{{7*7}}',
      '__proto__',
      '  spaces  ',
    ]
    for (const text of texts) {
      expect(read({ company: text, first_name: text })).toMatchObject({ company: text, first_name: text })
    }
  })

  it('never takes values out of a prototype', () => {
    const hostile: unknown = JSON.parse(
      '{"id":1,"__proto__":{"email":"a@b.c","polluted":1},"contact_owner":{"__proto__":{"name":"Eve"}}}',
    )
    expect(readContact(hostile)).toEqual({ id: 1, ...blank })
    expect(Object.keys({ ...readContact(hostile) })).not.toContain('polluted')
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  it('drops fields that nobody knows', () => {
    expect(Object.keys(read({ secret: 'x', constructor: 'y' }) ?? {}).sort()).toEqual(
      Object.keys(example).sort(),
    )
  })

  it('cannot be told apart without an id that is a whole number from 1 to 2^53 - 1', () => {
    const none = [
      undefined,
      null,
      0,
      -1,
      1.5,
      2 ** 53,
      Number.NaN,
      '',
      '0',
      '-3',
      '1.0',
      '1e3',
      ' 1',
      'abc',
      {},
      true,
    ]
    expect(none.filter((id) => read({ id }) !== null)).toEqual([])
    expect(read({ id: '9007199254740993' })).toBeNull()
    expect(read({ id: 2 ** 53 - 1 })?.id).toBe(2 ** 53 - 1)
    expect(read({ id: '123' })?.id).toBe(123)
    for (const record of [null, undefined, 'text', 5, [], [example]]) expect(readContact(record)).toBeNull()
  })
})

describe('an owner', () => {
  it('may be missing, or no object', () => {
    const none = [null, undefined, '', 'Jane', 5, [], [example.contact_owner], true]
    expect(none.filter((contact_owner) => read({ contact_owner })?.contact_owner !== null)).toEqual([])
  })

  it('without id, name and email is no owner', () => {
    expect(read({ contact_owner: {} })?.contact_owner).toBeNull()
    expect(
      read({ contact_owner: { id: null, name: ' ', email: '', first_name: null } })?.contact_owner,
    ).toBeNull()
  })

  it('without an id is told by the rest', () => {
    for (const id of [undefined, null, 0, -4, 'x'])
      expect(read({ contact_owner: { ...example.contact_owner, id } })?.contact_owner).toEqual({
        ...example.contact_owner,
        id: null,
      })
  })

  it('with a blank name is written as email, else as id', () => {
    const owner = { id: 5, email: 'jane@company.com', first_name: '', last_name: '', name: ' ' }
    expect(ownerLabel(owner)).toBe('jane@company.com')
    expect(ownerLabel({ ...owner, first_name: 'Jane' })).toBe('Jane')
    expect(ownerLabel({ ...owner, email: '' })).toBe('Owner #5')
    expect(ownerLabel({ ...owner, email: '', id: null })).toBe('Unnamed owner')
  })
})

describe('a date', () => {
  const at = (created_at: unknown) => read({ created_at })?.created_at

  it('is the same instant in any offset and with any precision', () => {
    const instant = Date.UTC(2025, 6, 30, 15, 0, 0)
    const same = [
      '2025-07-30T10:00:00.000-05:00',
      '2025-07-30T15:00:00Z',
      '2025-07-30t15:00:00z',
      '2025-07-30T20:30:00+05:30',
      '2025-07-30T20:30:00+0530',
      '2025-07-30 15:00:00Z',
      '2025-07-30T15:00Z',
      ' 2025-07-30T15:00:00.000000Z ',
    ]
    expect(same.filter((text) => at(text) !== instant)).toEqual([])
    expect(at('2025-07-30T15:00:00.123456789Z')).toBe(instant + 123)
  })

  it('without an offset, or without a time, is UTC for every viewer', () => {
    expect(at('2025-07-30T15:00:00')).toBe(Date.UTC(2025, 6, 30, 15))
    expect(at('2025-07-30')).toBe(Date.UTC(2025, 6, 30))
  })

  it('is none when it is blank, no date, a mark for "never", or out of this world', () => {
    const none = [
      null,
      undefined,
      '',
      ' ',
      'yesterday',
      '0001-01-01T00:00:00Z',
      '9999-12-31T23:59:59Z',
      '2025-13-01',
      '2025-07-30T25:00:00Z',
      '30/07/2025',
      'Wed, 30 Jul 2025 10:00:00 GMT',
      '20250730',
      '+012025-07-30T10:00:00Z',
      1753887600000,
      {},
      'Invalid Date',
    ]
    expect(none.filter((value) => at(value) !== null)).toEqual([])
  })

  it('that no calendar has is none', () => {
    const none = ['2025-02-30', '2025-02-30T10:00:00Z', '2025-04-31T10:00:00+02:00', '2023-02-29']
    expect(none.filter((value) => at(value) !== null)).toEqual([])
    expect(at('2024-02-29')).toBe(Date.UTC(2024, 1, 29))
  })
})

describe('the address of an image', () => {
  const image = (image_url: unknown) => read({ image_url })?.image_url

  it('is kept when it is https on a public host, or a path of our own', () => {
    expect(image('https://images.example.com/a.png?x=1')).toBe('https://images.example.com/a.png?x=1')
    expect(image(' https://images.example.com/a.png ')).toBe('https://images.example.com/a.png')
    expect(image('/demonstration/portraits/5.svg')).toBe('/demonstration/portraits/5.svg')
  })

  it('is dropped when a browser should not ask for it', () => {
    const dropped = [
      null,
      '',
      5,
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      'data:image/svg+xml,<svg onload=alert(1)>',
      'blob:https://x/1',
      'http://images.example.com/a.png',
      'ftp://example.com/a',
      'https://user:password@example.com/a.png',
      'https://localhost/a.png',
      'https://LOCALHOST./a.png',
      'https://127.0.0.1/a.png',
      'https://127.1/a.png',
      'https://2130706433/a.png',
      'https://0x7f000001/a.png',
      'https://10.0.0.5/a.png',
      'https://172.16.0.1/',
      'https://172.31.255.255/',
      'https://192.168.1.1/router',
      'https://169.254.169.254/latest/meta-data',
      'https://0.0.0.0/',
      'https://100.64.0.1/',
      'https://[::1]/',
      'https://printer.local/',
      'https://wiki.internal/',
      'https://intranet/',
      'photo.png',
      '../photo.png',
      'own.invalid',
      'https://own.invalid/a.png',
      'https://',
      `https://example.com/${'x'.repeat(5000)}`,
    ]
    expect(dropped.filter((value) => image(value) !== null)).toEqual([])
  })

  it('is never another origin in the clothes of a path', () => {
    expect(image('//evil.example/a.png')).not.toMatch(/^\/[/\\]/)
    expect(image('/\\evil.example/a.png')).not.toMatch(/^\/[/\\]/)
    expect(image('/.//evil.example/a.png')).toBeNull()
    expect(image('/a/..//evil.example/a.png')).toBeNull()
  })
})

describe('the shown name', () => {
  const name = (fields: Record<string, unknown>) => {
    const contact = readContact({ id: 9, ...fields })
    return contact && contactName(contact)
  }

  it('falls back from the full name to first and last, email, phone and id', () => {
    const { first_name, last_name, email, phone_number } = example
    expect(name({ first_name, last_name, full_name: 'J. Doe', email })).toBe('J. Doe')
    expect(name({ first_name, last_name, full_name: '  ', email })).toBe('John Doe')
    expect(name({ last_name, email })).toBe('Doe')
    expect(name({ email, phone_number })).toBe('john@example.com')
    expect(name({ phone_number })).toBe('+15551234567')
    expect(name({})).toBe('#9')
  })
})
