import type { WireContact } from '../../contacts/contacts.mjs'

/** A column of the compared files: its label, and where a peer finds the value in a contact as Linq's API writes it. */
export interface Column {
  label: string
  value: (contact: WireContact) => string | number | null
  isInstant?: true
}

/** The 13 columns of the compared files, in the order of ours. */
export const columns: readonly Column[] = [
  { label: 'Name', value: (contact) => contact.full_name },
  { label: 'Company', value: (contact) => contact.company },
  { label: 'Owner', value: (contact) => contact.contact_owner?.name ?? null },
  { label: 'Phone', value: (contact) => contact.phone_number },
  { label: 'Email', value: (contact) => contact.email },
  { label: 'Title', value: (contact) => contact.title },
  { label: 'Location', value: (contact) => contact.location },
  { label: 'Created', value: (contact) => contact.created_at, isInstant: true },
  { label: 'Updated', value: (contact) => contact.updated_at, isInstant: true },
  { label: 'First name', value: (contact) => contact.first_name },
  { label: 'Last name', value: (contact) => contact.last_name },
  { label: 'Linq ID', value: (contact) => contact.id },
  { label: 'Owner email', value: (contact) => contact.contact_owner?.email ?? null },
]
