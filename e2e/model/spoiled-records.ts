import { type Row, shownOf } from './organisation'

/** What becomes of one record of an answer, by the name of the kind. */
type Spoil = (row: Row & { id: number }, others: readonly Row[]) => Row

/** The record with other fields; `undefined` leaves a field out. */
function withFields(row: Row & { id: number }, fields: Readonly<Record<string, unknown>>): string {
  const record: object = JSON.parse(row.json)
  return JSON.stringify({ ...record, ...fields })
}

/** The same contact, sent in another way. */
function sentAs(row: Row & { id: number }, json: string, shown: Readonly<Record<string, unknown>> = {}): Row {
  return { id: row.id, json, shown: shownOf({ ...JSON.parse(row.json), ...shown }) }
}

/** A record that cannot be told apart. */
function unreadable(json: string): Row {
  return { id: null, json, shown: '' }
}

const nasty = [
  'שלום \u202eabc',
  'e\u0301\u0323 \u{1f468}\u200d\u{1f469}\u200d\u{1f467}',
  '\ud800 alone',
  'zero\u200bwidth\u0000\u0007\u001b[31m',
  '<script>alert(1)</script>{{7*7}}',
  '__proto__',
  '=cmd|\u2019/C calc\u2019!A0',
]

/** The ways in which a record can be strange (faults A7 and A8). */
export const SPOILED_RECORDS: Readonly<Record<string, Spoil>> = {
  'record: no owner': (row) => sentAs(row, withFields(row, { contact_owner: null }), { contact_owner: null }),
  'record: owner without id': (row) => {
    const contact_owner = { id: null, email: 'someone@example.com' }
    return sentAs(row, withFields(row, { contact_owner: { email: contact_owner.email } }), { contact_owner })
  },
  'record: owner is a list': (row) =>
    sentAs(row, withFields(row, { contact_owner: [1] }), { contact_owner: null }),
  'record: no id': (row) => unreadable(withFields(row, { id: undefined })),
  'record: id as text': (row) => sentAs(row, withFields(row, { id: String(row.id) })),
  'record: id is a word': (row) => unreadable(withFields(row, { id: `number ${row.id}` })),
  'record: id 0': (row) => unreadable(withFields(row, { id: 0 })),
  'record: id below 0': (row) => unreadable(withFields(row, { id: -row.id })),
  'record: id beyond 2^53': (row) =>
    unreadable(withFields(row, { id: undefined }).replace('{', '{"id":9007199254740993,')),
  'record: id with a fraction': (row) => unreadable(withFields(row, { id: row.id + 0.5 })),
  'record: null': () => unreadable('null'),
  'record: a text': () => unreadable('"contact"'),
  'record: a list': () => unreadable('[1,2]'),
  'record: id of another': (row, others) => {
    const other = others.find(({ id }) => id !== null && id !== row.id)
    return other ? unreadable(withFields(row, { id: other.id })) : row
  },
  'record: unknown fields': (row) =>
    sentAs(row, withFields(row, { tags: ['a'], owner: { id: 9 }, score: 1e300 })),
  'record: __proto__ as a key': (row) =>
    sentAs(row, withFields(row, {}).replace('{', '{"__proto__":{"email":"evil@example.com","id":1},')),
  'record: every text null': (row) => {
    const blank = { full_name: '', email: '', phone_number: '', company: '', title: '' }
    const nulls = Object.fromEntries(Object.keys(blank).map((key) => [key, null]))
    return sentAs(row, withFields(row, nulls), blank)
  },
  'record: every text absent': (row) => {
    const blank = { full_name: '', email: '', phone_number: '', company: '', title: '' }
    const absent = Object.fromEntries(Object.keys(blank).map((key) => [key, undefined]))
    return sentAs(row, withFields(row, absent), blank)
  },
  'record: numbers for texts': (row) =>
    sentAs(row, withFields(row, { company: 42, title: {} }), { company: '42', title: '' }),
  'record: nasty text': (row) => {
    const [company, title] = [nasty[row.id % nasty.length], nasty[(row.id + 3) % nasty.length]]
    return sentAs(row, withFields(row, { company, title }), { company, title })
  },
  'record: 100 kB of text': (row) => {
    const title = 'long '.repeat(20_000)
    return sentAs(row, withFields(row, { title }), { title })
  },
}
