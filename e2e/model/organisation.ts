/** A contact of the model as its record is sent, and as it must be shown. */
export interface Row {
  /** Null when the record cannot be told apart from others. */
  id: number | null
  /** The record as JSON. */
  json: string
  /** What `shownOf` gives for it. */
  shown: string
}

interface OwnerFields {
  id: number | null
  email: string
}

interface ShownFields {
  id: number
  full_name: string
  email: string
  phone_number: string
  company: string
  title: string
  contact_owner: OwnerFields | null
}

/** All that is compared of a contact, as one text: contacts that were merged have one that was never sent. */
export function shownOf(contact: ShownFields): string {
  const { id, full_name, email, phone_number, company, title, contact_owner: owner } = contact
  return JSON.stringify([
    id,
    full_name,
    email,
    phone_number,
    company,
    title,
    owner && [owner.id, owner.email],
  ])
}

const companies = ['Acme', 'Globex', 'Initech', 'Müller & Söhne', '株式会社', '']

/** The fields of a contact; another version has another name and company. */
function fieldsOf(id: number, version: number): ShownFields {
  return {
    id,
    full_name: version === 0 ? `Contact ${id}` : `Contact ${id} (${version})`,
    email: `contact${id}@example.com`,
    phone_number: id % 7 === 0 ? '' : `+1555${String(id).padStart(7, '0')}`,
    company: companies[(id + version) % companies.length] ?? '',
    title: id % 3 === 0 ? 'Head of Sales' : '',
    contact_owner: id % 5 === 0 ? null : { id: 1 + (id % 4), email: `owner${1 + (id % 4)}@example.com` },
  }
}

/** A row that is sent as it is shown. */
function rowOf(fields: ShownFields): Row {
  return { id: fields.id, json: JSON.stringify(fields), shown: shownOf(fields) }
}

/** Changes of the list. Those of the first kind never change the place of one contact against another. */
export const STABLE_CHANGES = [
  'top',
  'end',
  'anywhere',
  'delete',
  'edit',
  'bulk insert',
  'bulk delete',
] as const
export const UNSTABLE_CHANGES = ['edit to the top', 'rename'] as const
export type Change = (typeof STABLE_CHANGES)[number] | (typeof UNSTABLE_CHANGES)[number]

/** The truth: the contacts of an organisation in Linq's order, which others change. */
export class Organisation {
  rows: Row[]
  private newest: number
  private readonly versions = new Map<number, number>()
  private readonly watched = new Set<Set<number>>()
  /** Counts rows that came or went. */
  shifts = 0
  /** Counts contacts that changed their place. */
  moves = 0

  /** @param unreadable records among them that can never be told apart */
  constructor(
    count: number,
    unreadable: number,
    private readonly random: () => number,
  ) {
    this.newest = count
    this.rows = Array.from({ length: count }, (_, index) => rowOf(fieldsOf(index + 1, 0)))
    for (let left = unreadable; left > 0; left -= 1)
      this.rows.splice(this.somewhere(), 0, { id: null, json: '{"id":null,"full_name":"Nobody"}', shown: '' })
  }

  /** Contacts that can be told apart, by id, as they are now. */
  truth(): Map<number, string> {
    return new Map(this.rows.flatMap(({ id, shown }) => (id === null ? [] : [[id, shown] as const])))
  }

  /** Ids that are there from now on all the time, at their place; the set shrinks by itself. */
  watch(): Set<number> {
    const steady = new Set(this.rows.flatMap(({ id }) => id ?? []))
    this.watched.add(steady)
    return steady
  }

  unwatch(steady: Set<number>): void {
    this.watched.delete(steady)
  }

  change(what: Change): void {
    if (what === 'edit') this.edit(this.somewhere())
    else if (what === 'top') this.insert(0, 1)
    else if (what === 'end') this.insert(this.rows.length, 1)
    else if (what === 'anywhere') this.insert(this.somewhere(), 1)
    else if (what === 'delete') this.remove(this.somewhere(), 1)
    else if (what === 'bulk insert') this.insert(this.random() < 0.5 ? 0 : this.somewhere(), this.bulk())
    else if (what === 'bulk delete') this.remove(this.somewhere(), this.bulk())
    else this.move(this.somewhere(), what === 'rename' ? this.somewhere() : 0)
  }

  private somewhere(): number {
    return Math.floor(this.random() * this.rows.length)
  }

  private bulk(): number {
    return 1 + Math.floor(this.random() * this.rows.length * 0.3)
  }

  private insert(at: number, count: number): void {
    const added = Array.from({ length: count }, (_, index) => rowOf(fieldsOf(this.newest + 1 + index, 0)))
    this.newest += count
    this.shifts += count
    this.rows.splice(at, 0, ...added)
  }

  private remove(at: number, count: number): void {
    this.shifts += count
    for (const { id } of this.rows.splice(at, count)) this.forget(id)
  }

  private move(from: number, to: number): void {
    this.edit(from)
    const [row] = this.rows.splice(from, 1)
    if (!row) return
    this.rows.splice(to, 0, row)
    this.forget(row.id)
    this.moves += 1
    this.shifts += 2
  }

  private edit(at: number): void {
    const id = this.rows[at]?.id ?? null
    if (id === null) return
    const version = (this.versions.get(id) ?? 0) + 1
    this.versions.set(id, version)
    this.rows[at] = rowOf(fieldsOf(id, version))
  }

  private forget(id: number | null): void {
    if (id !== null) for (const steady of this.watched) steady.delete(id)
  }
}
