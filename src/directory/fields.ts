import { type Contact, contactName, ownerLabel } from '../linq/contact'

/** The name of a field in the address of the page, in a sort, and as the id of a column. */
export type FieldKey =
  | 'name'
  | 'company'
  | 'owner'
  | 'phone'
  | 'email'
  | 'title'
  | 'location'
  | 'created'
  | 'updated'
  | 'first_name'
  | 'last_name'
  | 'photo'
  | 'id'
  | 'owner_id'
  | 'owner_email'

/** How the values of a field are compared, shown and written. */
export type FieldKind = 'text' | 'phone' | 'email' | 'instant' | 'number' | 'image'

/** One field of a contact: table, sort, panel and files are made from this list. */
export interface Field {
  key: FieldKey
  /** The words of the column header, on screen and in a file. */
  label: string
  kind: FieldKind
  /** Whether the table shows the field when nobody chose columns. */
  isColumn: boolean
  /**
   * Linq's value, as it is sorted, copied and written: text, an instant in milliseconds since 1970 (UTC), an id;
   * null or `''` when blank.
   */
  value: (contact: Contact) => string | number | null
}

/** All fields, in the order of the columns. */
export const FIELDS: readonly Field[] = [
  column('name', 'Name', 'text', contactName),
  column('company', 'Company', 'text', (contact) => contact.company),
  column('owner', 'Owner', 'text', (contact) => contact.contact_owner && ownerLabel(contact.contact_owner)),
  column('phone', 'Phone', 'phone', (contact) => contact.phone_number),
  column('email', 'Email', 'email', (contact) => contact.email),
  column('title', 'Title', 'text', (contact) => contact.title),
  column('location', 'Location', 'text', (contact) => contact.location),
  column('created', 'Created', 'instant', (contact) => contact.created_at),
  column('updated', 'Updated', 'instant', (contact) => contact.updated_at),
  further('first_name', 'First name', 'text', (contact) => contact.first_name),
  further('last_name', 'Last name', 'text', (contact) => contact.last_name),
  further('photo', 'Photo', 'image', (contact) => contact.image_url),
  further('id', 'Linq ID', 'number', (contact) => contact.id),
  further('owner_id', 'Owner ID', 'number', (contact) => contact.contact_owner?.id ?? null),
  further('owner_email', 'Owner email', 'email', (contact) => contact.contact_owner?.email ?? null),
]

/** The columns of a table that nobody changed. */
export const DEFAULT_COLUMNS: readonly FieldKey[] = FIELDS.filter((field) => field.isColumn).map(
  (field) => field.key,
)

const byKey = new Map<string, Field>(FIELDS.map((field) => [field.key, field]))

/** The field of a key. */
export function fieldOf(key: FieldKey): Field {
  const field = byKey.get(key)
  if (!field) throw new RangeError(`There is no field "${key}".`)
  return field
}

/** Whether a text, for instance of an address, names a field. */
export function isFieldKey(text: string): text is FieldKey {
  return byKey.has(text)
}

function column(key: FieldKey, label: string, kind: FieldKind, value: Field['value']): Field {
  return { key, label, kind, isColumn: true, value }
}

function further(key: FieldKey, label: string, kind: FieldKind, value: Field['value']): Field {
  return { key, label, kind, isColumn: false, value }
}
